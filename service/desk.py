"""Where an ingest decides, file by file: new, known, changed, or refused."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, or_

from service import ledger
from service.confined import OddFile
from service.document import Prepared
from service.errors import os_line
from service.readings import Reading
from service.recipe import recipe
from service.sources import Failure, Given, Source
from vectorstore.documents import Report
from vectorstore.errors import IdentityTaken, VectorstoreError
from vectorstore.library import Library, Shelf
from vectorstore.new_version import NewVersion


class Desk:
    """Files readings into a version being built and keeps the lists of what became of them.

    `anew` reads what the library held before it was locked, and holds no more.
    """

    def __init__(
        self, version: NewVersion, anew: Callable[[Reading], Reading], *, replace: bool
    ) -> None:
        self._version = version
        self._anew = anew
        self._replace = replace
        self._reports = version.reports()
        self._taken_by: dict[str, Path] = {}
        self.added: dict[str, Report] = {}
        self.unchanged: dict[str, Report] = {}
        self.replaced: dict[str, Report] = {}
        self.failed: list[Failure] = []

    @property
    def changed(self) -> bool:
        """Whether the version differs from the one in force."""
        return bool(self.added or self.replaced)

    def file(self, reading: Reading) -> None:
        """File what was read of a file; whatever is wrong with it is listed and harms no other."""
        try:
            self._file(reading)
        except VectorstoreError as error:
            self._fail(reading.source, str(error), type(error).__name__)
        except OSError as error:
            self._fail(reading.source, f"{os_line(error)}。")
        except OddFile as error:
            self._fail(reading.source, f"处理时出错（{error}），请报告这个问题。")

    def _file(self, reading: Reading) -> None:
        known, made_by = self._version.filed(reading.sha256) or (None, "")
        current = made_by == recipe() and (known is None or self._is_intact(known))
        if known is not None and current and _agrees(known, reading.given):
            self._keep(known)
            return
        if reading.place is None and reading.problem is None:
            reading = self._anew(reading)
        for prepared in reading.prepared():
            try:
                self._file_one(prepared, reading.source)
            except IdentityTaken as error:
                self._fail(reading.source, str(error), type(error).__name__)

    def _file_one(self, prepared: Prepared, source: Source) -> None:
        """File one report of a source, or keep it where it stands already."""
        known, made_by = self._version.filed(prepared.report.sha256) or (None, "")
        current = made_by == recipe() and (known is None or self._is_intact(known))
        if known is not None and current and known.id == prepared.report.id:
            self._keep(known)
            return
        self._require_free(prepared.report, known)
        self._put(prepared, known)
        self._taken_by[prepared.report.id] = source.path

    def _is_intact(self, report: Report) -> bool:
        """Whether what is stored of a report is still what was filed; if not, it is read anew."""
        text = self._version.text(report)
        return text is not None and ledger.is_intact(self._version.engine, report, text)

    def _keep(self, report: Report) -> None:
        if report.id not in self.added and report.id not in self.replaced:
            self.unchanged[report.id] = report

    def _require_free(self, report: Report, known: Report | None) -> None:
        """Refuse an id that stands for other bytes, and bytes that stand under another id."""
        holder = self._reports.get(report.id)
        if report.id in self._taken_by and holder and holder.sha256 != report.sha256:
            other = self._taken_by[report.id].name
            raise IdentityTaken(f"与 {other} 同为 {report.id}，内容却不同，只能收录其中一份。")
        if self._replace:
            return
        if holder is not None and holder.sha256 != report.sha256:
            raise IdentityTaken(f"{report.id} 已入库，内容与此文件不同；要替换请加 --replace。")
        if known is not None and known.id != report.id:
            raise IdentityTaken(
                f"同一文件已作为 {known.id} 入库；要改为 {report.id} 请加 --replace。"
            )

    def _put(self, prepared: Prepared, known: Report | None) -> None:
        report = prepared.report
        old = {r.id for r in (known, self._reports.get(report.id)) if r is not None}
        for name in old:
            take_out(self._version, name)
            del self._reports[name]
        self._version.add(
            prepared.document, recipe(), lambda connection: ledger.add(connection, prepared.facts)
        )
        self._reports[report.id] = report
        (self.replaced if old else self.added)[report.id] = report

    def _fail(self, source: Source, error: str, kind: str = "") -> None:
        self.failed.append(Failure(path=str(source.path), error=error, kind=kind))


def take_out(version: NewVersion, report_id: str) -> Report:
    """Remove a report with its facts; raises UnknownReport."""

    def facts(connection: Connection) -> None:
        table = ledger.facts_table.c
        own = table.id.startswith(f"{report_id}#", autoescape=True)  # whatever its row says
        connection.execute(ledger.facts_table.delete().where(or_(own, table.report == report_id)))

    return version.remove(report_id, facts)


class Held:
    """Which bytes a library holds as they are, asked before it is locked.

    A library that cannot be read holds nothing: its files are read again.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._library: Library | None = None
        with suppress(VectorstoreError):
            self._library = shelf.opened()

    def __call__(self, sha256: str, given: Given) -> bool:
        """Whether a file of these bytes need not be read."""
        if self._library is None:
            return False
        try:
            known, made_by = self._library.filed(sha256) or (None, "")
            if known is None or made_by != recipe() or not _agrees(known, given):
                return False
            return ledger.is_intact(self._library.engine, known, self._library.text(known.id))
        except VectorstoreError:
            return False


def _agrees(report: Report, given: Given) -> bool:
    """Whether what is said of a file is what it was filed under."""
    return given.region in (None, report.region) and given.year in (None, report.year)
