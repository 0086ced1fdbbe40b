"""Passage vectors in Chroma, which answers the vector queries. The only module that imports it.

A segment is one collection: the vectors of some filings, written whole and never changed, so
that no reader meets half of one and a builder that dies leaves only a collection that no state
names. Chroma lives in a folder of the data folder, or in a server (`chroma run`). Importing it
costs 0.9 s of processor: only a question that searches pays it.
"""

# pyright: reportMissingTypeStubs=false

import threading
import weakref
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, cast
from urllib.parse import urlsplit

from vectorstore import late
from vectorstore.errors import VectorsUnavailable
from vectorstore.vectors import Matrix

if TYPE_CHECKING:
    import numpy as np
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection
    from numpy.typing import NDArray
else:
    np = late.module("numpy")

Floats: TypeAlias = "NDArray[np.float64]"

_BATCH = 5_000  # Chroma refuses more than 5,461 at once
_SPACE = "ip"  # of unit vectors: one less the cosine


@dataclass(frozen=True, slots=True)
class Address:
    """Where Chroma is: a folder, or a server's address."""

    folder: Path
    url: str | None = None

    @property
    def name(self) -> str:
        """What to call it towards a user."""
        return self.url or str(self.folder)


class Vectors:
    """The segments of one Chroma, opened at the first use and kept."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._opening = threading.Lock()
        self._opened: Client | None = None
        self._collections: dict[str, Collection] = {}

    def write(self, name: str, filings: "Sequence[tuple[int, Matrix]]") -> None:
        """A new segment of these filings' vectors, one row for each of their passages."""
        size = sum(len(matrix) for _, matrix in filings)
        collection = self._client().create_collection(
            name,
            embedding_function=None,
            configuration={"hnsw": {"space": _SPACE, "sync_threshold": max(2, size)}},
        )
        ids = [f"{filing}#{n}" for filing, matrix in filings for n in range(len(matrix))]
        owners = [{"filing": filing} for filing, matrix in filings for _ in range(len(matrix))]
        rows = np.concatenate([matrix for _, matrix in filings])
        for at in range(0, size, _BATCH):
            here, mine = slice(at, at + _BATCH), cast(Any, owners[at : at + _BATCH])
            with _told(self.address):
                collection.add(ids=ids[here], embeddings=rows[here], metadatas=mine)

    def similar(
        self, name: str, query: Matrix, filings: Sequence[int] | None, most: int
    ) -> "tuple[NDArray[np.int64], Floats]":
        """The passages of a segment (of some of its filings) nearest to the query, at most
        `most`: pairs of filing and number, and the cosine of each."""
        with _told(self.address):
            found = self._collection(name).query(
                query_embeddings=[query],
                n_results=most,
                where=_of(filings),
                include=["distances"],
            )
        distances = found["distances"]
        cosines = 1 - np.asarray(distances[0] if distances else [], np.float64)
        return _places(found["ids"][0]), cosines

    def read(self, name: str, ids: Sequence[str]) -> Matrix:
        """The vectors of these passages of a segment, in order."""
        rows: dict[str, Any] = {}
        for at in range(0, len(ids), _BATCH):
            some = list(ids[at : at + _BATCH])
            with _told(self.address):
                found = self._collection(name).get(ids=some, include=["embeddings"])
            rows |= zip(found["ids"], cast("Iterator[Any]", found["embeddings"]), strict=True)
        return np.asarray([rows[each] for each in ids], np.float32)

    def held(self, name: str, filings: Sequence[tuple[int, int]]) -> int:
        """How many of the vectors that a segment should hold of these filings are there; each
        filing with the number of its vectors."""
        with _told(self.address, missing=True):
            collection = self._collection(name)
            count = collection.count()
            if count <= sum(size for _, size in filings):
                return count
            numbers = [filing for filing, _ in filings]
            return len(collection.get(where=_of(numbers), include=[])["ids"])
        return 0

    def drop(self, name: str) -> None:
        """Delete a segment, if it is there."""
        self._collections.pop(name, None)
        client = self._client()
        with _told(self.address, missing=True):
            client.delete_collection(name)

    def names(self, prefix: str) -> list[str]:
        """The segments whose names begin so."""
        listed = self._client().list_collections()
        return [each.name for each in listed if each.name.startswith(prefix)]

    def _collection(self, name: str) -> "Collection":
        if name not in self._collections:
            client = self._client()
            self._collections[name] = client.get_collection(name, embedding_function=None)
        return self._collections[name]

    def _client(self) -> "Client":
        with self._opening:
            if self._opened is None and self.address.url:
                self._opened = _server(self.address)
            elif self._opened is None:
                self._opened = _folder(self.address)
                weakref.finalize(self, self._opened.close)
            return self._opened


def _folder(address: Address) -> "Client":
    import chromadb  # 0.9 s
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings

    address.folder.mkdir(parents=True, exist_ok=True)
    settings = Settings(anonymized_telemetry=False)
    with _told(address):
        try:
            return cast("Client", chromadb.PersistentClient(str(address.folder), settings))
        except BaseException:  # Chroma keeps what did not start, and would hand it out from now on
            SharedSystemClient.clear_system_cache()
            raise


@cache
def _server(address: Address) -> "Client":
    """The one client of a server in this process: its connections last as long."""
    import chromadb  # 0.9 s
    from chromadb.config import Settings

    place = urlsplit(address.url or "")
    secure = place.scheme == "https"
    port = place.port or (443 if secure else 8000)
    settings = Settings(anonymized_telemetry=False)
    with _told(address):
        made = chromadb.HttpClient(place.hostname or "", port, secure, settings=settings)
    return cast("Client", made)


@contextmanager
def _told(address: Address, *, missing: bool = False) -> Generator[None]:
    """What Chroma or the way to it raises, as one error; `missing`: a segment may not be there."""
    from chromadb.errors import ChromaError, NotFoundError
    from httpx import HTTPError

    try:
        yield
    except (ChromaError, HTTPError, ValueError) as error:  # ValueError: nobody answers at all
        if missing and isinstance(error, NotFoundError):
            return
        said = str(error).partition("\n")[0]
        what = "请检查 GONGBAO_CHROMA_URL 和 chroma run" if address.url else "请重新 ingest"
        raise VectorsUnavailable(f"查不了向量（{address.name}：{said}），{what}。") from error


def _of(filings: Sequence[int] | None) -> Any:
    if filings is None:
        return None
    return {"filing": filings[0]} if len(filings) == 1 else {"filing": {"$in": list(filings)}}


def _places(ids: Sequence[str]) -> "NDArray[np.int64]":
    pairs = [each.partition("#") for each in ids]
    return np.asarray([(int(filing), int(n)) for filing, _, n in pairs], np.int64).reshape(-1, 2)
