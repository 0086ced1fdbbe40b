"""Errors as RFC 9457 problem details: the one table from exception class to HTTP."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

from prompts import PromptError
from service.api.complaints import complaint
from service.errors import BackendBusy, Limited, NoToken, ServiceError
from vectorstore import errors as store
from vectorstore.encodable import encodable

MEDIA_TYPE = "application/problem+json"


class Problem(BaseModel):
    """What a client is told when there is no answer; `type` is stable, `title` is Chinese."""

    model_config = ConfigDict(frozen=True)

    type: str
    title: str
    status: int
    detail: str
    instance: str | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    status: int
    slug: str
    title: str


# A class that is missing here is shown as its nearest ancestor. ServiceError brings its own row.
_TABLE: Mapping[type[Exception], _Row] = {
    store.UnknownReport: _Row(404, "unknown-report", "没有这份报告"),
    store.IdentityTaken: _Row(409, "identity-taken", "同地区同年份的报告已在库中"),
    store.LibraryBusy: _Row(503, "library-busy", "资料库正忙"),
    store.BuildInterrupted: _Row(500, "build-interrupted", "入库中断"),
    store.DamagedLibrary: _Row(503, "damaged-library", "资料库已损坏"),
    store.EmbeddingsFailed: _Row(502, "embeddings-failed", "向量模型出错"),
    store.ReadError: _Row(422, "unreadable-file", "文件无法读取"),
    store.IdentityError: _Row(422, "unfiled-report", "无法归档"),
    store.VectorstoreError: _Row(500, "library-error", "资料库出错"),
    PromptError: _Row(500, "prompt-error", "提示词文件有误"),
}
_UNKNOWN = _Row(500, "internal-error", "程序内部出错")
_BY_STATUS: Mapping[int, _Row] = {
    400: _Row(400, "bad-request", "请求有误"),
    404: _Row(404, "not-found", "没有这个地址"),
    408: _Row(408, "body-timeout", "内容传得太慢"),
    405: _Row(405, "method-not-allowed", "不支持这种方法"),
    413: _Row(413, "too-large", "内容过大"),
    422: _Row(422, "invalid-request", "请求有误"),
    503: _Row(503, "ending", "服务正在停止，内容没有收完，请稍后重试"),
}


def problem_of(error: Exception, instance: str | None = None) -> Problem:
    """The problem of any exception; of unknown ones nothing but that they happened is told."""
    row, detail = _row_of(error)
    kind = f"urn:gongbao:problem:{row.slug}"
    return Problem(
        type=kind,
        title=row.title,
        status=row.status,
        detail=encodable(detail),  # it may repeat what was asked
        instance=instance,
    )


def _row_of(error: Exception) -> tuple[_Row, str]:
    if isinstance(error, ServiceError):
        return _Row(error.status, error.problem, error.title), str(error) or error.title
    if isinstance(error, RequestValidationError):
        return _BY_STATUS[422], complaint(_errors(error))
    if isinstance(error, HTTPException):
        row = _BY_STATUS.get(error.status_code)
        row = row or _Row(error.status_code, f"http-{error.status_code}", "请求有误")
        return row, f"{row.title}。"
    for kind in type(error).__mro__:
        if issubclass(kind, Exception) and (row := _TABLE.get(kind)):
            return row, str(error) or row.title
    return _UNKNOWN, "程序内部出错，请查看服务日志。"


def _errors(error: RequestValidationError) -> Sequence[Mapping[str, Any]]:
    return error.errors()


def problem_response(error: Exception, path: str) -> JSONResponse:
    """The response that tells a problem."""
    problem = problem_of(error, path)
    headers: dict[str, str] = {}
    if isinstance(error, NoToken):
        headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, HTTPException):
        headers |= error.headers or {}
    if isinstance(error, BackendBusy | Limited) and error.retry_after:
        headers["Retry-After"] = f"{max(1, error.retry_after):.0f}"
    if path.startswith(OPENAI_PATHS):
        return JSONResponse(openai_error(problem), _openai_status(problem), headers)
    body = problem.model_dump(mode="json", exclude_none=True)
    return JSONResponse(body, problem.status, headers, media_type=MEDIA_TYPE)


OPENAI_PATHS = ("/v1/chat/completions", "/v1/models")
_OPENAI_TYPES = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}


def openai_error(problem: Problem) -> dict[str, Any]:
    """The problem as OpenAI's clients read errors; `code` is the stable end of its type."""
    status = problem.status
    kind = "server_error" if status >= 500 else _OPENAI_TYPES.get(status, "invalid_request_error")
    code = problem.type.rsplit(":", 1)[-1]
    return {"error": {"message": problem.detail, "type": kind, "param": None, "code": code}}


def _openai_status(problem: Problem) -> int:
    """What OpenAI answers to a request that cannot be read is 400; its clients retry 409."""
    return 400 if problem.status in (409, 422) else problem.status


def install(app: FastAPI) -> None:
    """Every exception that leaves a route becomes its problem."""

    async def answer(request: Request, error: Exception) -> JSONResponse:
        return problem_response(error, request.url.path)

    for kind in (ServiceError, *_TABLE, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, answer)
