"""A word of a draft that says what a number is said of."""

from dataclasses import dataclass
from typing import Literal

Dimension = Literal["region", "period", "indicator", "modality", "basis", "base", "whole"]


@dataclass(frozen=True, slots=True)
class DimensionCue:
    """A word at `start:end` that sets one dimension to `value`."""

    dimension: Dimension
    value: str
    start: int
    end: int
