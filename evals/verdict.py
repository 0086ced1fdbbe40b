"""One definition of passing, the same in every output.

passed               every gate holds
failed               a gate does not hold, and `reasons` says which and by which cases
not_enough_evidence  nothing is known to be wrong, but too few cases ran to know it is right
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from evals.baseline import Baseline, BaselineChange
from evals.metrics import Metric
from evals.paired import compared
from evals.result import Result
from evals.words import METRICS

State: TypeAlias = Literal["passed", "failed", "not_enough_evidence"]
INVARIANTS = {
    "unsupported/numbers": "显示了没有依据的数",
    "unsupported/lies": "显示了模型的假话",
    "meaning/period": "数的时期说错",
    "meaning/kind": "数的性质说错",
    "meaning/indicator": "数的指标说错",
    "citations/invented": "引用了不存在的出处",
    "gold/quotes": "用例的引文不在报告里",
}
FLOORS = {"questions": 0.75, "must refuse": 0.6}
MOST_NAMED = 5
CODES: dict[State, int] = {"passed": 0, "failed": 1, "not_enough_evidence": 1}


class Verdict(BaseModel):
    """The verdict of a run: `cases` are those a gate fails by, `notes` say what was not tested."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    state: State
    reasons: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reason:
    """One gate that does not hold, and by which cases."""

    words: str
    cases: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.words}：{_named(self.cases)}" if self.cases else self.words


def _verdict(state: State, reasons: Sequence[_Reason], notes: Sequence[str]) -> Verdict:
    cases = dict.fromkeys(case for reason in reasons for case in reason.cases)
    return Verdict(
        state=state,
        reasons=tuple(str(reason) for reason in reasons),
        notes=tuple(notes),
        cases=tuple(cases),
    )


def exact(
    results: Sequence[Result], changes: Sequence[BaselineChange], accepted: Baseline | None
) -> Verdict:
    """The verdict of a deterministic tier: invariants, must-pass cases, no change for the worse."""
    if not any(result.right is not None for result in results):
        return _verdict("not_enough_evidence", [_Reason("没有一个用例可判"), *_errors(results)], ())
    reasons = [*_invariants(results), *_must(results)]
    notes: list[str] = []
    if accepted is None:
        notes.append("没有基线：每个没有答对的用例都算不通过")
        wrong = tuple(result.id for result in results if result.right is False)
        reasons += [_Reason(f"{len(wrong)}个用例没有答对", wrong)] if wrong else []
        reasons += _errors(results)
    else:
        reasons += _worse(changes)
    return _verdict("failed" if reasons else "passed", reasons, notes)


def statistical(
    results: Sequence[Result], metrics: Sequence[Metric], reference: Baseline | None
) -> Verdict:
    """The verdict of a live run: invariants, floors on Wilson lower bounds, a paired test."""
    reasons = [*_invariants(results), *_must(results)]
    unsure: list[_Reason] = []
    for name, floor in FLOORS.items():
        found = next((each for each in metrics if each.name == name), None)
        if found is None or found.n == 0:
            unsure.append(_Reason(f"{METRICS[name]}：没有一个用例可判"))
        elif found.high < floor:
            reasons.append(_Reason(f"{found.title}{found.k}/{found.n}，低于底线{floor:.0%}"))
        elif found.low < floor:
            unsure.append(_Reason(f"{found.title}{found.k}/{found.n}，还不能断定不低于{floor:.0%}"))
    unsure += _errors(results)
    paired = compared(results, reference)
    if paired.worse:
        reasons.append(_Reason(paired.words))
    state: State = "failed" if reasons else "not_enough_evidence" if unsure else "passed"
    return _verdict(state, [*reasons, *unsure], () if paired.worse else (paired.words,))


def _invariants(results: Sequence[Result]) -> Iterator[_Reason]:
    for key, words in INVARIANTS.items():
        broken = tuple(result.id for result in results if key in result.fails)
        if broken:
            yield _Reason(words, broken)


def _must(results: Sequence[Result]) -> Iterator[_Reason]:
    wrong = tuple(r.id for r in results if "must" in r.tags and r.right is False)
    if wrong:
        yield _Reason("必须答对的答错了", wrong)


def _errors(results: Sequence[Result]) -> Iterator[_Reason]:
    errors = tuple(result.id for result in results if result.error)
    if errors:
        yield _Reason(f"{len(errors)}个用例没有结果", errors)


def _worse(changes: Sequence[BaselineChange]) -> Iterator[_Reason]:
    worse = tuple(change for change in changes if change.worse)
    if worse:
        yield _Reason(f"比基线差{len(worse)}处", tuple(change.id for change in worse))


def _named(names: Sequence[str]) -> str:
    unique = list(dict.fromkeys(names))
    more = f"等{len(unique)}个" if len(unique) > MOST_NAMED else ""
    return "、".join(unique[:MOST_NAMED]) + more
