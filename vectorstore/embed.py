"""Text to vectors: the embedded multilingual model, and a cache so nothing is embedded twice.

All vectors are unit length, so a dot product is the cosine.
"""

import hashlib
import sqlite3
import threading
from abc import ABC, abstractmethod
from collections.abc import Generator, Sequence
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from vectorstore import late
from vectorstore.e5 import RECIPE
from vectorstore.encodable import encodable
from vectorstore.errors import EmbeddingsFailed
from vectorstore.vectors import Matrix, unit_rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from vectorstore.e5.encoder import Encoder
else:
    np = late.module("numpy")

_CACHE_SCHEMA = """
CREATE TABLE IF NOT EXISTS vectors (
  model TEXT NOT NULL, key TEXT NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (model, key)
) WITHOUT ROWID
"""
_KEYS_A_QUERY = 500


class Embeds(Protocol):
    """What LangChain's `Embeddings` must do, whose import alone costs 0.25 s."""

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        ...

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The vectors of passages."""
        ...


class NamedEmbeddings(ABC):
    """Embeddings that say which model they are: vectors of two models never mix."""

    name: str
    at_once: int = 32  # how many texts are worth asking for in one call
    at_first: int = 4  # and in the first, which tells how fast it goes

    def worth_asking(self, done: int) -> int:
        """How many texts to ask for next when so many are done: at first few, then ever more."""
        return min(self.at_once, max(self.at_first, done))

    @property
    def advice(self) -> str:
        """What keeps the model from working at its best; empty when nothing does."""
        return ""

    @abstractmethod
    def embed_matrix(self, texts: Sequence[str]) -> Matrix:
        """Vectors of passages, one row each."""

    @abstractmethod
    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of passages, as lists."""
        return cast(list[list[float]], self.embed_matrix(texts).tolist())


class LocalEmbeddings(NamedEmbeddings):
    """multilingual-e5-small inside the process; the model is opened at the first text.

    `weights_dir` holds its weights as they are run, converted once per machine.
    """

    name = f"multilingual-e5-small/int8.{RECIPE}"

    def __init__(self, weights_dir: Path) -> None:
        self._weights_dir = weights_dir
        self._opening = threading.Lock()
        self._encoder: Encoder | None = None

    @property
    def advice(self) -> str:
        trouble = self._opened().trouble
        return trouble and f"换算好的权重存不下（{trouble}），每次启动多用约1秒和22 MB内存"

    def embed_query(self, text: str) -> list[float]:
        return cast(list[float], self._opened().query(encodable(text)).tolist())

    def embed_matrix(self, texts: Sequence[str]) -> Matrix:
        return self._opened().passages([encodable(text) for text in texts])

    def _opened(self) -> "Encoder":
        with self._opening:
            if self._encoder is None:
                from vectorstore.e5.encoder import Encoder  # onnxruntime costs 0.2 s
                from vectorstore.e5.source import ForeignWeights, Source, find

                try:
                    self._encoder = Encoder(Source(find()), self._weights_dir)
                except (OSError, ForeignWeights) as error:
                    raise EmbeddingsFailed(
                        f"内置向量模型不可用（{error}），请重新安装gongbao的依赖"
                    ) from error
            return self._encoder


class WrappedEmbeddings(NamedEmbeddings):
    """Any LangChain `Embeddings` under a name; its vectors are brought to unit length.

    Errors of the classes in `failures` become EmbeddingsFailed, which search survives; those
    of the classes in `passing` may be gone at the next try.
    """

    def __init__(
        self,
        inner: Embeds,
        name: str,
        failures: tuple[type[Exception], ...] = (),
        *,
        passing: tuple[type[Exception], ...] = (),
        at_once: int = 32,
    ) -> None:
        self._inner = inner
        self._failures = failures
        self._passing = passing
        self.name = name
        self.at_once = self.at_first = at_once

    def embed_query(self, text: str) -> list[float]:
        with self._named():
            row = self._inner.embed_query(encodable(text))
        return cast(list[float], unit_rows([row])[0].tolist())

    def embed_matrix(self, texts: Sequence[str]) -> Matrix:
        with self._named():
            rows = self._inner.embed_documents([encodable(text) for text in texts])
        return unit_rows(rows)

    @contextmanager
    def _named(self) -> Generator[None]:
        try:
            yield
        except self._failures as error:
            passing = isinstance(error, self._passing)
            raise EmbeddingsFailed(str(error), passing=passing) from error


class CachedEmbeddings(NamedEmbeddings):
    """Embeddings that remember passages in a SQLite file and recent queries in memory."""

    def __init__(self, inner: NamedEmbeddings, path: Path) -> None:
        self.name = inner.name
        self.at_once, self.at_first = inner.at_once, inner.at_first
        self._inner = inner
        self._path = path
        self._query = lru_cache(maxsize=256)(inner.embed_query)

    def embed_query(self, text: str) -> list[float]:
        return list(self._query(text))

    def embed_matrix(self, texts: Sequence[str]) -> Matrix:
        keys = [text_key(text) for text in texts]
        known = self.stored(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            fresh = self._inner.embed_matrix(list(missing.values()))
            self._store(list(missing), fresh)
            known |= dict(zip(missing, fresh, strict=True))
        return np.stack([known[key] for key in keys]) if keys else np.empty((0, 0), np.float32)

    def stored(self, keys: Sequence[str]) -> "dict[str, NDArray[np.float32]]":
        """The vectors already known, by `text_key`."""
        found: dict[str, NDArray[np.float32]] = {}
        with self._open() as cache:
            for at in range(0, len(keys), _KEYS_A_QUERY):
                some = keys[at : at + _KEYS_A_QUERY]
                marks = ",".join("?" * len(some))
                rows = cache.execute(
                    f"SELECT key, vector FROM vectors WHERE model = ? AND key IN ({marks})",
                    [self.name, *some],
                )
                found |= {key: np.frombuffer(blob, np.float32) for key, blob in rows}
        return found

    def _store(self, keys: Sequence[str], vectors: Matrix) -> None:
        with self._open() as cache, cache:
            cache.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
                [
                    (self.name, key, vector.astype(np.float32).tobytes())
                    for key, vector in zip(keys, vectors, strict=True)
                ],
            )

    @contextmanager
    def _open(self) -> Generator[sqlite3.Connection]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path, timeout=60)) as cache:
            cache.execute(_CACHE_SCHEMA)
            yield cache


def cached(embeddings: NamedEmbeddings, path: Path) -> CachedEmbeddings:
    """The same embeddings, remembering what they embedded in the SQLite file at `path`."""
    return CachedEmbeddings(embeddings, path)


def text_key(text: str) -> str:
    """The key of a text in the cache."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
