"""One definition of passing, the same in every output.

passed               every gate holds
failed               a gate does not hold, and `reasons` says which and by which cases
not_enough_evidence  nothing is known to be wrong, but too few cases ran to know it is right
"""

from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from evals.baseline import Baseline, Change
from evals.metrics import Metric
from evals.paired import compared
from evals.result import Result

State: TypeAlias = Literal["passed", "failed", "not_enough_evidence"]
INVARIANTS = {
    "unsupported/numbers": "显示了没有依据的数",
    "unsupported/lies": "显示了模型的假话",
    "citations/invented": "引用了不存在的出处",
    "gold/quotes": "用例的引文不在报告里",
}
FLOORS = {"questions": 0.75, "must refuse": 0.6}
MOST_NAMED = 5
CODES: dict[State, int] = {"passed": 0, "failed": 1, "not_enough_evidence": 1}


class Verdict(BaseModel):
    """The verdict of a run; `notes` say what was not tested and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    state: State
    reasons: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def exact(
    results: Sequence[Result], changes: Sequence[Change], accepted: Baseline | None
) -> Verdict:
    """The verdict of a deterministic tier: invariants, must-pass cases, no change for the worse."""
    reasons = [*_invariants(results), *_must(results)]
    notes: list[str] = []
    if not results:
        return Verdict(state="not_enough_evidence", reasons=("没有一个用例可判",))
    if accepted is None:
        notes.append("没有基线：每个答错的用例都算不通过")
        wrong = [result.id for result in results if result.right is not True]
        reasons += [f"{len(wrong)}个用例没有答对：{_named(wrong)}"] if wrong else []
    else:
        reasons += _worse(changes)
    return Verdict(
        state="failed" if reasons else "passed", reasons=tuple(reasons), notes=tuple(notes)
    )


def statistical(
    results: Sequence[Result], metrics: Sequence[Metric], reference: Baseline | None
) -> Verdict:
    """The verdict of a live run: invariants, floors on Wilson lower bounds, a paired test."""
    reasons = [*_invariants(results), *_must(results)]
    unsure: list[str] = []
    by_name = {each.name: each for each in metrics}
    for name, floor in FLOORS.items():
        found = by_name.get(name)
        if found is None or found.n == 0:
            unsure.append(f"{name}：没有一个用例可判")
        elif found.high < floor:
            reasons.append(f"{found.title}{found.k}/{found.n}，低于底线{floor:.0%}")
        elif found.low < floor:
            unsure.append(f"{found.title}{found.k}/{found.n}，还不能断定不低于{floor:.0%}")
    errors = [result.id for result in results if result.error]
    if errors:
        unsure.append(f"{len(errors)}个用例没有结果：{_named(errors)}")
    paired = compared(results, reference)
    if paired.worse:
        reasons.append(paired.words)
    state: State = "failed" if reasons else "not_enough_evidence" if unsure else "passed"
    notes = (paired.words,) if paired.words and not paired.worse else ()
    return Verdict(state=state, reasons=(*reasons, *unsure), notes=notes)


def _invariants(results: Sequence[Result]) -> Iterator[str]:
    for key, words in INVARIANTS.items():
        broken = [result.id for result in results if key in result.fails]
        if broken:
            yield f"{words}：{_named(broken)}"


def _must(results: Sequence[Result]) -> Iterator[str]:
    wrong = [result.id for result in results if "must" in result.tags and result.right is False]
    if wrong:
        yield f"必须答对的答错了：{_named(wrong)}"


def _worse(changes: Sequence[Change]) -> Iterator[str]:
    worse = [change for change in changes if change.worse]
    if worse:
        named = [f"{change.id}（{change.key}）" for change in worse]
        yield f"比基线差{len(worse)}处：{_named(named)}"


def _named(names: Sequence[str]) -> str:
    unique = list(dict.fromkeys(names))
    more = f"等{len(unique)}个" if len(unique) > MOST_NAMED else ""
    return "、".join(unique[:MOST_NAMED]) + more
