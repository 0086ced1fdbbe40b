"""How well reports are read: identity against a manifest, outline, dropped text, odd files.

python -m evals.benchmarks.reading FOLDER [--manifest CSV]

FOLDER holds report files; they are copied under meaningless names first, so that nothing
is told by a file name. The manifest is a CSV with the columns file, region, year.
"""

import argparse
import csv
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from vectorstore.chunk import passages
from vectorstore.compendium import CallersWord, reports_in
from vectorstore.documents import CleanText, Identity, Section
from vectorstore.errors import VectorstoreError
from vectorstore.outline import glossary, outline
from vectorstore.read import SUFFIXES, read_file

_REVIEWS = {"review", "review_period"}
_PLANS = {"plan", "plan_period"}


@dataclass(frozen=True, slots=True)
class FileRow:
    """What came of one file; `oddity` is higher the less it looks like a well-read report."""

    file: str
    identity: Identity | None
    error: str | None
    region: str | None
    year: int | None
    parts: frozenset[str]
    sections: int
    passages: int
    terms: int
    chars: int
    dropped: int
    damaged: int
    seconds: float
    oddity: float

    @property
    def region_right(self) -> bool:
        return self.identity is not None and self.identity.region == self.region

    @property
    def year_right(self) -> bool:
        return self.identity is not None and self.identity.year == self.year

    @property
    def outlined(self) -> bool:
        return bool(self.parts & _REVIEWS) and bool(self.parts & _PLANS)


def read(path: Path, name: str, region: str | None, year: int | None) -> FileRow:
    """Read one file as an ingest does and measure what came of it."""
    start = time.perf_counter()
    try:
        held = reports_in(read_file(path), CallersWord())[0]
    except VectorstoreError as error:
        seconds = time.perf_counter() - start
        return FileRow(
            name, None, str(error), region, year, frozenset(), 0, 0, 0, 0, 0, 0, seconds, 99.0
        )
    text, found = held.clean, held.identity
    sections = outline(text.text, found.year)
    cut = passages("", text.text, sections)
    return FileRow(
        file=name,
        identity=found,
        error=None,
        region=region,
        year=year,
        parts=frozenset(section.part for section in sections),
        sections=len(sections),
        passages=len(cut),
        terms=len(glossary(text.text, sections)),
        chars=len(text.text),
        dropped=len(text.front) + len(text.back),
        damaged=text.text.count("□"),
        seconds=time.perf_counter() - start,
        oddity=_oddity(text, sections),
    )


def _oddity(text: CleanText, sections: Sequence[Section]) -> float:
    parts = {section.part for section in sections}
    roots = [section for section in sections if len(section.path) == 1]
    longest = max((s.end - s.start for s in roots), default=0) / max(len(text.text), 1)
    dropped = (len(text.front) + len(text.back)) / max(len(text.text), 1)
    return (
        3.0 * (not parts & _REVIEWS)
        + 3.0 * (not parts & _PLANS)
        + (len(sections) < 12)
        + max(0.0, 4 * (longest - 0.75))
        + min(3.0, 5 * dropped)
        + min(2.0, text.text.count("□") / 20)
        + (len(text.text) < 4000)
    )


def rows(folder: Path, manifest: Path | None) -> Iterator[FileRow]:
    """One row a file, read under a name that tells nothing."""
    known = _known(manifest) if manifest else {}
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    with tempfile.TemporaryDirectory() as scratch:
        for number, path in enumerate(files):
            copy = Path(scratch) / f"{number:04d}{path.suffix.lower()}"
            shutil.copyfile(path, copy)
            region, year = known.get(path.name, (None, None))
            yield read(copy, path.name, region, year)


def _known(manifest: Path) -> dict[str, tuple[str, int]]:
    with manifest.open(encoding="utf-8-sig", newline="") as lines:
        return {
            Path(row["file"]).name: (row["region"], int(row["year"]))
            for row in csv.DictReader(lines)
        }


def summary(measured: Sequence[FileRow], *, odd: int = 10) -> str:
    """The benchmark's report as text."""
    lines = [
        f"files                     {len(measured)}",
        f"read                      {_share(measured, [r.identity is not None for r in measured])}",
    ]
    if any(row.region for row in measured):
        lines += [
            f"region as in manifest     {_share(measured, [r.region_right for r in measured])}",
            f"year as in manifest       {_share(measured, [r.year_right for r in measured])}",
        ]
    good = [row for row in measured if row.identity]
    lines += [
        f"review and plan parts     {_share(measured, [r.outlined for r in measured])}",
        f"with a glossary           {sum(bool(r.terms) for r in good)}, terms {sum(r.terms for r in good)}",
        f"passages                  {sum(r.passages for r in good)}",
        f"characters kept, dropped  {sum(r.chars for r in good)}, {sum(r.dropped for r in good)}",
        f"unreadable characters     {sum(r.damaged for r in good)}",
        f"seconds, slowest          {sum(r.seconds for r in measured):.1f}, {max(r.seconds for r in measured):.2f}",
        "",
        "disagreements",
        *(_disagreement(row) for row in measured if _disagrees(row)),
        "",
        "oddest",
        *(_odd(row) for row in sorted(measured, key=lambda r: -r.oddity)[:odd]),
    ]
    return "\n".join(lines)


def _share(measured: Sequence[FileRow], right: Iterable[bool]) -> str:
    count = sum(right)
    return f"{count}/{len(measured)} {100 * count / max(len(measured), 1):.1f}%"


def _disagrees(row: FileRow) -> bool:
    return row.identity is None or bool(row.region and not (row.region_right and row.year_right))


def _disagreement(row: FileRow) -> str:
    if row.identity is None:
        return f"  {row.file}: {row.error}"
    found = row.identity
    return (
        f"  {row.file}: {found.region} {found.year}, manifest {row.region} {row.year},"
        f" delivered {found.delivered}, title {found.title}"
    )


def _odd(row: FileRow) -> str:
    return (
        f"  {row.oddity:5.2f} {row.file}: {row.chars} chars, {row.dropped} dropped,"
        f" {row.sections} sections, parts {' '.join(sorted(row.parts))}"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the report of a folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--manifest", type=Path)
    parser.add_argument("--odd", type=int, default=10, help="how many odd files to list")
    options = parser.parse_args(arguments)
    measured = list(rows(options.folder, options.manifest))
    if not measured:
        parser.error(f"no report files in {options.folder}")
    sys.stdout.write(summary(measured, odd=options.odd) + "\n")


if __name__ == "__main__":
    main()
