"""A topic beside the table: what each report says of it, what is common, what sets them apart."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.shapes import Degraded, Item, ProofCount, ReportItems, Topic, Usage
from service.tasks.answer.words_part import receipt
from service.tasks.citing import Citing
from service.tasks.compare.finding_claims import claims
from service.tasks.compare.ground import OfSources
from service.tasks.compare.rows import AskedRows, rows
from service.tasks.proving import OwnSentence, total
from service.tasks.quoting import Quoting
from service.tasks.sources import ReportSource
from service.tasks.summary.salient import SalientSentence
from service.tasks.theme.own import emphasis, listed_words, only, spoken, stands_alone
from service.tasks.theme.shared import shared
from service.tasks.theme.themed import themed
from service.tasks.theme.topic import ReportOnTopic, indicators, relevance, told
from service.tasks.words import STATES
from service.tasks.writing import Prose
from service.wiring import World
from vectorstore.library import Library

COMMON = re.compile(r"(?<![首成])都(?!市)|(?<![年人平日月户])均|共同|同样|一致")
NAMES = 2.0  # the relevance of a text that names the topic
PLANS = ("plan", "plan_period")
MOST = 3
UNPICKED = "有提及，没有能核验的整句可引"


@dataclass(frozen=True, slots=True)
class Themed:
    """The topic with its proof, and what a model's words on it cost."""

    topic: Topic
    proof: ProofCount
    degraded: Degraded | None
    usage: Usage


def figures_on(desk: Quoting, topic: str, found: Sequence[ReportOnTopic]) -> list[OwnSentence]:
    """Findings on the topic's own indicators, each with its sources."""
    asked = AskedRows(indicators(topic, found), ("result", "target"))
    return claims(rows(asked, OfSources(desk.sources)), desk.reports, desk.citing)


async def on_topic(
    world: World,
    library: Library,
    sources: Sequence[ReportSource],
    missing: Sequence[str],
    citing: Citing,
    topic: str,
    *,
    offline: bool = False,
) -> Themed:
    """The reports on the topic, cited in `citing`; with `offline` no model is asked."""
    desk = Quoting(sources, citing)
    found = await asyncio.to_thread(told, library, desk.sources, topic)
    written = Prose() if offline else await themed(world, desk, topic, found)
    made = await asyncio.to_thread(_made, desk, topic, found, written.items)
    absent = tuple(
        ReportItems(report=name, items=(Item(text=f"{STATES['not_in_library']}。"),))
        for name in missing
    )
    made = made.model_copy(update={"regions": (*made.regions, *absent)})
    proof = total([written.proof, *desk.counts])
    return Themed(made, proof, written.degraded, written.usage)


def _made(
    desk: Quoting, topic: str, found: Sequence[ReportOnTopic], items: Sequence[Item]
) -> Topic:
    """The topic, a model's sentences in front of the reports' own."""
    regions = tuple(_region(desk, topic, one) for one in found)
    own = _alone(desk, topic, items)
    held = only(desk, topic, found)
    several = [item for item in items if COMMON.search(item.text) and _reports(desk, item) > 1]
    placed = [*several, *(item for group in own.values() for item in group)]
    rest = [item for item in items if item not in placed]
    alone = [
        ReportItems(
            report=name,
            items=(*own.get(name, ()), *_items(desk, held.get(name, ()))),
        )
        for name in desk.reports
    ]
    apart = (*figures_on(desk, topic, found), *emphasis(desk, topic, found))
    return Topic(
        name=topic,
        regions=regions,
        common=(*several, *_items(desk, shared(desk, found, listed_words(topic), MOST))),
        only=tuple(group for group in alone if group.items),
        emphasis=(*rest, *_items(desk, apart)),
    )


def _items(desk: Quoting, drafts: Sequence[OwnSentence]) -> tuple[Item, ...]:
    return tuple(claim.item for claim in desk.proven(drafts))


def _reports(desk: Quoting, item: Item) -> int:
    held = {citation.n: citation.report for citation in desk.citing.all()}
    return len({held[number] for number in item.citations})


def _alone(desk: Quoting, topic: str, items: Sequence[Item]) -> dict[str, list[Item]]:
    """A model's sentences on what one report alone has, where no other has the word."""
    held = {citation.n: citation.report for citation in desk.citing.all()}
    found: dict[str, list[Item]] = {}
    for item in items:
        if stands_alone(item, topic, desk):
            found.setdefault(held[item.citations[0]], []).append(item)
    return found


def _region(desk: Quoting, topic: str, one: ReportOnTopic) -> ReportItems:
    """The report's sentences, else where it names the topic at all, else that it does not."""
    source = one.source
    leads = [
        *(desk.lead(source, said, plan=False) for said in one.did),
        *(desk.lead(source, said, plan=True) for said in one.will),
    ]
    items = _items(desk, leads) or _items(desk, _naming(desk, topic, one))
    if not items:
        named = bool(leads) or relevance(source.text, topic) >= NAMES
        said = UNPICKED if named else f"{STATES['not_mentioned']}“{topic}”"
        items = (Item(text=f"{said}。{receipt([source.report], [])}"),)
    return ReportItems(report=source.report.id, items=items)


def _naming(desk: Quoting, topic: str, one: ReportOnTopic) -> list[OwnSentence]:
    """Sentences anywhere in the report that name the topic, as quotations."""
    said = [each for each in spoken(one.source) if relevance(each.text, topic) >= NAMES]
    return [_quoted(desk, one.source, each) for each in (*one.did, *one.will, *said)[:MOST]]


def _quoted(desk: Quoting, source: ReportSource, said: SalientSentence) -> OwnSentence:
    report = source.report
    head = f"{report.region}{report.year}年计划" if said.section.part in PLANS else report.region
    item = Item(text=f"{head}：“{said.text}”。", citations=(desk.cite(source, said),))
    return OwnSentence(item, (report,), source.facts)
