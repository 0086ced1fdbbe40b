"""The library as readers see it: a shelf that always hands out the state in force."""

import threading
import weakref
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, RowMapping, select
from sqlalchemy.exc import SQLAlchemyError

from vectorstore import check, late, seals, states
from vectorstore.database import Database, Release, in_memory
from vectorstore.documents import Report
from vectorstore.embed import CachedEmbeddings, NamedEmbeddings, cached
from vectorstore.errors import MENDING, DamagedLibrary, UnknownReport
from vectorstore.filed import Filed
from vectorstore.index import Address, Vectors
from vectorstore.keyword import Keywords
from vectorstore.memory import clear_what_is_freed
from vectorstore.new_state import NewState
from vectorstore.places import Places
from vectorstore.rows import text_to_embed
from vectorstore.sqlite import Sqlite
from vectorstore.tables import (
    EMBEDDED,
    FILINGS,
    METADATA,
    SEALS,
    SEGMENTS,
)

if TYPE_CHECKING:
    import numpy as np
else:
    np = late.module("numpy")

CHROMA = "chroma"
_TRIES = 50


class Library(Filed):
    """One state, opened once and kept, for any thread; state 0 is the empty one."""

    def __init__(
        self, state: int, engine: Engine, vectors: Vectors, embeddings: NamedEmbeddings
    ) -> None:
        super().__init__(engine, states.shown(state))
        self.state = state
        self.vectors = vectors
        self.embeddings = embeddings
        rows = self._rows(select(FILINGS).where(FILINGS.c.number.in_(self.shown)))
        if state:
            self._require_sealed(rows)
        held = [(Report.model_validate(row["details"]), row) for row in rows]
        held.sort(key=lambda pair: (pair[0].region, pair[0].year, pair[0].id))
        self._reports = {report.id: report for report, _ in held}
        self._of_region: dict[str, tuple[Report, ...]] = {
            region: tuple(group)
            for region, group in groupby(self._reports.values(), lambda each: each.region)
        }
        self._filings = {report.id: int(row["number"]) for report, row in held}
        lengths = {int(row["number"]): bytes(row["lengths"]) for _, row in held}
        self.keywords = Keywords(engine, self.shown, lengths)

    def _require_sealed(self, rows: Sequence[RowMapping]) -> None:
        """Raise DamagedLibrary where the list of reports is not what was put in force."""
        query = select(SEALS.c.filing, SEALS.c.seal).where(
            SEALS.c.part == FILINGS.name, SEALS.c.filing.in_(self.shown)
        )
        kept = {int(row["filing"]): str(row["seal"]) for row in self._rows(query)}
        with self.engine.connect() as connection:
            states.require_shown(connection, self.state, [int(row["number"]) for row in rows])
        for row in rows:
            if seals.of_rows([row]) != kept.get(int(row["number"])):
                raise DamagedLibrary(f"资料库已损坏：{row['report']} 的题录与入库时不符；{MENDING}")

    def reports(self) -> tuple[Report, ...]:
        """All reports by region and year."""
        return tuple(self._reports.values())

    def of_region(self, region: str) -> tuple[Report, ...]:
        """The reports of one region by year."""
        return self._of_region.get(region, ())

    def report(self, report_id: str) -> Report:
        """One report."""
        if report_id not in self._reports:
            raise UnknownReport(
                f"资料库里没有报告“{report_id}”，用 gongbao reports 查看已有的报告。"
            )
        return self._reports[report_id]

    def filed(self, sha256: str) -> tuple[Report, str] | None:
        """The report made from a file of these bytes, and the recipe it was made by."""
        table = FILINGS.c
        rows = self._rows(
            select(FILINGS).where(table.sha256 == sha256, table.number.in_(self.shown))
        )
        return (Report.model_validate(rows[0]["details"]), rows[0]["recipe"]) if rows else None

    def filing(self, report_id: str) -> int:
        """The number under which the report is filed."""
        return self._filings[self.report(report_id).id]

    def filings(self, report_ids: Sequence[str]) -> list[int]:
        """The numbers of those of the reports that there are."""
        return [self._filings[name] for name in report_ids if name in self._filings]

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
        clear_what_is_freed()  # before any text is held
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

    def opened(self) -> Library:
        """The state in force, opened anew: let go of it and it may be swept."""
        with self._opening:
            return self._opened()

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
