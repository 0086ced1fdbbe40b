"""Intervals for shares of few cases."""

from dataclasses import dataclass
from math import sqrt

Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95% interval of a share, between 0 and 1."""

    low: float
    high: float


def wilson(k: int, n: int) -> Interval:
    """The Wilson interval of k right of n; nothing known when n is 0."""
    if n == 0:
        return Interval(0.0, 1.0)
    share, square = k / n, Z * Z
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = Z / (1 + square / n) * sqrt(share * (1 - share) / n + square / (4 * n * n))
    return Interval(max(0.0, middle - half), min(1.0, middle + half))
