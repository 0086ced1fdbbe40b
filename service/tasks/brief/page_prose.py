"""A region's page in a model's words: its own sentences offered, their figures as tokens."""

from collections.abc import Sequence

from service.draft import amount, growth_rate, say
from service.shapes import Citation, Summary
from service.tasks.brief.desk import BriefDesk
from service.tasks.writing import DONE, PLANNED, OfferedQuote, Order, Prose, prose
from service.wiring import World
from vectorstore import tokens

MOST_OF_ONE, MOST_OF_SEVERAL = 8, 4


def _quotes(
    desk: BriefDesk, summaries: Sequence[Summary], budget: int
) -> tuple[tuple[OfferedQuote, ...], list[Citation]]:
    """The sources of the summaries, turn by turn, as many as the budget holds."""
    held = {citation.n: citation for citation in desk.citing.all()}
    lists = [
        (part, items)
        for summary in summaries
        for part, items in ((DONE, summary.done), (PLANNED, summary.plans))
    ]
    found: dict[int, OfferedQuote] = {}
    for place in range(max((len(items) for _, items in lists), default=0)):
        for part, items in lists:
            for number in items[place].citations if place < len(items) else ():
                citation = held[number]
                budget -= tokens.count(citation.quote) + 30
                if budget > 0:
                    quote = OfferedQuote(citation.report, part, citation.quote, number)
                    found.setdefault(number, quote)
    return tuple(found.values()), [held[number] for number in found]


def _figures(
    desk: BriefDesk, citations: Sequence[Citation]
) -> tuple[dict[str, str], list[dict[str, str | int]]]:
    """A token for every amount and rate in the quotes, and what each stands for."""
    filled: dict[str, str] = {}
    shown: list[dict[str, str | int]] = []
    facts = {source.report.id: source.facts for source in desk.sources}
    for n, span in enumerate(citations, start=1):
        for fact in facts[span.report]:
            if not span.start <= fact.start < span.end:
                continue
            name = f"F{len(filled) + 1}"
            for token, words, what in (
                (name, amount(fact), "数额"),
                (f"{name}g", growth_rate(fact), "增速"),
            ):
                if words:
                    filled[token] = words
                    says = f"{say(fact)}（此记号是{what}{words}）"
                    shown.append({"token": f"⟦{token}⟧", "says": says, "source": n})
    return filled, shown


async def paged(world: World, desk: BriefDesk, summaries: Sequence[Summary], title: str) -> Prose:
    """What the regions did and plan, in the model's words; nothing offline or when it fails."""
    if world.backend.name == "offline":
        return Prose()
    quotes, citations = _quotes(desk, summaries, world.settings.prompt_tokens // 2)
    filled, shown = _figures(desk, citations)
    most = MOST_OF_ONE if len(desk.sources) == 1 else MOST_OF_SEVERAL
    data: dict[str, object] = {"title": title, "figures": shown}
    return await prose(world, desk, Order("brief", data, quotes, most, filled))
