"""The receipt of a sheet: what is counted is what stands on it."""

from collections.abc import Sequence

from service.shapes import Block, ProofCount, Table
from service.verify.numbers import quantities


def receipt(
    blocks: Sequence[Block], table: Table | None, made: ProofCount | None = None
) -> ProofCount:
    """The quantities of a sheet: those of its proven sentences and cells, those that code computed,
    and apart from them what a person typed; what was cut on the way `made` tells."""
    shown = [(item, at in block.own) for block in blocks for at, item in enumerate(block.items)]
    typed = [item.text for item, own in shown if own]
    items = [item for item, own in shown if not own]
    cells = [cell for row in table.rows for cell in row] if table else []
    numbers = _numbers([*(item.text for item in items), *cells])
    return (made or ProofCount()).model_copy(
        update={
            "numbers": numbers,
            "proven": numbers,
            "computed": sum(item.computed for item in items),
            "operands": sum(item.operands for item in items),
            "claims": len(items),
            "own": len(typed),
            "own_numbers": _numbers(typed),
        }
    )


def _numbers(texts: Sequence[str]) -> int:
    return sum(len(quantities(text)) for text in texts)
