"""Who may come in: own host names and pages only, the right key, and bodies of bounded size."""

import asyncio
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.callers import NOBODY, Caller, remember
from service.api.doors import GUARDED, Doors, needed
from service.api.patience import Ending
from service.api.problems import problem_response
from service.errors import ForeignHost, NotAllowed, NoToken, ServiceError
from service.roles import SAID
from service.settings import is_loopback

_JSON_BYTES = 256 * 1024
_UPLOADS = frozenset({"/v1/reports", "/v1/check/file"})
_HEALTH = "/healthz"
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
    """`local` = only this machine can connect, so only its own names are right; `hosts` are the
    names under which a proxy passes requests on. A body must be there within `body_seconds`."""

    local: bool
    doors: Doors
    upload_bytes: int
    hosts: frozenset[str] = field(default_factory=frozenset[str])
    body_seconds: float = 120.0


class Guard:
    """ASGI middleware; what it turns away never reaches a route."""

    def __init__(self, app: ASGIApp, rules: Rules, ending: Ending) -> None:
        self._app = app
        self._rules = rules
        self._ending = ending

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

        headers, limit = Headers(scope=scope), self._limit(scope)
        try:
            self._require_ours(scope, headers)
            await self._require_caller(scope, headers)
            declared = headers.get("content-length", "0")
            if declared.isdecimal() and int(declared) > limit:
                raise HTTPException(413)
        except (ServiceError, HTTPException) as error:
            await problem_response(error, scope["path"])(scope, receive, secured)
            return
        patience = asyncio.get_running_loop().time() + self._rules.body_seconds
        body = _counted(receive, limit, patience, self._ending)
        if scope["method"] == "HEAD" and scope["path"] != "/mcp":  # the server sends no body of it
            scope = {**scope, "method": "GET"}
        await self._app(scope, body, secured)

    def _limit(self, scope: Scope) -> int:
        uploads = scope["path"].rstrip("/") in _UPLOADS
        return self._rules.upload_bytes if uploads else _JSON_BYTES

    def _require_ours(self, scope: Scope, headers: Headers) -> None:
        """Refuse other host names and what other sites' pages send."""
        name = _name(headers.get("host", "")).lower()
        known = name in self._rules.hosts or (self._rules.local and is_loopback(name))
        if (self._rules.local or self._rules.hosts) and not known and scope["path"] != _HEALTH:
            raise ForeignHost(
                "请用 http://127.0.0.1 或 http://localhost 访问本服务，或在GONGBAO_ALLOWED_HOSTS中列出这个主机名。"
            )
        if scope["method"] not in _READING and _from_elsewhere(headers):
            raise ForeignHost("别的网站不能操作本服务；请在本服务自己的页面上操作。")

    async def _require_caller(self, scope: Scope, headers: Headers) -> None:
        if scope["path"] == _HEALTH:  # answers whatever the keys, and who hands them out, are at
            remember(scope, NOBODY)
            return
        caller = await self._rules.doors.caller(headers.get("authorization", ""))
        remember(scope, caller)
        if scope["path"].startswith(GUARDED):
            _require_role(caller, scope)


def _require_role(caller: Caller, scope: Scope) -> None:
    if caller.role is None:
        raise NoToken("请在请求头 Authorization: Bearer 中给出正确的令牌。")
    role = needed(scope["method"], scope["path"])
    if not caller.may(role):
        raise NotAllowed(
            f"您的密钥只有{SAID[caller.role]}权限，这一步要{SAID[role]}权限，请联系管理员。"
        )


def _name(host: str) -> str:
    """The host's name without its port; empty where it is none: `[::1`."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _from_elsewhere(headers: Headers) -> bool:
    """Whether a browser sends this on behalf of another site's page."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is not None and origin.partition("://")[2] != headers.get("host")


def _counted(receive: Receive, limit: int, deadline: float, ending: Ending) -> Receive:
    """A body that declares no length is cut off at the limit, one that trickles in at its time,
    half a one when the service ends."""
    total, whole = 0, False

    async def counting() -> Message:
        nonlocal total, whole
        if whole:
            return await receive()
        try:
            async with ending.by(deadline):
                message = await receive()
        except TimeoutError:
            if ending.begun:  # a route that reads a form passes on no other kind of error
                raise HTTPException(503, headers={"Retry-After": "5"}) from None
            raise HTTPException(408) from None
        if message["type"] == "http.request":
            whole = not message.get("more_body", False)
            total += len(message.get("body", b""))
            if total > limit:
                raise HTTPException(413)
        return message

    return counting
