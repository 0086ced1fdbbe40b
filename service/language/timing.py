"""Timing: which period a group of figures speaks of."""

from dataclasses import dataclass

from service.language.clauses import FigureGroup, SplitSentence
from service.language.kinds import is_planning, once
from service.language.lines import SentenceReading
from service.language.period import Period
from service.language.times import Calendar, Cue, cues, how_many, plan_ending
from service.language.words import pattern_of
from vectorstore import late
from vectorstore.documents import Part

_WITHIN_YEAR = ("全年", "年内", "当年")
_OPENING = 8
_SEVERAL = "两二三四五六七八九3-9"
_LEADING = 2
_YEARS_HERE = late.pattern(rf"\s*(?:——)?这[^，。；：\d]{{0,30}}的(?P<n>[{_SEVERAL}])年[。！]?\s*$")
_YEARS_HEADED = late.pattern(
    rf"^(?:——)?(?:(?:[^，。、和]{{0,20}}以来的|过去的?|刚刚?过去的|这)(?P<n>[{_SEVERAL}])年(?:[，,]|来|$)"
    rf"|(?P<of>[{_SEVERAL}])年来[，,])"
)
_YEAR_HEADED = late.pattern(r"一年|(?:19|20)\d\d年|去年")
_AHEAD = late.pattern(
    r"我[们市县区省]将|[，,；]将(?=继续|再|进一步|力争|新|实施|建|完成|投)|力争|争取|确保|今后|下一步"
)
_ESTIMATED_ON = late.pattern(
    r"预计[（(]以?下同[）)]|[（(][^（）()]{0,4}(?:预计|快报|初步)[^（）()]{0,4}[，,]?以?下同[）)]"
)
_COMPARED = late.pattern(r"(?:年|末|底|时期|期末)?相比[，,]")
# What several sections tell, said before the first of them: 五年来，主要做了以下工作：
_ANNOUNCED = late.pattern(
    rf"(?<![十近])(?P<n>[{_SEVERAL}])年来[，,][^，。；\d]{{0,14}}以下[^，。；\d]{{0,6}}[：:。]?\s*$"
)


@dataclass(frozen=True, slots=True)
class When:
    """A period, how it is printed, and the time expression that says so (None: the place does)."""

    period: Period | None
    text: str | None = None
    cue: Cue | None = None
    opener: str | None = None

    @property
    def many(self) -> bool:
        """Whether it is a span of whole years of known start."""
        return self.period is not None and self.period.is_span and self.period.first is not None

    @property
    def told(self) -> bool:
        """Whether a time expression of the text says so, and not the place alone."""
        return (self.cue or self.text or self.opener) is not None

    def later_than(self, year: int) -> bool:
        """Whether the period is a single year after `year`."""
        return self.period is not None and self.period.is_year and self.period.year > year

    def ends_by(self, year: int) -> bool:
        """Whether the period ends in `year` or before it: what is over."""
        return self.period is not None and self.period.year <= year

    def before(self, year: int) -> bool:
        """Whether the period is a single year before `year`: known, whatever is expected."""
        return self.period is not None and self.period.is_year and self.period.year < year


def _holds(cue: Cue, text: str, line: SentenceReading, group: FigureGroup, covers: int) -> bool:
    """Whether a time expression still speaks of a group of figures.

    Part of a year ends at the semicolon, unless it leads the sentence: 前三季度，A；B；C. What a
    plan recalls ends where it turns ahead: 70年来增长60倍，我们将再建学校2所.
    """
    if cue.base or cue.named or cue.start >= group.start:
        return False
    if cue.source:
        return cue.start >= group.before
    own = line.clause_start(cue.start)
    here = own is None or own == line.clause_start(group.start)
    if not here and text.startswith("的", cue.end):
        return False
    if not here and not _adverbial(cue, text, own or 0):
        return False
    recalled = is_planning(line.sentence.part) and cue.period.year <= covers
    if recalled and _AHEAD.search(text, cue.end, group.start):
        return False
    coming = cue.period.year > covers and not is_planning(line.sentence.part)
    leads = cue.start - line.sentence.start <= _LEADING and text[cue.end : cue.end + 1] in "，,"
    return not (cue.period.is_part or coming) or leads or cue.start >= line.hard_start(group.start)


def _adverbial(cue: Cue, text: str, start: int) -> bool:
    """Whether 2015年以来 times what follows: 清仓2015年以来专项债项目271个 times the noun alone."""
    since = cue.text.endswith(("以来", "至今"))
    return not since or cue.start - start <= _LEADING or text[cue.end : cue.end + 1] in "，,"


def _lasting(before: list[Cue], text: str, line: SentenceReading, group: FigureGroup) -> Cue:
    """The time that still holds: one inside an earlier stretch gives way to one at its head.

    2015年,投资391.9亿元,五年累计1383亿元;出口27.6亿美元 — 五年 ends at the semicolon.
    """
    last = before[-1]
    if last.start >= _stretch(text, line, group.start):
        return last
    heads = [cue for cue in before if cue.start - _stretch(text, line, cue.start) <= _OPENING]
    return heads[-1] if heads else last


def _stretch(text: str, line: SentenceReading, offset: int) -> int:
    """Where the stretch between semicolons around an offset starts."""
    start = line.sentence.start
    return max(start, text.rfind("；", start, offset) + 1, text.rfind(";", start, offset) + 1)


class Clock:
    """Keeps the period that the last opening sentence of a section set."""

    def __init__(self, text: str, when: Calendar) -> None:
        self.text = text
        self.when = when
        self._frame: When | None = None
        self._passing = False
        self._span: tuple[tuple[str, ...], When] | None = None
        self._place: tuple[tuple[str, ...], Part] | None = None
        self._estimated: Part | None = None
        self._announced: tuple[tuple[str, ...], When] | None = None

    def cues_of(self, sentence: SplitSentence) -> list[Cue]:
        """The time expressions of a sentence; the first of an opening one sets the frame."""
        if (sentence.path, sentence.part) != self._place:
            self._place, self._frame = (sentence.path, sentence.part), self._above(sentence)
        if sentence.opens and is_planning(sentence.part):
            self._frame = None
        if _ESTIMATED_ON.search(self.text, sentence.start, sentence.end):
            self._estimated = sentence.part
        annual = self.when.year if is_planning(sentence.part) else self.when.covers
        found = cues(self.text, sentence.start, sentence.end, self.when, annual)
        self._reframe(sentence, found)
        told = _YEARS_HERE.match(self.text, sentence.start, sentence.end)
        if told and not is_planning(sentence.part):
            self._frame = When(self.when.past(how_many(told["n"])))
        ahead = _ANNOUNCED.search(self.text, sentence.start, sentence.end)
        if ahead and not is_planning(sentence.part):
            self._announced = sentence.path, When(self.when.past(how_many(ahead["n"])))
        spans = [c for c in found if c.period.is_span and not (c.base or c.in_passing or c.named)]
        ended = plan_ending(self.text, sentence.start, sentence.end, self.when.covers)
        if spans:
            self._span = sentence.path, When(spans[-1].period, spans[-1].text)
        elif ended:
            self._span = sentence.path, When(*ended)
        return found

    def _above(self, sentence: SplitSentence) -> When | None:
        """The years announced above a section of the review: 五年来，主要做了以下工作：（一）…."""
        path, when = self._announced or ((), None)
        inside = path and sentence.path[: len(path)] == path != sentence.path
        return when if inside and sentence.part == "review" else None

    def _reframe(self, sentence: SplitSentence, found: list[Cue]) -> None:
        usable = (c for c in found if not (c.base or c.in_passing or c.named or c.done))
        first = next(usable, None)
        if first is None or first.start - sentence.start > _OPENING:
            return
        before = self.text[sentence.start : first.start]
        if not _adverbial(first, self.text, sentence.start) or pattern_of("deed").search(before):
            return
        self._passing = False
        turns = any(cue.period.year > self.when.covers and not cue.base for cue in found)
        if is_planning(sentence.part) and turns and first.period.year <= self.when.covers:
            self._frame = None
            return
        here = first.period in (Period.of_year(self.when.covers), Period.of_year(self.when.year))
        if first.period.is_span:
            self._frame = When(first.period, first.text)
        elif here and first.text not in _WITHIN_YEAR:
            self._frame = When(first.period, opener=first.text)
            told = any(clause.groups for clause in sentence.clauses)
            self._passing = told and sentence.part == "review_period"

    def is_estimated(self, part: Part) -> bool:
        """预计（下同）: what a part says after this is expected."""
        return part == self._estimated

    def _headed(self) -> When | None:
        """The years that the nearest heading with a time speaks of: 任期以来的五年,是…的五年."""
        for heading in reversed(self._place[0] if self._place else ()):
            years = _YEARS_HEADED.match(heading)
            if years:
                return When(self.when.past(how_many(years["n"] or years["of"])))
            if _YEAR_HEADED.search(heading):
                return None
        return None

    def default(self, part: Part) -> When:
        """The period that holds where a sentence names none."""
        if self._frame:
            return self._frame
        headed = self._headed() if part == "review" else None
        if headed:
            return headed
        if part == "review_period":
            return When(self.when.past(self.when.term))
        if part == "plan_period":
            return When(self.when.future(5))
        return When(Period.of_year(self.when.year if is_planning(part) else self.when.covers))

    def of(self, line: SentenceReading, group: FigureGroup, count: int) -> list[When]:
        """The period of each figure: the last time expression before it, else the frame."""
        before = [cue for cue in line.cues if _holds(cue, self.text, line, group, self.when.covers)]
        near = [cue for cue in before if cue.start >= group.before]
        if len(near) == count > 1:
            return [When(cue.period, cue.text, cue) for cue in near]
        if before:
            last = _lasting(before, self.text, line, group)
            return [When(last.period, last.text, last)] * count
        return [self.default(line.sentence.part)] * count

    def base(self, line: SentenceReading, group: FigureGroup) -> Cue | None:
        """What a change is measured against, when that is earlier than the year before."""
        for cue in line.cues:
            near = group.before - 1 <= cue.start < group.start
            against = cue.base and (near or self._compares(cue, line, group))
            if against and cue.period.year < self.when.covers - 1:
                return cue
        return None

    def _compares(self, cue: Cue, line: SentenceReading, group: FigureGroup) -> bool:
        """与2016年相比,生产总值增长79%、收入增长50%: every change up to the semicolon."""
        here = _stretch(self.text, line, group.start) <= cue.start < group.start
        return here and _COMPARED.match(self.text, cue.end) is not None

    def before_change(self, line: SentenceReading) -> When:
        """When a change began that no time is told of: the year before the years spoken of.

        五年来由133户增加到221户: 133 stood at the end of the year before the five.
        """
        part = line.sentence.part
        first = self.when.past(self.when.term) if part == "review_period" else None
        first = first or self.default(part).period
        start = first.first_year if first else None
        return When(Period.of_year(start - 1), opener="由") if start else When(None)

    def at_end(self, when: When) -> When:
        """达到 takes the end of a span: 五年来,…达到48% is the last year's."""
        return When(Period.of_year(when.period.year), when.text, when.cue) if when.period else when

    def recalled(self, when: When, said: str) -> When:
        """What a plan says of how things stand is of the year before; of once, of no known time."""
        if when.told:
            return when
        return When(None) if once(said) else When(Period.of_year(self.when.covers))

    def of_flow(self, when: When, line: SentenceReading) -> When:
        """What was added is of all the years told, though one of them was named in passing."""
        passing = self._passing and when.cue is None and line.sentence.part == "review_period"
        return When(self.when.past(self.when.term)) if passing else when

    def since(self, base: Cue, when: When) -> When:
        """The span of a change measured against a base: 较2015年 → 2016-2020."""
        end = when.period or Period.of_year(self.when.covers)
        return When(end.since(base.period.year), base.text, base)

    def _told(self, path: tuple[str, ...]) -> When | None:
        """The span of years last spoken of in this place or where it belongs."""
        if self._span is None or path[: len(self._span[0])] != self._span[0]:
            return None
        return self._span[1]

    def mean_span(
        self, line: SentenceReading, group: FigureGroup, when: When, *, told: bool = True
    ) -> When:
        """A yearly mean needs a span of years even where a single year was named last.

        `told`: whether the span may be one that earlier sentences spoke of.
        """
        if when.period is None or not when.period.is_year:
            return when
        year = when.period.year
        spans = [
            c
            for c in line.cues
            if c.period.is_span and c.start < group.start and not (c.base or c.named)
        ]
        if spans:
            return When(spans[-1].period, spans[-1].text, spans[-1])
        frame = self.of_flow(self.default(line.sentence.part), line)
        if frame.many and frame.period and frame.period.year >= year:
            return frame
        open_start = When(Period.until(year), when.text, when.cue)
        if frame.many:
            return open_start
        if is_planning(line.sentence.part):
            later = year > self.when.year
            ahead = Period.of_years(self.when.year, year)
            return When(ahead, when.text, when.cue) if later else when
        earlier = self._told(line.sentence.path) if told else None
        if earlier and earlier.period and earlier.period.year == year:
            return earlier
        return open_start
