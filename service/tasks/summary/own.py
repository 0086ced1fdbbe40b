"""A report's summary in its own words, each sentence through the proof."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import repeat

from service import digests
from service.digests import OwnWords, PrintedSentence
from service.light import light
from service.shapes import Citation, Item, ProofCount, Summary
from service.tasks.citing import Citing
from service.tasks.proving import OwnSentence, standing
from service.tasks.sources import HELD, ReportSource, sources_of
from service.tasks.summary.extract import MOST, summary
from service.verify import Context
from vectorstore.documents import Report
from vectorstore.library import Library


def claims(
    source: ReportSource, items: Sequence[Item], *, plan: bool, own: bool
) -> list[OwnSentence]:
    """Sentences on a report on their way to the proof; `own` ones are given no facts."""
    context = Context(region=source.report.region, kind="target" if plan else None)
    facts = () if own else source.facts
    return [
        OwnSentence(item, (source.report,), facts, context=context, own=False) for item in items
    ]


def own_words(source: ReportSource, most: int = MOST) -> OwnWords:
    """The report's own sentences that stand."""
    citing = Citing({source.report.id: source.report})
    made = summary(source, citing, most)
    asked = [
        claim
        for items, plan in ((made.done, False), (made.plans, True), (made.problems, False))
        for claim in claims(source, items, plan=plan, own=True)
    ]
    kept, count = standing(asked, citing.all())
    stand = [claim.item for claim in kept]
    held = {citation.n: citation for citation in citing.all()}

    def said(items: Iterable[Item]) -> tuple[PrintedSentence, ...]:
        return tuple(_said(item.text, held[item.citations[0]]) for item in items if item in stand)

    return OwnWords(
        done=said(made.done), plans=said(made.plans), problems=said(made.problems), count=count
    )


def _said(text: str, citation: Citation) -> PrintedSentence:
    return PrintedSentence(
        text=text,
        start=citation.start,
        end=citation.end,
        quote=citation.quote,
        section=citation.section,
    )


def _place(said: PrintedSentence) -> tuple[str, int, int, tuple[str, ...]]:
    return said.quote, said.start, said.end, said.section


def cited(words: OwnWords, report: Report, citing: Citing) -> tuple[Summary, ProofCount]:
    """The report's own words under the numbers of one document."""

    def items(said: Sequence[PrintedSentence]) -> tuple[Item, ...]:
        return tuple(
            light(Item, {"text": each.text, "citations": (citing.span(report.id, *_place(each)),)})
            for each in said
        )

    made = Summary(
        report=report.id,
        done=items(words.done),
        plans=items(words.plans),
        problems=items(words.problems),
    )
    return made, words.count


_made = lru_cache(maxsize=HELD)(own_words)


def words_of(library: Library, reports: Sequence[Report], most: int) -> Iterable[OwnWords]:
    """The own words of each report: as they were filed, made now where they were not."""
    names = [report.id for report in reports]
    filed = digests.words(library, names) if most == MOST else repeat(None)
    for report, words in zip(reports, filed, strict=False):
        yield words or _made(sources_of(library, [report])[0], most)
