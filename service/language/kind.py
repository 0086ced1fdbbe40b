"""How a figure is meant, and what it counts: the two words every room shares."""

from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["actual", "expected", "target", "cumulative", "average"]
Basis: TypeAlias = Literal["annual", "cumulative", "average", "level"]
