"""The desk a briefing is put together on: sources, citations, what each sentence is worth."""

from collections.abc import Sequence

from service.shapes import Item, Row, Table
from service.tasks.brief.fill import Offer, weight
from service.tasks.compare.proven import fact_claim
from service.tasks.proving import OwnSentence
from service.tasks.quoting import Quoting
from service.tasks.sources import ReportSource
from service.tasks.words import unmarked
from service.verify import Context

NAMED = 2


class BriefDesk(Quoting):
    """Sources and citation numbers of one briefing."""

    def __init__(self, sources: Sequence[ReportSource]) -> None:
        super().__init__(sources)
        self._weights = {
            source.report.id: {fact.start: weight(fact) for fact in source.facts}
            for source in sources
        }

    def stands(self, source: ReportSource, start: int, end: int, *, plan: bool = False) -> bool:
        """Whether a stretch of a report stands the proof as a quotation of it, its number cited."""
        words = unmarked(source.text[start:end])
        item = Item(
            text=f"{words}。" if "“" in words else f"“{words}”。",
            citations=(self.cited(source, start, end),),
        )
        context = Context(region=source.report.region, kind="target" if plan else None)
        claim = OwnSentence(item, (source.report,), context=context, own=False)
        return bool(self.proven([claim]))

    def cited(self, source: ReportSource, start: int, end: int) -> int:
        """The citation number of a stretch of a report."""
        quote = source.text[start:end]
        return self.citing.span(source.report.id, quote, start, end, source.path_at(start))

    def names(self) -> str:
        """`满洲里市、海拉尔区`, of more than two `满洲里市等5地`."""
        regions = list(dict.fromkeys(source.report.region for source in self.sources))
        if len(regions) <= NAMED:
            return "、".join(regions)
        return f"{regions[0]}等{len(regions)}地"

    def regions(self) -> dict[int, str]:
        """Whose report each citation is."""
        return {n.n: self.reports[n.report].region for n in self.citing.all()}

    def shown(self, rows: Sequence[Row], table: Table | None) -> frozenset[str]:
        """The facts that the table tells already."""
        lines = table.citations if table else ()
        numbers = {number for line in lines for number in line if number}
        facts = [cell.fact for row in rows for cell in row.cells if cell.fact is not None]
        return frozenset(fact.id for fact in facts if self.citing.fact(fact) in numbers)

    def is_told(self, item: Item, table: Table | None) -> bool:
        """Whether the table tells all figures of the item's sources already."""
        lines = table.citations if table else ()
        held = {citation.n: citation for citation in self.citing.all()}
        told = {(held[n].report, held[n].start) for line in lines for n in line if n is not None}
        facts = {
            (held[n].report, start)
            for n in item.citations
            for start in self._weights[held[n].report]
            if held[n].start <= start < held[n].end
        }
        return bool(facts) and facts <= told

    def in_turn(
        self,
        heading: str,
        groups: Sequence[Sequence[Item]],
        weights: Sequence[float],
        *,
        together: bool,
        joined: bool = False,
    ) -> Offer:
        """A line for each region before a second for any; the groups are in order of worth."""
        items = tuple(item for group in groups for item in group)
        ranks = tuple(
            (place + 1) / worth
            for group, worth in zip(groups, weights, strict=True)
            for place in range(len(group))
        )
        return Offer(heading, items, ranks, joined, together)

    def proven_table(self, rows: Sequence[Row], table: Table | None) -> Table | None:
        """The table without the lines that hold a figure which does not stand."""
        if table is None:
            return None
        shown = {number for line in table.citations for number in line if number}
        facts = [cell.fact for row in rows for cell in row.cells if cell.fact is not None]
        drafts = [
            fact_claim(fact, self.reports[fact.report], self.citing)
            for fact in facts
            if self.citing.fact(fact) in shown
        ]
        kept = {number for claim in self.proven(drafts) for number in claim.item.citations}
        places = [
            place
            for place, line in enumerate(table.citations)
            if all(number is None or number in kept for number in line)
        ]
        return table.model_copy(
            update={
                "rows": tuple(table.rows[place] for place in places),
                "citations": tuple(table.citations[place] for place in places),
            }
        )
