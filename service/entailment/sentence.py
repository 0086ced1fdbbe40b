"""One sentence of a draft against its quotes: clause by clause, for every region it names."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from service.entailment.attribution import bearing, each
from service.entailment.comparison import SaidComparison, comparisons
from service.entailment.computed import holds, in_order
from service.entailment.dating import year_of
from service.entailment.dealt import DEALT, run_of
from service.entailment.degree import MOVED, borne_out, moved
from service.entailment.derivation import Derivation
from service.entailment.frame import Frame, frame_reasons, framed
from service.entailment.item import ListMember
from service.entailment.items import by_agent, items
from service.entailment.lexicon import load
from service.entailment.measured import number_reasons
from service.entailment.negative import ONLY, absence
from service.entailment.numbers import Number
from service.entailment.operands import wrongly_shown
from service.entailment.premise import Premise
from service.entailment.reading import CLAUSE_STOPS, Reading, Token
from service.entailment.topic import counted, is_heading, miscounted, summed_up, topics
from service.entailment.worded import word_reasons
from vectorstore import late

LACKS = "所引原文没有"
NUMBERLESS = 50
DIGITS = late.pattern(r"\d")
Against = Callable[[Premise], list[str]]


@dataclass
class SentenceProof:
    """A sentence on its way through the proof; `last` is the frame that it leaves behind.

    A line that but names a thing is a heading and claims nothing, where `headings` may stand.
    """

    reading: Reading
    premises: Sequence[Premise]
    marks: tuple[int, ...]
    last: Frame
    headings: bool = True
    used: list[int] = field(default_factory=list[int])
    claims: int = 0

    @property
    def sources(self) -> list[Premise]:
        """The premises that the sentence may be proven by."""
        if not self.marks:
            return list(self.premises)
        return [premise for premise in self.premises if premise.quote.n in self.marks]

    def reasons(self) -> Iterator[str]:
        """Why the sentence does not follow; none where it does."""
        if self.headings and is_heading(self.reading):
            self.last = framed(self.reading, 0, len(self.reading.text), self.last, ())
            return
        known = {premise.quote.n for premise in self.premises}
        yield from (f"引用[{n}]不在所给依据中" for n in self.marks if n not in known)
        before = self._before = self.last
        self._topics = (
            topics(self.reading) | summed_up(self.reading) | borne_out(self.reading, self.sources)
        )
        if MOVED.search(self.reading.text):
            self._topics |= moved(self.reading, self._derivation.proven)
        self._listed = list(counted(self.reading))
        self._counts = list(miscounted(self.reading))
        yield from wrongly_shown(self.reading)
        yield from ("所列条数与所说不符" for _, _, wrong in self._counts if wrong)
        statements = {said.start: said for said in comparisons(self.reading)}
        frame = before
        ends = 0
        for start, end in self.reading.spans(CLAUSE_STOPS):
            earlier, frame = frame, framed(self.reading, start, end, frame, self.sources)
            if start < ends:
                continue
            reasons = list(self._clause(start, end, frame))
            said = statements.get(start)
            if said is not None:
                inner = list(self.reading.spans(CLAUSE_STOPS, said.start, said.end))[1:]
                inside = frame
                for left, right in inner:
                    inside = framed(self.reading, left, right, inside, self.sources)
                    reasons += self._clause(left, right, inside)
                ends = said.end
                weighed = reasons or (said.told and said.word and not self._is_told(said))
                listed = not reasons and in_order(self.reading, said, self.sources)
                listed = listed or (not reasons and self._has_gap(said))
                weighed = weighed and not listed
                quotes = holds(self.reading, said, earlier, self.sources) if weighed else None
                if quotes is not None:
                    self.used.extend(quotes)
                    reasons = []
                elif weighed and not reasons:
                    reasons = ["两数的高低与所说不符"]
            yield from reasons
        self.last = frame

    def _has_gap(self, said: SaidComparison) -> bool:
        """Whether a comparison gives a gap that was derived, its direction with it."""
        derived = self._derivation.quotes
        return any(said.start <= number.start < said.end for number in derived)

    def _is_told(self, said: SaidComparison) -> bool:
        """Whether a quote makes the comparison itself: 增速高于全省平均水平."""
        return any(said.word in premise.reading.text for premise in self.sources)

    def _clause(self, start: int, end: int, frame: Frame) -> Iterator[str]:
        missing = absence(self.reading, start, end, frame, self._of(frame, self.premises))
        if missing is not None:
            self.claims += 1
            if not missing:
                yield "依据里有这一项"
            return
        numbers = [n for n in self.reading.numbers if start <= n.start < end]
        numbers = [n for n in numbers if not any(a <= n.start < b for a, b in self._listed)]
        parts = [self._bare(item) for item in items(self.reading, start, end)]
        parts = [by_agent(self.reading, item, start) for item in parts]
        parts = [item for item in parts if item.content]
        if not numbers and not parts:
            return
        self.claims += 1
        yield from self._everywhere(numbers, parts, frame)
        if ONLY.search(self.reading.text, start, end):
            yield from self._alone(numbers, parts, frame)

    def _bare(self, item: ListMember) -> ListMember:
        """An item without what only frames: topics, announced numbers, 只有."""
        spans = [*((start, end) for start, end, _ in self._counts), *self._listed]
        kept = tuple(
            token
            for token in item.tokens
            if token.start not in self._topics
            and not any(start <= token.start < end for start, end in spans)
        )
        return replace(item, tokens=kept)

    def _of(self, frame: Frame, premises: Sequence[Premise]) -> list[Premise]:
        return [p for p in premises if not frame.regions or p.quote.region in frame.regions]

    def _everywhere(
        self, numbers: Sequence[Number], parts: Sequence[ListMember], frame: Frame
    ) -> Iterator[str]:
        for place, region in enumerate(frame.regions or (None,)):
            sources = [p for p in self.sources if region in (None, p.quote.region)]
            if not sources:
                yield f"所引依据没有{region}的" if region else "没有依据"
                continue
            for number in numbers:
                run = run_of(self.reading, number)
                if self._by_region(run, frame) and run.index(number) != place:
                    continue
                yield from self._number(number, sources, frame)
            for item in parts:
                yield from self._item(item, sources, frame)

    def _by_region(self, run: Sequence[Number], frame: Frame) -> bool:
        """Whether a list of numbers is dealt out over the regions: 甲市、乙市…分别为x、y."""
        start, end = self.reading.clause(run[0].start)
        if len(run) != len(frame.regions) or not DEALT.search(self.reading.text, start, end):
            return False
        named = {t.value for t in self.reading.between(start, end) if t.kind == "region"}
        return len(run) > 1 and named == set(frame.regions)

    def _alone(
        self, numbers: Sequence[Number], parts: Sequence[ListMember], frame: Frame
    ) -> Iterator[str]:
        """只有甲…: no quote of another region may say the same, and there has to be one that tells
        of deeds or plans as the claim's own does."""
        modes = {p.mode for p in self.sources if p.quote.region in frame.regions}
        others = [
            p for p in self.premises if p.quote.region not in frame.regions and p.mode in modes
        ]
        if not others:
            yield "没有别处的依据，不能说只有一处"
        for premise in others:
            own = replace(frame, regions=(premise.quote.region,), years=())
            if not [
                *(r for n in numbers for r in self._number(n, [premise], own)),
                *(r for item in parts for r in self._item(item, [premise], own)),
            ]:
                yield f"{premise.quote.region}也有这一项"

    @cached_property
    def _derivation(self) -> Derivation:
        return Derivation(self.reading, self._before, self.sources)

    def _number(self, number: Number, sources: Sequence[Premise], frame: Frame) -> list[str]:
        reasons = self._as_told(number, sources, frame)
        if reasons and number in self._derivation.quotes:
            self.used.extend(self._derivation.quotes[number])
            return []
        return reasons

    def _as_told(self, number: Number, sources: Sequence[Premise], frame: Frame) -> list[str]:
        said = bearing(self.reading, number)
        if (base := _measured_by(self.reading, number)) is not None:
            year = year_of(base, int(frame.years[0]) if "".join(frame.years).isdigit() else 0)
            frame = replace(frame, years=(year,), earlier=(), told="open")
            said = replace(said, own=tuple(t for t in said.own if t is not base))
        own, kin = (
            tuple(token for token in words if token.start not in self._topics)
            for words in (said.own, said.kin)
        )
        if said.relation == "from" and frame.years and frame.years[0].isdigit():
            year = str(
                int(frame.years[0]) - (base is None)
            )  # 2014年从95公里减为55公里: 95 is 2013's
            earlier = replace(frame, years=(year,), earlier=(), told="open")
            amount = replace(said, relation="amount")
            if not self._least(sources, lambda p: number_reasons(self.reading, amount, p, earlier)):
                return []
        reasons: list[str] = []
        for one in each(self.reading, replace(said, own=own, kin=kin)):
            reasons += self._least(
                sources, lambda p, o=one: number_reasons(self.reading, o, p, frame)
            )
        return reasons

    def _item(self, item: ListMember, sources: Sequence[Premise], frame: Frame) -> list[str]:
        reached = any(load().has("results", token.text) for token in item.tokens)

        def against(premise: Premise) -> list[str]:
            found = [
                [
                    *word_reasons(self.reading, item, premise, cell),
                    *frame_reasons(frame, premise, cell, reached=reached),
                ]
                for cell in premise.cells
            ]
            return min(found, key=_weight, default=["没有依据"])

        return self._least(sources, against)

    def _least(self, sources: Sequence[Premise], against: Against) -> list[str]:
        """The fewest reasons that any one quote leaves; the quote that leaves none is used."""
        best: list[str] | None = None
        for premise in sources:
            reasons = against(premise)
            if not reasons:
                self.used.append(premise.quote.n)
                return []
            if best is None or _weight(reasons) < _weight(best):
                best = reasons
        return best or []


def _measured_by(reading: Reading, number: Number) -> Token | None:
    """The year that a number is of which another is measured against: 高于2013年的375亿元和6.8亿美元."""
    if number.unit == "倍":
        return None  # 上年的2.7倍 is of this year
    start, _ = reading.clause(number.start)
    first = run_of(reading, number)[0]
    bases = [t for t in reading.between(start, first.start) if t.kind == "base"]
    between = reading.text[bases[-1].end : first.start] if bases else ""
    return bases[-1] if between.strip() in ("的", "") and bases else None


def _weight(reasons: Sequence[str]) -> int:
    """How far a quote is from proving: words that it lacks weigh more than those it tells else, a
    number that it lacks more than all."""
    return sum(
        NUMBERLESS
        if DIGITS.search(reason) and reason.startswith(LACKS)
        else 2
        if reason.startswith(LACKS)
        else 1
        for reason in reasons
    )
