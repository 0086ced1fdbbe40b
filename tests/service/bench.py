"""A filing desk of a test's own, in its process, with free embeddings."""

from pathlib import Path
from typing import Any

import pytest

from service.build import BuildProgress, IngestResult
from service.confined import Unconfined
from service.filing import Filing
from vectorstore.embed import NamedEmbeddings
from vectorstore.library import Library, Shelf


class Bench:
    """A filing desk on a fresh data folder, in this process, with free embeddings."""

    def __init__(self, data_dir: Path, embeddings: NamedEmbeddings) -> None:
        self.data_dir = data_dir
        self.embeddings = embeddings
        self.steps: list[BuildProgress] = []
        self.reader: Unconfined | None = None

    def ingest(self, *paths: Path, embed_at_once: int = 1000, **options: Any) -> IngestResult:
        filing = Filing(
            self.data_dir,
            self.embeddings,
            self.steps.append,
            embed_at_once=embed_at_once,
            reader=self.reader,
        )
        return filing.ingest(list(paths), **options)

    def remove(self, name: str) -> None:
        Filing(self.data_dir, self.embeddings, self.steps.append).remove(name)

    def library(self) -> Library:
        return Shelf(self.data_dir, self.embeddings).current()


@pytest.fixture
def bench(tmp_path: Path, hash_embeddings: NamedEmbeddings) -> Bench:
    return Bench(tmp_path / "data", hash_embeddings)


def ids(reports: tuple) -> list[str]:
    return [report.id for report in reports]
