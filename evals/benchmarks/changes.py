"""How many changes of wording that were read by hand are found, and what else is claimed.

python -m evals.benchmarks.changes FOLDER [--sample N]

FOLDER holds the reports as REGION_YEAR.txt. The gold of a pair stands in
evals/data/changes/REGION-FROM-TO.txt, written before the reports were compared:
kind|quote of the earlier report|quote of the later. Recall is over these lines. They are not all
changes there are: for precision a sample of what is claimed is printed, to be read.
"""

import argparse
import random
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from service.document import prepare
from service.shapes import Citation
from service.sources import Given
from service.tasks.changes.naming import bare
from service.tasks.changes.shapes import Change
from service.tasks.changes.step import Comparing
from service.tasks.citing import Citing
from service.tasks.sources import Source

GOLD = Path(__file__).parents[1] / "data" / "changes"
Line = tuple[str, str, str]


def main() -> int:
    """Print what was missed, recall and time of each pair; 1 where recall is under 0.8."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("folder", type=Path)
    reader.add_argument("--sample", type=int, default=0)
    given = reader.parse_args()
    found = total = 0
    for path in sorted(GOLD.glob("*.txt")):
        region, first, last = path.stem.split("-")
        earlier, later = (_source(given.folder, region, int(year)) for year in (first, last))
        citing = Citing({source.report.id: source.report for source in (earlier, later)})
        started = time.process_time()
        step = Comparing(earlier, later, citing).step()
        took = time.process_time() - started
        cited = {citation.n: citation for citation in citing.all()}
        gold = [line_of(line) for line in path.read_text("utf-8").splitlines()]
        missed = [one for one in gold if not any(finds(one, c, cited) for c in step.changes)]
        found, total = found + len(gold) - len(missed), total + len(gold)
        _say(f"{path.stem}: {len(gold) - len(missed)} of {len(gold)}, {took:.2f} s of processor")
        for one in missed:
            _say(f"  missed: {'|'.join(one)}")
        for change in _sampled(step.changes, given.sample):
            quotes = (cited[n].quote if n else "" for n in (change.earlier, change.later))
            _say(f"  {change.kind}|{'|'.join(quotes)}|{change.text}")
    _say(f"recall {found / total:.3f} ({found} of {total})")
    return int(found / total < 0.8)


def line_of(text: str) -> Line:
    """`gone|房住不炒|` as kind and both quotes."""
    kind, earlier, later = text.split("|")
    return kind, earlier, later


def finds(gold: Line, change: Change, cited: Mapping[int, Citation]) -> bool:
    """Whether a change is the one read by hand: its kind, and quotes of which one holds the other."""
    kind, earlier, later = gold
    if change.kind != kind:
        return False
    if kind in ("new", "gone"):
        return _meets(later or earlier, change.after or change.before or "")
    quotes = [cited[n].quote if n else "" for n in (change.earlier, change.later)]
    return _meets(earlier, quotes[0]) and (not later or _meets(later, quotes[1]))


def _meets(one: str, other: str) -> bool:
    first, second = _plain(one), _plain(other)
    return bool(first and second) and (first in second or second in first)


def _plain(text: str) -> str:
    return "".join(sign for sign in bare(text) if sign not in "，,、")


def _sampled(changes: tuple[Change, ...], most: int) -> list[Change]:
    return random.Random(20).sample(list(changes), min(most, len(changes)))


def _source(folder: Path, region: str, year: int) -> Source:
    path = folder / f"{region}_{year}.txt"
    made = prepare(path.read_bytes(), path.name, Given(region=region, year=year))[0]
    sure = tuple(fact for fact in made.facts if fact.standing == "sure")
    return Source(made.report, made.document.clean.text, made.document.sections, sure)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    sys.exit(main())
