"""`gongbao serve`."""

import socket
from contextlib import suppress
from typing import Annotated

import typer

from service.api.server import server
from service.cli.options import BackendName, DataDir, settings_of
from service.cli.output import note
from service.errors import BadSettings
from service.wiring import wire


def serve(
    context: typer.Context,
    host: Annotated[
        str | None, typer.Option("--host", metavar="地址", help="监听地址，默认 127.0.0.1")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            "--port", metavar="端口", min=0, max=65535, help="端口，默认 8000；0为任选一个"
        ),
    ] = None,
    backend: BackendName = None,
    data_dir: DataDir = None,
) -> None:
    """启动网页和接口；不只供本机使用时，须先设置 GONGBAO_TOKEN。"""
    given = {"host": host, "port": port}
    settings = settings_of(context, data_dir, backend).model_copy(
        update={name: value for name, value in given.items() if value is not None}
    )
    free = _free_port(settings.host, settings.port)
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    world = wire(settings.model_copy(update={"port": free}))
    if world.shelf.notice:
        note(world.shelf.notice)
    ready = server(world)
    note(f"工报在 http://{shown}:{free} ，按 Ctrl-C 停止。")
    with suppress(KeyboardInterrupt):  # how a server is meant to end; a background job gets none
        ready.run()
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
