"""A paired test of a live run against the accepted offline run, clustered by report."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import erfc, sqrt

from evals.baseline import Baseline
from evals.result import Result

FEWEST_REPORTS = 10
ALPHA = 0.05
_EXACT = 14


@dataclass(frozen=True, slots=True)
class Paired:
    """Whether the run is worse than its reference beyond chance; `words` say so, or why not."""

    worse: bool
    words: str


def compared(results: Sequence[Result], reference: Baseline | None) -> Paired:
    """Right answers case by case against the reference's; a report is one unit of chance."""
    if reference is None:
        return Paired(False, "没有离线基线，未作配对检验")
    by_report: dict[str, int] = defaultdict(int)
    for result in results:
        before = reference.cases.get(result.case)
        if result.task != "ask" or result.right is None or before is None or before.right is None:
            continue
        by_report["、".join(result.reports)] += int(result.right) - int(before.right)
    reports = {name for names in by_report for name in names.split("、") if name}
    if len(reports) < FEWEST_REPORTS:
        return Paired(False, f"只有{len(reports)}份报告（不到{FEWEST_REPORTS}份），未作配对检验")
    differences = list(by_report.values())
    chance = p_worse(differences)
    words = f"与离线基线配对：净差{sum(differences):+d}题，p={chance:.3f}"
    return Paired(chance < ALPHA, words)


def p_worse(differences: Sequence[int]) -> float:
    """The chance of a sum as low as this if each difference could as well have the other sign."""
    nonzero = [each for each in differences if each]
    if not nonzero:
        return 1.0
    total = sum(nonzero)
    if len(nonzero) <= _EXACT:
        sums = [
            sum(sign * abs(each) for sign, each in zip(signs, nonzero, strict=True))
            for signs in product((-1, 1), repeat=len(nonzero))
        ]
        return sum(each <= total for each in sums) / len(sums)
    deviation = sqrt(sum(each * each for each in nonzero))
    return 0.5 * erfc(-total / deviation / sqrt(2))
