"""Everything out, everything in, everything anew: what a library is made of, as files.

What a rebuild makes the library of are the files as they were received; where one of them is gone
or damaged, the text that the library still holds stands in. What was there before is put aside and
not deleted, and put back when the new one cannot be made.
"""

import hashlib
import json
import shutil
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from pydantic import BaseModel

from service.build import BuildProgress, IngestResult, ingest
from service.errors import BadRequest, ExportFailed
from service.originals import Original, Originals
from service.scratch import Scratch
from service.settings import EmbeddingsSpec, Settings
from service.sources import Failure, Given
from service.wiring import wire
from vectorstore.errors import VectorstoreError
from vectorstore.library import Library
from vectorstore.read.limits import MOST_BYTES, require_few

MANIFEST = "manifest.jsonl"
_REPORTS = "reports"
_STAYS = ("originals", "audit", "spool", "pending", "cases", "kept", "keys", "before-")
_MOST_FILES = 50_000
_MOST_MANIFEST = 64 * 2**20
_TEXT = ".txt"
_NOTHING_WHOLE = "原件和资料库里的正文都已损坏，没有重建；请用 gongbao ingest 重新读入原报告文件。"
Listen: TypeAlias = Callable[[BuildProgress], None] | None


def gather(settings: Settings, folder: Path, *, keep: bool = False) -> tuple[int, list[str]]:
    """Write all reports as files with their manifest; how many there are, and which reports are
    left out because nothing whole is left of them.

    A file that is damaged or was never kept is replaced by the text that the library holds; with
    `keep` this text is from now on the original, so that whatever ends the program loses nothing.
    """
    originals = Originals(settings.data_dir)
    damaged = {each.sha256 for each in originals.damaged()}
    whole = [each for each in originals.in_force() if each.sha256 not in damaged]
    lines = [_copied(originals, each, folder) for each in whole]
    there = {report for each in whole for report in each.reports}
    lost = {report for each in originals.in_force() for report in each.reports} - there
    with suppress(VectorstoreError, OSError):
        library = wire(settings.model_copy(update={"backend": "offline"})).library()
        for report in library.reports():
            if report.id not in there:
                lost.add(report.id)
                with suppress(VectorstoreError):
                    lines.append(_written(library, report.id, folder, originals if keep else None))
                    lost.discard(report.id)
    (folder / MANIFEST).write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return len(lines), sorted(lost)


def export(settings: Settings, out: Path) -> tuple[int, list[str]]:
    """Write a zip of all reports as received, their manifest, and the user's own cases; what
    `gather` says of it."""
    scratch = Scratch(settings.data_dir, "export")
    beside = out.with_name(f"{out.name}.new")
    try:
        made = gather(settings, scratch.path)
        with ZipFile(beside, "w", ZIP_DEFLATED) as archive:
            for path in sorted(scratch.path.rglob("*")):
                archive.write(path, path.relative_to(scratch.path))
            for path in sorted((settings.data_dir / "cases").rglob("*")):
                archive.write(path, path.relative_to(settings.data_dir))
        beside.replace(out)
    finally:
        scratch.close()
        beside.unlink(missing_ok=True)
    return made


def bring_in(settings: Settings, archive: Path, listen: Listen = None) -> IngestResult:
    """Take in what `export` wrote; a file that is not what it was is refused by its name."""
    scratch = Scratch(settings.data_dir, "import")
    try:
        _unpacked(archive, scratch.path)
        _require_sums(scratch.path)
        made = _ingested(settings, scratch.path, listen)
        cases = scratch.path / "cases"
        if cases.is_dir():
            shutil.copytree(cases, settings.data_dir / "cases", dirs_exist_ok=True)
        return made
    finally:
        scratch.close()


def rebuild(settings: Settings, listen: Listen = None) -> tuple[IngestResult, Path]:
    """Make library, vectors and caches anew; where the old ones were put aside."""
    data_dir = settings.data_dir
    scratch = Scratch(data_dir, "rebuild")
    try:
        count, lost = gather(settings, scratch.path, keep=True)
        if count == 0:
            raise ExportFailed(
                "没有找到可用来重建的原件或正文；请用 gongbao ingest 重新读入报告文件。"
            )
        aside = _put_aside(data_dir)
        try:
            made = _ingested(settings, scratch.path, listen)
            if not made.added:
                raise ExportFailed(f"重建没有成功（{_why(made)}），原来的资料已放回。")
        except BaseException:
            _put_back(aside, data_dir)
            raise
    finally:
        scratch.close()
    left = tuple(Failure(path=name, error=_NOTHING_WHOLE) for name in lost)
    return made.model_copy(update={"failed": (*made.failed, *left)}), aside


def _why(made: IngestResult) -> str:
    return made.failed[0].error if made.failed else "没有读到报告"


def _copied(originals: Originals, each: Original, folder: Path) -> str:
    """Copy a file under a name of its own; its line of the manifest."""
    inside = Path(_REPORTS, each.sha256[:12], Path(each.name).name)
    target = folder / inside
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(originals.path(each.sha256), target)
    return _line(inside, each.sha256, each.given, each.name, each.by)


def _written(library: Library, report_id: str, folder: Path, originals: Originals | None) -> str:
    """Write the text that the library holds of a report; its line of the manifest."""
    report, data = library.report(report_id), _kept(library, report_id).encode("utf-8", "replace")
    inside = Path(_REPORTS, f"{report_id}{_TEXT}")
    (folder / inside).parent.mkdir(parents=True, exist_ok=True)
    (folder / inside).write_bytes(data)
    given = Given(
        region=report.region, year=report.year, parents=report.parents, title=report.title
    )
    sha256 = hashlib.sha256(data).hexdigest()
    if originals is not None:
        named = folder / inside, sha256, report.source, (report_id,)
        originals.keep(*named, given, report.uploader)
    return _line(inside, sha256, given, report.source, report.uploader)


def _kept(library: Library, report_id: str) -> str:
    """The text as it stood in the file; where that is damaged, as it was repaired."""
    try:
        return library.raw(report_id)
    except VectorstoreError:
        return library.text(report_id)


def _line(inside: Path, sha256: str, given: Given, source: str, by: str | None) -> str:
    said = given.model_dump(exclude_none=True, mode="json")
    entry = {"file": str(inside), "sha256": sha256, "source": source, "uploader": by, **said}
    return json.dumps({name: value for name, value in entry.items() if value}, ensure_ascii=False)


def _ingested(settings: Settings, folder: Path, listen: Listen) -> IngestResult:
    spec: EmbeddingsSpec = settings.embeddings_spec
    return ingest(settings.data_dir, [folder], embeddings_spec=spec, replace=True, progress=listen)


def _put_aside(data_dir: Path) -> Path:
    aside = data_dir / f"before-{time.strftime('%Y%m%dT%H%M%S')}-{time.time_ns() % 1000:03}"
    aside.mkdir(parents=True)
    for path in sorted(data_dir.iterdir()):
        if not path.name.startswith(_STAYS):
            path.rename(aside / path.name)
    return aside


def _put_back(aside: Path, data_dir: Path) -> None:
    for path in sorted(data_dir.iterdir()):
        if not path.name.startswith(_STAYS):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in sorted(aside.iterdir()):
        path.rename(data_dir / path.name)
    aside.rmdir()


def _unpacked(archive: Path, folder: Path) -> None:
    try:
        with ZipFile(archive) as package:
            require_few(len(package.infolist()), _MOST_FILES, "文件数", archive.name)
            names = set(package.namelist())
            if MANIFEST not in names:
                raise BadRequest(
                    f"{archive.name} 不是 gongbao export 写出的文件（没有{MANIFEST}）。"
                )
            for entry in package.infolist():
                most = _MOST_MANIFEST if entry.filename == MANIFEST else MOST_BYTES
                if entry.file_size <= most:
                    package.extract(entry, folder)  # drops what would lead out of the folder
    except (BadZipFile, RuntimeError, NotImplementedError, zlib.error, EOFError) as error:
        raise BadRequest(f"{archive.name} 已损坏，不能导入。") from error


class _Listed(BaseModel):
    """A line of the manifest, as far as it says which file it is about."""

    file: str
    sha256: str


def _require_sums(folder: Path) -> None:
    """Every report that is there is named in the manifest and is what was exported."""
    try:
        told = (folder / MANIFEST).read_text("utf-8").splitlines()
        listed = {each.file: each.sha256 for each in map(_Listed.model_validate_json, told)}
    except (OSError, ValueError) as error:
        raise BadRequest(f"导出文件的{MANIFEST}读不懂，没有导入；请重新导出。") from error
    there = {
        str(path.relative_to(folder)) for path in (folder / _REPORTS).rglob("*") if path.is_file()
    }
    for name in sorted(listed.keys() | there):
        path = folder / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != listed.get(name):
            raise BadRequest(f"{name} 与导出时不符，没有导入；请重新导出。")
