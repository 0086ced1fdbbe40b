"""What is stored of filings, read back: texts, outlines, passages."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Engine, RowMapping, Select, Table, select

from vectorstore.documents import CleanText, GlossaryEntry, Passage, Section
from vectorstore.errors import DamagedLibrary, UnknownReport
from vectorstore.packing import unpack_clean, unpack_text
from vectorstore.rows import from_row
from vectorstore.tables import GLOSSARY, PASSAGES, SECTIONS, TEXTS


class Filed:
    """The readers of what one state shows; `shown` are its filings."""

    def __init__(self, engine: Engine, shown: Select[int]) -> None:
        self.engine = engine
        self.shown = shown
        self._texts: dict[str, str] = {}

    def filing(self, report_id: str) -> int:
        """The number under which a report is filed."""
        raise NotImplementedError

    def text(self, report_id: str) -> str:
        """The clean text: what every offset refers to."""
        if report_id not in self._texts:
            query = select(TEXTS.c.clean).where(TEXTS.c.filing == self.filing(report_id))
            self._texts[report_id] = unpack_text(self._one(query, report_id)["clean"])
        return self._texts[report_id]

    def texts(self, report_ids: Sequence[str]) -> Iterator[tuple[str, str]]:
        """The clean texts of many reports, one after the other, none of them kept."""
        unread = {self.filing(name): name for name in report_ids if name not in self._texts}
        query = select(TEXTS.c.filing, TEXTS.c.clean).where(TEXTS.c.filing.in_(unread))
        found = {unread[row["filing"]]: row["clean"] for row in self._rows(query)} if unread else {}
        for name in report_ids:
            yield name, unpack_text(found.pop(name)) if name in found else self.text(name)

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
