"""`gongbao eval`: one command, one verdict, exit 0 passed, 1 not passed, 2 could not run.

What evaluates is imported when what was typed is found right, as for every command.
"""

from typing import Any

import typer
from typer.core import TyperGroup

from evals.arguments import Eval, New
from service.cli.commands import SETTINGS, Command, CommandPlace, calling
from service.cli.help import page


class _Eval(TyperGroup):
    """`eval` runs by itself, `eval new` drafts cases; its help page is Chinese."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page."""
        formatter.write(page(ctx.command_path, self.help, self.params, {"new": "从台账起草用例"}))


app = typer.Typer(cls=_Eval, add_completion=False, rich_markup_mode=None)
app.command("new", cls=Command, context_settings=SETTINGS)(
    calling("new", CommandPlace(New, "evals.drafting", ""))
)
app.callback(invoke_without_command=True)(
    calling("evaluate", CommandPlace(Eval, "evals.evaluation", ""))
)
