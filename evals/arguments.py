"""What `gongbao eval` and `gongbao eval new` take; nothing that evaluates is imported here."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import typer

from service.cli.options import AsJson, DataDir, Indicators, Regions


@dataclass(frozen=True, slots=True)
class Eval:
    """用已知数据检验准确率；退出码0通过，1不通过或证据不足，2没能运行。"""

    tier: Annotated[
        Literal["offline", "mocked", "live"],
        typer.Option("--tier", metavar="层级", help="offline、mocked或live"),
    ] = "offline"
    cases: Annotated[
        Path | None,
        typer.Option("--cases", metavar="路径", help="用例文件或文件夹；默认自带的用例"),
    ] = None
    reports: Annotated[
        Path | None,
        typer.Option("--reports", metavar="目录", help="报告所在文件夹；默认自带的五份"),
    ] = None
    only: Annotated[
        list[str] | None, typer.Option("--case", metavar="编号", help="只跑这个用例，可重复")
    ] = None
    out: Annotated[
        Path | None, typer.Option("--out", metavar="目录", help="写出JSON、JUnit、Markdown、网页")
    ] = None
    against: Annotated[
        Path | None, typer.Option("--baseline", metavar="文件", help="对照的基线文件")
    ] = None
    update: Annotated[bool, typer.Option("--update-baseline", help="把这次的结果记为基线")] = False
    tokens: Annotated[
        int, typer.Option("--max-tokens", metavar="数目", min=1, help="live：最多多少token")
    ] = 500_000
    calls: Annotated[
        int, typer.Option("--max-calls", metavar="次数", min=1, help="live：最多调用几次")
    ] = 1000
    seconds: Annotated[
        float, typer.Option("--max-seconds", metavar="秒", min=1, help="live：最多多少秒")
    ] = 3600
    record: Annotated[
        Path | None, typer.Option("--record", metavar="文件", help="live：记下模型的回复，供重放")
    ] = None
    as_json: AsJson = False
    data_dir: DataDir = None


@dataclass(frozen=True, slots=True)
class New:
    """从台账起草用例；逐条对照原文核实、改正，再把标签draft删去。"""

    region: Regions = None
    indicator: Indicators = None
    from_feedback: Annotated[
        bool, typer.Option("--from-feedback", help="从页面上“这条有误”的记录起草")
    ] = False
    limit: Annotated[int, typer.Option("--limit", metavar="数目", min=1, help="最多几个")] = 50
    out: Annotated[
        Path | None, typer.Option("--out", metavar="文件", help="写到这个文件；默认标准输出")
    ] = None
    data_dir: DataDir = None
