"""Each request under a number of its own, with a line in the log and in the metrics."""

import asyncio
import json
import logging
import re
import time
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.callers import Caller, current
from service.api.metrics import Metrics, Waited, waited
from service.api.problems import problem_response
from service.errors import Overloaded

_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_HEADER = "x-request-id"
_log = logging.getLogger("gongbao.requests")


class Observed:
    """ASGI middleware around all others; a number that a proxy gave is kept."""

    def __init__(self, app: ASGIApp, metrics: Metrics, *, log: bool) -> None:
        self._app = app
        self._metrics = metrics
        self._logs = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and tell how it went once the answer is sent."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get(_HEADER, "")
        number = given if _ID.fullmatch(given) else uuid4().hex
        mine, began, status = Waited(), time.perf_counter(), 0
        waited.set(mine)

        async def numbered(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[_HEADER] = number
            await send(message)

        try:
            await self._app(scope, receive, numbered)
        except asyncio.CancelledError:  # the server ends and gives up what is not answered
            if not status:
                ended = Overloaded("服务正在停止，请稍后重试。", 5)
                await problem_response(ended, scope["path"])(scope, receive, numbered)
        finally:
            seconds = time.perf_counter() - began
            route = getattr(scope.get("route"), "path", "-")
            status = status or 500
            self._metrics.request(route, status, seconds, mine.seconds)
            if self._logs:
                self._tell(number, scope, route, status, (seconds, mine.seconds))

    def _tell(
        self, number: str, scope: Scope, route: str, status: int, took: tuple[float, float]
    ) -> None:
        caller: Caller = scope.get("state", {}).get("caller", current.get())
        line = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "request": number,
            "key": caller.key,
            "method": scope["method"],
            "route": route,
            "status": status,
            "seconds": round(took[0], 4),
            "model_seconds": round(took[1], 4),
        }
        _log.info(json.dumps(line, ensure_ascii=False))


def log_to_stderr() -> None:
    """Lines of JSON, one a request, beside what else is on stderr."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    _log.handlers = [handler]
    _log.propagate = False
    _log.setLevel(logging.INFO)
