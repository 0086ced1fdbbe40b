"""What the reports have in common on a topic and where they differ: a model's words, proven."""

from collections.abc import Sequence
from dataclasses import replace

from service.tasks.quoting import Quoting
from service.tasks.theme.own import checked
from service.tasks.theme.topic import ReportOnTopic
from service.tasks.writing import DONE, PLANNED, OfferedQuote, Order, Prose, prose
from service.wiring import World

MOST = 8


def _quotes(desk: Quoting, told: Sequence[ReportOnTopic]) -> tuple[OfferedQuote, ...]:
    """Every sentence that was found, with its citation number."""
    return tuple(
        OfferedQuote(one.source.report.id, part, said.text, desk.cite(one.source, said))
        for one in told
        for part, sentences in ((DONE, one.did), (PLANNED, one.will))
        for said in sentences
    )


async def themed(world: World, desk: Quoting, topic: str, told: Sequence[ReportOnTopic]) -> Prose:
    """What is common and what differs; nothing offline, of one report, or when the model fails."""
    quotes = _quotes(desk, told)
    if len({quote.report for quote in quotes}) < 2:
        return Prose()
    made = await prose(world, desk, Order("theme", {"topic": topic}, quotes, MOST))
    kept, gone = checked(made.sentences, topic, desk)
    removed = (*made.proof.removed, *gone)
    return replace(made, sentences=kept, proof=made.proof.model_copy(update={"removed": removed}))
