"""What the commands that keep the library take."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from service.cli.options import (
    AsJson,
    DataDir,
    ReportId,
)


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
