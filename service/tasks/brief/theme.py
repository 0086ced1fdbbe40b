"""What the reports have in common on a topic and where they differ: a model's words, proven."""

from collections.abc import Sequence

from service.tasks.brief.desk import Desk
from service.tasks.brief.topic import Told
from service.tasks.brief.writing import DONE, PLANNED, Order, Prose, Quote, prose
from service.wiring import World

MOST = 4


def _quotes(desk: Desk, told: Sequence[Told]) -> tuple[Quote, ...]:
    """Every sentence that was found, with its citation number."""
    return tuple(
        Quote(one.source.report.id, part, said.text, desk.cite(one.source, said))
        for one in told
        for part, sentences in ((DONE, one.did), (PLANNED, one.will))
        for said in sentences
    )


async def themed(world: World, desk: Desk, topic: str, told: Sequence[Told]) -> Prose:
    """What is common and what differs; nothing offline, of one report, or when the model fails."""
    quotes = _quotes(desk, told)
    if len({quote.report for quote in quotes}) < 2:
        return Prose()
    return await prose(world, desk, Order("theme", {"topic": topic}, quotes, MOST))
