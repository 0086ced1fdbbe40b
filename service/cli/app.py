"""The command line as a whole, and its boundary: every failure leaves as one line and a code.

0 done (degraded too) · 1 the work could not be done · 2 usage, or what was asked for is not known
· 130 interrupted
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from typer.main import get_command

from service.cli.commands import SETTINGS, Commands
from service.cli.output import complain, prepare_streams, say
from service.cli.usage import usage_line
from service.errors import BadRequest, ServiceError, os_line
from vectorstore.errors import VectorstoreError

INTERRUPTED, BAD_INPUT = 130, 2


def root(
    context: typer.Context,
    data_dir: Annotated[
        Path | None,
        typer.Option(metavar="目录", help="数据目录；默认 GONGBAO_DATA_DIR，都没有时为 ./.gongbao"),
    ] = None,
    show_version: Annotated[bool, typer.Option("--version", help="显示版本")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="出错时显示调用栈，供排查")] = False,
) -> None:
    """读政府工作报告，答问题，做对比，写简报；每个数字都核对到原文。"""
    if show_version:
        from importlib.metadata import version  # a quarter of what a start costs

        say(f"gongbao {version('gongbao')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        say(context.get_help())
        raise typer.Exit(2)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and give its exit code; nothing is raised but with `--debug`."""
    prepare_streams()
    try:
        code = _invoke(arguments)
        sys.stdout.flush()
    except typer.TyperException as error:
        complain(usage_line(error))
        return error.exit_code
    except (ServiceError, VectorstoreError) as error:
        complain(str(error))
        return BAD_INPUT if isinstance(error, BadRequest) else 1
    except BrokenPipeError:
        _forget_stdout()
        return 0
    except (
        SystemExit
    ) as leaving:  # typer's own answer to a closed pipe, or the server's to a failed start
        reader_left = isinstance(leaving.__context__, BrokenPipeError)
        return 0 if reader_left else 1
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except OSError as error:
        complain(f"{os_line(error)}。")
        return 1
    except Exception as error:  # the boundary of the process: no traceback reaches a user
        if "--debug" in arguments:
            raise
        complain(
            f"程序内部出错（{type(error).__name__}：{_one_line(error)}）；"
            "请加 --debug 重试，把输出发给维护者。"
        )
        return 1
    if code == INTERRUPTED:
        complain("已中断。")
    return code


def _invoke(arguments: Sequence[str]) -> int:
    app = typer.Typer(
        cls=Commands,
        add_completion=False,
        rich_markup_mode=None,
        invoke_without_command=True,
        context_settings=SETTINGS,
    )
    app.callback()(root)
    result = get_command(app).main(args=list(arguments), prog_name="gongbao", standalone_mode=False)
    return result if isinstance(result, int) else 0


def _forget_stdout() -> None:
    """The reader has left: what is still buffered must not fail again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
