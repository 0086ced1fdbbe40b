"""Numbering of sources: one span, one number, in the order of first use."""

from collections.abc import Iterable, Mapping, Sequence

from service.facts.model import Fact
from service.light import light
from service.shapes import Citation
from vectorstore.documents import Report


class Citing:
    """Hands out citation numbers while a comparison or a briefing is put together."""

    def __init__(self, reports: Mapping[str, Report]) -> None:
        self._reports = reports
        self._held: dict[tuple[str, int, int], Citation] = {}

    def span(self, report: str, quote: str, start: int, end: int, section: Sequence[str]) -> int:
        """The number of a span of a report; `quote` is the clean text there."""
        key = (report, start, end)
        if key not in self._held:
            source = self._reports[report]
            fields = {
                "n": len(self._held) + 1,
                "report": source.id,
                "region": source.region,
                "year": source.year,
                "section": tuple(section),
                "quote": quote,
                "start": start,
                "end": end,
                "source": source.source,
                "uploader": source.uploader,
            }
            self._held[key] = light(Citation, fields)
        return self._held[key].n

    def fact(self, fact: Fact) -> int:
        """The number of the fact's own quote."""
        return self.span(fact.report, fact.quote, fact.start, fact.end, fact.section)

    def same(self, citation: Citation) -> int:
        """The number here of a span that was cited elsewhere."""
        return self.span(
            citation.report, citation.quote, citation.start, citation.end, citation.section
        )

    def all(self) -> tuple[Citation, ...]:
        """All citations handed out so far, by number."""
        return tuple(self._held.values())


def renumbered(numbers: Iterable[int]) -> dict[int, int]:
    """New numbers from 1 on, in the order in which the old ones are first used."""
    return {old: new for new, old in enumerate(dict.fromkeys(numbers), start=1)}
