"""Which commands there are and where each lives.

What a command takes is known here (`arguments`); its module is imported when what was typed is
found right: what `ask` needs (the language, the database) costs half a second that `--version`,
`ask --help` and a wrong use must not pay. This is the only place of the command line that imports
by name. Other packages add commands through the entry point group `gongbao.commands`: a function
that typer can read, or a `typer.Typer`.
"""

import gc
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from service.cli.arguments import asking, library, serving
from service.cli.help import page
from service.collecting import collect_rarely

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "gongbao.commands"
SETTINGS = {"help_option_names": ["--help", "-h"]}


@dataclass(frozen=True, slots=True)
class CommandPlace:
    """What a command takes, the module whose function of that name runs, the line of `--help`.

    `function` is its name where it cannot be the command's own.
    """

    arguments: type[object]
    module: str
    help: str
    function: str = ""


COMMANDS = {
    "ingest": CommandPlace(library.Ingest, "service.cli.ingest", "读入报告文件或文件夹"),
    "reports": CommandPlace(library.Reports, "service.cli.reports", "列出已有的报告"),
    "show": CommandPlace(library.Show, "service.cli.reports", "看一份报告的正文、原文或目录"),
    "remove": CommandPlace(library.Remove, "service.cli.remove", "删除一份报告"),
    "rollback": CommandPlace(library.Rollback, "service.cli.rollback", "退回上一次入库或删除之前"),
    "ask": CommandPlace(asking.Ask, "service.cli.ask", "提问，答案逐句有出处"),
    "figures": CommandPlace(asking.Figures, "service.cli.figures", "查台账里的数据"),
    "compare": CommandPlace(asking.Compare, "service.cli.compare", "对比各地各年的指标"),
    "brief": CommandPlace(asking.WriteBrief, "service.cli.brief", "写一页简报"),
    "changes": CommandPlace(asking.ShowChanges, "service.cli.changes", "看提法变化，或各地的提法"),
    "check": CommandPlace(asking.CheckDraft, "service.cli.check", "核对自己写的稿子"),
    "serve": CommandPlace(serving.Serve, "service.cli.serve", "启动网页和接口服务"),
    "mcp": CommandPlace(serving.Mcp, "service.cli.mcp", "作为MCP服务供智能体调用"),
    "export": CommandPlace(library.Export, "service.cli.moving", "导出全部报告的原件"),
    "import": CommandPlace(library.Import, "service.cli.moving", "读回导出的原件", "bring"),
    "rebuild": CommandPlace(library.Rebuild, "service.cli.moving", "用原件重建资料库"),
    "key": CommandPlace(serving.ManageKeys, "service.cli.key", "发放和吊销服务的密钥"),
    "worker": CommandPlace(
        serving.RunWorker, "service.cli.worker", "从队列领入库任务（多机部署用）"
    ),
    "doctor": CommandPlace(serving.Doctor, "service.cli.doctor", "检查设置、模型和资料库"),
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
            return _made(cmd_name, calling(cmd_name, COMMANDS[cmd_name]))
        added = _added().get(cmd_name)
        return _made(cmd_name, _loaded(added.load)) if added else None

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page of all commands, without loading any."""
        names = {name: place.help for name, place in COMMANDS.items()}
        names |= {name: ADDED_HELP.get(name, "扩展命令") for name in _added()}
        formatter.write(page(ctx.command_path, self.help, self.params, names))


def similar(name: str) -> str | None:
    """The command that was probably meant."""
    return next(iter(get_close_matches(name, [*COMMANDS, *_added()])), None)


def _added() -> "dict[str, EntryPoint]":
    from importlib.metadata import entry_points  # a quarter of what help costs

    return {point.name: point for point in entry_points(group=GROUP)}


def calling(name: str, place: CommandPlace) -> Callable[..., None]:
    """A function as typer reads it: the fields of the arguments are its parameters."""

    def call(context: typer.Context, **given: object) -> None:
        if context.invoked_subcommand is not None:
            return
        typed = place.arguments(**given)
        getattr(_loaded(lambda: import_module(place.module)), place.function or name)(
            context, typed
        )

    fields = inspect.signature(place.arguments).parameters.values()
    context = inspect.Parameter(
        "context", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context
    )
    vars(call)["__signature__"] = inspect.Signature([context, *fields])
    call.__doc__ = place.arguments.__doc__
    return call


def _loaded(load: Callable[[], Any]) -> Any:
    """What is loaded stays for good: from here on only what the command makes is collected."""
    loaded = load()
    if not gc.isenabled():
        collect_rarely()
    return loaded


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
