"""The numbered sources of an answer, cut from the library as they are cited."""

import re
from collections import defaultdict
from collections.abc import Iterable

from service.facts.model import Fact
from service.language.words import pattern_of
from service.shapes import Citation
from service.tasks.citing import Citing
from service.verify import DraftLine
from vectorstore.library import Library
from vectorstore.outline import section_at

LEAD = 200  # letters before a figure in which its sentence may open
SENTENCE_END = re.compile(r"[。！？\n]")


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
        """The number of the fact's quote; of an expected figure it begins where its sentence says
        so: 预计全区地区生产总值实现309亿元…社会消费品零售总额实现317亿元."""
        start = self._opening(fact)
        if start == fact.start:
            return self._citing.fact(fact)
        quote = self._library.text(fact.report)[start : fact.end]
        return self._citing.span(fact.report, quote, start, fact.end, fact.section)

    def _opening(self, fact: Fact) -> int:
        said = pattern_of("expected")
        if fact.kind != "expected" or said.search(fact.quote):
            return fact.start
        before = self._library.text(fact.report)[max(0, fact.start - LEAD) : fact.start]
        sentence = SENTENCE_END.split(before)[-1]
        found = said.search(sentence)
        return fact.start - len(sentence) + found.start() if found else fact.start

    def quoted(self, *lines: DraftLine) -> str:
        """The words of the reports that these sentences cite."""
        numbers = {number for line in lines for number in line.citations}
        return "\n".join(each.quote for each in self.citations if each.n in numbers)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations so far, by number."""
        return self._citing.all()
