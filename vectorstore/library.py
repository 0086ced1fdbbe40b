"""The library as readers see it: a shelf that always hands out the version in force."""

import os
import threading
import weakref
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, RowMapping, Select, Table, select
from sqlalchemy.exc import SQLAlchemyError

from vectorstore import check, late, vectors
from vectorstore.about import About, about
from vectorstore.documents import CleanText, GlossaryEntry, Passage, Report, Section
from vectorstore.embed import CachedEmbeddings, NamedEmbeddings, cached
from vectorstore.errors import DamagedLibrary, UnknownReport
from vectorstore.new_version import NewVersion
from vectorstore.packing import unpack_clean, unpack_text
from vectorstore.rows import create_tables, from_row, text_to_embed
from vectorstore.tables import GLOSSARY, PASSAGES, REPORTS, SECTIONS, TEXTS, in_memory, read_only
from vectorstore.vectors import Matrix
from vectorstore.versions import SQLITE, VECTORS, Versions

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    np = late.module("numpy")

_ROWS_A_QUERY = 500


@dataclass(frozen=True, slots=True)
class Span:
    """Where one report's passages lie: rows `first` to `last`, from `at` on in the matrix."""

    report: str
    first: int
    last: int
    at: int


class Library:
    """One version, opened once and kept, for any thread; `folder` is None when it is empty."""

    def __init__(
        self, version: str, folder: Path | None, engine: Engine, embeddings: NamedEmbeddings
    ) -> None:
        self.version = version
        self.folder = folder
        self.engine = engine
        self.embeddings = embeddings
        self.about = about(folder) if folder else About(embeddings.name, 0)
        rows = self._rows(select(REPORTS).order_by(REPORTS.c.first_row))
        reports = [Report.model_validate(row["report"]) for row in rows]
        self._reports = {
            report.id: report for report in sorted(reports, key=lambda r: (r.region, r.year, r.id))
        }
        self.spans = _spans(rows)
        self._texts: dict[str, str] = {}
        self._passages: dict[int, Passage] = {}

    def reports(self) -> tuple[Report, ...]:
        """All reports by region and year."""
        return tuple(self._reports.values())

    def report(self, report_id: str) -> Report:
        """One report."""
        if report_id not in self._reports:
            raise UnknownReport(
                f"资料库里没有报告“{report_id}”，用 gongbao reports 查看已有的报告。"
            )
        return self._reports[report_id]

    def filed(self, sha256: str) -> tuple[Report, str] | None:
        """The report made from a file of these bytes, and the recipe it was made by."""
        rows = self._rows(select(REPORTS).where(REPORTS.c.sha256 == sha256))
        return (Report.model_validate(rows[0]["report"]), rows[0]["recipe"]) if rows else None

    def text(self, report_id: str) -> str:
        """The clean text: what every offset refers to."""
        if report_id not in self._texts:
            row = self._of(TEXTS, report_id)[0]
            self._texts[report_id] = unpack_text(row["clean"])
        return self._texts[report_id]

    def raw(self, report_id: str) -> str:
        """The text as it stood in the file."""
        return unpack_text(self._of(TEXTS, report_id)[0]["raw"])

    def clean_text(self, report_id: str) -> CleanText:
        """The clean text with its map to the raw text and the list of repairs."""
        return unpack_clean(self._of(TEXTS, report_id)[0])

    def sections(self, report_id: str) -> tuple[Section, ...]:
        """The outline in document order."""
        return tuple(from_row(Section, row) for row in self._of(SECTIONS, report_id))

    def passages(self, report_id: str) -> tuple[Passage, ...]:
        """The passages in document order."""
        return tuple(from_row(Passage, row) for row in self._of(PASSAGES, report_id))

    def passage(self, passage_id: str) -> Passage:
        """One passage."""
        rows = self._rows(select(PASSAGES).where(PASSAGES.c.id == passage_id))
        if not rows:
            raise UnknownReport(f"资料库里没有段落“{passage_id}”。")
        return from_row(Passage, rows[0])

    def passages_at(self, rows: Sequence[int]) -> dict[int, Passage]:
        """Passages by row number; a row once read stays in memory."""
        missing = [row for row in rows if row not in self._passages]
        for at in range(0, len(missing), _ROWS_A_QUERY):
            some = missing[at : at + _ROWS_A_QUERY]
            for row in self._rows(select(PASSAGES).where(PASSAGES.c.row.in_(some))):
                self._passages[row["row"]] = from_row(Passage, row)
        return {row: self._passages[row] for row in rows}

    def glossary(self, report_id: str) -> tuple[GlossaryEntry, ...]:
        """The terms that the report explains."""
        return tuple(from_row(GlossaryEntry, row) for row in self._of(GLOSSARY, report_id))

    def vectors_pending(self) -> int:
        """How many passages have no vector of the configured model yet."""
        if self.about.embeddings != self.embeddings.name:
            return sum(report.passages for report in self.reports())
        return self.about.pending

    def unembedded(self, most: int) -> list[str]:
        """What is to be embedded for passages without a vector: `most` of them, from all over."""
        rows = np.concatenate([np.arange(span.first, span.last + 1) for span in self.spans])
        if len(self.has_vector) == len(rows):
            rows = rows[~self.has_vector]
        some = rows[np.linspace(0, len(rows) - 1, min(most, len(rows))).astype(np.int64)]
        passages = self.passages_at([int(row) for row in some]).values()
        return [text_to_embed(passage, self._reports[passage.report]) for passage in passages]

    def check(self) -> list[str]:
        """What is wrong with this version, one Chinese line each; [] when it is whole."""
        if self.folder is None:
            return []
        return check.problems(self.folder, self.engine, self.about)

    @cached_property
    def matrix(self) -> Matrix:
        """The vectors in row order; without rows if they are another model's."""
        if self.folder is None or self.about.embeddings != self.embeddings.name:
            return vectors.empty()
        return vectors.load(self.folder / VECTORS)

    @cached_property
    def has_vector(self) -> "NDArray[np.bool_]":
        """Which rows of the matrix hold a vector."""
        return vectors.filled(self.matrix)

    def _of(self, table: Table, report_id: str) -> Sequence[RowMapping]:
        self.report(report_id)
        query = select(table).where(table.c.report == report_id)
        return self._rows(query.order_by(table.c["number"]) if "number" in table.c else query)

    def _rows(self, query: Select[tuple[object, ...]]) -> Sequence[RowMapping]:
        with self.engine.connect() as connection:
            return connection.execute(query).mappings().all()


class Shelf:
    """The library of a data folder: readers ask for `current`, one builder may `begin`.

    `prepare` makes the tables that others keep in the library's database, so that the empty
    library answers their queries too.
    """

    def __init__(
        self,
        data_dir: Path,
        embeddings: NamedEmbeddings,
        *,
        prepare: Callable[[Engine], None] | None = None,
    ) -> None:
        self.versions = Versions(data_dir)
        self.embeddings = (
            embeddings
            if isinstance(embeddings, CachedEmbeddings)
            else cached(embeddings, data_dir / "embeddings.sqlite3")
        )
        self._prepare = prepare
        self._opening = threading.Lock()
        self._open: Library | None = None

    def current(self) -> Library:
        """The version in force; keep it for one question, ask again for the next."""
        with self._opening:
            if self._open is None or not self._is_in_force(self._open):
                self._open = self._opened()
            return self._open

    def opened(self) -> Library:
        """The version in force, opened anew: let go of it and it may be deleted."""
        return self._opened()

    @property
    def notice(self) -> str | None:
        """What a reader must be told of the data folder: that CURRENT is lost."""
        if not self.versions.is_lost:
            return None
        return (
            f"{self.versions.data_dir} 的 CURRENT 丢失或损坏，正在使用最近的完整版本；"
            "下一次 gongbao ingest 会恢复它，资料不受影响。"
        )

    def _is_in_force(self, library: Library) -> bool:
        """Whether an open library is still the one to read; so it is while CURRENT is lost."""
        named = self.versions.named()
        if named is not None:
            return library.version == named
        return library.folder.is_dir() if library.folder else not self.versions.is_lost

    @contextmanager
    def begin(
        self, *, patience: float = 3600, waiting: Callable[[], None] | None = None
    ) -> Generator[NewVersion]:
        """Build a new version as the only builder; dropped unless it is committed inside."""
        with self.versions.building(patience=patience, waiting=waiting):
            new = NewVersion(self.versions, self.embeddings, self._prepare)
            try:
                yield new
            finally:
                if not new.is_committed:
                    new.abandon()

    def _opened(self) -> Library:
        held = self.versions.hold()
        if held is None:
            engine = in_memory()
            create_tables(engine)
            if self._prepare is not None:
                self._prepare(engine)
            return Library("", None, engine, self.embeddings)
        version, descriptor = held
        folder = self.versions.folder(version)
        engine = read_only(folder / SQLITE)
        with ExitStack() as undo:
            undo.callback(os.close, descriptor)
            undo.callback(engine.dispose)
            library = _library(version, folder, engine, self.embeddings)
            undo.pop_all()
        weakref.finalize(library, _release, self.versions, version, engine, descriptor)
        return library


def _library(version: str, folder: Path, engine: Engine, embeddings: NamedEmbeddings) -> Library:
    try:
        return Library(version, folder, engine, embeddings)
    except (SQLAlchemyError, ValueError) as error:
        raise DamagedLibrary(
            f"资料库打不开（{folder}），请换一个 --data-dir 重新 ingest。"
        ) from error


def _release(versions: Versions, version: str, engine: Engine, descriptor: int) -> None:
    """The last reader of a version that is out of force takes it away."""
    engine.dispose()
    os.close(descriptor)
    versions.discard(version)


def _spans(rows: Sequence[RowMapping]) -> tuple[Span, ...]:
    spans: list[Span] = []
    at = 0
    for row in rows:
        spans.append(Span(row["id"], row["first_row"], row["last_row"], at))
        at += row["last_row"] - row["first_row"] + 1
    return tuple(spans)
