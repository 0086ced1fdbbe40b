"""The tools: what each takes, said for the model that chooses among them, and what it does."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from service.ledger import FactQuery
from service.shapes import Answer, Brief, Comparison, RowKind, Shape
from service.tasks.answer import answer
from service.tasks.brief import brief
from service.tasks.changes.nation import term_use
from service.tasks.changes.shapes import Changes
from service.tasks.changes.shapes_nation import TermUse
from service.tasks.changes.task import changes
from service.tasks.compare.selection import select
from service.tasks.compare.task import compare
from service.tasks.figures import figures
from service.toolbox.passages import found_passages
from service.toolbox.results import FactList, PassageList, ReportList
from service.wiring import World

Regions: TypeAlias = Annotated[
    tuple[str, ...],
    Field(description="地区名，如 满洲里市；上级地区包括下级；不填为全部", max_length=500),
]
Years: TypeAlias = Annotated[
    tuple[int, ...],
    Field(description="报告的年份（部署工作的那一年）；2021年报告回顾2020年", max_length=100),
]
Indicators: TypeAlias = Annotated[
    tuple[str, ...], Field(description="指标名，如 地区生产总值", max_length=500)
]
Topic: TypeAlias = Annotated[str | None, Field(description="专题，如 优化营商环境")]
FactKind: TypeAlias = Literal["actual", "expected", "target", "cumulative", "average", "result"]


@dataclass(frozen=True, slots=True)
class Toolbox:
    """The tools over one world; each returns a shape whose quotes are spans of reports."""

    world: World

    def tools(self) -> tuple[Callable[..., Awaitable[Shape]], ...]:
        """All of them; a tool's name is its function's, what it is for its docstring."""
        return (
            self.ask,
            self.figures,
            self.compare,
            self.brief,
            self.search_passages,
            self.list_reports,
            self.changes,
            self.term,
        )

    async def ask(
        self,
        question: Annotated[str, Field(description="用平常的话提的问题", max_length=500)],
        regions: Regions = (),
        years: Years = (),
    ) -> Answer:
        """回答关于政府工作报告的问题；每个数字、每句话都核对到原文，报告没写的如实说没有。"""
        return await answer(self.world, question, regions=regions, years=years, earlier=())

    async def figures(
        self,
        regions: Regions = (),
        years: Years = (),
        indicators: Indicators = (),
        periods: Annotated[
            tuple[str, ...], Field(description="数据的时期，如 2020、2016-2020")
        ] = (),
        kind: Annotated[
            FactKind | None,
            Field(description="actual完成、expected预计、target目标、result完成或预计"),
        ] = None,
        doubtful: Annotated[bool, Field(description="只要口径待核的数据")] = False,
        limit: Annotated[int, Field(description="最多几条", ge=1, le=500)] = 50,
    ) -> FactList:
        """查台账：每条数据带时期、类型、口径、原文和位置。"""
        query = FactQuery(
            indicators=indicators,
            periods=periods,
            kinds=(kind,) if kind else (),
            standing="doubtful" if doubtful else "sure",
        )
        library = self.world.library()
        found = await asyncio.to_thread(figures, library, query, regions, years)
        return FactList(facts=found[:limit], total=len(found))

    async def compare(
        self,
        regions: Regions = (),
        years: Years = (),
        indicators: Indicators = (),
        kind: Annotated[
            RowKind | None, Field(description="result完成、target目标、cumulative累计、average年均")
        ] = None,
        topic: Topic = None,
    ) -> Comparison:
        """把几个地区、几个年份的指标放在一张表里；空格说明为什么空，口径不同的不比。"""
        return await compare(
            self.world,
            regions=regions,
            years=years,
            indicators=indicators,
            kind=kind,
            topic=topic,
        )

    async def brief(self, regions: Regions = (), years: Years = (), topic: Topic = None) -> Brief:
        """写一页简报：做了什么、主要数据、计划做什么、自己指出的问题，附出处。"""
        return await brief(self.world, regions=regions, years=years, topic=topic, sources=True)

    async def search_passages(
        self,
        query: Annotated[str, Field(description="要找的内容", min_length=1, max_length=500)],
        regions: Regions = (),
        years: Years = (),
        limit: Annotated[int, Field(description="最多几段", ge=1, le=50)] = 8,
    ) -> PassageList:
        """按意思和字词找报告原文段落，带位置；段落里的数据有疑问时注明口径待核。"""
        library = self.world.library()
        found = await asyncio.to_thread(found_passages, library, query, regions, years, limit)
        return PassageList(passages=found)

    async def list_reports(self, regions: Regions = (), years: Years = ()) -> ReportList:
        """列出库中的报告；先看有哪些地区、哪些年份再提问。"""
        reports = self.world.library().reports()
        if regions or years:
            asked = years or sorted({report.year for report in reports})
            reports = select(reports, regions, asked).reports
        return ReportList(reports=reports)

    async def changes(
        self,
        region: Annotated[str, Field(description="一个地区，如 乌海市", min_length=1)],
        first: Annotated[int | None, Field(description="较早的报告年份；默认上一份")] = None,
        last: Annotated[int | None, Field(description="较晚的报告年份；默认最近一份")] = None,
    ) -> Changes:
        """比一个地区两年报告的提法：延续的任务与数字、力度变化、新提与不提、承诺未交代、问题重复。"""
        return await asyncio.to_thread(changes, self.world, region, first=first, last=last)

    async def term(
        self,
        term: Annotated[str, Field(description="一个提法，如 新质生产力", min_length=2)],
        regions: Regions = (),
        years: Years = (),
    ) -> TermUse:
        """哪些地区的报告提到一个提法、哪年首次提到、各年多少份，每份有原文。"""
        return await asyncio.to_thread(term_use, self.world.library(), term, regions, years)
