"""Every way a model endpoint fails, as one of the BackendError family: the one table."""

import re
from collections.abc import Callable, Generator
from contextlib import contextmanager

import httpx2
import openai
from langchain_core import exceptions as lc

from service.errors import (
    BackendBusy,
    BackendError,
    BackendFailed,
    BackendFiltered,
    BackendGarbage,
    BackendRefused,
    BackendTimeout,
    BackendTooLong,
    BackendTruncated,
    BackendUnreachable,
)

_GARBAGE = (ValueError, TypeError, LookupError, AttributeError)
_TOO_LONG = re.compile(
    r"context_length|context length|context size|maximum context|too many tokens|exceed_context",
    re.IGNORECASE,
)
_FILTER = re.compile(r"content_filter|content_policy|data_inspection_failed|sensitive")


@contextmanager
def upstream_errors(more: tuple[type[Exception], ...] = ()) -> Generator[None]:
    """Raises the BackendError that says what an exception of the libraries below means.

    `more` are errors of clients that the table does not know.
    """
    try:
        yield
    except BackendError:
        raise
    except (
        openai.OpenAIError,
        lc.ModelError,
        httpx2.HTTPError,
        OSError,
        *_GARBAGE,
        *more,
    ) as error:
        raise backend_error(error) from error


def backend_error(error: Exception) -> BackendError:
    """The BackendError of one exception; the first row of the table that fits it."""
    if isinstance(error, openai.BadRequestError) and _FILTER.search(str(error)):
        return BackendFiltered("提示或回复被模型服务的内容过滤拦下。")
    if isinstance(error, openai.BadRequestError) and _TOO_LONG.search(str(error)):
        return BackendTooLong("提示超过模型的上下文长度；请减小GONGBAO_PROMPT_TOKENS。")
    for kinds, build in _TABLE:
        if isinstance(error, kinds):
            return build(error)
    if not isinstance(error, _GARBAGE):
        return BackendFailed(f"模型服务出错（{type(error).__name__}）；请检查模型的设置和网络。")
    return BackendGarbage("模型服务的回复无法识别；请检查OPENAI_BASE_URL是否为OpenAI兼容的地址。")


def _of_status(error: Exception) -> BackendError:
    status = getattr(error, "status_code", 500)
    if status >= 500:
        return BackendFailed(f"模型服务内部出错（HTTP {status}）；请稍后再试。")
    return BackendRefused(f"模型服务拒绝了请求（HTTP {status}）；请检查模型设置。")


def _busy(error: Exception) -> BackendError:
    response = getattr(error, "response", None)
    seconds = retry_after(response) if isinstance(response, httpx2.Response) else None
    wait = f"，请在{seconds:.0f}秒后再试" if seconds else "，请稍后再试"
    return BackendBusy(f"模型服务限流或额度用尽（HTTP 429）{wait}。", seconds)


def retry_after(response: httpx2.Response) -> float | None:
    """The seconds a response asks to wait, where it says so in numbers."""
    try:
        return max(0.0, float(response.headers.get("retry-after", "")))
    except ValueError:
        return None


def _saying(kind: type[BackendError], message: str) -> Callable[[Exception], BackendError]:
    return lambda _: kind(message)


_TABLE: tuple[tuple[tuple[type[Exception], ...], Callable[[Exception], BackendError]], ...] = (
    (
        (TimeoutError, openai.APITimeoutError, lc.ModelTimeoutError, httpx2.TimeoutException),
        _saying(BackendTimeout, "模型服务没有在时限内答完；可加大GONGBAO_DEADLINE或换更快的模型。"),
    ),
    (
        (openai.LengthFinishReasonError,),
        _saying(BackendTruncated, "模型的回复超过长度上限；可加大GONGBAO_ANSWER_TOKENS。"),
    ),
    (
        (openai.ContentFilterFinishReasonError,),
        _saying(BackendFiltered, "模型的回复被内容过滤拦下。"),
    ),
    (
        (lc.ContextOverflowError,),
        _saying(BackendTooLong, "提示超过模型的上下文长度；请减小GONGBAO_PROMPT_TOKENS。"),
    ),
    (
        (
            openai.AuthenticationError,
            openai.PermissionDeniedError,
            lc.ModelAuthenticationError,
            lc.ModelPermissionDeniedError,
        ),
        _saying(BackendRefused, "模型服务不认这个密钥或没有权限；请检查OPENAI_API_KEY。"),
    ),
    (
        (openai.NotFoundError, lc.ModelNotFoundError),
        _saying(BackendRefused, "没有这个模型或地址；请检查OPENAI_MODEL和OPENAI_BASE_URL。"),
    ),
    ((openai.RateLimitError, lc.ModelRateLimitError), _busy),
    (
        (openai.APIConnectionError, lc.ModelConnectionError, httpx2.TransportError, OSError),
        _saying(BackendUnreachable, "连不上模型服务或连接中断；请检查网络和OPENAI_BASE_URL。"),
    ),
    (
        (lc.ModelInvalidRequestError,),
        _saying(BackendRefused, "模型服务拒绝了请求；请检查模型设置。"),
    ),
    (
        (openai.APIResponseValidationError,),
        _saying(BackendGarbage, "模型服务的回复不合OpenAI协议；请检查OPENAI_BASE_URL。"),
    ),
    ((openai.APIStatusError,), _of_status),
    (
        (openai.APIError, lc.ModelError),
        _saying(BackendFailed, "模型服务报告内部错误；请稍后再试。"),
    ),
)
