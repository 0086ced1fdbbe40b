"""What the commands that answer, compare and write take."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import typer

from service.cli.options import (
    AsJson,
    BackendName,
    DataDir,
    Indicators,
    Regions,
    Years,
)

CHANGES_SUFFIXES = (".docx", ".md")
BRIEF_SUFFIXES = (".docx", ".html", ".md")


@dataclass(frozen=True, slots=True)
class Ask:
    """回答一个问题，逐句注明出处；报告没有写的，如实说没有。"""

    question: Annotated[str, typer.Argument(metavar="问题", help="用平常的话提问")]
    region: Regions = None
    year: Years = None
    backend: BackendName = None
    as_json: AsJson = False
    stream: Annotated[bool, typer.Option("--stream", help="核验一句，显示一句")] = False
    data_dir: DataDir = None

    def __post_init__(self) -> None:
        if not self.question.strip():
            raise typer.BadParameter("不能为空。", param_hint="问题")


@dataclass(frozen=True, slots=True)
class Figures:
    """查台账：每条数据带时期、类型、口径和原文。"""

    region: Regions = None
    year: Years = None
    period: Annotated[
        list[str] | None,
        typer.Option("--period", metavar="时期", help="数据的时期，如 2020、2016-2020，可重复"),
    ] = None
    indicator: Indicators = None
    kind: Annotated[
        Literal["actual", "expected", "target", "cumulative", "average", "result"] | None,
        typer.Option(
            "--kind",
            metavar="类型",
            help="actual完成、expected预计、target目标、cumulative累计、average年均；result=完成或预计",
        ),
    ] = None
    conflicts: Annotated[
        bool, typer.Option("--conflicts", help="只看说法不一的数据，同一事项排在一起")
    ] = False
    doubtful: Annotated[bool, typer.Option("--doubtful", help="只看口径待核的数据及原因")] = False
    as_json: AsJson = False
    as_csv: Annotated[bool, typer.Option("--csv", help="输出CSV")] = False
    xlsx: Annotated[Path | None, typer.Option("--xlsx", metavar="文件", help="写成Excel文件")] = (
        None
    )
    data_dir: DataDir = None

    def __post_init__(self) -> None:
        if self.as_json and self.as_csv:
            raise typer.BadParameter("只能选一个。", param_hint="--json、--csv")


@dataclass(frozen=True, slots=True)
class Compare:
    """把几个地区、几个年份的指标放在一张表里，空格说明为什么空。"""

    region: Regions = None
    year: Years = None
    indicator: Indicators = None
    kind: Annotated[
        Literal["result", "target", "cumulative", "average"] | None,
        typer.Option(
            "--kind",
            metavar="类型",
            help="result完成、target目标、cumulative累计、average年均；默认完成和目标",
        ),
    ] = None
    topic: Annotated[
        str | None,
        typer.Option("--topic", metavar="专题", help="再比一个专题的写法，如 优化营商环境"),
    ] = None
    everything: Annotated[bool, typer.Option("--all", help="没有一份报告提到的行也列出来")] = False
    backend: BackendName = None
    as_json: AsJson = False
    markdown: Annotated[bool, typer.Option("--markdown", help="输出Markdown")] = False
    html: Annotated[Path | None, typer.Option("--html", metavar="文件", help="写成网页，含图")] = (
        None
    )
    xlsx: Annotated[Path | None, typer.Option("--xlsx", metavar="文件", help="写成Excel文件")] = (
        None
    )
    data_dir: DataDir = None

    def __post_init__(self) -> None:
        if self.as_json and self.markdown:
            raise typer.BadParameter("只能选一个。", param_hint="--json、--markdown")


@dataclass(frozen=True, slots=True)
class WriteBrief:
    """写一页简报：做了什么、主要数据、计划做什么、自己指出的问题。"""

    region: Regions = None
    year: Years = None
    topic: Annotated[
        str | None, typer.Option("--topic", metavar="专题", help="只写一个专题，如 优化营商环境")
    ] = None
    sources: Annotated[bool, typer.Option("--sources", help="另附一页出处")] = False
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="文件", help="写成 .docx、.html 或 .md 文件，可印成一页A4"),
    ] = None
    backend: BackendName = None
    as_json: AsJson = False
    data_dir: DataDir = None

    def __post_init__(self) -> None:
        if self.out and self.out.suffix.lower() not in BRIEF_SUFFIXES:
            raise typer.BadParameter("应以 .docx、.html 或 .md 结尾。", param_hint="--out 的文件名")


@dataclass(frozen=True, slots=True)
class ShowChanges:
    """看一个地区两年报告的提法变化：任务与数字、力度、新提法、没有再提的、未交代的；或查一个提法。"""

    region: Annotated[
        str | None, typer.Argument(metavar="地区", help="地区，如 乌海市；查提法时不填为全部")
    ] = None
    first: Annotated[
        int | None,
        typer.Option("--from", metavar="年份", min=1949, max=2100, help="较早的报告；默认上一份"),
    ] = None
    last: Annotated[
        int | None,
        typer.Option("--to", metavar="年份", min=1949, max=2100, help="较晚的报告；默认最近一份"),
    ] = None
    each: Annotated[bool, typer.Option("--each", help="其间每一年都与上一年比")] = False
    term: Annotated[
        str | None,
        typer.Option("--term", metavar="提法", help="哪些地区哪年起提到它，如 新质生产力"),
    ] = None
    indicator: Annotated[
        str | None,
        typer.Option("--indicator", metavar="指标", help="各地这项目标定了多少，如 地区生产总值"),
    ] = None
    year: Years = None
    out: Annotated[
        Path | None, typer.Option("--out", metavar="文件", help="写成 .docx 或 .md 文件")
    ] = None
    as_json: AsJson = False
    data_dir: DataDir = None

    def __post_init__(self) -> None:
        if self.out and self.out.suffix.lower() not in CHANGES_SUFFIXES:
            raise typer.BadParameter("应以 .docx 或 .md 结尾。", param_hint="--out 的文件名")
        if self.term and self.indicator:
            raise typer.BadParameter("只能选一个。", param_hint="--term、--indicator")
        if not (self.region or self.term or self.indicator):
            raise typer.BadParameter("请写出地区，或用 --term、--indicator。", param_hint="地区")


@dataclass(frozen=True, slots=True)
class CheckDraft:
    """核对自己写的稿子：逐句说明有没有出处，与原文不符的给出原文的说法。"""

    file: Annotated[str, typer.Argument(metavar="文件", help="txt、md、docx等；- 表示标准输入")]
    region: Regions = None
    year: Years = None
    evidence: Annotated[
        Path | None,
        typer.Option("--evidence", metavar="文件", help="只按这份JSON里的原文核对，不查资料库"),
    ] = None
    as_json: AsJson = False
    data_dir: DataDir = None
