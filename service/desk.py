"""Where an ingest decides, file by file: new, known, changed, or refused."""

import hashlib
import traceback
from dataclasses import replace
from pathlib import Path

from service import ledger
from service.document import Prepared, prepare
from service.recipe import recipe
from service.sources import Failure, Given, Source
from vectorstore.documents import Report
from vectorstore.errors import FileTooLarge, IdentityTaken, VectorstoreError
from vectorstore.new_state import NewState
from vectorstore.read import MOST_BYTES, SUFFIXES
from vectorstore.read.archive import is_archive, members
from vectorstore.rows import text_to_embed


class Desk:
    """Files sources into a state being built and keeps the lists of what became of them.

    `given` is the caller's word on every file; it wins over manifests and texts.
    """

    def __init__(self, state: NewState, given: Given, *, replace: bool) -> None:
        self._state = state
        self._given = given
        self._replace = replace
        self._reports = state.reports()
        self._taken_by: dict[str, Path] = {}
        self.letters = 0  # to be embedded for what was filed
        self.added: dict[str, Report] = {}
        self.unchanged: dict[str, Report] = {}
        self.replaced: dict[str, Report] = {}
        self.failed: list[Failure] = []

    @property
    def changed(self) -> bool:
        """Whether the state differs from the one in force."""
        return bool(self.added or self.replaced)

    def file(self, source: Source) -> None:
        """File one source; whatever goes wrong with it is listed and harms no other."""
        try:
            self._file(source)
        except VectorstoreError as error:
            self._fail(source, str(error))
        except OSError as error:
            self._fail(source, f"读不了这个文件（{error.strerror}），请检查权限。")
        except Exception as error:  # noqa: BLE001 - the boundary: one odd file, not the ingest
            frame = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{Path(frame.filename).name}:{frame.lineno}"
            self._fail(source, f"处理时出错（{type(error).__name__}，{place}），请报告这个问题。")

    def _file(self, source: Source) -> None:
        """File what a source holds: one file, or those of a zip, each by itself."""
        data, name = _bytes(source.path), source.path.name
        if not is_archive(data, source.path.suffix.lower()):
            self._file_bytes(data, name, source)
            return
        for inside, content in members(data, name, SUFFIXES):
            member = replace(source, path=source.path / inside)
            try:
                self._file_bytes(content, member.path.name, member)
            except VectorstoreError as error:
                self._fail(member, str(error))

    def _file_bytes(self, data: bytes, name: str, source: Source) -> None:
        sha256 = hashlib.sha256(data).hexdigest()
        given = self._say(source.manifest.given(source.path, sha256))
        known, made_by = self._state.filed(sha256) or (None, "")
        current = made_by == recipe() and (known is None or self._is_intact(known))
        if known is not None and current and _agrees(known, given):
            self._keep(known)
            return
        for prepared in prepare(data, name, given):
            try:
                self._file_one(prepared, source)
            except IdentityTaken as error:
                self._fail(source, str(error))

    def _file_one(self, prepared: Prepared, source: Source) -> None:
        """File one report of a source, or keep it where it stands already."""
        known, made_by = self._state.filed(prepared.report.sha256) or (None, "")
        current = made_by == recipe() and (known is None or self._is_intact(known))
        if known is not None and current and known.id == prepared.report.id:
            self._keep(known)
            return
        self._require_free(prepared.report, known)
        self._put(prepared, known)
        self._taken_by[prepared.report.id] = source.path

    def _is_intact(self, report: Report) -> bool:
        """Whether what is stored of a report is still what was filed; if not, it is read anew."""
        text = self._state.text(report)
        filing = self._state.filing_of(report.id)
        return text is not None and ledger.is_intact(self._state.engine, filing, report, text)

    def _keep(self, report: Report) -> None:
        if report.id not in self.added and report.id not in self.replaced:
            self.unchanged[report.id] = report

    def _say(self, listed: Given) -> Given:
        """The manifest's word under the caller's; another region has other parents."""
        said = self._given.model_dump(exclude_none=True)
        if "region" in said:
            listed = listed.model_copy(update={"parents": None})
        return listed.model_copy(update=said)

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
            lambda connection, filing: ledger.add(connection, filing, prepared.facts),
        )
        passages = prepared.document.passages
        self.letters += sum(len(text_to_embed(passage, report)) for passage in passages)
        self._reports[report.id] = report
        (self.replaced if old else self.added)[report.id] = report

    def _fail(self, source: Source, error: str) -> None:
        self.failed.append(Failure(path=str(source.path), error=error))


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > MOST_BYTES:
        raise FileTooLarge(f"{path.name} 超过 {MOST_BYTES // 2**20} MB，不是一份工作报告。")
    return path.read_bytes()


def _agrees(report: Report, given: Given) -> bool:
    """Whether what is said of a file is what it was filed under."""
    return given.region in (None, report.region) and given.year in (None, report.year)
