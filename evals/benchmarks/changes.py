"""How many changes of wording that were read by hand are found, kind by kind, and how many of the
claims that were judged by hand are right.

python -m evals.benchmarks.changes FOLDER [--gold DIR] [--sample N] [--missed]

FOLDER holds the reports as REGION_YEAR.txt. The gold of a pair stands in
evals/data/changes/REGION-FROM-TO.txt, written before the reports were compared:
kind|quote of the earlier report|quote of the later. Recall is over these lines. They are not all
changes there are: precision is over the claims of read.jsonl that are still made, each judged right
or wrong by a reader of both reports; a sample of what is claimed is printed, to be judged next.
"""

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from service.document import prepare
from service.shapes import Citation
from service.sources import Given
from service.tasks.changes.kinds import KINDS
from service.tasks.changes.naming import bare
from service.tasks.changes.shapes import Change
from service.tasks.changes.step import Comparing
from service.tasks.citing import Citing
from service.tasks.sources import ReportSource

GOLD = Path(__file__).parents[1] / "data" / "changes"
READ = "read.jsonl"
Line = tuple[str, str, str]


@dataclass(slots=True)
class ChangeTally:
    """What was found of each kind, and how the judged claims that are still made were judged."""

    found: Counter[str] = field(default_factory=Counter[str])
    there: Counter[str] = field(default_factory=Counter[str])
    right: Counter[str] = field(default_factory=Counter[str])
    judged: Counter[str] = field(default_factory=Counter[str])
    made: Counter[str] = field(default_factory=Counter[str])

    def lines(self) -> Iterable[str]:
        """A line for each kind and one for all."""
        yield "kind         found  of gold   right  of judged   claims"
        for kind in (*KINDS, "all"):
            row = (self.found, self.there, self.right, self.judged, self.made)
            values = [each.total() if kind == "all" else each[kind] for each in row]
            yield f"{kind:<12} {values[0]:>5} {values[1]:>8} {values[2]:>7} {values[3]:>10} {values[4]:>8}"


def main() -> int:
    """Print recall and precision kind by kind and the time of each pair; 1 where recall is under 0.8."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("folder", type=Path)
    reader.add_argument("--gold", type=Path, default=GOLD)
    reader.add_argument("--sample", type=int, default=0)
    reader.add_argument("--missed", action="store_true", help="what was missed, and judged wrong")
    given = reader.parse_args()
    judged = _judged(given.gold / READ)
    tally = ChangeTally()
    golds = {path.stem: path for path in given.gold.glob("*.txt")}
    for pair in sorted({*golds, *(pair for pair, _ in judged)}):
        changes, cited, took = _compared(given.folder, pair)
        lines: list[str] = golds[pair].read_text("utf-8").splitlines() if pair in golds else []
        gold = [line_of(line) for line in lines]
        missed = [one for one in gold if not any(finds(one, c, cited) for c in changes)]
        tally.there.update(kind for kind, _, _ in gold)
        tally.found.update(Counter(k for k, _, _ in gold) - Counter(k for k, _, _ in missed))
        tally.made.update(change.kind for change in changes)
        claims = {claim_of(change, cited): change.kind for change in changes}
        wrong = [claim for claim in claims if judged.get((pair, claim)) is False]
        known = [claim for claim in claims if (pair, claim) in judged]
        tally.judged.update(claims[claim] for claim in known)
        tally.right.update(claims[claim] for claim in known if claim not in wrong)
        _say(f"{pair}: {len(gold) - len(missed)} of {len(gold)}, {took:.2f} s of processor")
        for one in missed if given.missed else ():
            _say(f"  missed: {'|'.join(one)}")
        for claim in wrong if given.missed else ():
            _say(f"  wrong: {claim}")
        for claim in random.Random(20).sample(list(claims), min(given.sample, len(claims))):
            _say(f"  {claim}")
    for line in tally.lines():
        _say(line)
    return int(tally.found.total() < 0.8 * tally.there.total())


def _compared(folder: Path, pair: str) -> tuple[tuple[Change, ...], dict[int, Citation], float]:
    region, first, last = pair.split("-")
    earlier, later = (_source(folder, region, int(year)) for year in (first, last))
    citing = Citing({source.report.id: source.report for source in (earlier, later)})
    started = time.process_time()
    step = Comparing(earlier, later, citing).step()
    took = time.process_time() - started
    return step.changes, {citation.n: citation for citation in citing.all()}, took


def _judged(path: Path) -> dict[tuple[str, str], bool]:
    """The claims that were judged, by pair: {"pair": …, "claim": …, "right": true, "why": …}."""
    if not path.exists():
        return {}
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return {(row["pair"], row["claim"]): row["right"] for row in rows}


def claim_of(change: Change, cited: Mapping[int, Citation]) -> str:
    """A change as it is printed to be judged: kind|quote|quote|what is said of them."""
    quotes = (cited[n].quote if n else "" for n in (change.earlier, change.later))
    return f"{change.kind}|{'|'.join(quotes)}|{change.text}"


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


def _source(folder: Path, region: str, year: int) -> ReportSource:
    path = folder / f"{region}_{year}.txt"
    made = prepare(path.read_bytes(), path.name, Given(region=region, year=year))[0]
    sure = tuple(fact for fact in made.facts if fact.standing == "sure")
    return ReportSource(made.report, made.document.clean.text, made.document.sections, sure)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    sys.exit(main())
