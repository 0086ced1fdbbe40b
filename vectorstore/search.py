"""Search: every passage scored once by vector and by keyword, ranked inside its own report.

Ranking inside each report, never across them, keeps a region whose report words things
differently from being crowded out by its neighbours.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vectorstore import late
from vectorstore.documents import Passage
from vectorstore.encodable import encodable
from vectorstore.keyword import Floats, Ints
from vectorstore.library import Library
from vectorstore.similarity import similarities

if TYPE_CHECKING:
    import numpy as np
else:
    np = late.module("numpy")

# Reciprocal rank fusion: how slowly a rank's weight falls off.
_RRF = 20
_LONGEST_QUERY = 600


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
    names = [each.id for each in library.reports()] if reports is None else reports
    searched = [library.report(name) for name in dict.fromkeys(names)]
    query = encodable(query)[:_LONGEST_QUERY]
    if not searched or not query.strip():
        return []
    filings = [library.filing(report.id) for report in searched]
    sizes = [report.passages for report in searched]
    report: Ints = np.repeat(np.arange(len(searched)), sizes)
    similarity = similarities(library, query, filings, sizes)
    by_vector = _ranks(report, similarity)
    by_keyword = _ranks(report, library.keywords.scores(query, filings))
    fused = _weight(by_vector) + _weight(by_keyword)
    place = _ranks(report, fused)
    best = np.flatnonzero((place <= per_report) & (fused > 0))
    order = best[np.lexsort((-similarity[best], -fused[best], place[best]))][:limit]
    starts = np.cumsum([0, *sizes])
    passages = library.passages_at(
        [(filings[report[at]], int(at - starts[report[at]])) for at in order]
    )
    return [
        Hit(
            passage=passage,
            score=float(fused[at]),
            vector_rank=int(by_vector[at]) or None,
            keyword_rank=int(by_keyword[at]) or None,
            similarity=None if np.isnan(similarity[at]) else similarity[at].item(),
        )
        for passage, at in zip(passages, order, strict=True)
    ]


def _ranks(report: Ints, score: Floats) -> Ints:
    """The rank of each entry inside its report from 1, the highest score first; 0 for NaN.

    `report` ascends. One sort over report and score together is twice as fast as a lexsort.
    """
    missing = np.isnan(score)
    widest = np.max(np.abs(score), where=~missing, initial=1.0)
    order = np.argsort(report * 4 + np.where(missing, 2, -score / widest), kind="stable")
    ranks = np.empty(len(report), np.int64)
    ranks[order] = np.arange(len(report)) - np.searchsorted(report, report) + 1
    return np.where(missing, 0, ranks)


def _weight(ranks: Ints) -> Floats:
    return np.where(ranks > 0, 1 / (_RRF + ranks), 0.0)
