"""The ledger of a report beside facts read by hand in some of its paragraphs, one to one.

A fact that the gold lacks is false where the gold holds the whole paragraph, else what a reader
marked it as; one that nobody has marked could not be judged. A name is right by
`evals.scorers.fields.whole_name`: the same entry of evals/data/indicators.yaml, or each name
holds most of the characters of the other (with the fact's scope, and the gold's quote).
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from pydantic import BaseModel, ConfigDict

from evals.ledger_gold import GoldFact, Located, Place, place_of
from evals.scorers.fields import compared, whole_name
from service.facts.model import Fact

Key: TypeAlias = tuple[str | None, ...]
Counts: TypeAlias = tuple[int, int]
FIELDS = ("value", "growth", "period", "kind", "name")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


class FactMark(BaseModel):
    """What a reader says of one fact of a ledger; `right` is None until somebody has read it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    doc: str
    indicator: str
    scope: str | None = None
    period: str | None
    kind: str | None
    value: str | None
    unit: str | None
    growth: str | None
    quote: str
    sentence: str = ""
    right: bool | None = None
    note: str = ""

    @property
    def key(self) -> Key:
        """All that the fact says: a mark holds only as long as it says the same."""
        told = (self.doc, self.indicator, self.scope, self.period, self.kind)
        return (*told, self.value, self.unit, self.growth, self.quote)


@dataclass(frozen=True, slots=True)
class JudgedFact:
    """A gold fact, the ledger's fact of it, or both; `fields` are right or wrong, by name.

    `right` is None where the ledger's fact could not be judged.
    """

    doc: str
    place: Place
    gold: GoldFact | None
    fact: Fact | None
    right: bool | None
    fields: dict[str, bool] = field(default_factory=dict[str, bool])

    @property
    def sure(self) -> bool:
        """Whether the ledger stands by its fact."""
        return self.fact is not None and getattr(self.fact, "standing", "sure") == "sure"


def mark_of(doc: str, fact: Fact, text: str) -> FactMark:
    """A fact as a line for a reader to mark, with the sentence it stands in."""
    start = max(text.rfind(end, 0, fact.start) for end in "。\n") + 1
    ends = [at for end in "。\n" if (at := text.find(end, fact.end)) >= 0]
    return FactMark(
        doc=doc,
        indicator=fact.indicator,
        scope=fact.scope,
        period=fact.period,
        kind=fact.kind,
        value=fact.value,
        unit=fact.unit,
        growth=fact.growth,
        quote=fact.quote,
        sentence=text[start : min(ends, default=len(text))],
    )


def judge(
    doc: str,
    where: Located,
    golds: Sequence[GoldFact],
    facts: Sequence[Fact],
    complete: Collection[int] = (),
    marks: Mapping[Key, bool] | None = None,
) -> Iterator[JudgedFact]:
    """Every gold fact once, and every other fact of the gold's paragraphs once."""
    matched = _matches(where, golds, facts)
    for at, gold in enumerate(golds):
        place = place_of(gold, [each for each in golds if each.para == gold.para])
        fact = facts[matched[at]] if at in matched else None
        fields = _fields(gold, fact)
        yield JudgedFact(doc, place, gold, fact, fact is not None and all(fields.values()), fields)
    for para in dict.fromkeys(gold.para for gold in golds):
        span = where.paragraph(para)
        place = place_of(*_paragraph(golds, para))
        for at, fact in enumerate(facts):
            if span and span[0] <= fact.start < span[1] and at not in matched.values():
                said = (marks or {}).get(mark_of(doc, fact, where.text).key)
                unread = False if para in complete else None
                yield JudgedFact(doc, place, None, fact, unread if said is None else said)


def _paragraph(golds: Sequence[GoldFact], para: int) -> tuple[GoldFact, Sequence[GoldFact]]:
    own = [each for each in golds if each.para == para]
    return own[0], own


def _fields(gold: GoldFact, fact: Fact | None) -> dict[str, bool]:
    """Each field that the gold states or the ledger does, and whether they agree."""
    if fact is None:
        stated = {"value": gold.value is not None, "growth": gold.growth is not None}
        return {name: False for name in FIELDS if stated.get(name, True)}
    expected = gold.expected()
    same = compared(expected, fact)
    found = {
        "value": same["value"] and same["unit"],
        "growth": same["growth"],
        "period": same["period"],
        "kind": same["kind"] and same.get("basis", True),
        "name": whole_name(expected, fact),
    }
    if gold.growth and "（" in gold.growth and fact.growth is None:
        found["growth"] = True  # a growth since another year may be a fact of its own
    absent = {name for name in ("value", "growth") if getattr(gold, name) is None}
    return {name: right for name, right in found.items() if not (name in absent and right)}


def _matches(where: Located, golds: Sequence[GoldFact], facts: Sequence[Fact]) -> dict[int, int]:
    """For each gold fact that has one, the ledger's fact of its number that agrees best."""
    near: list[tuple[tuple[int, int, int, int], int, int]] = []
    for wanted, gold in enumerate(golds):
        span = where.quote(gold)
        for given, fact in enumerate(facts):
            meets = span is not None and fact.start < span[1] and span[0] < fact.end
            if meets and _numbers(gold) & _numbers(fact):
                fields = _fields(gold, fact)
                number = sum(fields.get(name, True) for name in ("value", "growth"))
                mark = (int(all(fields.values())), number, sum(fields.values()), -given)
                near.append((mark, wanted, given))
    found: dict[int, int] = {}
    for _, wanted, given in sorted(near, reverse=True):
        if wanted not in found and given not in found.values():
            found[wanted] = given
    return found


def _numbers(side: GoldFact | Fact) -> set[str]:
    said = f"{side.value or ''} {side.growth or ''}"
    return set(_DIGITS.findall(said)) or set(said.split())


def counts(found: Sequence[JudgedFact], name: str) -> Counts:
    """Right and stated of one field over the gold facts; `all` is the whole fact."""
    of_gold = [each for each in found if each.gold is not None]
    if name == "all":
        return sum(each.right is True for each in of_gold), len(of_gold)
    stated = [each.fields[name] for each in of_gold if name in each.fields]
    return sum(stated), len(stated)


def harm(found: Sequence[JudgedFact]) -> Counts:
    """The ledger's facts that were judged, and those of them that are sure and false."""
    judged = [each for each in found if each.fact is not None and each.right is not None]
    return len(judged), sum(each.sure and not each.right for each in judged)
