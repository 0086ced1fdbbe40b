"""Options that several commands share; nothing of the world they open is imported here."""

from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer

DataDir: TypeAlias = Annotated[
    Path | None, typer.Option("--data-dir", metavar="目录", help="数据目录")
]
Regions: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--region", metavar="地区", help="地区，可重复；上级地区包括下级"),
]
Years: TypeAlias = Annotated[
    list[int] | None,
    typer.Option(
        "--year", metavar="年份", min=1949, max=2100, help="报告的年份（部署工作的那一年），可重复"
    ),
]
Indicators: TypeAlias = Annotated[
    list[str] | None, typer.Option("--indicator", metavar="指标", help="指标名或别名，可重复")
]
AsJson: TypeAlias = Annotated[bool, typer.Option("--json", help="只输出一个JSON文档")]
BackendName: TypeAlias = Annotated[
    Literal["auto", "offline", "openai"] | None,
    typer.Option("--backend", metavar="方式", help="auto、offline或openai"),
]
ReportId: TypeAlias = Annotated[
    str, typer.Argument(metavar="报告", help="报告编号，如 满洲里市-2021；用 gongbao reports 查看")
]
