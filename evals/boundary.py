"""Where the eval command ends: what kept it from running is one line on stderr and exit code 2."""

from collections.abc import Generator
from contextlib import contextmanager

import typer

from evals.bad_case import BadCase
from evals.baseline import BadBaseline
from evals.library import NoReports
from service.cli.output import complain
from service.errors import ServiceError
from vectorstore.errors import VectorstoreError

COULD_NOT_RUN = 2


class BadUse(Exception):
    """Options that do not go together; the message is one line of Chinese."""


_SAID = (BadCase, BadUse, BadBaseline, NoReports, ServiceError, VectorstoreError)


@contextmanager
def could_not_run(context: typer.Context) -> Generator[None]:
    """Any failure inside ends the command with 2: 1 would say that a gate has failed."""
    try:
        yield
    except (typer.Exit, BrokenPipeError):
        raise
    except _SAID as error:
        complain(f"没能运行：{error}")
    except OSError as error:
        place = f"（{error.filename}）" if error.filename else ""
        complain(f"没能运行：读写失败{place}：{error.strerror or error}；请检查路径、权限和空间。")
    except Exception as error:  # the boundary of the command
        if context.find_root().params.get("debug"):
            raise
        told = " ".join(f"{type(error).__name__}：{error}".split())[:200]
        complain(f"没能运行：程序内部出错（{told}）；请加--debug重试，把输出发给维护者。")
    else:
        return
    raise typer.Exit(COULD_NOT_RUN)
