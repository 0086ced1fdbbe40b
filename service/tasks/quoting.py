"""Sentences of reports on their way into a text: quoted under their numbers, and proven."""

from collections.abc import Sequence

from service.shapes import Item, ProofCount
from service.tasks.citing import Citing
from service.tasks.proving import OwnSentence, standing
from service.tasks.sources import ReportSource
from service.tasks.summary.salient import SalientSentence
from service.tasks.words import unmarked
from service.verify import Context


class Quoting:
    """Sources and citation numbers of one text; `citing` continues a numbering begun before."""

    def __init__(self, sources: Sequence[ReportSource], citing: Citing | None = None) -> None:
        self.sources = tuple(sources)
        self.reports = {source.report.id: source.report for source in sources}
        self.citing = citing or Citing(self.reports)
        self.counts: list[ProofCount] = []

    def proven(self, claims: Sequence[OwnSentence]) -> list[OwnSentence]:
        """The claims that stand; the count is kept."""
        kept, count = standing(claims, self.citing.all())
        self.counts.append(count)
        return kept

    def cite(self, source: ReportSource, sentence: SalientSentence) -> int:
        """The citation number of a sentence of a report."""
        return self.citing.span(
            source.report.id, sentence.text, sentence.start, sentence.end, sentence.section.path
        )

    def lead(self, source: ReportSource, sentence: SalientSentence, *, plan: bool) -> OwnSentence:
        """A sentence of a report with its region in front."""
        report = source.report
        number = self.cite(source, sentence)
        head = f"{report.region}{report.year}年计划：" if plan else f"{report.region}："
        item = Item(text=f"{head}{unmarked(sentence.text).rstrip('；;。')}。", citations=(number,))
        context = Context(region=report.region, kind="target" if plan else None)
        return OwnSentence(item, (report,), source.facts, context=context, own=False)
