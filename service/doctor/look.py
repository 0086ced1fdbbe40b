"""What a look at one thing comes to."""

from collections.abc import Callable
from typing import TypeAlias

from service.errors import ServiceError
from service.settings import Settings
from vectorstore.errors import VectorstoreError

REBUILD = (
    "运行 gongbao rebuild，用保存的原件重建（原来的文件放在一边，不删除）；"
    "没有原件的，用 gongbao ingest 重新读入原报告文件"
)
FAILURES = (ServiceError, VectorstoreError, OSError, RuntimeError, ValueError, ImportError)

# What was found, and what may be done about it; Broken where something must be done.
Look: TypeAlias = Callable[[Settings], tuple[str, str]]


class Broken(Exception):
    """A check found something broken."""

    def __init__(self, detail: str, fix: str) -> None:
        super().__init__(detail)
        self.detail = detail
        self.fix = fix
