"""Assembly: figures, subjects, periods and kinds become facts."""

from collections.abc import Sequence
from dataclasses import replace

from service.facts.model import Fact
from service.facts.quote import finish
from service.facts.standing import judged
from service.language.changes import Changes, complete
from service.language.claim import Claim, Kind, set_apart
from service.language.clauses import Clause, Group, Sentence, sentences
from service.language.describe import (
    bare_percent,
    described,
    each_rate,
    lifted,
    one_unit,
    percent_of,
    rate_in_points,
    timed,
)
from service.language.kinds import (
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
from service.language.lines import Line
from service.language.marks import added, aimed, held, is_mark, passed, reach, striven
from service.language.measure import Measure
from service.language.names import headed, of_trade, redone, rehoused, topical
from service.language.owners import Owners, part_from_whole
from service.language.parts import paired, part_of, stock_of, unname
from service.language.period import Period
from service.language.roles import Reading, read, terms_of
from service.language.scopes import Home
from service.language.streaks import lasting, streak
from service.language.subjects import Subject, invested, scene
from service.language.tables import Tables
from service.language.times import calendar
from service.language.timing import Clock, When
from service.language.topics import Topics
from vectorstore import late
from vectorstore.documents import Report, Section

_QUARTERS = late.pattern(
    r"连续(?:\d+|[一二三四五六七八九十]+)个?(?:季度|月)(?:保持|环比|增速|增幅|增长)+"
)
_PROJECT = late.pattern(r"(?:项目|工程)(?:累计)?(?:已)?(?:完成)?投资")
_DURATIONS = frozenset({"年", "岁"})
_COMPARABLE = late.pattern(
    r"[（(](?:按|以|扣除|剔除)?[^（）()]{0,8}(?:同口径|可比口径|可比)[^（）()]{0,4}$"
)
_ASIDE = late.pattern(r"[（(](?:以?下同|以下简称[^（）()]{1,10})[）)]$")
_TOTAL = late.pattern(r"达到?|总数|总量")
_SOME_TIME = late.pattern(r"(?:原来|过去|以前|当初|最初|治理前|改革前|最高时)的?$")
_SPENT_ON = late.pattern(
    r"(?:以上|左右|多)?(?:的[^，,。；;]{0,8})?(?P<use>(?:全部)?(?:用于|投向|来自)[^，,。；;]{1,12})"
)
_MEAN_BEHIND = late.pattern(r"[、，,\s]*(?:[三四五]年)?年均(?:实际)?(?:增长|下降|递增)")
_REACHED = late.pattern(r"(?:达到?|[增升降减高低少长加][至到]|突破|跃升)")
_KEPT = late.pattern(r"控制|保持|稳定|巩固|维持|始终")
_LASTING_NAMES = ("寿命", "年限", "年龄", "期限", "周期")
_STRIVES_ON = late.pattern(
    r"[\s、，,]*(?:并|且)?(?:力争|争取|努力|确保|奋力)(?:实现|达到|完成|增长)?"
)
_NEAR = 60


def extract(report: Report, text: str, sections: Sequence[Section]) -> tuple[Fact, ...]:
    """The facts of one report, in the order of the text; pure."""
    when, home = calendar(report, text, sections), Home.of(report)
    reader = _Reader(text, home, Clock(text, when))
    said = list(sentences(text, sections))
    drafts = [draft for each in said for draft in reader.sentence(each)]
    if rows := list(Tables(text, sections, when, home).claims()):
        drafts = sorted((*drafts, *rows), key=_place)
    set_apart(drafts)
    part_from_whole(drafts, text)
    facts = [finish(draft, number, report, text) for number, draft in enumerate(drafts, 1)]
    return judged(facts, drafts, text, cut={(each.start, each.end) for each in said if each.cut})


class _Reader:
    """Reads the sentences of one report in order."""

    def __init__(self, text: str, home: Home, clock: Clock) -> None:
        self.text = text
        self.clock = clock
        self.topics = Topics(text, home)
        self.owners = Owners(text, home)
        self.changes = Changes(text, clock)

    def sentence(self, sentence: Sentence) -> list[Claim]:
        line = Line(sentence, self.clock.cues_of(sentence))
        self.owners.hear(sentence)
        if not any(clause.groups for clause in sentence.clauses):
            return []
        self.owners.open(line)
        for clause in sentence.clauses:
            self._clause(line, clause)
        return sorted((*line.drafts, *line.asides), key=_place)

    def _clause(self, line: Line, clause: Clause) -> None:
        self.owners.turn(line, clause)
        if not clause.groups:
            self._scene(line, clause.start, clause.end)
        for index, group in enumerate(clause.groups):
            last = index + 1 == len(clause.groups)
            after = clause.end if last else clause.groups[index + 1].start
            self._group(line, clause, group, after)

    def _scene(self, line: Line, start: int, stop: int) -> None:
        """Words without a figure of their own may name what the next ones are said of."""
        named = scene(self.text[start:stop], start, self.topics.home)
        line.subjects = (named,) if named else line.subjects

    def _group(self, line: Line, clause: Clause, group: Group, after: int) -> None:
        words = _ASIDE.sub("", self.text[group.before : group.start])
        figure = group.figures[0]
        if lasting(words, figure):
            self._lasting(line, clause, group, words)
        named_time = line.subjects and line.subjects[-1].text.endswith(_LASTING_NAMES)
        named_time = named_time or any(name in words for name in _LASTING_NAMES)
        if lasting(words, figure) or (figure.unit in _DURATIONS and not named_time):
            self._scene(line, group.before, group.start)
            return
        reading = read(words, figure)
        subjects, own = self.topics.of(line, group, words[: reading.stop], after)
        if not subjects:
            return
        own = own or line.said_since(subjects[-1].start)
        subjects = tuple(self._meant(line, each, figure, group) for each in subjects)
        reading = self._resumed(line, words, reading, figure, subjects[0])
        reading = rate_in_points(reading, subjects[0], words)
        reading = bare_percent(reading, subjects[0], figure, words, own=own)
        used = _SPENT_ON.match(self.text, group.end) if figure.plain_unit == "%" else None
        if used and reading.role in ("value", "growth"):
            subjects = tuple(each.renamed(f"{each.text}{used['use']}占比") for each in subjects)
            reading = Reading("value", reading.stop)
        figures = one_unit(group.figures)
        times = self.clock.of(line, group, len(figures))
        subjects, figures = paired(subjects, figures, times)
        mean = reading.role == "growth" and is_average(words)
        if not own and (mean or (reading.role == "value" and _TOTAL.search(words))):
            subjects = tuple(stock_of(each) for each in subjects)
        subjects = self._set_apart(line, words, subjects)
        streak = None if own else _QUARTERS.search(self.text[clause.start : group.start])
        if streak:
            own, subjects = True, tuple(e.renamed(f"{e.text}{streak.group()}") for e in subjects)
        if not own and reading.role == "value":
            subjects = held(line, subjects, self.text[clause.start : group.start], times[-1])
            reading = added(reading, line, subjects[0], words, figure)
            reach(line, subjects, words, figure)
        if (
            not own
            and reading.role == "growth"
            and self.changes.attach(line, group, words, reading)
        ):
            return
        if not own and reading.role == "value" and complete(line, group, words, times[-1]):
            return
        self._remember(line, subjects, words, reading)
        times = times if len(times) == len(figures) else times * len(figures)
        for subject, number, when in zip(subjects, figures, times, strict=False):
            own_reading = each_rate(reading, subject, words) if len(subjects) > 1 else reading
            draft = self._draft(line, clause, group, subject, number, when, own_reading)
            line.drafts.append(draft)

    def _resumed(
        self, line: Line, words: str, reading: Reading, figure: Measure, subject: Subject
    ) -> Reading:
        """增长6%以上、力争7%, 增长6.5%、高于6%的预期目标: a rate said on is the same change."""
        last = line.drafts[-1] if line.drafts else None
        if last is None or last.growth is None or reading.role != "value":
            return reading
        same = figure.plain_unit == last.growth.plain_unit and subject.name == last.subject.name
        on = _STRIVES_ON.fullmatch(words) or (
            aimed(self.text, figure) and not words.strip("、，, ")
        )
        return Reading("growth", reading.stop, falls=last.falls) if same and on else reading

    def _meant(self, line: Line, subject: Subject, figure: Measure, group: Group) -> Subject:
        """The subject by its full name and by whose it is."""
        words = self.text[group.before : group.start]
        told = of_trade(tuple(draft.subject for draft in line.drafts), subject, words)
        named = headed(line.spoken, redone(told, words))
        named = topical(self._topic(line, group), named)
        subject = percent_of(self.owners.of(line, rehoused(line.subjects, named)), figure)
        return lifted(timed(subject, figure), self.text[group.end : line.clause_end(group.end)])

    def _topic(self, line: Line, group: Group) -> str:
        """The words of the sentence's clause before this one, where it holds no figure."""
        before = [each for each in line.sentence.clauses if each.end <= group.before]
        return (
            self.text[before[-1].start : before[-1].end] if before and not before[-1].groups else ""
        )

    def _lasting(self, line: Line, clause: Clause, group: Group, words: str) -> None:
        """How long something has gone on is a fact of its own, and nothing is said on of it."""
        figure = group.figures[0]
        subject = streak(self.text, words, group.before, figure, clause.end, line.subjects)
        if subject is not None:
            (when,) = self.clock.of(line, group, 1)
            line.asides.append(
                self._draft(line, clause, group, subject, figure, when, Reading("streak", 0))
            )

    def _set_apart(
        self, line: Line, words: str, subjects: tuple[Subject, ...]
    ) -> tuple[Subject, ...]:
        """Subjects of a part of what was said, or of a comparable scope, say so."""
        if "其中" in words:
            unname(line, subjects[0])
            subjects = tuple(part_of(each) for each in subjects)
        if _COMPARABLE.search(words):
            subjects = tuple(replace(each, scope="可比口径") for each in subjects)
        return subjects

    def _remember(
        self, line: Line, subjects: tuple[Subject, ...], words: str, reading: Reading
    ) -> None:
        """Later clauses may speak on of these subjects; after 其中 sums still speak of the whole."""
        if reading.sticks:
            line.subjects = tuple(described(each, reading, words) for each in subjects)
        elif not invested(words):
            if "其中" not in words and not subjects[-1].text.endswith("率"):
                line.whole = subjects[-1]
            line.subjects = subjects

    def _draft(
        self,
        line: Line,
        clause: Clause,
        group: Group,
        subject: Subject,
        figure: Measure,
        when: When,
        reading: Reading,
    ) -> Claim:
        words = self.text[group.before : group.start]
        so_far = self.text[clause.start : group.start]
        growth = reading.role == "growth"
        average = is_average(words) or (growth and is_average(so_far))
        average |= is_each_year(words) and (when.many or "平均每" in words)
        base = self.clock.base(line, group) if reading.role in ("growth", "multiple") else None
        origin = self.changes.origin(line, group, words) if growth and not base else None
        running, summed = self._running(subject, growth=growth), is_sum(so_far)
        when = self._of_span(line, group, subject, when, reading, summed=summed)
        span = self.clock.mean_span(line, group, when, told=average)
        if average or (is_sum(words) and span.many):
            when = span
        elif base:
            when = self.clock.since(base, when)
        elif origin:
            when = origin
        elif _is_untimed(reading, when, group):
            told = _SOME_TIME.search(words)
            when = When(None) if told or reading.sticks else self.clock.before_change(line)
        elif summed and running and when.cue is None and when.period and not when.many:
            when = When(Period.until(when.period.year), "累计")
        if not growth and is_mark(self.text, figure):
            subject, figure = passed(line, subject, figure, when)
        figure = striven(line, subject, when, figure, words)
        view = self._outlook(line, group, so_far, figure, when)
        if view == "actual" and is_planning(line.sentence.part):
            when = self.clock.recalled(when, self.text[line.sentence.start : group.start])
        kind, basis = settle(
            view,
            many=when.many or (when.cue is not None and when.cue.done),
            average=average,
            total=(summed or line.summing(clause, so_far)) and (when.many or running),
            level=is_level(words, subject, figure, reading.role, many=when.many),
            growth=growth,
            based=bool(base or origin),
            far=when.later_than(self.clock.when.year) or figure.unit == "番",
        )
        named = subject.indicator is not None and (
            subject.indicator.stock or subject.indicator.yearly
        )
        reached = basis == "level" and reading.role == "value" and not _KEPT.search(words)
        reached = reached and (named or _REACHED.search(words) is not None)
        if reached and when.many:
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
            start=self._quote_start(line, clause, subject, when),
            end=clause.end,
            sentence=(line.sentence.start, line.sentence.end),
            section=line.sentence.path,
            part=line.sentence.part,
            summed=summed,
        )

    def _of_span(
        self,
        line: Line,
        group: Group,
        subject: Subject,
        when: When,
        reading: Reading,
        *,
        summed: bool,
    ) -> When:
        """Of several years: what was added is of all, what has its mean behind it of the last."""
        flows = summed or is_added(subject)
        stood = not flows and reading.role != "growth"
        if when.many and stood and _MEAN_BEHIND.match(self.text, group.end):
            return self.clock.at_end(when)
        return self.clock.of_flow(when, line) if reading.role == "value" and flows else when

    def _outlook(
        self, line: Line, group: Group, so_far: str, figure: Measure, when: When
    ) -> Kind | None:
        """Whether the figure was reached, is expected or is aimed at; the year told decides."""
        said = self.text[line.sentence.start : group.start]
        covers = self.clock.when.covers
        over = when.told and when.ends_by(covers)
        if is_planning(line.sentence.part) and not when.told and stands(said):
            return "actual"
        view = outlook(line.sentence.part, said, so_far, over=over)
        if view == "actual" and to_come(self.text, group.start, line.sentence.end):
            return "expected"
        if view != "actual" and when.before(covers):
            return "actual"
        ahead = self.clock.when.year if line.sentence.part == "body" else covers
        if when.later_than(ahead) or aimed(self.text, figure):
            return "target"
        if view == "actual" and is_estimated(self.text, figure):
            return "expected"
        return view

    def _running(self, subject: Subject, *, growth: bool) -> bool:
        """Whether 累计 counts from the start of a project or a plan and not of the year."""
        if subject.indicator:
            return growth or not subject.indicator.sums
        return growth or _PROJECT.search(subject.text) is not None

    def _quote_start(self, line: Line, clause: Clause, subject: Subject, when: When) -> int:
        """Far enough back to hold the subject, and the time where the place does not give it."""
        named = line.clause_start(subject.start)
        start = clause.start if named is None else min(clause.start, named)
        cue = when.cue
        if cue is None or cue.period == self.clock.default(line.sentence.part).period:
            return start
        timed = line.clause_start(cue.start)
        return min(start, timed) if timed is not None and start - timed <= _NEAR else start


def _place(draft: Claim) -> int:
    """Where the first figure of a draft stands."""
    figure = draft.value or draft.growth
    return figure.start if figure else draft.start


def _is_untimed(reading: Reading, when: When, group: Group) -> bool:
    """Whether no time holds: where a change began, or what sticks, without one of its own."""
    loose = reading.role == "from" or reading.sticks
    return loose and not (when.cue and when.cue.start >= group.before)
