"""RecursiveCharacterTextSplitter as LangChain has it, with its default separators.

The splitter lives in a package of its own that nothing else here needs; this is its rule: cut
at the coarsest separator there is, merge pieces up to SIZE, carry OVERLAP over.
"""

import re
from collections.abc import Iterator, Sequence

SIZE, OVERLAP = 1000, 200
SEPARATORS = ("\n\n", "\n", " ", "")


def split(text: str, separators: Sequence[str] = SEPARATORS) -> Iterator[str]:
    """Chunks of at most SIZE characters."""
    at = next(i for i, each in enumerate(separators) if each in text)
    separator, finer = separators[at], separators[at + 1 :]
    small: list[str] = []
    for piece in _pieces(text, separator):
        if len(piece) < SIZE:
            small.append(piece)
            continue
        yield from _merged(small)
        small = []
        yield from split(piece, finer) if finer else (piece,)
    yield from _merged(small)


def _pieces(text: str, separator: str) -> list[str]:
    """The text cut before each separator, which stays with what follows it."""
    if not separator:
        return list(text)
    return [piece for piece in re.split(f"(?={re.escape(separator)})", text) if piece]


def _merged(pieces: Sequence[str]) -> Iterator[str]:
    held: list[str] = []
    total = 0
    for piece in pieces:
        if held and total + len(piece) > SIZE:
            yield from _whole(held)
            while total > OVERLAP or (total and total + len(piece) > SIZE):
                total -= len(held.pop(0))
        held.append(piece)
        total += len(piece)
    yield from _whole(held)


def _whole(pieces: Sequence[str]) -> Iterator[str]:
    if text := "".join(pieces).strip():
        yield text
