"""All vectors of a library version as one matrix: a zero row has no vector yet."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, cast

from vectorstore import late

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    np = late.module("numpy")

Matrix: TypeAlias = "NDArray[np.float32]"


def empty() -> Matrix:
    """A matrix without rows."""
    return np.empty((0, 0), np.float32)


def unit_rows(rows: "Sequence[Sequence[float]] | Matrix") -> Matrix:
    """The rows as float32 at unit length; a zero row stays zero."""
    matrix = np.asarray(rows, dtype=np.float32)
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    return (matrix / np.where(norms == 0, 1, norms)).astype(np.float32)


def save(matrix: Matrix, path: Path) -> None:
    """Write the matrix so that `load` maps it without reading it."""
    np.save(path, matrix, allow_pickle=False)


def load(path: Path) -> Matrix:
    """The matrix at `path`, mapped into memory; one without rows when there is no file."""
    if not path.exists():
        return empty()
    whole = np.load(path, mmap_mode="r", allow_pickle=False)
    return cast(Matrix, whole)


def filled(matrix: Matrix) -> "NDArray[np.bool_]":
    """Which rows hold a vector."""
    return cast("NDArray[np.bool_]", np.any(matrix != 0, axis=1))
