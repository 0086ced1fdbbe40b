"""A state of the library being built: filings added and hidden, vectors brought, put in force.

Filings are written as they come, each in a transaction of its own, and no state shows them
before `commit`, which is one short transaction: what a killed builder leaves is never seen and
is swept by the next. A report whose vectors are not known yet is found by keywords alone; they
follow in a later state that changes nothing else.
"""

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from typing import TypeAlias

from sqlalchemy import Connection, Engine, RowMapping, select

from vectorstore import segmenting, states
from vectorstore.database import Database
from vectorstore.documents import Document, Passage, Report
from vectorstore.embed import CachedEmbeddings
from vectorstore.errors import NoSuchState, UnknownReport, VectorsUnavailable
from vectorstore.index import Vectors
from vectorstore.rows import from_row, insert_filing, text_of, text_to_embed
from vectorstore.tables import FILINGS, PASSAGES, SEGMENTS, STATES

Also: TypeAlias = Callable[[Connection, int], None]


class NewState:
    """Changes on their way into the library; readers see nothing of them before `commit`."""

    def __init__(
        self,
        engine: Engine,
        database: Database,
        vectors: Vectors,
        embeddings: CachedEmbeddings,
        *,
        keep: int,
    ) -> None:
        self.engine = engine
        self._database = database
        self._vectors = vectors
        self._embeddings = embeddings
        self._keep = keep
        with engine.begin() as connection:
            states.require_format(connection)
            states.about(connection, "format", states.FORMAT)
            self.library = states.about(connection, "library", f"gongbao-{secrets.token_hex(6)}")
        self._sweep()
        with engine.connect() as connection:
            newest = states.newest(connection)
            shown = states.shown(newest.number if newest else 0)
            self._shown = set(connection.execute(shown).scalars())
        self._appear: set[int] = set()
        self._disappear: set[int] = set()

    def reports(self) -> dict[str, Report]:
        """The reports of this state by id."""
        return {str(row["report"]): _report(row) for row in self._filings()}

    def filed(self, sha256: str) -> tuple[Report, str] | None:
        """The report made from a file of these bytes, and the recipe it was made by."""
        query = select(FILINGS).where(FILINGS.c.sha256 == sha256)
        with self.engine.connect() as connection:
            rows = connection.execute(query).mappings().all()
        row = next((row for row in rows if row["number"] in self._showing), None)
        return None if row is None else (_report(row), str(row["recipe"]))

    def filing_of(self, report_id: str) -> int:
        """The number under which a report of this state is filed; raises UnknownReport."""
        query = select(FILINGS.c.number).where(FILINGS.c.report == report_id)
        with self.engine.connect() as connection:
            held = set(connection.execute(query).scalars()) & self._showing
        if not held:
            raise UnknownReport(
                f"资料库里没有报告“{report_id}”，用 gongbao reports 查看已有的报告。"
            )
        return held.pop()

    def text(self, report: Report) -> str | None:
        """The clean text of a report; None where what is stored of it is damaged."""
        with self.engine.connect() as connection:
            return text_of(connection, self.filing_of(report.id))

    def add(self, document: Document, recipe: str, also: Also | None = None) -> None:
        """Add a report with its passages and keywords, and what `also` stores, or nothing."""
        with self.engine.begin() as connection:
            filing = insert_filing(connection, document, recipe)
            if also is not None:
                also(connection, filing)
        self._appear.add(filing)

    def remove(self, report_id: str) -> Report:
        """Show a report no more; its rows go when no state that is kept or read shows it."""
        filing = self.filing_of(report_id)
        with self.engine.connect() as connection:
            row = connection.execute(select(FILINGS).where(FILINGS.c.number == filing)).mappings()
            report = _report(row.one())
        self._hide(filing)
        return report

    def go_back(self, content: int | None = None) -> int:
        """Show what a kept state showed: the last that differs, or the one named; its number."""
        with self.engine.connect() as connection:
            kept = states.kept(states.states(connection), self._keep)
            before = next((each for each in kept[1:] if content in (None, each)), None)
            if before is None:
                named = "" if content is None else f" {content}"
                raise NoSuchState(f"没有可以退回的状态{named}，可退回的有：{_listed(kept[1:])}。")
            then = set(connection.execute(states.shown(before)).scalars())
        for filing in self._showing - then:
            self._hide(filing)
        self._appear |= then - self._showing
        return before

    def unembedded(self) -> list[str]:
        """The texts whose vectors neither a segment nor the cache holds."""
        waiting = segmenting.keys(self.engine, self._pending())
        keys = {key for of_filing in waiting.values() for key in of_filing}
        missing = keys - self._embeddings.stored(sorted(keys)).keys()
        if not missing:
            return []
        reports = {int(row["number"]): _report(row) for row in self._filings()}
        texts = [
            text_to_embed(from_row(Passage, row), reports[row["filing"]])
            for row in self._passages(sorted(waiting))
            if row["key"] in missing
        ]
        return list(dict.fromkeys(texts))

    def pending(self) -> int:
        """How many passages of this state have no vector in Chroma."""
        pending = self._pending()
        if not pending:
            return 0
        with self.engine.connect() as connection:
            rows = connection.execute(select(FILINGS.c.number, FILINGS.c.passages))
            return sum(passages for filing, passages in rows if filing in pending)

    def commit(self) -> int:
        """Bring the vectors that are known and put the state in force; how many are pending.

        Where nothing would change, no state is made.
        """
        segments = segmenting.Segmenting(self.engine, self._vectors, self._embeddings, self.library)
        with suppress(VectorsUnavailable):  # keywords serve until a later ingest brings them
            segments.write(self._pending())
        if not (self._appear or self._disappear or segments.made):
            return self.pending()
        with self.engine.begin() as connection:
            state = states.put_in_force(connection, appear=self._appear, disappear=self._disappear)
            segments.record(connection, state.number)
        self._shown, self._appear, self._disappear = self._showing, set(), set()
        self._sweep()
        return self.pending()

    @property
    def _showing(self) -> set[int]:
        return (self._shown | self._appear) - self._disappear

    def _hide(self, filing: int) -> None:
        if filing in self._appear:
            self._appear.discard(filing)
        else:
            self._disappear.add(filing)

    def _filings(self) -> list[RowMapping]:
        with self.engine.connect() as connection:
            rows = connection.execute(select(FILINGS).order_by(FILINGS.c.number)).mappings()
            return [row for row in rows if row["number"] in self._showing]

    def _pending(self) -> set[int]:
        return self._showing - segmenting.embedded(self.engine, self._embeddings.name)

    def _passages(self, filings: Sequence[int]) -> Iterator[RowMapping]:
        table = PASSAGES.c
        with self.engine.connect() as connection:
            for filing in filings:
                query = select(PASSAGES).where(table.filing == filing).order_by(table.number)
                yield from connection.execute(query).mappings()

    def _sweep(self) -> None:
        """Delete what neither the states kept nor those being read need.

        Nobody can begin to read what is being deleted: its states are claimed until it is gone.
        """
        with ExitStack() as claims, self.engine.begin() as connection:
            known = states.states(connection)
            kept = set(states.kept(known, self._keep))
            read = known[:1]
            for state in known[1:]:
                if not claims.enter_context(self._database.claim(state.number)):
                    read.append(state)
                elif state.number not in kept:
                    connection.execute(STATES.delete().where(STATES.c.number == state.number))
                    self._database.forget(state.number)
            if known:
                states.sweep(connection, {*kept, *(state.content for state in read)})
                self._drop_idle(connection, [state.number for state in read])

    def _drop_idle(self, connection: Connection, read: Sequence[int]) -> None:
        for name in states.idle_segments(connection, read):
            with suppress(VectorsUnavailable):
                self._vectors.drop(name)
                connection.execute(SEGMENTS.delete().where(SEGMENTS.c.name == name))


def _report(row: RowMapping) -> Report:
    return Report.model_validate(row["details"])


def _listed(contents: Sequence[int]) -> str:
    return "、".join(map(str, contents)) or "无"
