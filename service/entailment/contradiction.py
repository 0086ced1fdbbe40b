"""What a quote says instead of a draft: the same number of something else, or another number of
the same thing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal, TypeAlias

from service.entailment.agreement import agrees, same_unit
from service.entailment.attribution import bearing
from service.entailment.comparison import SaidComparison, comparisons
from service.entailment.computed import difference, is_apart
from service.entailment.dating import expected
from service.entailment.frame import Frame, frame_reasons, framed
from service.entailment.items import items
from service.entailment.lexicon import load
from service.entailment.measured import number_reasons, same_thing
from service.entailment.numbers import Number
from service.entailment.pairing import Pair
from service.entailment.premise import Premise, QuoteCell
from service.entailment.reading import CLAUSE_STOPS, Reading
from service.entailment.relation import Bearing
from service.entailment.worded import word_reasons

KINDS = {"done": "结果", "plan": "计划", None: "说法"}
Way: TypeAlias = Literal["done", "expected", "plan", ""]


@dataclass(frozen=True, slots=True)
class Apart:
    """How a number that a draft has right is told otherwise by its source: of `year` and not of
    `not_year`, `way` and not as the draft has it; what is told alike is empty."""

    words: str
    year: str = ""
    not_year: str = ""
    way: Way = ""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What the quotes `sources` say instead of what a draft says at the offset `at`; where it is a
    number, `right` is to stand in place of the draft's `wrong`. `apart` is of a right number."""

    sources: tuple[int, ...]
    instead: str
    at: int
    wrong: str = ""
    right: str = ""
    apart: Apart | None = None


def contradictions(
    reading: Reading, before: Frame, premises: Sequence[Premise]
) -> Iterator[Contradiction]:
    """What quotes say otherwise than a sentence: of every number one thing, of words but the first."""
    frame = before
    said = {each.start: each for each in comparisons(reading) if each.gap is not None}
    for start, end in reading.spans(CLAUSE_STOPS):
        earlier, frame = frame, framed(reading, start, end, frame, premises)
        own = replace(frame, regions=frame.regions[:1])
        gaps = {each.gap: each for each in said.values() if start <= each.start < end}
        for number in reading.numbers:
            if start <= number.start < end:
                weighed = (
                    _difference(reading, gaps[number], earlier, premises)
                    if number in gaps
                    else _number(reading, number, own, premises)
                )
                yield from islice(weighed, 1)
        yield from islice(_words(reading, start, end, own, premises), 1)


def _number(
    reading: Reading, number: Number, frame: Frame, premises: Sequence[Premise]
) -> Iterator[Contradiction]:
    said = bearing(reading, number)
    here = [p for p in premises if _here(p, frame)]
    if any(not number_reasons(reading, said, p, frame) for p in here):
        return
    yield from _elsewhere(reading, said, frame, here)
    yield from _otherwise(reading, said, frame, here)
    if number.unit != "%" and not number.is_rank:  # 8% is anyone's
        yield from _elsewhere(reading, said, frame, premises)


def _difference(
    reading: Reading, said: SaidComparison, before: Frame, premises: Sequence[Premise]
) -> Iterator[Contradiction]:
    """By how much one number of the quotes is more than another, where a draft tells another gap
    or has them the wrong way round: 相差1.01亿元（9.8亿元−8.79亿元）."""
    found = difference(reading, said, before, premises)
    if found is None or said.gap is None:
        return
    wrong = reading.printed[said.gap.start : said.gap.end]
    more = "多" if found.gap > 0 else "少"
    turned = found.gap * said.sign < 0
    if not turned and is_apart(said.gap, found.gap):
        return
    told = f"应是{more}{found.printed}" if turned else f"相差{found.printed}，不是{wrong}"
    right = "" if turned else found.printed
    yield Contradiction(
        found.sources, f"{told}（{found.one}与{found.other}）", said.gap.start, wrong, right
    )


def _here(premise: Premise, frame: Frame) -> bool:
    return not frame.regions or premise.quote.region in frame.regions


def _elsewhere(
    reading: Reading, said: Bearing, frame: Frame, premises: Sequence[Premise]
) -> Iterator[Contradiction]:
    """The same number of the same thing, in another region or year, or not as a result."""
    for premise in sorted(premises, key=lambda each: not _here(each, frame)):
        for held in premise.reading.numbers:
            if not agrees(replace(said.number, qualifier=""), replace(held, qualifier="")):
                continue
            if same_thing(Pair(reading, said, premise, bearing(premise.reading, held))):
                cell = premise.cell_at(held.start)
                apart = _apart(reading, said.number, held, premise, cell, frame)
                if apart is not None:
                    at, n = said.number.start, premise.quote.n
                    yield Contradiction((n,), apart.words, at, apart=apart)


def _otherwise(
    reading: Reading, said: Bearing, frame: Frame, premises: Sequence[Premise]
) -> Iterator[Contradiction]:
    """Another number of the same thing under the same frame, where the quotes give but one."""
    found: dict[str, int] = {}
    for premise in premises:
        for held in premise.reading.numbers:
            if not same_unit(held.unit, said.number.unit) or held.is_rank != said.number.is_rank:
                continue
            there = bearing(premise.reading, held)
            framing = frame_reasons(
                frame, premise, premise.cell_at(held.start), reached=True, at=held.start
            )
            if agrees(said.number, held) or framing:
                continue
            if same_thing(Pair(reading, said, premise, there)):
                found.setdefault(held.text, premise.quote.n)
    if len(found) == 1:
        text, n = next(iter(found.items()))
        yield another_number(reading, said.number, text, n)


def another_number(reading: Reading, number: Number, right: str, source: int) -> Contradiction:
    """The quote's number in place of the draft's."""
    wrong = reading.printed[number.start : number.end]
    return Contradiction((source,), f"原文是{right}，不是{wrong}", number.start, wrong, right)


def _apart(
    reading: Reading, said: Number, held: Number, premise: Premise, cell: QuoteCell, frame: Frame
) -> Apart | None:
    """“309亿元是2021年预计数，不是2022年”: what the number is, and what it is not."""
    years = premise.years(cell)
    year = max(years) if years else ""
    waits = premise.expected(held.start)
    kind = "目标" if cell.mode == "plan" else "预计数" if waits else "数"
    way: Way = "plan" if cell.mode == "plan" else "expected" if waits else "done"
    not_it: list[str] = []
    where = not_year = ""
    if not _here(premise, frame):
        where = premise.quote.region
        not_it.append(frame.regions[0])
    if frame.years and years and frame.years[0] not in years:
        not_year = frame.years[0]
        not_it.append(f"{not_year}年")
    if not not_it and frame_reasons(frame, premise, cell, reached=True):
        not_it.append("结果" if cell.mode == "plan" else "目标")
    if not not_it and waits != expected(reading, said.start):
        not_it.append("完成数" if waits else "预计数")
    if not not_it:
        return None
    when = f"{year}年" if year else ""
    words = f"{held.text}是{where}{when}{kind}，不是{'、'.join(not_it)}"
    return Apart(words) if where else Apart(words, year, not_year, way)


def _words(
    reading: Reading, start: int, end: int, frame: Frame, premises: Sequence[Premise]
) -> Iterator[Contradiction]:
    """Words that stand in a quote, but as a plan where the draft tells a deed, or of another
    year or region."""
    if any(start <= number.start < end for number in reading.numbers):
        return
    for item in items(reading, start, end):
        if len(item.content) < 2:
            continue
        reached = any(load().has("results", token.text) for token in item.tokens)
        for premise in sorted(premises, key=lambda each: not _here(each, frame)):
            for cell in premise.cells:
                if word_reasons(reading, item, premise, cell):
                    continue
                framing = frame_reasons(frame, premise, cell, reached=reached)
                if _here(premise, frame) and not framing:
                    return
                yield Contradiction((premise.quote.n,), _instead(premise, cell, frame), start)
                return


def _instead(premise: Premise, cell: QuoteCell, frame: Frame) -> str:
    years = premise.years(cell)
    when = f"{max(years)}年的" if years else ""
    where = "" if _here(premise, frame) else premise.quote.region
    words = premise.reading.printed[cell.start : cell.end].strip()
    return f"原文是{where}{when}{KINDS[cell.mode]}：“{words}”"
