"""A library version being built beside the one in force.

It starts as a copy of the current SQLite file, takes changes, gets its vectors and is put in
force whole. Passages without a vector stay pending: the version serves keywords and ledger
alone for them, and a later version, which need not change anything else, brings the vectors.
"""

import shutil
from collections.abc import Callable
from typing import TypeAlias

from sqlalchemy import Connection, Engine, insert, inspect, select, text

from vectorstore import fill
from vectorstore.about import about
from vectorstore.check import text_of
from vectorstore.documents import Document, Passage, Report
from vectorstore.embed import CachedEmbeddings
from vectorstore.errors import UnknownReport
from vectorstore.rows import (
    count_rows,
    create_tables,
    delete_report,
    from_row,
    insert_document,
    text_to_embed,
)
from vectorstore.tables import CONTENTS, PASSAGES, REPORTS, read_only, writable
from vectorstore.versions import SQLITE, Versions

Also: TypeAlias = Callable[[Connection], None]


class NewVersion:
    """Changes on their way into the library; readers see nothing of them before `commit`."""

    def __init__(
        self,
        versions: Versions,
        embeddings: CachedEmbeddings,
        prepare: Callable[[Engine], None] | None = None,
    ) -> None:
        self._versions = versions
        self._embeddings = embeddings
        self._base = versions.current()
        self._before = self._offered()
        self.id = versions.new()
        self.folder = versions.folder(self.id)
        self.is_committed = False
        self.engine = self._start()
        if prepare is not None:
            prepare(self.engine)

    def reports(self) -> dict[str, Report]:
        """The reports of this version by id."""
        with self.engine.connect() as connection:
            rows = connection.execute(select(REPORTS.c.report)).scalars()
            found = [Report.model_validate(row) for row in rows]
        return {report.id: report for report in found}

    def filed(self, sha256: str) -> tuple[Report, str] | None:
        """The report made from a file of these bytes, and the recipe it was made by."""
        with self.engine.connect() as connection:
            row = connection.execute(
                select(REPORTS.c.report, REPORTS.c.recipe).where(REPORTS.c.sha256 == sha256)
            ).first()
        return None if row is None else (Report.model_validate(row.report), str(row.recipe))

    def text(self, report: Report) -> str | None:
        """The clean text of a report; None where what is stored of it is damaged."""
        with self.engine.connect() as connection:
            return text_of(connection, report)

    def add(self, document: Document, recipe: str, also: Also | None = None) -> None:
        """Add a report with its passages and keywords, and what `also` stores, or nothing."""
        with self.engine.begin() as connection:
            insert_document(connection, document, recipe)
            if also is not None:
                also(connection)

    def remove(self, report_id: str, also: Also | None = None) -> Report:
        """Remove every trace of a report, with what `also` removes."""
        with self.engine.begin() as connection:
            row = connection.execute(select(REPORTS).where(REPORTS.c.id == report_id)).first()
            if row is None:
                raise UnknownReport(
                    f"资料库里没有报告“{report_id}”，用 gongbao reports 查看已有的报告。"
                )
            delete_report(connection, row)
            if also is not None:
                also(connection)
        return Report.model_validate(row.report)

    def unembedded(self) -> list[str]:
        """The texts whose vectors neither the version before nor the cache holds."""
        keys = fill.missing(fill.keyed(self.engine), self._before, self._embeddings)
        if not keys:
            return []
        reports = self.reports()
        with self.engine.connect() as connection:
            rows = connection.execute(select(PASSAGES).order_by(PASSAGES.c.row)).mappings()
            texts = [
                text_to_embed(from_row(Passage, row), reports[row["report"]])
                for row in rows
                if row["key"] in keys
            ]
        return list(dict.fromkeys(texts))

    @property
    def pending_before(self) -> int:
        """How many passages lack a vector in the version in force."""
        if self._before is not None:
            return len(self._before.passages) - len(self._before.vectors())
        return len(fill.keyed(self.engine)) if self._base is not None else 0

    def pending(self) -> int:
        """How many passages would lack a vector if the version were committed now."""
        passages = fill.keyed(self.engine)
        keys = fill.missing(passages, self._before, self._embeddings)
        return sum(passage.key in keys for passage in passages)

    def commit(self) -> int:
        """Write the known vectors and put the version in force; how many are pending."""
        pending = fill.fill(self.folder, fill.keyed(self.engine), self._before, self._embeddings)
        self._seal()
        self._versions.commit(self.id, self._embeddings.name, pending, self._base)
        self.is_committed = True
        if self._base is not None:
            self._versions.discard(self._base)
        return pending

    def abandon(self) -> None:
        """Drop the version."""
        self.engine.dispose()
        self._versions.abandon(self.id)

    def _offered(self) -> fill.Vectored | None:
        if self._base is None:
            return None
        folder = self._versions.folder(self._base)
        model = about(folder).embeddings
        engine = read_only(folder / SQLITE)
        try:
            return fill.vectored(folder, engine) if model == self._embeddings.name else None
        finally:
            engine.dispose()

    def _start(self) -> Engine:
        target = self.folder / SQLITE
        if self._base is not None:
            shutil.copyfile(self._versions.folder(self._base) / SQLITE, target)
            return writable(target)
        engine = writable(target)
        create_tables(engine)
        return engine

    def _seal(self) -> None:
        """Record what every table holds, leave no freed pages behind, close the file."""
        with self.engine.begin() as connection:
            connection.execute(CONTENTS.delete())
            counts = [
                {"name": name, "rows": count_rows(connection, name)}
                for name in inspect(connection).get_table_names()
                if name != CONTENTS.name and not name.startswith("keywords")
            ]
            connection.execute(insert(CONTENTS), counts)
        with self.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM"))
        self.engine.dispose()
