"""What a quote says instead of a draft: the same number of something else, or another number of
the same thing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from service.entailment.attribution import Bearing, bearing
from service.entailment.frame import Frame, frame_reasons, framed
from service.entailment.items import items
from service.entailment.lexicon import load
from service.entailment.measured import number_reasons, same_thing
from service.entailment.numbers import Number, agrees, same_unit
from service.entailment.pairing import Pair
from service.entailment.premise import Cell, Premise, expected
from service.entailment.reading import CLAUSE_STOPS, Reading
from service.entailment.worded import word_reasons

KINDS = {"done": "结果", "plan": "计划", None: "说法"}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What the quote `n` says instead; where it is another number of the same thing, `right` is
    the quote's and `wrong` the draft's."""

    n: int
    instead: str
    wrong: str = ""
    right: str = ""


def contradiction(
    reading: Reading, before: Frame, premises: Sequence[Premise]
) -> Contradiction | None:
    """The first thing that quotes say otherwise than a sentence, or None where they are silent."""
    frame = before
    for start, end in reading.spans(CLAUSE_STOPS):
        frame = framed(reading, start, end, frame, premises)
        own = replace(frame, regions=frame.regions[:1])
        for found in (
            *_numbers(reading, start, end, own, premises),
            *_words(reading, start, end, own, premises),
        ):
            return found
    return None


def _numbers(
    reading: Reading, start: int, end: int, frame: Frame, premises: Sequence[Premise]
) -> Iterator[Contradiction]:
    for number in reading.numbers:
        if not start <= number.start < end:
            continue
        said = bearing(reading, number)
        if any(_here(p, frame) and not number_reasons(reading, said, p, frame) for p in premises):
            continue
        yield from _elsewhere(reading, said, frame, premises)
        yield from _otherwise(reading, said, frame, premises)


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
                told = _told(reading, said.number, held, premise, cell, frame)
                if told:
                    yield Contradiction(premise.quote.n, told)


def _otherwise(
    reading: Reading, said: Bearing, frame: Frame, premises: Sequence[Premise]
) -> Iterator[Contradiction]:
    """Another number of the same thing under the same frame, where the quotes give but one."""
    found: dict[str, int] = {}
    for premise in premises:
        if not _here(premise, frame):
            continue
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
        wrong = said.number.text
        yield Contradiction(n, f"原文是{text}，不是{wrong}", wrong, text)


def _told(
    reading: Reading, said: Number, held: Number, premise: Premise, cell: Cell, frame: Frame
) -> str:
    """“309亿元是2021年预计数，不是2022年”: what the number is, and what it is not."""
    years = premise.years(cell)
    when = f"{max(years)}年" if years else ""
    kind = "目标" if cell.mode == "plan" else "预计数" if premise.expected(held.start) else "数"
    not_it: list[str] = []
    where = ""
    if not _here(premise, frame):
        where = premise.quote.region
        not_it.append(frame.regions[0])
    if frame.years and years and frame.years[0] not in years:
        not_it.append(f"{frame.years[0]}年")
    if not not_it and frame_reasons(frame, premise, cell, reached=True):
        not_it.append("结果" if cell.mode == "plan" else "目标")
    if not not_it and premise.expected(held.start) != expected(reading, said.start):
        not_it.append("完成数" if premise.expected(held.start) else "预计数")
    if not not_it:
        return ""
    return f"{held.text}是{where}{when}{kind}，不是{'、'.join(not_it)}"


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
                yield Contradiction(premise.quote.n, _instead(premise, cell, frame))
                return


def _instead(premise: Premise, cell: Cell, frame: Frame) -> str:
    years = premise.years(cell)
    when = f"{max(years)}年的" if years else ""
    where = "" if _here(premise, frame) else premise.quote.region
    words = premise.reading.printed[cell.start : cell.end].strip()
    return f"原文是{where}{when}{KINDS[cell.mode]}：“{words}”"
