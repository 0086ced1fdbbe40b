"""Search: every passage scored once by vector and by keyword, ranked inside its own report.

Ranking inside each report, never across them, keeps a region whose report words things
differently from being crowded out by its neighbours.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from vectorstore import keyword, late
from vectorstore.documents import Passage
from vectorstore.encodable import encodable
from vectorstore.errors import EmbeddingsFailed
from vectorstore.library import Library, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    np = late.module("numpy")

# Reciprocal rank fusion: how slowly a rank's weight falls off.
_RRF = 20
# Up to so many reports the keyword index is asked one by one, beyond that once for all.
_FEW = 12
_LONGEST_QUERY = 600

_Floats: TypeAlias = "NDArray[np.float64]"
_Ints: TypeAlias = "NDArray[np.int64]"


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. Ranks count from 1 inside its report, None where that side missed it.

    `similarity` is the cosine to the question, comparable across reports of one library.
    """

    passage: Passage
    score: float
    vector_rank: int | None
    keyword_rank: int | None
    similarity: float | None


@dataclass(frozen=True, slots=True)
class _Scored:
    """The passages searched, one entry each in every array, rows ascending."""

    rows: _Ints
    report: _Ints
    similarity: _Floats
    bm25: _Floats


def search(
    library: Library,
    query: str,
    *,
    reports: Sequence[str] | None = None,
    per_report: int = 5,
    limit: int | None = None,
) -> list[Hit]:
    """The best passages of each report (of `reports`, or of all), best first.

    At most `per_report` of one report and `limit` in all; with a limit, the best passage of
    every report comes before the second best of any.
    """
    wanted = None if reports is None else {library.report(name).id for name in reports}
    spans = [span for span in library.spans if wanted is None or span.report in wanted]
    query = encodable(query)[:_LONGEST_QUERY]
    if not spans or not query.strip():
        return []
    scored = _scored(library, query, spans)
    by_vector = _ranks(scored.report, scored.similarity)
    by_keyword = _ranks(scored.report, scored.bm25)
    fused = _weight(by_vector) + _weight(by_keyword)
    place = _ranks(scored.report, fused)
    best = np.flatnonzero((place <= per_report) & (fused > 0))
    order = best[np.lexsort((-scored.similarity[best], -fused[best], place[best]))][:limit]
    passages = library.passages_at([int(row) for row in scored.rows[order]])
    return [
        Hit(
            passage=passages[int(scored.rows[at])],
            score=float(fused[at]),
            vector_rank=int(by_vector[at]) or None,
            keyword_rank=int(by_keyword[at]) or None,
            similarity=None if np.isnan(scored.similarity[at]) else scored.similarity[at].item(),
        )
        for at in order
    ]


def _scored(library: Library, query: str, spans: Sequence[Span]) -> _Scored:
    sizes = [span.last - span.first + 1 for span in spans]
    rows = np.concatenate([np.arange(span.first, span.last + 1) for span in spans])
    offsets = np.repeat([span.at - span.first for span in spans], sizes)
    return _Scored(
        rows=rows,
        report=np.repeat(np.arange(len(spans)), sizes),
        similarity=_similarities(library, query, rows + offsets),
        bm25=_bm25(library, query, spans, rows),
    )


def _similarities(library: Library, query: str, places: _Ints) -> _Floats:
    """The cosine to the query of the matrix rows at `places`; NaN where there is no vector."""
    nothing = np.full(len(places), np.nan)
    if len(library.matrix) <= places[-1]:
        return nothing
    try:
        vector = np.asarray(library.embeddings.embed_query(query), np.float32)
    except EmbeddingsFailed:  # keywords alone still answer
        return nothing
    if len(places) * 4 < len(library.matrix):
        cosines = library.matrix[places] @ vector
    else:
        cosines = (library.matrix @ vector)[places]
    return np.where(library.has_vector[places], cosines.astype(np.float64), np.nan)


def _bm25(library: Library, query: str, spans: Sequence[Span], rows: _Ints) -> _Floats:
    """The keyword score of the passages at `rows`; NaN where no word of the query stands."""
    whole = [(min(span.first for span in spans), max(span.last for span in spans))]
    ranges = [(s.first, s.last) for s in spans] if len(spans) <= _FEW else whole
    with library.engine.connect() as connection:
        found = keyword.scores(connection, query, ranges)
    scores = np.full(len(rows), np.nan)
    if found:
        at = np.array([row for row, _ in found], np.int64)
        score = np.array([value for _, value in found], np.float64)
        place: _Ints = np.searchsorted(rows, at)
        asked = rows[np.minimum(place, len(rows) - 1)] == at
        scores[place[asked]] = score[asked]
    return scores


def _ranks(report: _Ints, score: _Floats) -> _Ints:
    """The rank of each entry inside its report from 1, the highest score first; 0 for NaN.

    `report` ascends. One sort over report and score together is twice as fast as a lexsort.
    """
    missing = np.isnan(score)
    widest = np.max(np.abs(score), where=~missing, initial=1.0)
    order = np.argsort(report * 4 + np.where(missing, 2, -score / widest), kind="stable")
    ranks = np.empty(len(report), np.int64)
    ranks[order] = np.arange(len(report)) - np.searchsorted(report, report) + 1
    return np.where(missing, 0, ranks)


def _weight(ranks: _Ints) -> _Floats:
    return np.where(ranks > 0, 1 / (_RRF + ranks), 0.0)
