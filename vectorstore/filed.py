"""What is stored of filings, read back: texts, outlines, passages."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Engine, RowMapping, Select, Table, select

from vectorstore import seals
from vectorstore.documents import CleanText, GlossaryEntry, Part, Passage, Section
from vectorstore.errors import MENDING, DamagedLibrary, UnknownReport
from vectorstore.packing import unpack_clean, unpack_text
from vectorstore.rows import from_row
from vectorstore.tables import GLOSSARY, PASSAGES, SEALS, SECTIONS, TEXTS


class Stretch(NamedTuple):
    """Where a section begins and ends, and which part of the report it is."""

    start: int
    end: int
    part: Part


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
            self._texts[report_id] = self._text(report_id, "clean")
        return self._texts[report_id]

    def read_ahead(self, report_ids: Sequence[str]) -> None:
        """Read the clean texts of these reports at once, which will be asked for one by one."""
        self._texts |= dict(self.texts(report_ids))

    def texts(self, report_ids: Sequence[str]) -> Iterator[tuple[str, str]]:
        """The clean texts of many reports, one after the other, none of them kept."""
        unread = {self.filing(name): name for name in report_ids if name not in self._texts}
        rows = self._rows(_sealed("clean", unread)) if unread else ()
        found = {unread[row["filing"]]: row for row in rows}
        for name in report_ids:
            yield name, _unpacked(found.pop(name), name) if name in found else self.text(name)

    def raw(self, report_id: str) -> str:
        """The text as it stood in the file."""
        return self._text(report_id, "raw")

    def is_intact(self, report_id: str) -> bool:
        """Whether all that belongs to a report is what was filed."""
        with self.engine.connect() as connection:
            return not seals.broken(connection, self.filing(report_id))

    def clean_text(self, report_id: str) -> CleanText:
        """The clean text with its map to the raw text and the list of repairs."""
        filing = self.filing(report_id)
        row = self._one(select(TEXTS).where(TEXTS.c.filing == filing), report_id)
        with self.engine.connect() as connection:
            kept = seals.of(connection, filing)
        if any(kept.get(part) != value for part, value in seals.of_texts(row).items()):
            raise _damaged(report_id)
        return unpack_clean(row)

    def sections(self, report_id: str) -> tuple[Section, ...]:
        """The outline in document order."""
        return tuple(from_row(Section, row) for row in self._of(SECTIONS, report_id))

    def outlines(self, report_ids: Sequence[str]) -> dict[str, list[Stretch]]:
        """The sections of many reports in short, and not compared with their seals: enough to choose
        a report by, of which `sections` is asked before anything of it is cited."""
        names = {self.filing(name): name for name in report_ids}
        table = SECTIONS.c
        query = select(table.filing, table.start, table.end, table.part)
        found: dict[str, list[Stretch]] = {name: [] for name in report_ids}
        with self.engine.connect() as connection:
            within = query.where(table.filing.in_(names)).order_by(table.filing, table.number)
            for filing, *stretch in connection.execute(within):
                found[names[filing]].append(Stretch(*stretch))
        return found

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
        filing = self.filing(report_id)
        query = select(table).where(table.c.filing == filing).order_by(table.c.number)
        with self.engine.connect() as connection:
            rows = connection.execute(query).mappings().all()
            kept = connection.scalar(seals.kept(filing, table.name))
        if seals.of_rows(rows) != kept:
            raise _damaged(report_id)
        return rows

    def _text(self, report_id: str, column: str) -> str:
        return _unpacked(self._one(_sealed(column, [self.filing(report_id)]), report_id), report_id)

    def _one(self, query: Select[*tuple[Any, ...]], report_id: str) -> RowMapping:
        rows = self._rows(query)
        if not rows:
            raise _damaged(report_id)
        return rows[0]

    def _rows(self, query: Select[*tuple[Any, ...]]) -> Sequence[RowMapping]:
        with self.engine.connect() as connection:
            return connection.execute(query).mappings().all()


def _sealed(column: str, filings: Collection[int]) -> Select[*tuple[Any, ...]]:
    """A text of each of these filings with its seal."""
    blob = TEXTS.c[column].label("blob")
    kept = (SEALS.c.filing == TEXTS.c.filing) & (SEALS.c.part == column)
    query = select(TEXTS.c.filing, blob, SEALS.c.seal).join_from(TEXTS, SEALS, kept)
    return query.where(TEXTS.c.filing.in_(filings))


def _unpacked(row: RowMapping, report_id: str) -> str:
    if seals.of_blob(bytes(row["blob"])) != row["seal"]:
        raise _damaged(report_id)
    return unpack_text(row["blob"])


def _damaged(report_id: str) -> DamagedLibrary:
    return DamagedLibrary(f"资料库已损坏：{report_id} 的正文或目录与入库时不符；{MENDING}")
