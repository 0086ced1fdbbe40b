"""What goes onto the page: the table first, then sentences by priority, never a cut one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import floor

from service.facts.model import Fact
from service.shapes import Block, Citation, Item, Table
from service.tasks.brief.fit import CHARS, LINES, RESERVE, table_lines
from service.tasks.brief.page import block_lines, note_lines, title_lines
from service.tasks.summary.salient import DEEDS

LONGEST, LONE = 96, 132  # a sentence; the one that its block would be empty without
LARGE = {"元": Decimal(10) ** 8, "人": Decimal(10) ** 4, "人次": Decimal(10) ** 4}
MANY = Decimal(10) ** 5
CLERICAL = ("人大代表建议", "政协委员提案")  # how an office answered its mail is no news


@dataclass(frozen=True, slots=True)
class Offer:
    """The sentences a block may hold, in printed order; those of low rank are wanted first.

    `joined` ones run on in one paragraph. With `together`, all of rank 1 are taken or none
    of the block: no region stands there while another is left out.
    """

    heading: str
    items: tuple[Item, ...]
    ranks: tuple[float, ...]
    joined: bool = False
    together: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    block: int
    indices: tuple[int, ...]
    rank: float


def weight(fact: Fact) -> float:
    """How much a figure tells: an indicator, a large sum or crowd, a rate, then what is counted."""
    if fact.known:
        return 0.0 if fact.indicator in CLERICAL else 1.0
    values = [figure.value for figure in fact.figures if figure.value is not None]
    units = {figure.plain_unit for figure in fact.figures}
    large = any(abs(value) >= LARGE.get(unit, MANY) for value in values for unit in units)
    return 0.8 if large or "%" in units else 0.4


def value(
    item: Item, citations: Mapping[int, Citation], weights: Mapping[str, Mapping[int, float]]
) -> float:
    """How much the item says for the room it takes, by the facts that lie in its sources.

    `weights` are those of the facts of each report, by where they start.
    """
    spans = [citations[number] for number in item.citations]
    told = sorted(
        (
            said
            for span in spans
            for start, said in weights[span.report].items()
            if span.start <= start < span.end
        ),
        reverse=True,
    )
    deeds = 0.3 * min(len(DEEDS.findall(item.text)), 2)
    return (sum(told[:3]) + deeds) / (max(len(item.text), CHARS) / CHARS - 0.4)


def _entries(offers: Sequence[Offer]) -> list[_Entry]:
    """All sentences, those first that every block wants most."""
    found: list[_Entry] = []
    for block, offer in enumerate(offers):
        first = tuple(index for index, rank in enumerate(offer.ranks) if rank <= 1)
        if offer.together and first:
            found.append(_Entry(block, first, min(offer.ranks)))
        found += [
            _Entry(block, (index,), rank)
            for index, rank in enumerate(offer.ranks)
            if not (offer.together and index in first)
            and len(offer.items[index].text) <= (LONGEST if rank > min(offer.ranks) else LONE)
        ]
    return sorted(found, key=lambda entry: (entry.rank, entry.block))


def room(title: str, notes: Sequence[str], table: Table | None) -> int:
    """Whole lines left for headed sentences."""
    used = title_lines(title) + note_lines(notes)
    if table is not None:
        used += 1 + table_lines(table.header, table.rows)
    return floor(LINES - RESERVE - used)


def _block(offer: Offer, indices: Sequence[int]) -> Block:
    items = tuple(offer.items[index] for index in sorted(indices))
    return Block(heading=offer.heading, items=items, joined=offer.joined)


def filled(offers: Sequence[Offer], lines: int, sources: bool) -> tuple[Block, ...]:
    """The blocks with as many sentences as fit into `lines`; a block without any is left out."""
    taken: dict[int, tuple[int, ...]] = {}
    for entry in _entries(offers):
        offer = offers[entry.block]
        if (
            offer.together
            and entry.block not in taken
            and len(entry.indices) == 1 < len(offer.items)
        ):
            continue
        tried = taken | {entry.block: (*taken.get(entry.block, ()), *entry.indices)}
        if sum(block_lines(_block(offers[b], tried[b]), sources) for b in tried) <= lines:
            taken = tried
    return tuple(_block(offers[block], taken[block]) for block in sorted(taken))
