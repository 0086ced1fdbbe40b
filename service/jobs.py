"""A piece of work behind the answers, as it is told to who asked for it."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from service.build import BuildProgress, IngestResult
from service.pace import time_left
from vectorstore.documents import Report

_STAGES = {
    "wait": "等待另一个入库任务……",
    "read": "正在读取{name}{left}……",
    "embed": "正在生成向量（{done}/{total}{left}）……",
    "commit": "正在保存……",
}


class JobProgress(BaseModel):
    """How far a job is, seconds `left` where known; `message` is a line for people."""

    model_config = ConfigDict(frozen=True)

    stage: str
    done: int
    total: int
    left: float | None = None
    message: str


def said(made: IngestResult | Report | None) -> dict[str, Any]:
    """The field of a job that tells what it made."""
    if made is None:
        return {}
    return {"removed": made} if isinstance(made, Report) else {"result": made}


class Job(BaseModel):
    """What is known of an ingest; `result` once it is done, `error` once it failed."""

    model_config = ConfigDict(frozen=True)

    id: str
    status: Literal["queued", "running", "done", "failed"]
    progress: JobProgress | None = None
    result: IngestResult | None = None
    removed: Report | None = None
    error: str | None = None
    type: str | None = None


def told(progress: BuildProgress) -> JobProgress:
    """The progress of a build with its line for people."""
    saying = _STAGES.get(progress.stage, "正在处理……")
    left = time_left(progress.left)
    message = saying.format(
        name=progress.name, done=progress.done, total=progress.total, left=left and f"，{left}"
    )
    return JobProgress(
        stage=progress.stage,
        done=progress.done,
        total=progress.total,
        left=progress.left,
        message=message,
    )
