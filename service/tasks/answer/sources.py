"""The numbered sources of an answer, cut from the library as they are cited."""

from collections import defaultdict
from collections.abc import Iterable

from service.facts.model import Fact
from service.shapes import Citation
from service.tasks.citing import Citing
from service.verify import Line
from vectorstore.library import Library
from vectorstore.outline import section_at


def inside(facts: Iterable[Fact], citations: Iterable[Citation]) -> tuple[Fact, ...]:
    """The facts whose words stand in a span that is cited."""
    spans = defaultdict[str, list[tuple[int, int]]](list)
    for each in citations:
        spans[each.report].append((each.start, each.end))
    return tuple(
        fact
        for fact in facts
        if fact.report in spans
        and any(start <= fact.start and fact.end <= end for start, end in spans[fact.report])
    )


class Sources:
    """Citations of one answer; a span gets one number, however often it is cited."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._citing = Citing({report.id: report for report in library.reports()})

    def cite(self, report: str, start: int, end: int) -> int:
        """The number of a span of a report."""
        section = section_at(self._library.sections(report), start)
        quote = self._library.text(report)[start:end]
        return self._citing.span(report, quote, start, end, section.path)

    def cite_fact(self, fact: Fact) -> int:
        """The number of the fact's quote."""
        return self._citing.fact(fact)

    def quoted(self, *lines: Line) -> str:
        """The words of the reports that these sentences cite."""
        numbers = {number for line in lines for number in line.citations}
        return "\n".join(each.quote for each in self.citations if each.n in numbers)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations so far, by number."""
        return self._citing.all()
