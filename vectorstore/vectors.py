"""Vectors of texts as the rows of one matrix."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from vectorstore import late

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    np = late.module("numpy")

Matrix: TypeAlias = "NDArray[np.float32]"


def unit_rows(rows: "Sequence[Sequence[float]] | Matrix") -> Matrix:
    """The rows as float32 at unit length; a zero row stays zero."""
    matrix = np.asarray(rows, dtype=np.float32)
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    return (matrix / np.where(norms == 0, 1, norms)).astype(np.float32)
