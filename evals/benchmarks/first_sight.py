"""What a ledger comes to on paragraphs read by hand, and the curve of all first sights.

python -m evals.benchmarks.first_sight FOLDER GOLD [--complete FILE] [--marks FILE] [--record]
python -m evals.benchmarks.first_sight FOLDER --sample N [--seed S] [--marks FILE]
python -m evals.benchmarks.first_sight --curve

GOLD is JSONL (evals.ledger_gold.GoldFact); its `doc` is the name of a file in FOLDER. --complete
is a JSON object of paragraphs that the gold holds whole: {"doc": [7, 8]}. Facts that the gold
lacks are printed as lines of JSON for a reader to fill in `right`; --marks takes such lines back.
--sample draws sure facts at random, to be judged in the same way. --record [FILE] puts the result
into evals/first_sight.jsonl: once a draw, with the rules frozen, whatever it says.
"""

import argparse
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from pydantic import TypeAdapter, ValidationError

from evals import first_sight, jsonl
from evals.bad_case import BadCase
from evals.first_sight_facts import (
    FIELDS,
    Counts,
    FactMark,
    JudgedFact,
    Key,
    counts,
    harm,
    judge,
    mark_of,
)
from evals.ledger_gold import PLACES, GoldFact, Located
from evals.provenance import ROOT, revision
from service.document import prepare
from service.facts.model import Fact
from service.sources import Given
from vectorstore.errors import VectorstoreError
from vectorstore.read import SUFFIXES, read_file

Marks: TypeAlias = Mapping[Key, bool]
DEFAULT_SEED = 14


@dataclass(frozen=True, slots=True)
class ReportReading:
    """A report as the product reads it."""

    doc: str
    where: Located
    facts: tuple[Fact, ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints what was asked for; 1 where nothing could be read, 2 where a file is wrong."""
    options = _options(arguments)
    try:
        if options.curve:
            _say(*first_sight.curve(first_sight.load(options.record or first_sight.RECORD)))
            return 0
        readings = list(read(options.folder))
        marks = _marks(options.marks)
        if not readings:
            _say("no reports")
            return 1
        if options.sample:
            return _sample(readings, options.sample, options.seed, marks)
        return _score(readings, options, marks)
    except (BadCase, ValidationError, OSError) as error:
        sys.stderr.write(f"{error}\n".splitlines()[0] + "\n")
        return 2


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("gold", type=Path, nargs="?")
    parser.add_argument("--complete", type=Path)
    parser.add_argument("--marks", type=Path)
    parser.add_argument("--record", type=Path, nargs="?", const=first_sight.RECORD)
    parser.add_argument("--note", default="")
    parser.add_argument("--sample", type=int, metavar="N")
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED)
    parser.add_argument("--curve", action="store_true")
    options = parser.parse_args(arguments)
    if not options.curve and (options.folder is None or not (options.gold or options.sample)):
        parser.error("give FOLDER and GOLD, FOLDER and --sample, or --curve")
    return options


def read(folder: Path) -> Iterator[ReportReading]:
    """The reports of a folder through the product's own stages; one it refuses is told."""
    for path in sorted(folder.rglob("*")):
        if path.suffix not in SUFFIXES or path.stem.lower() == "readme":
            continue
        try:
            made = prepare(path.read_bytes(), path.name, Given())[0]
        except VectorstoreError as error:
            sys.stderr.write(f"{path.name}：{error}\n")
            continue
        raw = tuple(line for line in read_file(path).text.splitlines() if line.strip())
        yield ReportReading(path.stem, Located(made.document.clean.text, raw), made.facts)


def _marks(path: Path | None) -> Marks:
    read = jsonl.read(path, FactMark) if path else ()
    return {mark.key: mark.right for mark in read if mark.right is not None}


def _sample(readings: Sequence[ReportReading], size: int, seed: int, marks: Marks) -> int:
    """Sure facts drawn at random, one line each; with marks also how many are right."""
    sure = [
        mark_of(each.doc, fact, each.where.text)
        for each in readings
        for fact in each.facts
        if getattr(fact, "standing", "sure") == "sure"
    ]
    drawn = random.Random(seed).sample(sure, min(size, len(sure)))
    known = [marks[each.key] for each in drawn if each.key in marks]
    for each in drawn:
        _say(each.model_copy(update={"right": marks.get(each.key)}).model_dump_json())
    sys.stderr.write(f"{len(drawn)} of {len(sure)} sure facts, seed {seed}\n")
    if known:
        sys.stderr.write(f"marked {len(known)}, false {len(known) - sum(known)}\n")
    return 0


def _score(readings: Sequence[ReportReading], options: argparse.Namespace, marks: Marks) -> int:
    gold = jsonl.read(options.gold, GoldFact)
    given = options.complete.read_bytes() if options.complete else b"{}"
    complete = TypeAdapter(dict[str, list[int]]).validate_json(given)
    docs = {fact.doc for fact in gold}
    found = [
        each
        for reading in readings
        if reading.doc in docs
        for each in judge(
            reading.doc,
            reading.where,
            [fact for fact in gold if fact.doc == reading.doc],
            reading.facts,
            complete.get(reading.doc, ()),
            marks,
        )
    ]
    if missing := docs - {reading.doc for reading in readings}:
        _say(f"no report for: {'、'.join(sorted(missing))}")
    if not found:
        _say("no facts")
        return 1
    _say(*_table(found), "", *_standing(found), "", *_wrong(found), *_unread(found, readings))
    if options.record:
        first_sight.append(record(found, options.note), options.record)
    return 0


def record(found: Sequence[JudgedFact], note: str) -> first_sight.FirstSight:
    """The draw as it goes on record."""
    said, false = harm(found)
    return first_sight.FirstSight(
        date=datetime.now().astimezone().date().isoformat(),
        commit=revision(ROOT),
        task="facts",
        draw=tuple(dict.fromkeys(each.doc for each in found)),
        n=sum(each.gold is not None for each in found),
        fields={name: counts(found, name) for name in (*FIELDS, "all")},
        said=said,
        sure_false=false,
        note=note,
    )


def _table(found: Sequence[JudgedFact]) -> Iterator[str]:
    yield f"{'':10}{'n':>5}{'missing':>9}" + "".join(f"{name:>16}" for name in (*FIELDS, "all"))
    for place in (*PLACES, "together"):
        own = [each for each in found if place in (each.place, "together")]
        gold = [each for each in own if each.gold is not None]
        if gold:
            missing = sum(each.fact is None for each in gold)
            cells = "".join(f"{_told(counts(own, name)):>16}" for name in (*FIELDS, "all"))
            yield f"{place:10}{len(gold):>5}{missing:>9}{cells}"


def _told(pair: Counts) -> str:
    return f"{pair[0]}/{pair[1]} {100 * pair[0] / pair[1]:.1f}%" if pair[1] else "–"


def _standing(found: Sequence[JudgedFact]) -> Iterator[str]:
    """Harm first: what is sure and false; then what doubt does to wrong facts and right ones."""
    said, false = harm(found)
    facts = [each for each in found if each.fact is not None]
    wrong = [each for each in facts if each.right is False]
    right = [each for each in facts if each.right]
    yield f"facts of the ledger there: {len(facts)}, judged {said}, right {_told((len(right), said))}"
    yield f"sure and false: {_told((false, said))}"
    for name in FIELDS:
        off = sum(each.sure and each.fields.get(name) is False for each in wrong)
        yield f"  {name} wrong: {off}"
    yield f"  not in the gold: {sum(each.sure and each.gold is None for each in wrong)}"
    yield f"doubtful: {_told((sum(not each.sure for each in facts), len(facts)))}"
    yield f"  of the wrong ones {_told((sum(not each.sure for each in wrong), len(wrong)))}"
    yield f"  of the right ones {_told((sum(not each.sure for each in right), len(right)))}"


def _wrong(found: Sequence[JudgedFact]) -> Iterator[str]:
    """Every gold fact that the ledger lacks or has otherwise, and every fact that is false."""
    for each in found:
        if each.gold is not None and each.right is False:
            off = " ".join(name for name, right in each.fields.items() if not right)
            yield f"{each.doc} {each.gold.para} {off if each.fact else 'missing'}"
            yield f"    gold   {_line(each.gold)} «{each.gold.quote}»"
        elif each.right is False:
            yield f"{each.doc} false"
        if each.fact is not None and each.right is False:
            yield f"    ledger {_line(each.fact)} «{each.fact.quote}»{'' if each.sure else ' (doubtful)'}"


def _line(side: GoldFact | Fact) -> str:
    amount = f"{side.value}{side.unit or ''}" if side.value else ""
    parts = (side.period, side.kind, side.indicator, side.scope and f"({side.scope})", amount)
    return " ".join(str(part) for part in (*parts, side.growth) if part)


def _unread(found: Sequence[JudgedFact], readings: Sequence[ReportReading]) -> Iterator[str]:
    """Facts that nobody has judged, as lines to be marked."""
    texts = {reading.doc: reading.where.text for reading in readings}
    unread = [each for each in found if each.right is None and each.fact is not None]
    if unread:
        yield f"not judged: {len(unread)}; fill in `right` and give the lines to --marks"
    for each in unread:
        if each.fact is not None:
            yield mark_of(each.doc, each.fact, texts[each.doc]).model_dump_json()


def _say(*lines: str) -> None:
    for line in lines:
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    raise SystemExit(main())
