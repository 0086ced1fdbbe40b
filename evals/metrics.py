"""Shares over results: k of n with an interval, in all and by slice."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pydantic import BaseModel, ConfigDict

from evals.result import CheckResult, Result
from evals.wilson import wilson

WORDS = {
    "questions": "问题答对",
    "must": "必须答对的问题",
    "comparisons": "对比表全对",
    "must answer": "该答的给了答案",
    "must refuse": "该拒的拒了",
    "reason": "拒答理由正确",
    "answer figures": "答案中的数据",
    "answer words": "答案中的用语",
    "facts headline": "台账：主要指标",
    "facts other": "台账：其他数据",
    "facts judgement": "台账：见仁见智的",
    "ledger headline": "台账里的主要指标都对（查准）",
    "ledger other": "台账里的其他数据都对（查准）",
    "ledger judgement": "台账里见仁见智的",
    "digits that state nothing": "不是数据的数字未入台账",
    "coverage": "对比表的格子",
    "citations": "引用",
    "evidence cited": "引用了应引的原文",
    "unsupported": "没有无依据的数",
    "recall@5": "检索：前5段有依据（recall@5）",
    "proof refuses": "核验：拒绝假话",
    "proof keeps": "核验：不误删真话",
    "proof": "核验",
    "faithful kept": "忠实的模型：句子全留下",
    "model failure said": "模型出错：答案有说明",
    "gold": "用例的引文在报告里",
}


class Metric(BaseModel):
    """k right of n judged, with a 95% Wilson interval; `unjudged` could not be judged."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    title: str
    k: int
    n: int
    low: float
    high: float
    unjudged: int = 0


def metric(name: str, states: Sequence[bool | None], title: str = "") -> Metric:
    """The metric of results of which some may not have been judged."""
    judged = [state for state in states if state is not None]
    k, n = sum(judged), len(judged)
    spread = wilson(k, n)
    return Metric(
        name=name,
        title=title or WORDS.get(name, name),
        k=k,
        n=n,
        low=round(spread.low, 4),
        high=round(spread.high, 4),
        unjudged=len(states) - n,
    )


def metrics(results: Sequence[Result]) -> tuple[Metric, ...]:
    """All metrics, whole results first, then checks by group, then figures by dimension."""
    return tuple(
        each
        for each in (*_whole(results), *_by_group(results), *_by_dimension(results))
        if each.n or each.unjudged
    )


def _whole(results: Sequence[Result]) -> Iterator[Metric]:
    asked = [result for result in results if result.task == "ask"]
    yield metric("questions", [result.right for result in asked])
    yield metric("must", [result.right for result in asked if "must" in result.tags])
    yield metric("comparisons", [r.right for r in results if r.task == "compare"])


def _by_group(results: Sequence[Result]) -> Iterator[Metric]:
    groups: dict[str, list[bool | None]] = {name: [] for name in WORDS}
    for check in _checks(results):
        groups.setdefault(check.group, []).append(_state(check))
    for name, states in groups.items():
        yield metric(name, states)


def _by_dimension(results: Sequence[Result]) -> Iterator[Metric]:
    found: dict[str, list[bool | None]] = {}
    for check in _checks(results):
        for part, holds in check.parts.items():
            found.setdefault(part, []).append(holds)
    for part in ("value", "unit", "period", "kind", "entity", "qualifier"):
        yield metric(f"figures: {part}", found.get(part, []), f"数据 · {_PARTS[part]}")


_PARTS = {
    "value": "数值",
    "unit": "单位",
    "period": "时期",
    "kind": "性质（完成、预计、目标等）",
    "entity": "主体（地区、指标、口径）",
    "qualifier": "限定词（左右、以上等）",
}


def slices(results: Sequence[Result]) -> tuple[Metric, ...]:
    """Questions right by region, difficulty and kind of work."""
    groups: dict[str, list[bool | None]] = {}
    for result in results:
        if result.task == "ask":
            for tag in result.tags:
                groups.setdefault(tag, []).append(result.right)
            if result.variant:
                groups.setdefault(f"variant:{result.variant}", []).append(result.right)
    return tuple(metric(tag, states) for tag, states in sorted(groups.items()))


def slips(results: Sequence[Result]) -> dict[str, int]:
    """How often each named slip was made."""
    counted = Counter(slip for check in _checks(results) for slip in check.slips)
    return dict(sorted(counted.items(), key=lambda each: (-each[1], each[0])))


def _checks(results: Iterable[Result]) -> Iterator[CheckResult]:
    return (check for result in results for check in result.checks)


def _state(check: CheckResult) -> bool | None:
    return None if check.state == "not_judged" else check.state == "pass"
