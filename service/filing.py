"""What the build child does: files into a new state of the library, vectors right away or later.

Up to `embed_at_once` new passages are embedded before the state is put in force. A larger
ingest is put in force with ledger and keywords alone; its vectors follow in portions, each
with a state of its own. They are embedded into the cache without holding the build lock, so
other ingests get in between, and one that was killed goes on where it was.
"""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from filelock import FileLock, Timeout

from service import ledger
from service.build import BuildProgress, IngestResult
from service.confined import Unconfined
from service.desk import HeldFiles, IngestDesk
from service.document import prepare
from service.originals import Originals
from service.pace import Clock, Pace, Usual
from service.readings import FileReading, Readings
from service.sources import Given, SourceFile, find_sources
from vectorstore.documents import Report
from vectorstore.embed import NamedEmbeddings
from vectorstore.errors import EmbeddingsFailed
from vectorstore.library import Shelf
from vectorstore.new_state import NewState
from vectorstore.places import Places

_PORTION = 2_000
_PACE = "pace.json"
Listener: TypeAlias = Callable[[BuildProgress], None]


class Filing:
    """Changes to one library."""

    def __init__(
        self,
        places: Places | Path,
        embeddings: NamedEmbeddings,
        tell: Listener,
        *,
        embed_at_once: int = 2_000,
        clock: Clock = time.monotonic,
        reader: Unconfined | None = None,
    ) -> None:
        self._shelf = Shelf(places, embeddings, prepare=ledger.create)
        data_dir = self._data_dir = self._shelf.data_dir
        self._following = FileLock(data_dir / "vectors.lock")
        self._tell = tell
        self._embed_at_once = embed_at_once
        self._reader = reader or Unconfined(prepare)
        self._clock = clock
        self._usual = Usual(data_dir / _PACE)
        self._pace = Pace(self._usual.of(embeddings.name), clock)

    def ingest(
        self,
        paths: Sequence[Path],
        *,
        region: str | None = None,
        year: int | None = None,
        replace: bool = False,
        by: str | None = None,
        heard: bool = False,
    ) -> IngestResult:
        """File what is found under `paths`, then bring the vectors that are missing."""
        sources, failures = find_sources(paths)
        given = Given(region=region, year=year, heard=heard or None)
        with Readings(self._data_dir, self._reader, given) as readings:
            read = self._read(readings, sources)
            with self._shelf.begin(waiting=self._waiting) as state:
                desk = IngestDesk(state, readings.anew, replace=replace, by=by)
                for reading in read:
                    desk.file(reading)
                notice = self._embed_now(state) if desk.changed else None
                pending = self._commit(state)
            self._keep(read, desk, by)
        if pending and notice is None:
            pending, notice = self._follow()
        return IngestResult(
            added=tuple(desk.added.values()),
            unchanged=tuple(desk.unchanged.values()),
            replaced=tuple(desk.replaced.values()),
            failed=(*failures, *desk.failed),
            vectors_pending=pending,
            notice=notice,
        )

    def _keep(self, read: Sequence[FileReading], desk: IngestDesk, by: str | None) -> None:
        """The files as received, of what the library now holds."""
        originals = Originals(self._data_dir)
        for reading in read:
            reports = desk.made_of(reading.source.path)
            if reports and reading.data is not None:
                name = reading.source.path.name
                originals.keep(
                    reading.data,
                    reading.sha256,
                    name,
                    reports,
                    reading.given,
                    by or reading.given.uploader,
                )

    def remove(self, report_id: str) -> Report:
        """Take a report out, with everything that was made from it."""
        with self._shelf.begin(waiting=self._waiting) as state:
            report = state.remove(report_id)
            self._commit(state)
        Originals(self._data_dir).forget(report_id)
        return report

    def roll_back(self, content: int | None = None) -> int:
        """Go back to what was shown before; the number of the state shown again."""
        with self._shelf.begin(waiting=self._waiting) as state:
            before = state.go_back(content)
            self._commit(state)
        return before

    def _read(self, readings: Readings, sources: Sequence[SourceFile]) -> list[FileReading]:
        """Read all sources; what is left of them, with the vectors of all, goes by their bytes.

        The library is not locked meanwhile.
        """
        known = HeldFiles(self._shelf, self._data_dir)
        pace = Pace(clock=self._clock)
        found: list[FileReading] = []
        done, ahead, letters = 0, sum(source.size for source in sources), 0
        for at, source in enumerate(sources):
            reading = pace.left(ahead)
            embedding = self._pace.left(letters * (1 + ahead / done) if done else 0)
            left = None if reading is None or embedding is None else reading + embedding
            self._tell(BuildProgress("read", at, len(sources), source.path.name, left))
            some = list(readings.of(source, known))
            found += some
            letters += sum(each.letters for each in some)
            pace.did(source.size)
            done, ahead = done + source.size, ahead - source.size
        readings.rest()
        self._tell(BuildProgress("read", len(sources), len(sources)))
        return found

    def _embed_now(self, state: NewState) -> str | None:
        """Embed what is missing if it is little; the line that says why it failed."""
        texts = state.unembedded()
        return self._embed(texts, texts) if len(texts) <= self._embed_at_once else None

    def _embed(self, texts: Sequence[str], missing: Sequence[str], done: int = 0) -> str | None:
        """Embed the first of the missing texts into the cache; a failure as a line.

        `done` were embedded before. What is left is measured in letters, not in texts.
        """
        total = done + len(missing)
        letters, at = sum(map(len, missing)), 0
        try:
            while some := texts[at : at + self._shelf.embeddings.worth_asking(done + at)]:
                self._tell(BuildProgress("embed", done + at, total, left=self._pace.left(letters)))
                self._shelf.embeddings.embed_matrix(some)
                size = sum(map(len, some))
                self._pace.did(size)
                letters, at = letters - size, at + len(some)
        except EmbeddingsFailed as error:
            remedy = "；请稍后再运行一次 ingest" if error.passing else ""
            return f"向量没有算完（{error}），现在只能按关键词查找{remedy}。"
        finally:
            self._usual.keep(self._shelf.embeddings.name, self._pace.each)
        if texts:
            self._tell(BuildProgress("embed", done + len(texts), total))
        return None

    def _commit(self, state: NewState) -> int:
        """Put the state in force if it says more than the one before; how many are pending."""
        self._tell(BuildProgress("commit"))
        return state.commit()

    def _follow(self) -> tuple[int, str | None]:
        """Bring the pending vectors; left to another process if it is at it already."""
        try:
            with self._following.acquire(timeout=0):
                return self._bring_vectors()
        except Timeout:
            return self._shelf.current().vectors_pending(), None

    def _bring_vectors(self) -> tuple[int, str | None]:
        """Embed portion by portion, each put in force; how many stay pending, and why."""
        total, notice = 0, None
        while True:
            with self._shelf.begin(waiting=self._waiting) as state:
                texts = state.unembedded()
                pending = self._commit(state)
            if not texts or notice is not None:
                return pending, notice
            total = max(total, len(texts))
            notice = self._embed(texts[:_PORTION], texts, total - len(texts))

    def _waiting(self) -> None:
        self._tell(BuildProgress("wait"))
