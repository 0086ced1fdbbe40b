"""The problems that a report names, each with what it says of it: 二是创新能力弱。企业自主创新能力不强…."""

from collections.abc import Sequence

from service.tasks.answer.coverage import QUOTES, covered_by, wanted_of
from service.tasks.answer.page import Page, Span, page_of
from service.tasks.sources import sources_of
from service.tasks.summary.extract import problem_spans
from vectorstore.documents import Report
from vectorstore.library import Library

HEADING = 18  # letters of a problem that is but named
WHOLE = 240  # letters of one that is told with all that is said of it
ABOUT, CLOSE = 0.6, 0.02  # so much of what is asked about a problem has to name
MOST = 3


def lacks_of(library: Library, report: Report) -> list[Span]:
    """Where a report names its problems; where it but heads them, with what stands under the head."""
    spans = problem_spans(sources_of(library, (report,))[0])
    sizes = sorted(end - start for start, end in spans)
    if not spans or sizes[len(sizes) // 2] > HEADING:
        return spans
    return unfolded(page_of(library, report.id), spans)


def unfolded(page: Page, spans: Sequence[Span]) -> list[Span]:
    """Problems with the sentences behind them, up to the next."""
    told: list[Span] = []
    for at, (start, end) in enumerate(spans):
        until = spans[at + 1][0] if at + 1 < len(spans) else page.lacks[1]
        behind = [s.end for s in page.sentences if end <= s.start and s.end <= until]
        behind = [stop for stop in behind if stop - start <= WHOLE]
        told.append((start, max([end, *behind])))
    return told


def lacks_on(library: Library, report: Report, about: str) -> list[Span]:
    """The problems that name most of what is asked about, with what is said of them: 经济 is told by
    经济总量、产业规模还较小; none where they name too little of it."""
    page = page_of(library, report.id)
    wanted = wanted_of(about, [page])
    spans = unfolded(page, problem_spans(sources_of(library, (report,))[0]))
    shares = [covered_by(wanted, page.text[slice(*span)].translate(QUOTES)) for span in spans]
    best = max(shares, default=0.0)
    told = [span for span, share in zip(spans, shares, strict=True) if share >= best - CLOSE]
    return told[:MOST] if best >= ABOUT else []
