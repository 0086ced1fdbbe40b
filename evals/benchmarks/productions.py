"""How often each production of the grammar and each class of the lexicon fires in reports.

python -m evals.benchmarks.productions FOLDER [--fewer N]

A production is a named pattern of service.language or service.facts, a named part of the pattern
of numbers or of times, a role of a figure, or a check of the second look; a class is a list of
lexicon/words.yaml. Printed are the reports it fired in and how many times, the rarest first;
--fewer prints only those that fired in fewer than N reports.
"""

import argparse
import pkgutil
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import service.facts
import service.language
from evals.benchmarks.extraction import prepared
from service.facts import standing
from service.facts.extract import extract
from service.language import words
from service.language.claim import Claim
from service.language.quantity_grammar import TOKEN
from service.language.times import CUE
from vectorstore.documents import Report, Section

ROOMS = (service.language, service.facts)
PARTED = {"quantity_grammar.TOKEN": TOKEN, "times.CUE": CUE}
CLASSES = ("pattern_of", "starting")


class ProductionTally:
    """Where and how often names fired; `report` is the one being read."""

    def __init__(self) -> None:
        self.report = ""
        self.times: Counter[str] = Counter()
        self.reports: dict[str, set[str]] = defaultdict(set)

    def fired(self, name: str) -> None:
        """One more time in this report."""
        self.times[name] += 1
        self.reports[name].add(self.report)

    def expect(self, name: str) -> None:
        """A name that counts as nought until it fires."""
        self.times[name] += 0

    def rows(self, fewer: int | None) -> Iterator[tuple[int, int, str]]:
        """Reports, times and name, the rarest first."""
        found = sorted((len(self.reports[name]), self.times[name], name) for name in self.times)
        return (row for row in found if fewer is None or row[0] < fewer)


class CountedPattern:
    """A pattern whose matches are told."""

    def __init__(self, pattern: Any, told: Callable[[re.Match[str]], None]) -> None:
        self._pattern = pattern
        self._told = told

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pattern, name)

    def _seen(self, found: re.Match[str] | None) -> re.Match[str] | None:
        if found:
            self._told(found)
        return found

    def search(self, *given: Any) -> re.Match[str] | None:
        """As of a pattern."""
        return self._seen(self._pattern.search(*given))

    def match(self, *given: Any) -> re.Match[str] | None:
        """As of a pattern."""
        return self._seen(self._pattern.match(*given))

    def fullmatch(self, *given: Any) -> re.Match[str] | None:
        """As of a pattern."""
        return self._seen(self._pattern.fullmatch(*given))

    def finditer(self, *given: Any) -> Iterator[re.Match[str]]:
        """As of a pattern."""
        for found in self._pattern.finditer(*given):
            self._told(found)
            yield found

    def sub(self, put: Any, text: str, *rest: Any, **more: Any) -> str:
        """As of a pattern."""
        self._seen(self._pattern.search(text))
        return cast("str", self._pattern.sub(put, text, *rest, **more))


def count(reports: Sequence[tuple[str, Report, str, tuple[Section, ...]]]) -> ProductionTally:
    """The productions as they fire while the facts of reports are read.

    It puts counting patterns in the place of the house's own, for good: a process of its own.
    """
    tally = ProductionTally()
    _wrap(tally)
    for name, report, text, sections in reports:
        tally.report = name
        extract(report, text, sections)
    return tally


def _wrap(tally: ProductionTally) -> None:
    modules = [
        import_module(f"{room.__name__}.{found.name}")
        for room in ROOMS
        for found in pkgutil.iter_modules(room.__path__)
    ]
    own: dict[int, CountedPattern] = {}
    for module in modules:
        short = module.__name__.rpartition(".")[2]
        for name, value in vars(module).items():
            if hasattr(value, "finditer") and value is not re and id(value) not in own:
                own[id(value)] = CountedPattern(value, _teller(tally, f"{short}.{name}", value))
    for module in modules:
        for name, value in list(vars(module).items()):
            if id(value) in own:
                setattr(module, name, own[id(value)])
            elif name in CLASSES and module is not words:
                setattr(module, name, _of_class(tally, value))
    _wrap_standing(tally)


def _teller(tally: ProductionTally, name: str, pattern: Any) -> Callable[[re.Match[str]], None]:
    """What is told of a match: its pattern, or of a parted pattern its named parts."""
    if name not in PARTED:
        tally.expect(name)
        return lambda _: tally.fired(name)
    for part in pattern.groupindex:
        tally.expect(f"{name}.{part}")

    def told(found: re.Match[str]) -> None:
        for part, said in found.groupdict().items():
            if said is not None:
                tally.fired(f"{name}.{part}")

    return told


def _of_class(tally: ProductionTally, finder: Callable[..., Any]) -> Callable[..., Any]:
    made: dict[tuple[str, ...], CountedPattern] = {}

    def find(*names: str) -> CountedPattern:
        told = f"lexicon {' '.join(names)}"
        return made.setdefault(names, CountedPattern(finder(*names), lambda _: tally.fired(told)))

    return find


def _wrap_standing(tally: ProductionTally) -> None:
    """The roles of the claims that are judged, and the doubts they meet."""
    looked = standing.doubts

    def doubts(seen: standing.Seen) -> tuple[str, ...]:
        found = looked(seen)
        for reason in found:
            tally.fired(f"check {re.sub('“.*”', '…', reason)}")
        return found

    def judged(facts: Any, claims: Sequence[Claim], *rest: Any, **more: Any) -> Any:
        for claim in claims:
            tally.fired(f"role {claim.role}")
        return own(facts, claims, *rest, **more)

    own = standing.judged
    rooms: tuple[Any, Any] = (standing, import_module(extract.__module__))
    rooms[0].doubts, rooms[1].judged = doubts, judged


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the counts; 1 where no report could be read."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--fewer", type=int, metavar="N")
    options = parser.parse_args(arguments)
    reports = list(prepared(options.folder))
    if not reports:
        sys.stdout.write("no reports\n")
        return 1
    tally = count(reports)
    sys.stdout.write(f"reports {len(reports)}, productions and classes {len(tally.times)}\n")
    for held, times, name in tally.rows(options.fewer):
        sys.stdout.write(f"{held:>6}{times:>9}  {name}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
