"""Which files an ingest reads, and what is known of each before it is opened."""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from pydantic import BaseModel, ConfigDict

from vectorstore.errors import VectorstoreError
from vectorstore.read import SUFFIXES
from vectorstore.read.limits import regular_bytes

_MANIFEST = "manifest.jsonl"
_DESCRIBES_A_FOLDER = "readme"
_MOST_LISTED = 20 * 2**20
_NOT_A_FILE = "不是普通文件（是管道、设备或套接字），没有读。"
_LINK = "是断了的、或指到文件夹外面的链接，没有读；请放入文件本身。"


class Failure(BaseModel):
    """A path that was not ingested, and why, in one line of Chinese; `kind` is the error's class,
    so that each face may say it in its own words."""

    model_config = ConfigDict(frozen=True)

    path: str
    error: str
    kind: str = ""


class Given(BaseModel):
    """What the caller or a manifest says of a file; None where the text itself shall tell.

    `heard`: a region that neither the national table nor the text knows is refused.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    region: str | None = None
    year: int | None = None
    parents: tuple[str, ...] | None = None
    title: str | None = None
    source: str | None = None
    uploader: str | None = None
    heard: bool | None = None


class _ManifestLine(Given):
    """A line of a manifest."""

    file: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """The identities that a folder's manifest gives, by path in the folder and by bytes."""

    by_path: dict[Path, Given] = field(default_factory=dict[Path, Given])
    by_sha256: dict[str, Given] = field(default_factory=dict[str, Given])

    def given(self, path: Path, sha256: str) -> Given:
        """What the manifest says of a file."""
        return self.by_path.get(path) or self.by_sha256.get(sha256) or Given()


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to ingest, with the manifest of the folder that was named."""

    path: Path
    manifest: Manifest = field(default_factory=Manifest)

    @property
    def size(self) -> int:
        """Its bytes; one where they cannot be counted."""
        try:
            return max(1, self.path.stat().st_size)
        except OSError:
            return 1


Found: TypeAlias = tuple[tuple[SourceFile, ...], tuple[Failure, ...]]


def find_sources(paths: Sequence[Path]) -> Found:
    """The files under `paths` in order, each once, and the paths that hold none."""
    sources: dict[Path, SourceFile] = {}
    failures: list[Failure] = []
    for path in paths:
        if path.is_dir():
            found, wrong = _in_folder(path)
            failures += wrong
        elif path.is_file():
            found = [SourceFile(path)]
        elif path.exists():
            found = []
            failures.append(Failure(path=str(path), error=_NOT_A_FILE))
        else:
            found = []
            failures.append(Failure(path=str(path), error="找不到这个文件，请检查路径。"))
        for source in found:
            sources.setdefault(source.path.resolve(), source)
    return tuple(sources.values()), tuple(failures)


def _in_folder(folder: Path) -> tuple[list[SourceFile], list[Failure]]:
    manifest, failures = _read_manifest(folder)
    found: list[SourceFile] = []
    for path in _walk(folder):
        if problem := _outside(path, folder):
            failures.append(Failure(path=str(path), error=problem))
        else:
            found.append(SourceFile(path, manifest))
    if not found and not failures:
        suffixes = " ".join(sorted(SUFFIXES))
        failures.append(
            Failure(path=str(folder), error=f"文件夹里没有可读的文件（可读：{suffixes}）。")
        )
    return found, failures


def _outside(path: Path, folder: Path) -> str | None:
    """Why what lies in a folder is not read: it is no plain file, or a link out of the folder."""
    try:
        if path.is_symlink() and not path.resolve(strict=True).is_relative_to(folder.resolve()):
            return _LINK
        return None if path.is_file() else _NOT_A_FILE
    except (OSError, RuntimeError):
        return _LINK


def _walk(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(place, name)
            readable = path.suffix.lower() in SUFFIXES | {".zip"} and not name.startswith(
                (".", "~$")
            )
            if readable and path.stem.lower() != _DESCRIBES_A_FOLDER:
                yield path


def _read_manifest(folder: Path) -> tuple[Manifest, list[Failure]]:
    path = folder / _MANIFEST
    manifest = Manifest()
    failures: list[Failure] = []
    if not path.is_file():
        return manifest, failures
    if problem := _outside(path, folder):
        return manifest, [Failure(path=str(path), error=problem)]
    try:
        said = regular_bytes(path, _MOST_LISTED).decode("utf-8-sig", "replace")
    except (VectorstoreError, OSError) as error:
        return manifest, [Failure(path=str(path), error=str(error))]
    for number, line in enumerate(said.splitlines(), 1):
        if not line.strip():
            continue
        try:
            entry = _ManifestLine.model_validate(json.loads(line))
        except (ValueError, RecursionError):
            error = f"第 {number} 行不是可用的 JSON 记录，这一行已跳过，请改正。"
            failures.append(Failure(path=str(path), error=error))
            continue
        given = Given.model_validate(entry.model_dump())
        if entry.file:
            manifest.by_path[folder / entry.file] = given
        if entry.sha256:
            manifest.by_sha256[entry.sha256.lower()] = given
    return manifest, failures
