"""The library as readers see it: a shelf that always hands out the state in force."""

import threading
import weakref
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, RowMapping, Select, Table, select
from sqlalchemy.exc import SQLAlchemyError

from vectorstore import check, late, states
from vectorstore.database import Database, Release, in_memory
from vectorstore.documents import CleanText, GlossaryEntry, Passage, Report, Section
from vectorstore.embed import CachedEmbeddings, NamedEmbeddings, cached
from vectorstore.errors import DamagedLibrary, UnknownReport
from vectorstore.index import Address, Vectors
from vectorstore.keyword import Keywords
from vectorstore.new_state import NewState
from vectorstore.packing import unpack_clean, unpack_text
from vectorstore.places import Places
from vectorstore.rows import from_row, text_to_embed
from vectorstore.sqlite import Sqlite
from vectorstore.tables import (
    EMBEDDED,
    FILINGS,
    GLOSSARY,
    METADATA,
    PASSAGES,
    SECTIONS,
    SEGMENTS,
    TEXTS,
)

if TYPE_CHECKING:
    import numpy as np
else:
    np = late.module("numpy")

CHROMA = "chroma"
_TRIES = 50


class Library:
    """One state, opened once and kept, for any thread; state 0 is the empty one."""

    def __init__(
        self, state: int, engine: Engine, vectors: Vectors, embeddings: NamedEmbeddings
    ) -> None:
        self.state = state
        self.engine = engine
        self.vectors = vectors
        self.embeddings = embeddings
        self.shown = states.shown(state)
        rows = self._rows(select(FILINGS).where(FILINGS.c.number.in_(self.shown)))
        held = [(Report.model_validate(row["details"]), row) for row in rows]
        held.sort(key=lambda pair: (pair[0].region, pair[0].year, pair[0].id))
        self._reports = {report.id: report for report, _ in held}
        self._filings = {report.id: int(row["number"]) for report, row in held}
        lengths = {int(row["number"]): bytes(row["lengths"]) for _, row in held}
        self.keywords = Keywords(engine, self.shown, lengths)
        self._texts: dict[str, str] = {}

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

    def filing(self, report_id: str) -> int:
        """The number under which the report is filed."""
        return self._filings[self.report(report_id).id]

    def filings(self, report_ids: Sequence[str]) -> list[int]:
        """The numbers of those of the reports that there are."""
        return [self._filings[name] for name in report_ids if name in self._filings]

    def text(self, report_id: str) -> str:
        """The clean text: what every offset refers to."""
        if report_id not in self._texts:
            query = select(TEXTS.c.clean).where(TEXTS.c.filing == self.filing(report_id))
            self._texts[report_id] = unpack_text(self._one(query, report_id)["clean"])
        return self._texts[report_id]

    def raw(self, report_id: str) -> str:
        """The text as it stood in the file."""
        query = select(TEXTS.c.raw).where(TEXTS.c.filing == self.filing(report_id))
        return unpack_text(self._one(query, report_id)["raw"])

    def clean_text(self, report_id: str) -> CleanText:
        """The clean text with its map to the raw text and the list of repairs."""
        query = select(TEXTS).where(TEXTS.c.filing == self.filing(report_id))
        return unpack_clean(self._one(query, report_id))

    def sections(self, report_id: str) -> tuple[Section, ...]:
        """The outline in document order."""
        return tuple(from_row(Section, row) for row in self._of(SECTIONS, report_id))

    def passages(self, report_id: str) -> tuple[Passage, ...]:
        """The passages in document order."""
        return tuple(from_row(Passage, row) for row in self._of(PASSAGES, report_id))

    def passage(self, passage_id: str) -> Passage:
        """One passage."""
        table = PASSAGES.c
        rows = self._rows(
            select(PASSAGES).where(table.id == passage_id, table.filing.in_(self.shown))
        )
        if not rows:
            raise UnknownReport(f"资料库里没有段落“{passage_id}”。")
        return from_row(Passage, rows[0])

    def passages_at(self, places: Sequence[tuple[int, int]]) -> list[Passage]:
        """The passages of these filings and numbers, in order."""
        table = PASSAGES.c
        found: dict[tuple[int, int], Passage] = {}
        for filing in dict.fromkeys(filing for filing, _ in places):
            wanted = [number for each, number in places if each == filing]
            query = select(PASSAGES).where(table.filing == filing, table.number.in_(wanted))
            found |= {(filing, row["number"]): from_row(Passage, row) for row in self._rows(query)}
        return [found[place] for place in places]

    def glossary(self, report_id: str) -> tuple[GlossaryEntry, ...]:
        """The terms that the report explains."""
        return tuple(from_row(GlossaryEntry, row) for row in self._of(GLOSSARY, report_id))

    @cached_property
    def segments(self) -> dict[int, str]:
        """The filings whose vectors of the configured model Chroma holds, with their segment."""
        names = states.segments(self.embeddings.name, self.state)
        rows = self._rows(
            select(EMBEDDED.c.filing, EMBEDDED.c.segment).where(
                EMBEDDED.c.segment.in_(names), EMBEDDED.c.filing.in_(self.shown)
            )
        )
        return {int(row["filing"]): str(row["segment"]) for row in rows}

    @cached_property
    def embedded_by(self) -> str:
        """The model whose vectors are in use; the configured one where there are none."""
        models = self._rows(
            select(SEGMENTS.c.model).where(SEGMENTS.c.disappears.is_(None)).distinct()
        )
        held = {str(row["model"]) for row in models}
        return self.embeddings.name if self.segments or not held else held.pop()

    def vectors_pending(self) -> int:
        """How many passages have no vector of the configured model yet."""
        return sum(
            report.passages
            for report in self.reports()
            if self.filing(report.id) not in self.segments
        )

    def unembedded(self, most: int) -> list[str]:
        """What is to be embedded for passages without a vector: `most` of them, from all over."""
        waiting = [
            (self.filing(report.id), number, report)
            for report in self.reports()
            if self.filing(report.id) not in self.segments
            for number in range(report.passages)
        ]
        some = [
            waiting[int(at)] for at in np.linspace(0, len(waiting) - 1, min(most, len(waiting)))
        ]
        passages = self.passages_at([(filing, number) for filing, number, _ in some])
        return [
            text_to_embed(passage, report)
            for passage, (_, _, report) in zip(passages, some, strict=True)
        ]

    def check(self) -> list[str]:
        """What is wrong with this state, one Chinese line each; [] when it is whole."""
        return check.problems(self) if self.state else []

    def _of(self, table: Table, report_id: str) -> Sequence[RowMapping]:
        query = select(table).where(table.c.filing == self.filing(report_id))
        return self._rows(query.order_by(table.c.number))

    def _one(self, query: Select[*tuple[Any, ...]], report_id: str) -> RowMapping:
        rows = self._rows(query)
        if not rows:
            raise DamagedLibrary(f"资料库已损坏：{report_id} 缺正文，请重新 ingest 它的原文件。")
        return rows[0]

    def _rows(self, query: Select[*tuple[Any, ...]]) -> Sequence[RowMapping]:
        with self.engine.connect() as connection:
            return connection.execute(query).mappings().all()


class Shelf:
    """The library of a place: readers ask for `current`, one builder may `begin`.

    `prepare` makes the tables that others keep beside the library's.
    """

    def __init__(
        self,
        places: Places | Path,
        embeddings: NamedEmbeddings,
        *,
        prepare: Callable[[Engine], None] | None = None,
    ) -> None:
        self.places = places if isinstance(places, Places) else Places(places)
        self.data_dir = self.places.data_dir
        self.database = _database(self.places)
        self.vectors = Vectors(Address(self.data_dir / CHROMA, self.places.chroma_url))
        self.embeddings = (
            embeddings
            if isinstance(embeddings, CachedEmbeddings)
            else cached(embeddings, self.data_dir / "embeddings.sqlite3")
        )
        self._prepare = prepare
        self._opening = threading.Lock()
        self._open: Library | None = None
        self._engine: Engine | None = None

    def current(self) -> Library:
        """The state in force; keep it for one question, ask again for the next."""
        with self._opening:
            number = self._newest()
            if self._open is None or self._open.state != number:
                self._open = self._opened()
            return self._open

    def states(self) -> list[states.State]:
        """The states that can be gone back to, the one in force first."""
        if not self._newest():
            return []
        with self._reading().connect() as connection:
            known = states.states(connection)
        by_number = {state.number: state for state in known}
        return [
            by_number.get(content, states.State(content, content, ""))
            for content in states.kept(known, self.places.keep)
        ]

    @contextmanager
    def begin(
        self, *, patience: float = 3600, waiting: Callable[[], None] | None = None
    ) -> Generator[NewState]:
        """Build a new state as the only builder; what is not committed inside is never seen."""
        with self.database.building(patience, waiting) as engine:
            METADATA.create_all(engine)
            if self._prepare is not None:
                self._prepare(engine)
            yield NewState(
                engine, self.database, self.vectors, self.embeddings, keep=self.places.keep
            )

    def _newest(self) -> int:
        """The number of the state in force; 0 when nothing was ever committed."""
        if self._engine is None and not self.database.exists():
            return 0
        with self._reading().connect() as connection:
            newest = states.newest(connection)
        return newest.number if newest else 0

    def _reading(self) -> Engine:
        if self._engine is None:
            self._engine = self.database.reading()
            with self._engine.connect() as connection:
                states.require_format(connection)
        return self._engine

    def _opened(self) -> Library:
        for _ in range(_TRIES):
            number = self._newest()
            if not number:
                return self._empty()
            release = self.database.hold(number)
            if release is None:
                continue
            if self._is_kept(number):
                return self._library(number, release)
            release()
        raise DamagedLibrary(f"资料库一直在变动（{self.database.name}），请重试。")

    def _is_kept(self, number: int) -> bool:
        """Whether a state was not swept just before it was held."""
        with self._reading().connect() as connection:
            return any(state.number == number for state in states.states(connection))

    def _library(self, number: int, release: Release) -> Library:
        with ExitStack() as undo:
            undo.callback(release)
            try:
                library = Library(number, self._reading(), self.vectors, self.embeddings)
            except (SQLAlchemyError, ValueError) as error:
                raise DamagedLibrary(
                    f"资料库打不开（{self.database.name}），请换一个 --data-dir 重新 ingest。"
                ) from error
            undo.pop_all()
        weakref.finalize(library, release)
        return library

    def _empty(self) -> Library:
        engine = in_memory()
        METADATA.create_all(engine)
        if self._prepare is not None:
            self._prepare(engine)
        return Library(0, engine, self.vectors, self.embeddings)


def _database(places: Places) -> Database:
    if places.database_url is None:
        return Sqlite(places.data_dir)
    from vectorstore.postgres import Postgres  # brings psycopg

    return Postgres(places.database_url)
