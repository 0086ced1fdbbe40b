"""The three kinds of briefing: one report, several beside each other, a topic across them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.shapes import Block, Item, Row, Summary, Table
from service.tasks.brief.desk import Desk
from service.tasks.brief.fill import Offer, filled
from service.tasks.brief.fit import table_lines
from service.tasks.brief.one import Page
from service.tasks.brief.page import counted_rows
from service.tasks.brief.priorities import PAIR, priorities
from service.tasks.brief.tables import one_region, several
from service.tasks.compare.finding_claims import claims
from service.tasks.compare.topic import figures_on
from service.tasks.proving import Claim
from service.tasks.sources import Source
from service.tasks.theme.shared import shared
from service.tasks.theme.topic import Told
from service.tasks.writing import Prose

TABLES = ((8, True), (6, False), (5, False))
TABLE_LINES = 3.8
SEVERAL_ROWS = 8
SHORT, SHORTER, SHORTEST = 54, 50, 36
PLAN_LEAST = 30
TOPIC_LONG = 144
TOPIC_CHARS = 330
FIRST = 1.9
FEW, MANY = 2, 3


@dataclass(frozen=True, slots=True)
class Made:
    """A briefing before it is fitted to its page: a `page` that fills itself, or offers."""

    title: str
    offers: tuple[Offer, ...] = ()
    table: Table | None = None
    notes: tuple[str, ...] = ()
    page: Page | None = None

    def blocks(self, lines: int, regions: Mapping[int, str]) -> tuple[Block, ...]:
        """The blocks that fit into so many lines; `regions` tells whose report a citation is."""
        return self.page.blocks(lines) if self.page else filled(self.offers, lines, regions)


def title_of(desk: Desk) -> str:
    """What a page on one report, or on several, is called."""
    if len(desk.reports) > 1:
        return f"{desk.names()}政府工作报告对比要点"
    report = desk.sources[0].report
    return f"{report.region}{report.year}年政府工作报告要点"


def of_report(desk: Desk, rows: Sequence[Row], prose: Prose) -> Made:
    """How one region's year is judged, its figures, its work, its problems, its plan.

    A model's sentences stand in place of the report's clauses where there are any.
    """
    table = desk.proven_table(rows, _fitting(desk, rows))
    return Made(title_of(desk), table=table, page=Page(desk, rows, table, prose))


def _beside_table(desk: Desk, items: Sequence[Item], table: Table | None) -> list[Item]:
    """Without the sentences whose figures the table holds already."""
    return [item for item in items if not desk.is_told(item, table)]


def _fitting(desk: Desk, rows: Sequence[Row]) -> Table | None:
    """The table that tells most indicators in the lines that a page can spare for it."""
    report = desk.sources[0].report
    for most, beside in TABLES:
        table = one_region(rows, report, desk.citing, most, beside=beside)
        if table is None or table_lines(table.header, counted_rows(table)) <= TABLE_LINES:
            return table
    return one_region(rows, report, desk.citing, FEW)


def _adds(desk: Desk, claim: Claim, table: Table | None) -> bool:
    """Whether the finding says more than the table beside it shows."""
    computed = any(derived.operation != "rank" for derived in claim.derived)
    return computed or not desk.is_told(claim.item, table)


def _limit(desk: Desk) -> int:
    """How long a region's line should be, by how many regions share the page."""
    regions = len(desk.sources)
    return SHORT if regions <= FEW else SHORTER if regions <= MANY else SHORTEST


def _first_items(desk: Desk, items: Sequence[Item], head: str) -> list[Item]:
    """The items with their region in front: of the short ones those that say most first; those
    that tell no figure and no deed only where there is nothing else."""
    items = [one for one, said in zip(items, desk.values(items), strict=True) if said] or items
    values, limit = desk.values(items), _limit(desk)
    lengths = [len(head) + len(item.text) for item in items]
    order = sorted(range(len(items)), key=lambda i: (lengths[i] > limit) * lengths[i] or -values[i])
    return [Item(text=head + items[i].text, citations=items[i].citations) for i in order]


def of_reports(desk: Desk, rows: Sequence[Row], summaries: Sequence[Summary], prose: Prose) -> Made:
    """Several regions: their table, the findings, and what each did and plans.

    A model's sentences on all of them stand in front.
    """
    reports = [source.report for source in desk.sources]
    table = desk.proven_table(rows, several(rows, reports, desk.citing, SEVERAL_ROWS))
    found = desk.proven(claims(rows, desk.reports, desk.citing))
    done = [
        _first_items(
            desk, _beside_table(desk, one.done, table), f"{desk.reports[one.report].region}："
        )
        for one in summaries
    ]
    plans = [
        _planned(desk, source, _beside_table(desk, one.plans, table), one)
        for source, one in zip(desk.sources, summaries, strict=True)
    ]
    findings = tuple(claim.item for claim in found if _adds(desk, claim, table))
    ranks = (0.1, *(place + 2.0 for place in range(len(findings))))[: len(findings)]
    many = len(reports) > MANY
    notes = () if len(reports) <= SEVERAL_ROWS else (f"表中列前{SEVERAL_ROWS}份报告。",)
    return Made(
        title_of(desk),
        (
            _in_front("总体情况", prose.items),
            Offer("主要发现", findings, ranks, joined=True),
            desk.in_turn("各地做法", done, [1.0] * len(done), together=True, joined=many),
            desk.in_turn("各地安排", plans, [1.0] * len(plans), together=True, joined=many),
        ),
        table,
        notes,
    )


def _in_front(heading: str, items: Sequence[Item]) -> Offer:
    return Offer(heading, tuple(items), tuple(0.2 + i / 2 for i in range(len(items))), joined=True)


def _planned(desk: Desk, source: Source, own: Sequence[Item], summary: Summary) -> list[Item]:
    """What the plan's headings name, then its own sentences, each with the region in front."""
    head = _plan_head(desk, summary)
    first = priorities(desk, source, max(_limit(desk) - len(head), PLAN_LEAST), PAIR)
    named = [Item(text=head + item.text, citations=item.citations) for item in first]
    return [*named, *_first_items(desk, own, head)]


def _plan_head(desk: Desk, summary: Summary) -> str:
    report = desk.reports[summary.report]
    return f"{report.region}{report.year}年计划："


def of_topic(desk: Desk, topic: str, told: Sequence[Told], theme: Sequence[Item] = ()) -> Made:
    """What each region did and plans on the topic, and what they share.

    `theme` are a model's proven sentences on what is common and what differs.
    """
    did = [[desk.lead(one.source, s, plan=False) for s in one.did] for one in told]
    will = [[desk.lead(one.source, s, plan=True) for s in one.will] for one in told]
    alike = tuple(claim.item for claim in desk.proven(shared(desk, told)))
    figures = tuple(claim.item for claim in desk.proven(figures_on(desk, topic, told)))
    done, plans = [_items(desk, g) for g in did], [_items(desk, g) for g in will]
    weights = [1.0 if group else FIRST for group in done]  # who did nothing yet has its plan first
    silent = [one.source.report.region for one in told if not one.did and not one.will]
    notes = (f"未见相关内容：{'、'.join(silent)}。",) if silent else ()
    kind = "做法" if len(desk.sources) > 1 else "情况"
    return Made(
        f"{desk.names()}“{topic}”{kind}要点",
        (
            _in_front("异同", theme),
            Offer("数据对比", figures, tuple(0.3 + 2 * i for i in range(len(figures))), True),
            desk.in_turn("已有做法", done, [FIRST] * len(done), together=False),
            desk.in_turn("下一步安排", plans, weights, together=False),
            Offer("共同点", alike, tuple(2.0 + i for i in range(len(alike))), joined=True),
        ),
        None,
        notes,
    )


def _items(desk: Desk, group: Sequence[Claim]) -> list[Item]:
    """The proven ones, those first that leave room for the other regions."""
    items = [claim.item for claim in desk.proven(group)]
    limit = TOPIC_LONG if len(desk.sources) <= FEW else TOPIC_CHARS // len(desk.sources)
    return sorted(items, key=lambda item: max(0, len(item.text) - max(limit, SHORTEST)))


def left_out(desk: Desk, made: Made, blocks: Sequence[Block]) -> list[str]:
    """Regions that have something to say and no sentence on the page."""
    offered = [item for offer in made.offers for item in offer.items]
    shown = [item for block in blocks for item in block.items]
    reports = {citation.n: citation.report for citation in desk.citing.all()}

    def regions(items: Sequence[Item]) -> dict[str, None]:
        ids = [reports[number] for item in items for number in item.citations]
        return dict.fromkeys(desk.reports[name].region for name in ids)

    tabled = {
        reports[n] for line in (made.table.citations if made.table else ()) for n in line if n
    }
    here = {*regions(shown), *(desk.reports[name].region for name in tabled)}
    return [region for region in regions(offered) if region not in here]
