"""What each command takes, as values; the docstring of a class is the text of its help page.

Only what was typed is looked at here, so that help and a wrong use cost no more than this module:
`Ask("")` is a wrong use, a region that no report is of is found out by the command.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Literal

import typer

from service.cli.options import (
    AsJson,
    BackendName,
    DataDir,
    Indicators,
    Regions,
    ReportId,
    Years,
)

CHANGES_SUFFIXES = (".docx", ".md")
BRIEF_SUFFIXES = (".docx", ".html", ".md")


@dataclass(frozen=True, slots=True)
class Ingest:
    """把报告读进资料库；读过的不重复读，读不了的逐个说明原因。"""

    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="文件或文件夹", help="txt、html、docx、PDF，或装着它们的文件夹、zip"
        ),
    ]
    region: Annotated[
        str | None, typer.Option("--region", metavar="地区", help="指定地区，认不出来时用")
    ] = None
    year: Annotated[
        int | None,
        typer.Option("--year", metavar="年份", min=1949, max=2100, help="指定部署工作的年份"),
    ] = None
    replace: Annotated[
        bool, typer.Option("--replace", help="同地区同年份已有另一份时，换成这一份")
    ] = False
    as_json: AsJson = False
    data_dir: DataDir = None


@dataclass(frozen=True, slots=True)
class Reports:
    """列出资料库里的报告。"""

    as_json: AsJson = False
    data_dir: DataDir = None


@dataclass(frozen=True, slots=True)
class Show:
    """看一份报告：整理后的正文，或原文，或目录，或修复了什么。"""

    report: ReportId
    raw: Annotated[bool, typer.Option("--raw", help="文件原来的文字")] = False
    outline: Annotated[bool, typer.Option("--outline", help="只看目录")] = False
    repairs: Annotated[
        bool, typer.Option("--repairs", help="列出对原文的每处修复；可与 --json 同用")
    ] = False
    as_json: AsJson = False
    data_dir: DataDir = None

    def __post_init__(self) -> None:
        if self.raw + self.outline + (self.repairs or self.as_json) > 1:
            hint = "--raw、--outline、--repairs、--json"
            raise typer.BadParameter("只能选一个（--repairs 与 --json 可同用）。", param_hint=hint)


@dataclass(frozen=True, slots=True)
class Remove:
    """从资料库删除一份报告；原文件不动。"""

    report: ReportId
    as_json: AsJson = False
    data_dir: DataDir = None


@dataclass(frozen=True, slots=True)
class Rollback:
    """退回上一次入库或删除之前的资料库；退错了可再退回来。"""

    state: Annotated[
        int | None, typer.Argument(metavar="状态", help="--list 列出的编号；不写即上一个")
    ] = None
    list_states: Annotated[bool, typer.Option("--list", help="只列出可退回的状态")] = False
    as_json: AsJson = False
    data_dir: DataDir = None


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
class Brief:
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
class Changes:
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
class Check:
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


@dataclass(frozen=True, slots=True)
class Serve:
    """启动网页和接口；不只供本机使用时，须先设置 GONGBAO_TOKEN。"""

    host: Annotated[
        str | None, typer.Option("--host", metavar="地址", help="监听地址，默认 127.0.0.1")
    ] = None
    port: Annotated[
        int | None,
        typer.Option(
            "--port", metavar="端口", min=0, max=65535, help="端口，默认 8000；0为任选一个"
        ),
    ] = None
    workers: Annotated[
        int,
        typer.Option(
            "--workers", metavar="N", min=1, max=64, help="进程数；多于1须设 GONGBAO_DATABASE_URL"
        ),
    ] = 1
    backend: BackendName = None
    data_dir: DataDir = None


@dataclass(frozen=True, slots=True)
class Worker:
    """从 PostgreSQL 里的队列领入库任务，一次一个；可在多台机器上各开几个。"""

    until_empty: Annotated[bool, typer.Option("--until-empty", help="做完现有的任务就结束")] = False
    data_dir: DataDir = None


@dataclass(frozen=True, slots=True)
class Export:
    """把全部报告的原件和清单写成一个zip，可用 import 读回。"""

    file: Annotated[Path, typer.Argument(metavar="文件", help="写成的zip文件")]
    as_json: AsJson = False
    data_dir: DataDir = None


@dataclass(frozen=True, slots=True)
class Import:
    """读回 export 写出的zip；内容与导出时不符的不读。"""

    file: Annotated[Path, typer.Argument(metavar="文件", help="export 写出的zip文件")]
    as_json: AsJson = False
    data_dir: DataDir = None


@dataclass(frozen=True, slots=True)
class Rebuild:
    """用保存的原件重建资料库、台账、向量和缓存；原来的文件放在一边，不删除。"""

    as_json: AsJson = False
    data_dir: DataDir = None


@dataclass(frozen=True, slots=True)
class Key:
    """发放、列出、吊销服务的密钥；一个名称可有两个有效的密钥，便于轮换。"""

    action: Annotated[
        Literal["add", "list", "revoke"],
        typer.Argument(metavar="动作", help="add发放、list列出、revoke吊销"),
    ]
    name: Annotated[
        str | None, typer.Argument(metavar="名称", help="给谁；吊销时也可写密钥的编号")
    ] = None
    role: Annotated[
        Literal["reader", "editor", "admin"],
        typer.Option("--role", metavar="角色", help="reader只读、editor可增删报告、admin可审批"),
    ] = "reader"
    expires: Annotated[
        datetime | None,
        typer.Option("--expires", metavar="日期", formats=["%Y-%m-%d"], help="到这一天为止有效"),
    ] = None
    as_json: AsJson = False
    data_dir: DataDir = None

    def __post_init__(self) -> None:
        if self.action != "list" and not (self.name or "").strip():
            raise typer.BadParameter("不能为空。", param_hint="名称")
        if self.until is not None and self.until <= datetime.now(UTC):
            raise typer.BadParameter("应在今天或以后。", param_hint="--expires")

    @property
    def named(self) -> str:
        """The name, or the number of a key."""
        return (self.name or "").strip()

    @property
    def until(self) -> datetime | None:
        """The end of the last day."""
        return None if self.expires is None else self.expires.astimezone() + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Mcp:
    """作为MCP服务运行（标准输入输出），供Claude、Cursor等智能体调用；网络方式见 serve 的 /mcp。"""

    backend: BackendName = None
    data_dir: DataDir = None


@dataclass(frozen=True, slots=True)
class Doctor:
    """检查设置、模型、资料库和内置模型；有问题的，说明怎么办。"""

    backend: BackendName = None
    as_json: AsJson = False
    data_dir: DataDir = None
