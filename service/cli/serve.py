"""`gongbao serve`."""

import socket
from contextlib import suppress
from functools import partial

import typer

from service.api.server import serve_many, server
from service.cli.arguments.serving import Serve
from service.cli.output import note
from service.cli.world import settings_of
from service.errors import BadSettings
from service.wiring import wire


def serve(context: typer.Context, given: Serve) -> None:
    """Serve page and API until interrupted."""
    typed = {"host": given.host, "port": given.port}
    settings = settings_of(context, given.data_dir, given.backend).model_copy(
        update={name: value for name, value in typed.items() if value is not None}
    )
    free = _free_port(settings.host, settings.port)
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    settings = settings.model_copy(update={"port": free})
    if given.workers > 1 and settings.database_url is None:
        raise BadSettings(
            "多个进程要共用任务和对话，请先设置 GONGBAO_DATABASE_URL，或去掉 --workers。"
        )
    run = (
        partial(serve_many, settings, given.workers)
        if given.workers > 1
        else server(wire(settings)).run
    )
    note(f"工报在 http://{shown}:{free} ，按 Ctrl-C 停止。")
    with suppress(KeyboardInterrupt):  # how a server is meant to end; a background job gets none
        run()
    note("已停止。")


def _free_port(host: str, port: int) -> int:
    """The port, if it can be had: the server itself would only log that it cannot."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.create_server((host, port), family=family) as listener:
            return int(listener.getsockname()[1])
    except OSError as error:
        raise BadSettings(
            f"不能在{host}的端口{port}上监听（{error.strerror}），请用 --host、--port 换一个，"
            "或停掉占用它的程序。"
        ) from None
