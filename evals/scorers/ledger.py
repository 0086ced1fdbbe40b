"""The ledger of a report beside its gold, one to one: what is right and what is false.

Where the quotes of the gold hold every digit of the report, the gold is exhaustive, and a fact
that it does not know is false. Else only facts of numbers that the gold speaks of are judged.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias

from evals.checks import CaseCheck, judge
from evals.dataset import ExpectedFact, NotFigure
from evals.names import known
from evals.outcome import CaseOutcome
from evals.scorers.fields import compared, dimensions, slips, whole_name
from evals.scorers.figures import differences, unique
from service.facts.model import Fact

NAME = "ledger"
Span: TypeAlias = tuple[int, int]
Group: TypeAlias = Literal["headline", "other", "judgement"]
FIELDS: dict[str, tuple[str, ...]] = {
    "value": ("value",),
    "unit": ("unit",),
    "growth": ("growth",),
    "period": ("period",),
    "kind": ("kind", "basis"),
    "indicator": ("indicator", "region", "scope"),
    "name": ("indicator",),
    "qualifier": ("qualifier",),
}
_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_BEFORE = 8


@dataclass(frozen=True)
class Gold:
    """All that the cases say of one report; `text` is its clean text."""

    text: str
    facts: tuple[ExpectedFact, ...]
    not_figures: tuple[NotFigure, ...] = ()

    @cached_property
    def exhaustive(self) -> bool:
        """Whether every digit of the text stands in some quote."""
        held = sorted(self._spans())
        reach, at = 0, 0
        for found in _DIGITS.finditer(self.text):
            while at < len(held) and held[at][0] <= found.start():
                reach = max(reach, held[at][1])
                at += 1
            if found.start() >= reach:
                return False
        return True

    def _spans(self) -> Iterator[Span]:
        for quote in {each.quote for each in (*self.facts, *self.not_figures) if each.quote}:
            yield from self.spans(quote)

    def spans(self, quote: str) -> Iterator[Span]:
        """Where a quote stands."""
        at = self.text.find(quote) if quote else -1
        while at >= 0:
            yield at, at + len(quote)
            at = self.text.find(quote, at + len(quote))


@dataclass(frozen=True, slots=True)
class FactPair:
    """An expected fact and the ledger's fact of it; one of them None where the other is alone."""

    expected: ExpectedFact | None
    fact: Fact | None
    group: Group
    fields: dict[str, bool] = field(default_factory=dict[str, bool])

    @property
    def right(self) -> bool:
        """Whether both are there and agree in all that is judged."""
        both = self.expected is not None and self.fact is not None
        return both and all(dimensions(self.fields).values())

    def agrees(self, name: str) -> bool:
        """Whether both state a field and say the same; a name, whether it is whole."""
        stated = self.states(self.expected, name) and self.states(self.fact, name)
        if name == "name" and self.expected and self.fact:
            return stated and whole_name(self.expected, self.fact)
        return stated and all(self.fields.get(each, True) for each in FIELDS[name])

    @staticmethod
    def states(side: ExpectedFact | Fact | None, name: str) -> bool:
        """Whether one side states a field at all."""
        return side is not None and getattr(side, FIELDS[name][0]) is not None


def group_of(expected: ExpectedFact) -> Group:
    """Whether an expected fact is a headline, one that could be read otherwise, or another."""
    if "judgement" in expected.tags:
        return "judgement"
    return "headline" if "headline" in expected.tags else "other"


def pairs(gold: Gold, facts: Sequence[Fact]) -> tuple[FactPair, ...]:
    """Every expected fact once and every fact of the ledger that is judged once."""
    near = sorted(_candidates(gold, facts), key=lambda each: each[0], reverse=True)
    taken: dict[int, tuple[int, dict[str, bool]]] = {}
    used: set[int] = set()
    for _, wanted, given, fields in near:
        at = -given
        if -wanted not in taken and at not in used:
            taken[-wanted] = at, fields
            used.add(at)
    found = [_expected(each, taken.get(at), facts) for at, each in enumerate(gold.facts)]
    extra = [fact for at, fact in enumerate(facts) if at not in used and _judged(gold, fact)]
    return (*found, *(FactPair(None, fact, _claims(fact)) for fact in extra))


def _expected(
    expected: ExpectedFact, match: tuple[int, dict[str, bool]] | None, facts: Sequence[Fact]
) -> FactPair:
    if match is None:
        return FactPair(expected, None, group_of(expected))
    return FactPair(expected, facts[match[0]], group_of(expected), match[1])


def _candidates(
    gold: Gold, facts: Sequence[Fact]
) -> Iterator[tuple[tuple[int, ...], int, int, dict[str, bool]]]:
    """Couples that share a number, with how well they agree; the earlier one wins a draw."""
    for wanted, expected in enumerate(gold.facts):
        spans = list(gold.spans(expected.quote or ""))
        for given, fact in enumerate(facts):
            if any(fact.start < end and start < fact.end for start, end in spans):
                fields = compared(expected, fact)
                same = _same_numbers(expected, fact, fields)
                if same or _numbers(expected) & _numbers(fact):
                    whole = all(dimensions(fields).values())
                    mark = (whole, same, sum(fields.values()), -wanted, -given)
                    yield tuple(map(int, mark)), -wanted, -given, fields


def _same_numbers(expected: ExpectedFact, fact: Fact, fields: dict[str, bool]) -> int:
    names = ("value", "growth")
    return sum(getattr(expected, each) is not None and fields.get(each, False) for each in names)


def _numbers(side: ExpectedFact | Fact) -> set[str]:
    return set(_DIGITS.findall(f"{side.value or ''} {side.growth or ''}"))


def _judged(gold: Gold, fact: Fact) -> bool:
    """Whether a fact without a gold fact is false: not where a careful reader may hold it."""
    places = [(each.start, each.end) for each in fact.figures] or [(fact.start, fact.end)]
    if not any(_DIGITS.search(gold.text, *place) for place in places):
        return False
    open_ones = [each.quote or "" for each in gold.facts if group_of(each) == "judgement"]
    if _inside(gold, open_ones, places):
        return False
    if gold.exhaustive or _inside(gold, [each.quote for each in gold.not_figures], places):
        return True
    near = [each.quote or "" for each in gold.facts if _numbers(each) & _numbers(fact)]
    return _inside(gold, [quote for quote in near if len(list(gold.spans(quote))) == 1], places)


def _inside(gold: Gold, quotes: Iterable[str], places: Sequence[Span]) -> bool:
    """Whether one of the quotes holds one of the places."""
    held = [span for quote in quotes for span in gold.spans(quote)]
    return any(start <= a and b <= end for start, end in held for a, b in places)


def _claims(fact: Fact) -> Group:
    indicator = known(fact.indicator) if fact.scope is None else None
    return "headline" if indicator and indicator.headline else "other"


def score(outcome: CaseOutcome, gold: Gold) -> Iterator[CaseCheck]:
    """One check for each fact of the ledger that is judged: whether the gold says the same."""
    said = [pair for pair in pairs(gold, outcome.facts or ()) if pair.fact is not None]
    said.sort(key=lambda pair: (pair.fact.start, pair.fact.id) if pair.fact else (0, ""))
    names = unique([_place(gold.text, pair.fact) for pair in said if pair.fact])
    for name, pair in zip(names, said, strict=True):
        if pair.fact is not None:
            yield _check(name, pair.fact, pair)


def _check(name: str, fact: Fact, pair: FactPair) -> CaseCheck:
    if pair.expected is None:
        detail, named = f"标准答案里没有：{fact.indicator}（“{fact.quote}”）", ("false fact",)
    else:
        detail = differences(pair.expected, fact, pair.fields)
        named = slips(pair.expected, fact, pair.fields)
    return judge(
        NAME,
        name,
        pair.right,
        detail,
        *named,
        group=f"ledger {pair.group}",
        diagnostic=pair.group == "judgement",
    )


def _place(text: str, fact: Fact) -> str:
    """A name that does not change with what the fact is called: its figure and the words before."""
    if not fact.figures:
        return fact.quote
    first = fact.figures[0]
    return text[max(fact.start, first.start - _BEFORE) : first.end]
