"""Which commands there are and where each lives.

A command's module is imported when the command is called: what `ask` needs (Chroma, numpy,
the embeddings) costs a second that `--version` and `--help` must not pay. This is the only
place of the command line that imports by name. Other packages add commands through the entry
point group `gongbao.commands`: a function that typer can read, or a `typer.Typer`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Any, cast

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from service.cli.help import page

GROUP = "gongbao.commands"
SETTINGS = {"help_option_names": ["--help", "-h"]}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a command's function lives, and the line that `--help` says of it."""

    module: str
    function: str
    help: str


COMMANDS = {
    "ingest": Place("service.cli.ingest", "ingest", "读入报告文件或文件夹"),
    "reports": Place("service.cli.reports", "reports", "列出已有的报告"),
    "show": Place("service.cli.reports", "show", "看一份报告的正文、原文或目录"),
    "remove": Place("service.cli.reports", "remove", "删除一份报告"),
    "ask": Place("service.cli.ask", "ask", "提问，答案逐句有出处"),
    "figures": Place("service.cli.figures", "figures", "查台账里的数据"),
    "compare": Place("service.cli.compare", "compare", "对比各地各年的指标"),
    "brief": Place("service.cli.brief", "brief", "写一页简报"),
    "check": Place("service.cli.check", "check", "核对自己写的稿子"),
    "serve": Place("service.cli.serve", "serve", "启动网页和接口服务"),
    "doctor": Place("service.cli.doctor", "doctor", "检查设置、模型和资料库"),
}
ADDED_HELP = {"eval": "用已知数据检验准确率"}


class Command(TyperCommand):
    """A command whose help page is Chinese."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page of this command."""
        formatter.write(page(ctx.command_path, self.help, self.params))


class Commands(TyperGroup):
    """The commands of `COMMANDS` and of the entry points, each loaded when it is called."""

    def list_commands(self, ctx: Any) -> list[str]:
        """All names, ours first."""
        return [*COMMANDS, *(name for name in _added() if name not in COMMANDS)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Load one command; None when there is none of that name."""
        if cmd_name in COMMANDS:
            place = COMMANDS[cmd_name]
            return _made(cmd_name, getattr(import_module(place.module), place.function))
        added = _added().get(cmd_name)
        return _made(cmd_name, added.load()) if added else None

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page of all commands, without loading any."""
        names = {name: place.help for name, place in COMMANDS.items()}
        names |= {name: ADDED_HELP.get(name, "扩展命令") for name in _added()}
        formatter.write(page(ctx.command_path, self.help, self.params, names))


def similar(name: str) -> str | None:
    """The command that was probably meant."""
    return next(iter(get_close_matches(name, [*COMMANDS, *_added()])), None)


def _added() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=GROUP)}


def _made(name: str, source: object) -> Any:
    if isinstance(source, typer.Typer):
        made = get_command(source)
    else:
        single = typer.Typer(add_completion=False, rich_markup_mode=None)
        command = single.command(name, cls=Command, context_settings=SETTINGS)
        command(cast("Callable[..., Any]", source))
        made = get_command(single)
    made.name = name
    return made
