"""The gate of the proof: one lie that stands is one too many."""

from evals.benchmarks.proof import Trial, holds

FELL = Trial("since", "x", false=True, reasons=("时期不符",))
STOOD = Trial("since", "x", false=True, reasons=())
KEPT = Trial("true", "x", false=False, reasons=())
CUT = Trial("true", "x", false=False, reasons=("时期不符",))


def test_it_holds_where_every_lie_fell_and_every_truth_stood() -> None:
    assert holds([FELL, KEPT], [FELL] * 1000 + [KEPT] * 100)


def test_one_lie_of_a_thousand_is_too_many() -> None:
    assert not holds([FELL], [FELL] * 999 + [STOOD])
    assert not holds([FELL, STOOD], [FELL] * 1000)


def test_one_truth_of_a_hundred_may_fall() -> None:
    assert holds([], [KEPT] * 99 + [CUT])
    assert not holds([], [KEPT] * 98 + [CUT] * 2)
