"""Who may come in: own host names and pages only, the token, and bodies of bounded size."""

import hmac
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.problems import problem_response
from service.errors import ForeignHost, NoToken
from service.settings import is_loopback

_JSON_BYTES = 256 * 1024
_GUARDED = ("/v1/", "/mcp")
_UPLOADS = frozenset({"/v1/reports", "/v1/check/file"})
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_SECURITY = {
    "Content-Security-Policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
        " frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


@dataclass(frozen=True, slots=True)
class Rules:
    """`local` = only this machine can connect, so only its own names are right."""

    local: bool
    token: str | None
    upload_bytes: int


class Guard:
    """ASGI middleware; what it turns away never reaches a route."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app = app
        self._rules = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check, then pass on with counted body and security headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _SECURITY.items():
                    headers.setdefault(name, value)
            await send(message)

        limit = self._limit(scope)
        error = self._objection(scope, Headers(scope=scope), limit)
        if error is not None:
            response = problem_response(error, scope["path"])
            await response(scope, receive, secured)
            return
        await self._app(scope, _counted(receive, limit), secured)

    def _limit(self, scope: Scope) -> int:
        uploads = scope["path"].rstrip("/") in _UPLOADS
        return self._rules.upload_bytes if uploads else _JSON_BYTES

    def _objection(self, scope: Scope, headers: Headers, limit: int) -> Exception | None:
        if self._rules.local and not is_loopback(_name(headers.get("host", ""))):
            return ForeignHost("请用 http://127.0.0.1 或 http://localhost 访问本服务。")
        if scope["method"] not in _READING and _from_elsewhere(headers):
            return ForeignHost("别的网站不能操作本服务；请在本服务自己的页面上操作。")
        if scope["path"].startswith(_GUARDED) and not self._has_token(headers):
            return NoToken("请在请求头 Authorization: Bearer 中给出正确的令牌。")
        declared = headers.get("content-length", "0")
        if declared.isdecimal() and int(declared) > limit:
            return HTTPException(413)
        return None

    def _has_token(self, headers: Headers) -> bool:
        if self._rules.token is None:
            return True
        scheme, _, given = headers.get("authorization", "").partition(" ")
        right = hmac.compare_digest(given.strip().encode(), self._rules.token.encode())
        return right and scheme.lower() == "bearer"


def _name(host: str) -> str:
    """The host's name without its port."""
    return urlsplit(f"//{host}").hostname or ""


def _from_elsewhere(headers: Headers) -> bool:
    """Whether a browser sends this on behalf of another site's page."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")


def _counted(receive: Receive, limit: int) -> Receive:
    """A body that declares no length is cut off at the limit."""
    total = 0

    async def counting() -> Message:
        nonlocal total
        message = await receive()
        if message["type"] == "http.request":
            total += len(message.get("body", b""))
            if total > limit:
                raise HTTPException(413)
        return message

    return counting
