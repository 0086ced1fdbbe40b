"""Shares over results: k of n with an interval, in all and by slice."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pydantic import BaseModel, ConfigDict

from evals.result import CheckResult, Result
from evals.wilson import wilson
from evals.words import METRICS, OWN_ANSWERS, OWN_SENTENCES, PARTS, SENTENCES, slice_title


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
    return share(name, sum(judged), len(judged), title, unjudged=len(states) - len(judged))


def share(name: str, k: int, n: int, title: str = "", unjudged: int = 0) -> Metric:
    """The metric of k right of n."""
    spread = wilson(k, n)
    return Metric(
        name=name,
        title=title or METRICS.get(name, name),
        k=k,
        n=n,
        low=round(spread.low, 4),
        high=round(spread.high, 4),
        unjudged=unjudged,
    )


def metrics(results: Sequence[Result]) -> tuple[Metric, ...]:
    """All metrics: whole results, checks by group, sentences, figures by dimension."""
    return tuple(
        each
        for each in (
            *_whole(results),
            *_by_group(results),
            *_by_sentence(results),
            *_by_dimension(results),
        )
        if each.n or each.unjudged
    )


def _whole(results: Sequence[Result]) -> Iterator[Metric]:
    asked = [result for result in results if result.task == "ask"]
    yield metric("questions", [result.right for result in asked])
    yield metric("must", [result.right for result in asked if "must" in result.tags])
    yield metric("comparisons", [r.right for r in results if r.task == "compare"])


def _by_group(results: Sequence[Result]) -> Iterator[Metric]:
    groups: dict[str, list[bool | None]] = {name: [] for name in METRICS}
    for check in _checks(results):
        groups.setdefault(check.group, []).append(_state(check))
    for name, states in groups.items():
        yield metric(name, states)


def _by_sentence(results: Sequence[Result]) -> Iterator[Metric]:
    """Recall and precision of citations, and what the proof leaves of an honest model's words."""
    for name, title in SENTENCES.items():
        found = [check for check in _checks(results) if check.key.endswith(f"/{name}")]
        k, n = (sum(check.counts[at] for check in found) for at in (0, 1))
        unjudged = sum(check.unjudged for check in found)
        yield share(f"sentences: {name}", k, n, title, unjudged=unjudged)
    honest = [r for r in results if not r.variant or r.variant.startswith("faithful")]
    wrote = [result for result in honest if result.calls and not result.error]
    drafted = sum(result.drafted for result in wrote)
    kept = drafted - sum(result.removed for result in wrote if result.drafted)
    yield share("sentences: own", kept, drafted, OWN_SENTENCES)
    yield metric("answers: own", [each.drafted > each.removed for each in wrote], OWN_ANSWERS)


def _by_dimension(results: Sequence[Result]) -> Iterator[Metric]:
    found: dict[str, list[bool | None]] = {}
    for check in _checks(results):
        for part, holds in check.parts.items():
            found.setdefault(part, []).append(holds)
    for part in PARTS:
        yield metric(f"figures: {part}", found.get(part, []), f"数据 · {PARTS[part]}")


def slices(results: Sequence[Result]) -> tuple[Metric, ...]:
    """Questions right by region, difficulty and kind of work."""
    groups: dict[str, list[bool | None]] = {}
    for result in results:
        if result.task == "ask":
            for tag in result.tags:
                groups.setdefault(tag, []).append(result.right)
            if result.variant:
                groups.setdefault(f"variant:{result.variant}", []).append(result.right)
    titled = sorted((slice_title(tag), tag) for tag in groups)
    return tuple(metric(tag, groups[tag], title) for title, tag in titled)


def slips(results: Sequence[Result]) -> dict[str, int]:
    """How often each named slip was made."""
    counted = Counter(slip for check in _checks(results) for slip in check.slips)
    return dict(sorted(counted.items(), key=lambda each: (-each[1], each[0])))


def _checks(results: Iterable[Result]) -> Iterator[CheckResult]:
    return (check for result in results for check in result.checks)


def _state(check: CheckResult) -> bool | None:
    return None if check.state == "not_judged" else check.state == "pass"
