"""Where an ingest decides, file by file: new, known, changed, or refused."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from service import ledger
from service.confined import OddFile
from service.document import Prepared
from service.doubts import contradictions
from service.errors import os_line
from service.originals import Originals
from service.readings import FileReading
from service.recipe import recipe
from service.sources import Failure, Given, SourceFile
from vectorstore.documents import Report
from vectorstore.errors import IdentityTaken, VectorstoreError
from vectorstore.library import Library, Shelf
from vectorstore.new_state import NewState

_NEAR_YEARS = 6  # how far back a report looks


class IngestDesk:
    """Files readings into a state being built and keeps the lists of what became of them.

    `anew` reads what the library held before it was locked, and holds no more.
    """

    def __init__(
        self,
        state: NewState,
        anew: Callable[[FileReading], FileReading],
        *,
        replace: bool,
        by: str | None = None,
    ) -> None:
        self._state = state
        self._anew = anew
        self._replace = replace
        self._by = by
        self._made: dict[Path, list[str]] = {}
        self._reports = state.reports()
        self._taken_by: dict[str, Path] = {}
        self.added: dict[str, Report] = {}
        self.unchanged: dict[str, Report] = {}
        self.replaced: dict[str, Report] = {}
        self.failed: list[Failure] = []

    @property
    def changed(self) -> bool:
        """Whether the state differs from the one in force."""
        return bool(self.added or self.replaced)

    def made_of(self, path: Path) -> tuple[str, ...]:
        """The reports that were filed of a file."""
        return tuple(self._made.get(path, ()))

    def file(self, reading: FileReading) -> None:
        """File what was read of a file; whatever is wrong with it is listed and harms no other."""
        try:
            self._file(reading)
        except VectorstoreError as error:
            self._fail(reading.source, str(error), type(error).__name__)
        except OSError as error:
            self._fail(reading.source, f"{os_line(error)}。")
        except OddFile as error:
            self._fail(reading.source, f"处理时出错（{error}），请报告这个问题。")

    def _file(self, reading: FileReading) -> None:
        known, made_by = self._state.filed(reading.sha256) or (None, "")
        current = made_by == recipe() and (known is None or self._is_intact(known))
        if known is not None and current and _agrees(known, reading.given):
            self._keep(known)
            self._made[reading.source.path] = [known.id]
            return
        if reading.place is None and reading.problem is None:
            reading = self._anew(reading)
        for prepared in reading.prepared():
            try:
                self._file_one(prepared, reading.source, self._by or reading.given.uploader)
            except IdentityTaken as error:
                self._fail(reading.source, str(error), type(error).__name__)

    def _file_one(self, prepared: Prepared, source: SourceFile, by: str | None) -> None:
        """File one report of a source, or keep it where it stands already."""
        known, made_by = self._state.filed(prepared.report.sha256) or (None, "")
        current = made_by == recipe() and (known is None or self._is_intact(known))
        if known is not None and current and known.id == prepared.report.id:
            self._keep(known)
            return
        self._require_free(prepared.report, known)
        self._put(self._looked_at(prepared, by), known)
        self._taken_by[prepared.report.id] = source.path
        self._made.setdefault(source.path, []).append(prepared.report.id)

    def _looked_at(self, prepared: Prepared, by: str | None) -> Prepared:
        """Under the name of who brought it, with what the region's other reports contradict."""
        report = prepared.report
        near = [
            each.id
            for each in self._reports.values()
            if (each.region, each.parents) == (report.region, report.parents)
            and each.id != report.id
            and abs(each.year - report.year) <= _NEAR_YEARS
        ]
        try:
            facts = ledger.filed(self._state.engine, [self._state.filing_of(each) for each in near])
        except VectorstoreError:  # a damaged row of another report keeps nobody out
            facts = ()
        against = contradictions(prepared.facts, facts if near else ())
        told = {"uploader": by, "doubts": (*report.doubts, *against)}
        document = replace(prepared.document, report=report.model_copy(update=told))
        return replace(prepared, document=document)

    def _is_intact(self, report: Report) -> bool:
        """Whether what is stored of a report is still what was filed; if not, it is read anew."""
        text = self._state.text(report)
        filing = self._state.filing_of(report.id)
        return text is not None and ledger.is_intact(self._state.engine, filing, report, text)

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
            self._state.remove(name)
            del self._reports[name]
        self._state.add(
            prepared.document,
            recipe(),
            prepared.into,
        )
        self._reports[report.id] = report
        (self.replaced if old else self.added)[report.id] = report

    def _fail(self, source: SourceFile, error: str, kind: str = "") -> None:
        self.failed.append(Failure(path=str(source.path), error=error, kind=kind))


class HeldFiles:
    """Which bytes a library holds as they are, asked before it is locked.

    A library that cannot be read holds nothing: its files are read again.
    """

    def __init__(self, shelf: Shelf, data_dir: Path) -> None:
        self._library: Library | None = None
        self._originals = Originals(data_dir)
        with suppress(VectorstoreError):
            self._library = shelf.opened()

    def __call__(self, sha256: str, given: Given) -> bool:
        """Whether a file of these bytes need not be read."""
        if self._library is None or not self._originals.path(sha256).exists():
            return False
        try:
            known, made_by = self._library.filed(sha256) or (None, "")
            if known is None or made_by != recipe() or not _agrees(known, given):
                return False
            if not self._library.is_intact(known.id):
                return False
            filing, text = self._library.filing(known.id), self._library.text(known.id)
            return ledger.is_intact(self._library.engine, filing, known, text)
        except VectorstoreError:
            return False


def _agrees(report: Report, given: Given) -> bool:
    """Whether what is said of a file is what it was filed under."""
    return given.region in (None, report.region) and given.year in (None, report.year)
