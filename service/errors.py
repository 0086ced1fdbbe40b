"""Errors of the service side; `problem`, `status` and `title` are what HTTP shows of each.

ServiceError
├── BadSettings              the environment holds a value that cannot be used
├── BadRequest               the request cannot be understood
├── NoToken                  the token is missing or wrong
├── NotAllowed               the key is right, its role may not do this
├── Limited                  come again in `retry_after` seconds
│   ├── TooManyRequests      this key has used up its minute or its day
│   ├── Overloaded           the service has no room
│   └── KeysUnreadable       nobody can tell whose key is right
├── RequestTimeout           no answer within the time of a request
├── ForeignHost              the request came through another site or host name
├── EmptyLibrary             nothing was ingested yet
├── UnknownJob
├── UnknownUpload            nothing of that id waits for approval
├── UploadDecided            somebody else is deciding on it
├── ExportFailed             a document could not be written
├── NoModel                  the offline backend was asked for words
└── BackendError             the model endpoint gave no usable text
    ├── BackendUnreachable   no connection
    ├── BackendRefused       the endpoint rejects key, model or request (4xx)
    │   └── BackendTooLong   the prompt is longer than what it takes
    ├── BackendBusy          429
    ├── BackendFailed        5xx
    ├── BackendTimeout       the deadline of the whole call has passed
    ├── BackendGarbage       the reply is not what the protocol promises, or is empty
    ├── BackendTruncated     cut at `length`, or the stream ended early
    └── BackendFiltered      a content filter or the model's own refusal

The message of each is one line of Chinese: what is wrong and what to do.
`problem` slugs are stable; scripts may rely on them.
"""

import errno
from typing import ClassVar


class ServiceError(Exception):
    """Root of all errors raised by `service`."""

    problem: ClassVar[str] = "service-error"
    status: ClassVar[int] = 500
    title: ClassVar[str] = "服务出错"


class BadSettings(ServiceError):
    """A setting cannot be used."""

    problem = "bad-settings"
    title = "设置有误"


class BadRequest(ServiceError):
    """The request cannot be understood."""

    problem = "bad-request"
    status = 400
    title = "请求有误"


class NoToken(ServiceError):
    """The request carries no valid token."""

    problem = "no-token"
    status = 401
    title = "需要令牌"


class NotAllowed(ServiceError):
    """The role of the key may not do this."""

    problem = "not-allowed"
    status = 403
    title = "没有这个权限"


class Limited(ServiceError):
    """Not now; `retry_after` seconds later perhaps."""

    problem = "limited"
    status = 503
    title = "超过上限"

    def __init__(self, message: str, retry_after: float = 1.0) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class TooManyRequests(Limited):
    """A key has used up what it may in a minute or a day."""

    problem = "too-many-requests"
    status = 429
    title = "请求太多"


class Overloaded(Limited):
    """There is no room for more work now."""

    problem = "overloaded"
    title = "服务正忙"


class KeysUnreadable(Limited):
    """The list of keys, or what tells them apart, cannot be read."""

    problem = "keys-unreadable"
    title = "密钥文件有误"


class RequestTimeout(ServiceError):
    """No answer within the time that a request may take."""

    problem = "request-timeout"
    status = 504
    title = "超过时限"


class ForeignHost(ServiceError):
    """The request came under a host name or from a site that is not this service."""

    problem = "foreign-host"
    status = 403
    title = "来源不被允许"


class EmptyLibrary(ServiceError):
    """There is no report to answer from."""

    problem = "empty-library"
    status = 409
    title = "库中还没有报告"


class UnknownJob(ServiceError):
    """No job of that id is known (finished ones are forgotten in time)."""

    problem = "unknown-job"
    status = 404
    title = "没有这个任务"


class UnknownUpload(ServiceError):
    """Nothing of that id waits for approval."""

    problem = "unknown-upload"
    status = 404
    title = "没有这份待审的报告"


class UploadDecided(ServiceError):
    """What waited for approval is being taken in already."""

    problem = "upload-decided"
    status = 409
    title = "这份待审的报告正在处理"


class ExportFailed(ServiceError):
    """The document could not be written."""

    problem = "export-failed"
    title = "导出失败"


class NoModel(ServiceError):
    """No model is configured, and words of a model were asked for."""

    problem = "no-model"
    status = 503
    title = "没有配置模型"


class BackendError(ServiceError):
    """The model endpoint gave no usable text."""

    problem = "backend-error"
    status = 502
    title = "模型服务出错"


class BackendUnreachable(BackendError):
    """No connection to the endpoint."""

    problem = "backend-unreachable"
    title = "连不上模型服务"


class BackendRefused(BackendError):
    """The endpoint understands the request and rejects it: key, model, or size."""

    problem = "backend-refused"
    title = "模型服务拒绝了请求"


class BackendTooLong(BackendRefused):
    """The prompt is longer than what the endpoint takes."""

    problem = "backend-too-long"
    title = "提示超过模型的上下文长度"


class BackendBusy(BackendError):
    """The endpoint asks to come back later; `retry_after` in seconds where it says so."""

    problem = "backend-busy"
    status = 503
    title = "模型服务繁忙"

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class BackendFailed(BackendError):
    """The endpoint failed by its own account."""

    problem = "backend-failed"
    title = "模型服务内部出错"


class BackendTimeout(BackendError):
    """No complete reply within the deadline."""

    problem = "backend-timeout"
    status = 504
    title = "模型服务超时"


class BackendGarbage(BackendError):
    """The reply is not what the protocol promises, or holds no text."""

    problem = "backend-garbage"
    title = "模型服务的回复无法识别"


class BackendTruncated(BackendError):
    """The reply ends before its end."""

    problem = "backend-truncated"
    title = "模型的回复不完整"


class BackendFiltered(BackendError):
    """The reply was withheld."""

    problem = "backend-filtered"
    title = "模型拒绝作答"


_CAUSES = {
    errno.ENOSPC: "磁盘已满，请腾出空间后重试",
    errno.EDQUOT: "磁盘配额已用完，请腾出空间后重试",
    errno.EROFS: "磁盘是只读的，请换一个可写的地方",
    errno.EACCES: "没有权限，请检查权限",
    errno.EPERM: "没有权限，请检查权限",
    errno.ENOENT: "文件不在了，请检查路径",
    errno.EMFILE: "打开的文件太多，请稍后重试或提高 ulimit -n",
    errno.EIO: "磁盘出错，请检查磁盘",
}


def os_line(error: OSError) -> str:
    """What the system refused, by its cause, and what to do: a full disk is no lack of rights."""
    cause = _CAUSES.get(error.errno or 0, f"{error.strerror or error}，请检查路径、权限和磁盘空间")
    place = f"（{error.filename}）" if error.filename else ""
    return f"读写失败{place}：{cause}"


PASSING = (BackendUnreachable, BackendBusy, BackendFailed, BackendTimeout)
"""What may be gone at the next try, without anything being changed."""
