"""`gongbao serve`."""

from typing import Annotated

import typer

from service.api import serve as run_server
from service.cli.options import BackendName, DataDir, settings_of


def serve(
    context: typer.Context,
    host: Annotated[
        str | None, typer.Option("--host", metavar="地址", help="监听地址，默认 127.0.0.1")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option("--port", metavar="端口", min=0, max=65535, help="端口，默认 8000"),
    ] = None,
    backend: BackendName = None,
    data_dir: DataDir = None,
) -> None:
    """启动网页和接口；不只供本机使用时，须先设置 GONGBAO_TOKEN。"""
    given = {"host": host, "port": port}
    settings = settings_of(context, data_dir, backend)
    update = {name: value for name, value in given.items() if value is not None}
    run_server(settings.model_copy(update=update))
