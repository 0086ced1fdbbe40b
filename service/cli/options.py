"""Options that several commands share, and the world they open."""

from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer

from service.cli.output import note
from service.settings import Settings, load_settings
from service.wiring import World, wire

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


def settings_of(
    context: typer.Context, data_dir: Path | None, backend: str | None = None
) -> Settings:
    """The settings under what was typed; `--data-dir` may stand before or after the command."""
    given = data_dir or context.find_root().params.get("data_dir")
    return load_settings(data_dir=given, backend=backend)


def open_world(context: typer.Context, data_dir: Path | None, backend: str | None = None) -> World:
    """The world of this call; what is wrong with its data folder is told on stderr."""
    world = wire(settings_of(context, data_dir, backend))
    if world.shelf.notice:
        note(world.shelf.notice)
    return world
