"""What goes onto the page: the table first, then sentences by priority, never a cut one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor

from service.shapes import Block, Citation, Item, Table
from service.tasks.brief.fit import CHARS, LINES, RESERVE, table_lines
from service.tasks.brief.page import block_lines, note_lines, title_lines

LONGEST = 96


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


def value(
    item: Item, citations: Mapping[int, Citation], starts: Mapping[str, Sequence[int]]
) -> float:
    """How much the item says for the room it takes, by the facts that lie in its sources."""
    spans = [citations[number] for number in item.citations]
    facts = sum(span.start <= start < span.end for span in spans for start in starts[span.report])
    return (min(facts, 3) + 1) / (len(item.text) / (2 * CHARS) + 1)


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
            if not (offer.together and index in first) and len(offer.items[index].text) <= LONGEST
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
