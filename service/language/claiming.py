"""Claiming: what one figure of a group is claimed of, when, and how it is meant."""

from dataclasses import dataclass

from service.language.changes import ChangeReader
from service.language.claim import Claim
from service.language.describe import described
from service.language.kind import Kind
from service.language.kinds import (
    PASSED,
    is_added,
    is_average,
    is_each_year,
    is_estimated,
    is_level,
    is_planning,
    is_sum,
    outlook,
    settle,
    stands,
    to_come,
)
from service.language.lines import SentenceReading
from service.language.marks import aimed, is_mark, passed, striven
from service.language.measure import Measure
from service.language.period import Period
from service.language.phrases import Phrase
from service.language.roles import RoleReading, terms_of
from service.language.subjects import Subject
from service.language.timing import Clock, When
from vectorstore import late

_PROJECT = late.pattern(r"(?:项目|工程)(?:累计)?(?:已)?(?:完成)?投资")
_MEAN_BEHIND = late.pattern(r"[、，,\s]*(?:[三四五]年)?年均(?:实际)?(?:增长|下降|递增)")
_REACHED = late.pattern(
    r"(?:达到?|[增升降减高低少长加占展大][至到]|高于|高出|低于|突破|跃升|[调优变]\w{0,2}为)"
)
_STANDS = late.pattern(r"^(?:现有|在册|在营)|(?:保有量|存栏|存量|余额|总数|装机|装机容量|户数)$")
_KEPT = late.pattern(r"控制|保持|稳定|巩固(?!率)|维持|始终")
_SO_FAR = ("今年以来", "年初以来")
_NEAR = 60


@dataclass(frozen=True, slots=True)
class _Span:
    """Over what time a figure runs: `when` with what makes it a mean, a sum or a change since."""

    when: When
    average: bool
    summed: bool
    running: bool
    based: bool


class Claiming:
    """Makes the claims of one report."""

    def __init__(self, text: str, clock: Clock, changes: ChangeReader) -> None:
        self.text = text
        self.clock = clock
        self.changes = changes

    def claim(
        self,
        line: SentenceReading,
        phrase: Phrase,
        subject: Subject,
        figure: Measure,
        when: When,
        reading: RoleReading,
    ) -> Claim:
        """The claim that one figure makes of its subject."""
        words, growth = phrase.words, reading.role == "growth"
        span = self._span(line, phrase, subject, when, reading)
        when = span.when
        if not growth and is_mark(self.text, figure):
            subject, figure = passed(line, subject, figure, when)
        figure = striven(line, subject, when, figure, words)
        view = self._outlook(line, phrase, figure, when)
        if view == "actual" and is_planning(line.sentence.part):
            said = self.text[line.sentence.start : phrase.group.start]
            when = self.clock.recalled(when, said)
        level = is_level(words, subject, figure, reading.role, many=when.many)
        whole = when.many or span.running or (subject.indicator is None and not level)
        kind, basis = settle(
            view,
            many=when.many or (when.cue is not None and when.cue.done),
            average=span.average,
            total=whole and (span.summed or line.summing(phrase.clause, phrase.so_far)),
            level=level,
            growth=growth,
            based=span.based,
            far=when.later_than(self.clock.when.year) or figure.unit == "番",
        )
        if when.many and basis == "level" and _is_reached(subject, reading, words, figure):
            when = self.clock.at_end(when)
        return Claim(
            subject=described(subject, reading, words),
            period=when.period,
            period_text=when.text,
            kind=kind,
            basis=basis,
            value=None if growth else figure,
            growth=figure if growth else None,
            terms=terms_of(words) if growth else None,
            falls=reading.falls,
            role=reading.role,
            start=self._quote_start(line, phrase, subject, when),
            end=phrase.clause.end,
            sentence=(line.sentence.start, line.sentence.end),
            section=line.sentence.path,
            part=line.sentence.part,
            summed=span.summed,
        )

    def _span(
        self,
        line: SentenceReading,
        phrase: Phrase,
        subject: Subject,
        when: When,
        reading: RoleReading,
    ) -> _Span:
        """Over what time the figure runs, from the words before it and what they compare with."""
        words, group, growth = phrase.words, phrase.group, reading.role == "growth"
        average = is_average(words) or (growth and is_average(phrase.so_far))
        average |= is_each_year(words) and (when.many or "均" in words)
        base = self.clock.base(line, group) if reading.role in ("growth", "multiple") else None
        origin = self.changes.origin(line, group, words) if growth and not base else None
        running, summed = _runs_on(subject, growth=growth), is_sum(phrase.so_far)
        when = self._of_span(line, phrase, subject, when, reading, summed=summed)
        span = self.clock.mean_span(line, group, when, told=average)
        if (average and "日均" not in words) or (is_sum(words) and span.many):
            when = span
        elif base:
            when = self.clock.since(base, when)
        elif origin:
            when = origin
        elif _is_untimed(reading, when, phrase):
            when = self.clock.before_change(line)
        elif summed and running and when.cue is None and when.period and not when.many:
            when = When(Period.until(when.period.year), "累计")
        return _Span(when, average, summed, running, bool(base or origin))

    def _of_span(
        self,
        line: SentenceReading,
        phrase: Phrase,
        subject: Subject,
        when: When,
        reading: RoleReading,
        *,
        summed: bool,
    ) -> When:
        """Of several years: what was added is of all, what has its mean behind it of the last."""
        flows = summed or is_added(subject)
        stood = not flows and reading.role != "growth"
        if when.many and stood and _MEAN_BEHIND.match(self.text, phrase.group.end):
            return self.clock.at_end(when)
        return self.clock.of_flow(when, line) if reading.role == "value" and flows else when

    def _outlook(
        self, line: SentenceReading, phrase: Phrase, figure: Measure, when: When
    ) -> Kind | None:
        """Whether the figure was reached, is expected or is aimed at; the year told decides."""
        part, start = line.sentence.part, phrase.group.start
        said = self.text[line.sentence.start : start]
        covers = self.clock.when.covers
        over = when.told and when.ends_by(covers)
        if is_planning(part) and not when.told and stands(said):
            return "actual"
        view = outlook(part, said, phrase.so_far, over=over)
        if view == "actual" and to_come(self.text, start, line.sentence.end):
            return "expected"
        if view != "actual" and when.before(covers):
            return "actual"
        ahead = self.clock.when.year if part == "body" else covers
        if view == "actual" and (when.opener or when.text or "") in _SO_FAR:
            return view
        if when.later_than(ahead) or aimed(self.text, figure):
            return "target"
        estimated = self.clock.is_estimated(part) or is_estimated(self.text, figure)
        return "expected" if view == "actual" and estimated else view

    def _quote_start(
        self, line: SentenceReading, phrase: Phrase, subject: Subject, when: When
    ) -> int:
        """Far enough back to hold the subject, and the time where the place does not give it."""
        named = line.clause_start(subject.start)
        start = phrase.clause.start if named is None else min(phrase.clause.start, named)
        cue = when.cue
        if cue is None or cue.period == self.clock.default(line.sentence.part).period:
            return start
        timed = line.clause_start(cue.start)
        return min(start, timed) if timed is not None and start - timed <= _NEAR else start


def _runs_on(subject: Subject, *, growth: bool) -> bool:
    """Whether 累计 counts from the start of a project or a plan and not of the year."""
    if subject.indicator:
        return growth or not subject.indicator.sums
    return growth or _PROJECT.search(subject.text) is not None


def _is_untimed(reading: RoleReading, when: When, phrase: Phrase) -> bool:
    """Whether no time holds: where a change began, or what sticks, without one of its own."""
    loose = reading.role == "from" or reading.sticks
    return loose and not (when.cue and when.cue.start >= phrase.group.before)


def _is_reached(subject: Subject, reading: RoleReading, words: str, figure: Measure) -> bool:
    """五年来…占比达到48%: what was reached stands at the end of the span; what was spent of all
    (民生支出占比达80%) or kept at a level is of the whole."""
    if _KEPT.search(words) or "支出" in words or "支出" in subject.text:
        return False
    indicator = subject.indicator
    named = indicator is not None and (indicator.stock or indicator.yearly)
    said = named or figure.qualifier in PASSED or _REACHED.search(words) is not None
    said = said or _STANDS.search(subject.text) is not None
    return reading.role == "share" or (reading.role == "value" and said)
