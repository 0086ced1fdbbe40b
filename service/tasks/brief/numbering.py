"""Citation numbers of the finished page: from 1 on, in printed order."""

from collections.abc import Sequence

from service.shapes import Block, Citation, Item, Table
from service.tasks.citing import renumbered


def _order(blocks: Sequence[Block], table: Table | None) -> list[int]:
    """All numbers in the order of the page, the table at its place."""
    found: list[int] = []
    for place in range(len(blocks) + 1):
        if table is not None and table.after == place:
            found += [number for row in table.citations for number in row if number]
        if place < len(blocks):
            found += [number for item in blocks[place].items for number in item.citations]
    return found


def _item(item: Item, new: dict[int, int]) -> Item:
    return Item(text=item.text, citations=tuple(sorted(new[n] for n in item.citations)))


def numbered(
    blocks: Sequence[Block], table: Table | None, citations: Sequence[Citation]
) -> tuple[tuple[Block, ...], Table | None, tuple[Citation, ...]]:
    """Blocks, table and the citations they use, numbered anew."""
    if table is not None and table.after > len(blocks):
        table = table.model_copy(update={"after": len(blocks)})
    new = renumbered(_order(blocks, table))
    made = tuple(
        block.model_copy(update={"items": tuple(_item(item, new) for item in block.items)})
        for block in blocks
    )
    if table is not None:
        rows = tuple(tuple(new.get(n) if n else None for n in row) for row in table.citations)
        table = table.model_copy(update={"citations": rows})
    held = [c.model_copy(update={"n": new[c.n]}) for c in citations if c.n in new]
    return made, table, tuple(sorted(held, key=lambda citation: citation.n))
