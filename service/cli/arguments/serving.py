"""What the commands that run, guard and examine the service take."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal

import typer

from service.cli.options import (
    AsJson,
    BackendName,
    DataDir,
)


@dataclass(frozen=True, slots=True)
class Serve:
    """启动网页和接口；不只供本机使用时，须先设置 GONGBAO_TOKEN。"""

    host: Annotated[
        str | None, typer.Option("--host", metavar="地址", help="监听地址，默认 127.0.0.1")
    ] = None
    port: Annotated[
        int | None,
        typer.Option(
            "--port", metavar="端口", min=0, max=65535, help="端口，默认 8000；0为任选一个"
        ),
    ] = None
    workers: Annotated[
        int,
        typer.Option(
            "--workers", metavar="N", min=1, max=64, help="进程数；多于1须设 GONGBAO_DATABASE_URL"
        ),
    ] = 1
    backend: BackendName = None
    data_dir: DataDir = None


@dataclass(frozen=True, slots=True)
class RunWorker:
    """从 PostgreSQL 里的队列领入库任务，一次一个；可在多台机器上各开几个。"""

    until_empty: Annotated[bool, typer.Option("--until-empty", help="做完现有的任务就结束")] = False
    data_dir: DataDir = None


@dataclass(frozen=True, slots=True)
class Mcp:
    """作为MCP服务运行（标准输入输出），供Claude、Cursor等智能体调用；网络方式见 serve 的 /mcp。"""

    backend: BackendName = None
    data_dir: DataDir = None


@dataclass(frozen=True, slots=True)
class ManageKeys:
    """发放、列出、吊销服务的密钥；一个名称可有两个有效的密钥，便于轮换。"""

    action: Annotated[
        Literal["add", "list", "revoke"],
        typer.Argument(metavar="动作", help="add发放、list列出、revoke吊销"),
    ]
    name: Annotated[
        str | None, typer.Argument(metavar="名称", help="给谁；吊销时也可写密钥的编号")
    ] = None
    role: Annotated[
        Literal["reader", "editor", "admin"],
        typer.Option("--role", metavar="角色", help="reader只读、editor可增删报告、admin可审批"),
    ] = "reader"
    expires: Annotated[
        datetime | None,
        typer.Option("--expires", metavar="日期", formats=["%Y-%m-%d"], help="到这一天为止有效"),
    ] = None
    as_json: AsJson = False
    data_dir: DataDir = None

    def __post_init__(self) -> None:
        if self.action != "list" and not (self.name or "").strip():
            raise typer.BadParameter("不能为空。", param_hint="名称")
        if self.until is not None and self.until <= datetime.now(UTC):
            raise typer.BadParameter("应在今天或以后。", param_hint="--expires")

    @property
    def named(self) -> str:
        """The name, or the number of a key."""
        return (self.name or "").strip()

    @property
    def until(self) -> datetime | None:
        """The end of the last day."""
        return None if self.expires is None else self.expires.astimezone() + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Doctor:
    """检查设置、模型、资料库和内置模型；有问题的，说明怎么办。"""

    backend: BackendName = None
    as_json: AsJson = False
    data_dir: DataDir = None
