"""How long reading all facts of a report takes, and how many there are.

python -m evals.benchmarks.extraction FOLDER

FOLDER holds report files; each is read, cleaned and outlined first, which does not count.
Seconds are those of the processor, so that other programs do not count.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from service.facts.extract import extract
from vectorstore.clean import clean
from vectorstore.documents import Report, Section
from vectorstore.errors import VectorstoreError
from vectorstore.identity import identify
from vectorstore.outline import outline
from vectorstore.read import SUFFIXES, read_file

BUDGET = 0.2


@dataclass(frozen=True, slots=True)
class ReportCost:
    """What one report came to."""

    file: str
    chars: int
    facts: int
    seconds: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints mean, 95th percentile and the slowest; 0 when 95% keep the budget of 200 ms."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    rows = sorted(measure(parser.parse_args(arguments).folder), key=lambda row: row.seconds)
    if not rows:
        _say("no reports")
        return 1
    mean = sum(row.seconds for row in rows) / len(rows)
    late = rows[int(len(rows) * 0.95)] if len(rows) > 1 else rows[0]
    _say(f"reports {len(rows)}, facts {sum(row.facts for row in rows)}")
    _say(f"seconds on one core: mean {mean:.3f}, 95% within {late.seconds:.3f}")
    last = rows[-1]
    _say(f"slowest {last.seconds:.3f}: {last.file}, {last.chars} characters, {last.facts} facts")
    return 0 if late.seconds < BUDGET else 1


def measure(folder: Path) -> Iterator[ReportCost]:
    """A row for each report that can be read."""
    extract(_report("某市", 2021, ""), "", ())  # what is read once is no report's
    for name, report, text, sections in prepared(folder):
        started = time.process_time()
        facts = extract(report, text, sections)
        yield ReportCost(name, len(text), len(facts), time.process_time() - started)


def prepared(folder: Path) -> Iterator[tuple[str, Report, str, tuple[Section, ...]]]:
    """File name, report, clean text and outline of each report that can be read."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in SUFFIXES and path.stem.lower() != "readme":
            try:
                read = clean(read_file(path).text)
                found = identify(read, name=path.stem)
            except VectorstoreError as error:
                _say(f"{path.name}: {error}")
                continue
            yield (
                path.name,
                _report(found.region, found.year, read.text),
                read.text,
                outline(read.text, found.year),
            )


def _report(region: str, year: int, text: str) -> Report:
    """A report with only what extraction looks at."""
    return Report(
        id=f"{region}-{year}",
        region=region,
        level="prefecture",
        parents=(),
        year=year,
        covers=year - 1,
        title="",
        source="",
        chars=len(text),
        passages=0,
        figures=0,
        sha256="",
    )


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    raise SystemExit(main())
