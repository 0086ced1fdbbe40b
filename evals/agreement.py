"""How well the ledger and the gold agree: precision, recall and F1, in all and field by field."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from evals.dataset import Case
from evals.outcome import CaseOutcome
from evals.scorers.ledger import FIELDS, FactPair, Gold, pairs
from service.facts.model import Fact

_SETS = {"headline": "主要指标", "all": "全部数据"}
_TITLES = {
    "value": "数值",
    "unit": "单位",
    "growth": "增速",
    "period": "时期",
    "kind": "性质",
    "indicator": "指标",
    "name": "名称完整（从严，不计入对错）",
    "qualifier": "限定词",
}


class Agreement(BaseModel):
    """`right` of `gold` expected facts (or fields) are among the `ledger` ones, one to one.

    `recall` is right of gold, `precision` right of ledger, `f1` their harmonic mean; None
    where there is nothing. Facts that could be read otherwise are left out on both sides.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    title: str
    right: int
    gold: int
    ledger: int
    recall: float | None
    precision: float | None
    f1: float | None


def agreements(outcomes: Iterable[CaseOutcome]) -> tuple[Agreement, ...]:
    """Whole facts and each field, of headline facts and of all; none where there is no gold."""
    found = [pair for gold, facts in _golds(outcomes) for pair in pairs(gold, facts)]
    judged = [pair for pair in found if pair.group != "judgement"]
    headline = [pair for pair in judged if pair.group == "headline"]
    held = {"headline": headline, "all": judged}
    return tuple(row for name, each in held.items() if each for row in _rows(name, each))


def gold_of(cases: Iterable[Case], report: str, texts: Mapping[str, str]) -> Gold | None:
    """What the cases say of one report alone, None where they say nothing of it."""
    own = [case.expect for case in cases if case.task == "facts" and case.reports == (report,)]
    facts = tuple(fact for expect in own for fact in expect.facts)
    none = tuple(each for expect in own for each in expect.not_figures)
    return Gold(texts.get(report, ""), facts, none) if facts or none else None


def _golds(outcomes: Iterable[CaseOutcome]) -> Iterator[tuple[Gold, Sequence[Fact]]]:
    """The gold of each report, all its cases together, with the facts of its ledger."""
    held: dict[tuple[str, ...], list[CaseOutcome]] = {}
    for outcome in outcomes:
        if outcome.facts is not None:
            held.setdefault(outcome.case.reports, []).append(outcome)
    for reports, mine in held.items():
        gold = gold_of((outcome.case for outcome in mine), reports[0], mine[0].texts)
        if gold:
            yield gold, mine[0].facts or ()


def _rows(name: str, held: Sequence[FactPair]) -> Iterator[Agreement]:
    right = sum(pair.right for pair in held)
    gold = sum(pair.expected is not None for pair in held)
    ledger = sum(pair.fact is not None for pair in held)
    yield _row(name, _SETS[name], right, gold, ledger)
    for part in FIELDS:
        agreed = sum(pair.agrees(part) for pair in held)
        wanted = sum(pair.states(pair.expected, part) for pair in held)
        said = sum(pair.states(pair.fact, part) for pair in held)
        yield _row(f"{name}: {part}", f"{_SETS[name]} · {_TITLES[part]}", agreed, wanted, said)


def _row(name: str, title: str, right: int, gold: int, ledger: int) -> Agreement:
    return Agreement(
        name=name,
        title=title,
        right=right,
        gold=gold,
        ledger=ledger,
        recall=_share(right, gold),
        precision=_share(right, ledger),
        f1=_share(2 * right, gold + ledger),
    )


def _share(k: int, n: int) -> float | None:
    return round(k / n, 4) if n else None
