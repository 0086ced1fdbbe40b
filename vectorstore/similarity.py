"""How near the passages of some reports are to a question: asked of Chroma, segment by segment."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from vectorstore import late
from vectorstore.errors import EmbeddingsFailed, VectorsUnavailable
from vectorstore.keyword import Floats, Ints
from vectorstore.library import Library

if TYPE_CHECKING:
    import numpy as np
else:
    np = late.module("numpy")

# Up to so many passages all of them are ranked: `matter` weighs a passage against all others of
# its report. Beyond, each segment gives its nearest; that many are 100 reports' best ten.
_ALL, _NEAREST = 30_000, 1_000


def similarities(
    library: Library, query: str, filings: Sequence[int], sizes: Sequence[int]
) -> Floats:
    """The cosine to the query of every passage of these filings in order; NaN where there is no
    vector, or none among the nearest of very many."""
    found = np.full(sum(sizes), np.nan)
    first = dict(zip(filings, np.cumsum([0, *sizes])[:-1].tolist(), strict=True))
    held: dict[str, list[int]] = defaultdict(list)
    for filing, size in zip(filings, sizes, strict=True):
        if size and filing in library.segments:
            held[library.segments[filing]].append(filing)
    if not held:
        return found
    try:
        vector = np.asarray(library.embeddings.embed_query(query), np.float32)
        for segment, inside in held.items():
            _ask(library, segment, vector, inside, first, found)
    except (EmbeddingsFailed, VectorsUnavailable):  # keywords alone still answer
        return np.full(sum(sizes), np.nan)
    return found


def _ask(
    library: Library,
    segment: str,
    vector: "np.ndarray[tuple[int, ...], np.dtype[np.float32]]",
    filings: Sequence[int],
    first: dict[int, int],
    found: Floats,
) -> None:
    whole = len(filings) == sum(name == segment for name in library.segments.values())
    wanted = np.concatenate([_range(library, filing, first) for filing in filings])
    every = len(found) <= _ALL
    places, cosines = library.vectors.similar(
        segment, vector, None if whole else filings, len(wanted) if every else _NEAREST
    )
    starts = np.asarray([first.get(int(filing), -1) for filing in places[:, 0]], np.int64)
    inside = starts >= 0
    found[(starts + places[:, 1])[inside]] = cosines[inside]
    missed = wanted[np.isnan(found[wanted])]
    if every and len(missed):  # Chroma's graph does not reach every vector
        found[missed] = library.vectors.read(segment, _ids(missed, first)) @ vector


def _range(library: Library, filing: int, first: dict[int, int]) -> Ints:
    return first[filing] + np.arange(library.keywords.size(filing))


def _ids(places: Ints, first: dict[int, int]) -> list[str]:
    """The ids of the passages at these places."""
    filings = list(first)
    starts = np.asarray(list(first.values()))
    owner = np.searchsorted(starts, places, side="right") - 1
    return [f"{filings[at]}#{place - starts[at]}" for at, place in zip(owner, places, strict=True)]
