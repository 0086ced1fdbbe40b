"""The three kinds of briefing: one report, several beside each other, a topic across them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.shapes import Block, Item, Row, Table
from service.tasks.brief.across import alone, common, told
from service.tasks.brief.desk import BriefDesk
from service.tasks.brief.fill import Offer, filled
from service.tasks.brief.fit import CHARS, INDENT, table_lines
from service.tasks.brief.one import GrowingPage
from service.tasks.brief.page import counted_rows
from service.tasks.brief.tables import one_region, several
from service.tasks.compare.finding_claims import claims
from service.tasks.compare.topic import figures_on
from service.tasks.proving import OwnSentence
from service.tasks.theme.shared import shared
from service.tasks.theme.topic import ReportOnTopic
from service.tasks.writing import Prose

TABLES = ((8, True), (6, False), (5, False))
TABLE_LINES = 3.8
SEVERAL_ROWS = 8
SHORTEST = 36
LINE = CHARS - INDENT
PLAN_ROOM = 40.0
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
    page: GrowingPage | None = None

    def blocks(self, lines: int, regions: Mapping[int, str]) -> tuple[Block, ...]:
        """The blocks that fit into so many lines; `regions` tells whose report a citation is."""
        return self.page.blocks(lines) if self.page else filled(self.offers, lines, regions)


def title_of(desk: BriefDesk) -> str:
    """What a page on one report, or on several, is called."""
    if len(desk.reports) > 1:
        return f"{desk.names()}政府工作报告对比要点"
    report = desk.sources[0].report
    return f"{report.region}{report.year}年政府工作报告要点"


def of_report(desk: BriefDesk, rows: Sequence[Row], prose: Prose) -> Made:
    """How one region's year is judged, its figures, its work, its problems, its plan.

    A model's sentences stand in place of the report's clauses where there are any.
    """
    table = desk.proven_table(rows, _fitting(desk, rows))
    return Made(title_of(desk), table=table, page=GrowingPage(desk, rows, table, prose))


def _fitting(desk: BriefDesk, rows: Sequence[Row]) -> Table | None:
    """The table that tells most indicators in the lines that a page can spare for it."""
    report = desk.sources[0].report
    for most, beside in TABLES:
        table = one_region(rows, report, desk.citing, most, beside=beside)
        if table is None or table_lines(table.header, counted_rows(table)) <= TABLE_LINES:
            return table
    return one_region(rows, report, desk.citing, FEW)


def _adds(desk: BriefDesk, claim: OwnSentence, table: Table | None) -> bool:
    """Whether the finding says more than the table beside it shows."""
    computed = any(derived.operation != "rank" for derived in claim.derived)
    return computed or not desk.is_told(claim.item, table)


def of_reports(desk: BriefDesk, rows: Sequence[Row], prose: Prose, *, apart: bool = False) -> Made:
    """Several regions: their table, who leads and by how much, what each did and plans, what they
    share and what only one has.

    A model's sentences on all of them stand in front.
    """
    reports = [source.report for source in desk.sources]
    table = desk.proven_table(rows, several(rows, reports, desk.citing, SEVERAL_ROWS))
    known = desk.shown(rows, table)
    found = desk.proven(claims(rows, desk.reports, desk.citing, apart=apart))
    findings = tuple(claim.item for claim in found if _adds(desk, claim, table))
    ranks = (0.1, *(place + 1.5 for place in range(len(findings))))[: len(findings)]
    room = LINE * (2 if len(reports) <= FEW else 1)
    done = [told(desk, s, f"{s.report.region}：", room, known, plan=False) for s in desk.sources]
    plans = [
        told(desk, s, f"{s.report.region}计划：", PLAN_ROOM, known, plan=True) for s in desk.sources
    ]
    wide = LINE + CHARS * (len(reports) <= MANY)
    only = [item for source in desk.sources for item in alone(desk, source, wide)]
    alike = common(desk)
    joined = len(reports) > MANY
    notes = () if len(reports) <= SEVERAL_ROWS else (f"表中列前{SEVERAL_ROWS}份报告。",)
    return Made(
        title_of(desk),
        (
            _in_front("总体情况", prose.items),
            Offer("主要发现", findings, ranks, joined=True),
            desk.in_turn("各地做法", done, [1.0] * len(done), together=True, joined=joined),
            desk.in_turn(
                f"{_years(desk)}安排", plans, [1.0] * len(plans), together=True, joined=True
            ),
            Offer("共同与独有", (*alike, *only), _turns(len(alike), len(only)), joined=True),
        ),
        table,
        notes,
    )


def _years(desk: BriefDesk) -> str:
    years = {source.report.year for source in desk.sources}
    return f"{years.pop()}年" if len(years) == 1 else "各地"


def _turns(alike: int, only: int) -> tuple[float, ...]:
    """One that is common, then one of each region, then the rest."""
    return (*(1.5 + 2 * at for at in range(alike)), *(1.6 + 0.2 * at for at in range(only)))


def _in_front(heading: str, items: Sequence[Item]) -> Offer:
    return Offer(heading, tuple(items), tuple(0.2 + i / 2 for i in range(len(items))), joined=True)


def of_topic(
    desk: BriefDesk, topic: str, spoken: Sequence[ReportOnTopic], theme: Sequence[Item] = ()
) -> Made:
    """What each region did and plans on the topic, and what they share.

    `theme` are a model's proven sentences on what is common and what differs.
    """
    did = [[desk.lead(one.source, s, plan=False) for s in one.did] for one in spoken]
    will = [[desk.lead(one.source, s, plan=True) for s in one.will] for one in spoken]
    alike = tuple(claim.item for claim in desk.proven(shared(desk, spoken)))
    figures = tuple(claim.item for claim in desk.proven(figures_on(desk, topic, spoken)))
    done, plans = [_items(desk, g) for g in did], [_items(desk, g) for g in will]
    weights = [1.0 if group else FIRST for group in done]  # who did nothing yet has its plan first
    silent = [one.source.report.region for one in spoken if not one.did and not one.will]
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


def _items(desk: BriefDesk, group: Sequence[OwnSentence]) -> list[Item]:
    """The proven ones, those first that leave room for the other regions."""
    items = [claim.item for claim in desk.proven(group)]
    limit = TOPIC_LONG if len(desk.sources) <= FEW else TOPIC_CHARS // len(desk.sources)
    return sorted(items, key=lambda item: max(0, len(item.text) - max(limit, SHORTEST)))


def left_out(desk: BriefDesk, made: Made, blocks: Sequence[Block]) -> list[str]:
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
