"""Every figure of the table through the proof, as the sentence that its cell stands for."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from service.draft import say
from service.facts.model import Fact
from service.shapes import Cell, Item, ProofCount, Row
from service.tasks.citing import Citing
from service.tasks.proving import OwnSentence, check, total
from vectorstore.documents import Report

PRINTED = str.maketrans({",": None, "，": None, "：": ":"})
SIGNS = re.compile(r"^-|(?:%|个百分点)$")
RANGE = re.compile(r"^(\d[\d.]*)-(\d[\d.]*)$")
UNPROVEN = "未通过核验，已删去"


def fact_claim(fact: Fact, report: Report, citing: Citing) -> OwnSentence:
    """The fact as a sentence, so that a table cell is proven like any other words."""
    item = Item(text=f"{say(fact)}。", citations=(citing.fact(fact),))
    return OwnSentence(item, (report,), (fact,))


def is_printed(fact: Fact) -> bool:
    """Whether the digits of the fact stand in its own quote, thousands separators aside."""
    quote = fact.quote.translate(PRINTED)
    said = (_bare(text) for text in (fact.value, fact.growth) if text)
    return all(_stands(end, quote) for one in said for end in _ends(one))


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    """Digits without their sign."""
    return SIGNS.sub("", text).translate(PRINTED)


@lru_cache(maxsize=4096)
def _ends(digits: str) -> tuple[str, ...]:
    """Both numbers of a range, which a report may print as 6%—7%."""
    found = RANGE.match(digits)
    return (found[1], found[2]) if found else (digits,)


def _stands(digits: str, quote: str) -> bool:
    """Whether the digits stand in the quote and are no part of a longer number."""
    at = quote.find(digits)
    while at >= 0:
        before, after = quote[max(0, at - 1) : at], quote[at + len(digits) :][:2]
        inside = before.isdigit() or before == "." or after[:1].isdigit()
        if not inside and not (after[:1] == "." and after[1:].isdigit()):
            return True
        at = quote.find(digits, at + 1)
    return False


def _shown(rows: Sequence[Row]) -> dict[str, Fact]:
    """All facts that cells or their notes tell, by id, in the order of the table."""
    cells = [cell for row in rows for cell in row.cells]
    facts = [fact for cell in cells for fact in (cell.fact, *cell.noted) if fact is not None]
    return {fact.id: fact for fact in facts}


def _cell(cell: Cell, fallen: frozenset[str]) -> Cell:
    shown = {fact.id for fact in (cell.fact, *cell.noted) if fact is not None}
    if not shown & fallen:
        return cell
    if cell.fact is not None and cell.fact.id not in fallen:
        return cell.model_copy(update={"note": UNPROVEN, "noted": ()})
    return Cell(report=cell.report, state="no_number", note=UNPROVEN)


def proven_rows(
    rows: Sequence[Row],
    reports: Mapping[str, Report],
    citing: Citing,
    filed: Mapping[str, int] | None = None,
) -> tuple[tuple[Row, ...], ProofCount]:
    """The rows without a figure that does not stand, all others cited, and the count.

    `filed` are the facts whose sentence was proven when they were filed, with its numbers; the
    others are proven now. That a quote prints its digits is looked at in either case.
    """
    facts, known = _shown(rows), filed or {}
    for fact in facts.values():
        citing.fact(fact)
    anew = [name for name in facts if name not in known]
    claims = [fact_claim(facts[name], reports[facts[name].report], citing) for name in anew]
    stand, count = check(claims, citing.all())
    fallen = {name for name, stands in zip(anew, stand, strict=True) if not stands}
    fallen |= {name for name, fact in facts.items() if not is_printed(fact)}
    out = frozenset(fallen)
    kept = tuple(rows)
    if out:
        kept = tuple(
            row.model_copy(update={"cells": tuple(_cell(cell, out) for cell in row.cells)})
            for row in rows
        )
    numbers = [known[name] for name in facts if name in known]
    before = ProofCount(numbers=sum(numbers), proven=sum(numbers), claims=len(numbers))
    return kept, total([before, count])
