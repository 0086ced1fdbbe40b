"""What goes onto the page: the table first, then sentences by priority, never a cut one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import floor

from service.facts.model import Fact
from service.shapes import Block, Item, Table
from service.tasks.brief.fit import LINES, table_lines
from service.tasks.brief.page import block_lines, counted_rows, note_lines, title_lines

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
class _FilledEntry:
    block: int
    indices: tuple[int, ...]
    rank: float


_Taken = list[_FilledEntry]
NOWHERE: Mapping[int, str] = {}


def weight(fact: Fact) -> float:
    """How much a figure tells: an indicator, a large sum or crowd, a rate, then what is counted."""
    if fact.known:
        return 0.0 if fact.indicator in CLERICAL else 1.0
    values = [figure.value for figure in fact.figures if figure.value is not None]
    units = {figure.plain_unit for figure in fact.figures}
    large = any(abs(value) >= LARGE.get(unit, MANY) for value in values for unit in units)
    return 0.8 if large or "%" in units else 0.4


def _entries(offers: Sequence[Offer]) -> list[_FilledEntry]:
    """All sentences, those first that every block wants most."""
    found: list[_FilledEntry] = []
    for block, offer in enumerate(offers):
        first = tuple(index for index, rank in enumerate(offer.ranks) if rank <= 1)
        if offer.together and first:
            found.append(_FilledEntry(block, first, min(offer.ranks)))
        found += [
            _FilledEntry(block, (index,), rank)
            for index, rank in enumerate(offer.ranks)
            if not (offer.together and index in first)
            and len(offer.items[index].text) <= (LONGEST if rank > min(offer.ranks) else LONE)
        ]
    return sorted(found, key=lambda entry: (entry.rank, entry.block))


def room(title: str, notes: Sequence[str], table: Table | None) -> int:
    """Whole lines left for headed sentences."""
    used = title_lines(title) + note_lines(notes)
    if table is not None:
        used += bool(table.heading) + table_lines(table.header, counted_rows(table))
    return floor(LINES - used)


def _block(offer: Offer, indices: Sequence[int]) -> Block:
    items = tuple(offer.items[index] for index in sorted(indices))
    return Block(heading=offer.heading, items=items, joined=offer.joined, run_in=offer.joined)


def filled(
    offers: Sequence[Offer], lines: int, regions: Mapping[int, str] = NOWHERE
) -> tuple[Block, ...]:
    """The blocks with as many sentences as fit into `lines`.

    A block or a region that would get no sentence of its own has its shortest set first, as
    long as that leaves fewer out. `regions` tells whose report each citation is.
    """
    least: _Taken = []
    best = taken = _added(offers, least, lines)
    while left := _left(offers, taken, regions):
        least = [*least, *left]
        if _lines(offers, least) > lines:
            break
        taken = _added(offers, least, lines)
        if len(_left(offers, taken, regions)) < len(_left(offers, best, regions)):
            best = taken
    blocks = {entry.block for entry in best}
    return tuple(_block(offers[block], _indices(best, block)) for block in sorted(blocks))


def _left(offers: Sequence[Offer], taken: _Taken, regions: Mapping[int, str]) -> _Taken:
    """The shortest sentence of each region, then of each block, that has none of its own."""
    apart = [
        (_FilledEntry(block, (index,), offer.ranks[index]), item)
        for block, offer in enumerate(offers)
        if not offer.together
        for index, item in enumerate(offer.items)
    ]
    apart.sort(key=lambda each: len(each[1].text))

    def own(item: Item) -> str | None:
        names = {regions[number] for number in item.citations if number in regions}
        return names.pop() if len(names) == 1 else None

    held = {(entry.block, index) for entry in taken for index in entry.indices}
    blocks = {block for block, _ in held}
    here = {own(offers[block].items[index]) for block, index in held} | {None}
    found: _Taken = []
    for entry, item in apart:
        if own(item) not in here:
            here.add(own(item))
            blocks.add(entry.block)
            found.append(entry)
    for entry, _ in apart:
        if entry.block not in blocks:
            blocks.add(entry.block)
            found.append(entry)
    return found


def _added(offers: Sequence[Offer], taken: _Taken, lines: int) -> _Taken:
    """What is taken, and what else fits, the most wanted first."""
    taken = list(taken)
    for entry in _entries(offers):
        offer, held = offers[entry.block], _indices(taken, entry.block)
        if offer.together and not held and len(entry.indices) == 1 < len(offer.items):
            continue
        new = not set(entry.indices) & set(held)
        if new and _lines(offers, [*taken, entry]) <= lines:
            taken.append(entry)
    return taken


def _indices(taken: _Taken, block: int) -> list[int]:
    return [index for entry in taken if entry.block == block for index in entry.indices]


def _lines(offers: Sequence[Offer], taken: _Taken) -> int:
    blocks = {entry.block for entry in taken}
    return sum(block_lines(_block(offers[b], _indices(taken, b))) for b in blocks)
