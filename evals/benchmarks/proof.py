"""How much the proof lets through, and what it cuts that is true.

python -m evals.benchmarks.proof FOLDER

FOLDER holds report files with their manifest (seeds). Three kinds of sentences are put to the
proof: every known fact made false in one way, two regions told crosswise, and sentences written
by hand (evals/data; these are about the five seed reports). All that is missed is printed.
"""

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from evals import by_hand
from evals.lies import lies, swapped, truth
from service.document import prepare
from service.facts.model import Fact
from service.sources import find_sources
from vectorstore.documents import Report
from vectorstore.errors import VectorstoreError

MOST_FALSE_ALARMS = 0.01


@dataclass(frozen=True, slots=True)
class Trial:
    """One sentence before the proof: whether it is false, and why it fell (nothing: it stood)."""

    kind: str
    text: str
    false: bool
    reasons: tuple[str, ...]

    @property
    def wrong(self) -> bool:
        """Whether the proof erred."""
        return self.false != bool(self.reasons)


def main() -> int:
    """Prints counts by kind and every error; 1 where one lie stands or the proof cuts too much."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    reports, facts = read(parser.parse_args().folder)
    written, changed = list(hand_written(reports, facts)), list(one_change(reports, facts))
    for name, trials in (("手写", written), ("改动一处", changed)):
        told = [each for each in trials if each.false]
        true = [each for each in trials if not each.false]
        stood = sum(each.wrong for each in told)
        alarms = sum(each.wrong for each in true)
        _say(f"{name}：假话{len(told)}句，放过{stood}句；真话{len(true)}句，误删{alarms}句")
        wrong = Counter(each.kind for each in told if each.wrong)
        for kind, count in sorted(Counter(each.kind for each in told).items()):
            _say(f"  {kind}：拒绝{count - wrong[kind]}/{count}")
        for each in trials:
            if each.wrong:
                what = "漏过" if each.false else "误删"
                _say(f"  {what}：{each.text} {'；'.join(each.reasons)}")
    return 0 if holds(written, changed) else 1


def holds(written: Sequence[Trial], changed: Sequence[Trial]) -> bool:
    """The gate: no lie stands, and of the ledger's own true sentences hardly one is cut."""
    stood = any(each.false and each.wrong for each in (*written, *changed))
    true = [each for each in changed if not each.false]
    return not stood and sum(each.wrong for each in true) <= MOST_FALSE_ALARMS * len(true)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def read(folder: Path) -> tuple[list[Report], list[Fact]]:
    """The reports of a folder and all their facts; a file that cannot be read is left out."""
    reports: list[Report] = []
    facts: list[Fact] = []
    for source in find_sources([folder])[0]:
        data = source.path.read_bytes()
        given = source.manifest.given(source.path, hashlib.sha256(data).hexdigest())
        try:
            made = prepare(data, source.path.name, given)
        except VectorstoreError as error:
            sys.stderr.write(f"{source.path.name}：{error}\n")
            continue
        reports.extend(one.report for one in made)
        facts.extend(fact for one in made for fact in one.facts)
    return reports, facts


def hand_written(reports: Sequence[Report], facts: Sequence[Fact]) -> Iterator[Trial]:
    """The sentences of evals/data about these reports."""
    for false, sentences in ((True, by_hand.lies()), (False, by_hand.truths())):
        for each in sentences:
            why = by_hand.reasons(each.text, reports, facts)
            yield Trial(each.kind, each.text, false, why)


def one_change(reports: Sequence[Report], facts: Sequence[Fact]) -> Iterator[Trial]:
    """Every known fact as it is and made false; two regions' facts rightly and crosswise."""
    known = [f for f in facts if f.known and f.scope is None and f.period and (f.value or f.growth)]
    true = {truth(fact) for fact in known}
    for fact in known:
        others = [each for each in reports if each.region != fact.region]
        yield _trial("true", truth(fact), false=False, reports=reports, facts=facts)
        for lie in lies(fact, others[0].region, facts) if others else ():
            if lie.text in true:  # what another report says of its own region
                continue
            yield _trial(lie.kind, lie.text, false=True, reports=reports, facts=facts)
    for one, other in combinations(known, 2):
        both = swapped(one, other)
        if both:
            yield _trial("true list", both[0], false=False, reports=reports, facts=facts)
            yield _trial(both[1].kind, both[1].text, false=True, reports=reports, facts=facts)


def _trial(
    kind: str, text: str, *, false: bool, reports: Sequence[Report], facts: Sequence[Fact]
) -> Trial:
    return Trial(kind, text, false, by_hand.reasons(text, reports, facts))


if __name__ == "__main__":
    sys.exit(main())
