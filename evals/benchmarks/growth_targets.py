"""How well annual GDP growth targets agree with a data set that others made from the reports.

python -m evals.benchmarks.growth_targets FOLDER CSV

FOLDER holds the reports as text files; CSV has the columns region, year, target_percent,
file (a path that ends in the name of a file in FOLDER). Every disagreement is printed with
its quote, to be read: the data set errs too, and takes the middle of a range.
"""

import argparse
import csv
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from service.facts.extract import extract
from service.facts.model import Fact
from vectorstore.clean import clean
from vectorstore.documents import Level, Report
from vectorstore.outline import outline
from vectorstore.read import read_file

_INDICATOR = "地区生产总值"
_LEVELS: tuple[tuple[str, Level], ...] = (
    ("省", "province"),
    ("自治区", "province"),
    ("县", "county"),
)


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One row of the data set and what the ledger says."""

    region: str
    year: int
    target: Decimal
    facts: tuple[Fact, ...]
    seconds: float

    @property
    def agrees(self) -> bool:
        """Whether some target of the year is the data set's, or a range around it."""
        return any(_holds(fact.growth or "", self.target) for fact in self.facts)


def main() -> int:
    """Prints agreement, speed and every disagreement; 0 when all rows were read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("csv", type=Path)
    arguments = parser.parse_args()
    rows = list(_rows(arguments.folder, arguments.csv))
    stated = [row for row in rows if row.facts]
    agreed = [row for row in stated if row.agrees]
    for row in rows:
        if not row.agrees:
            _print(row)
    slowest = max((row.seconds for row in rows), default=0)
    mean = sum(row.seconds for row in rows) / max(1, len(rows))
    _say(f"rows {len(rows)}, stated {len(stated)}, agree {len(agreed)}")
    _say(f"agreement where stated {len(agreed) / max(1, len(stated)):.3f}")
    _say(
        f"extraction on one core: mean {mean * 1000:.0f} ms, slowest {slowest * 1000:.0f} ms a report"
    )
    return 0


def _rows(folder: Path, table: Path) -> Iterator[TargetRow]:
    with table.open(encoding="utf-8-sig", newline="") as lines:
        for line in csv.DictReader(lines):
            path = folder / Path(line["file"]).name
            year = int(line["year"])
            target = Decimal(line["target_percent"])
            yield TargetRow(line["region"], year, target, *_targets(path, line["region"], year))


def _targets(path: Path, region: str, year: int) -> tuple[tuple[Fact, ...], float]:
    text = clean(read_file(path).text).text
    sections = outline(text, year)
    started = time.process_time()
    facts = extract(_report(region, year, text), text, sections)
    seconds = time.process_time() - started
    wanted = (
        fact
        for fact in facts
        if fact.indicator == _INDICATOR
        and fact.known
        and fact.scope is None
        and fact.kind == "target"
        and fact.period == str(year)
        and fact.growth
    )
    return tuple(wanted), seconds


def _report(region: str, year: int, text: str) -> Report:
    levels: list[Level] = [level for end, level in _LEVELS if region.endswith(end)]
    levels.append("prefecture")
    return Report(
        id=f"{region}-{year}",
        region=region,
        level=levels[0],
        parents=(),
        year=year,
        covers=year - 1,
        title=f"{region}{year}年政府工作报告",
        source="",
        chars=len(text),
        passages=0,
        figures=0,
        sha256="",
    )


def _holds(growth: str, target: Decimal) -> bool:
    try:
        ends = [Decimal(end) for end in growth.rstrip("%").split("-") if end]
    except InvalidOperation:
        return False
    return bool(ends) and min(ends) <= target <= max(ends)


def _print(row: TargetRow) -> None:
    _say(f"{row.region} {row.year}: data set {row.target}")
    for fact in row.facts or ():
        _say(f"    ledger {fact.growth}{fact.growth_qualifier or ''} «{fact.quote}»")
    if not row.facts:
        _say("    ledger has none")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    raise SystemExit(main())
