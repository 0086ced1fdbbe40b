"""Which key opens the service and as what role: the one token, keys of the data folder, OIDC."""

import hmac
from dataclasses import dataclass
from pathlib import Path

from service.api.callers import LOCAL, NOBODY, Caller
from service.api.oidc import Oidc, Provider
from service.errors import BadSettings, KeysUnreadable
from service.keys import Keys
from service.roles import Role
from service.settings import Settings

_ONE = Caller("GONGBAO_TOKEN", "admin")
GUARDED = ("/v1/", "/mcp")
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_UPLOADS = "/v1/reports"
_APPROVALS = "/v1/approvals"
_METRICS = "/v1/metrics"
_COME_AGAIN = 60.0


def needed(method: str, path: str) -> Role:
    """The role that a request takes: readers ask, editors change, admins approve."""
    if path == _METRICS or (path.startswith(_APPROVALS) and method not in _READING):
        return "admin"
    changing = path.startswith((_UPLOADS, _APPROVALS)) and method not in _READING
    return "editor" if changing or path.startswith(_APPROVALS) else "reader"


@dataclass(frozen=True, slots=True)
class Doors:
    """All ways in; without any, whoever can connect is the user of this machine."""

    token: str | None
    keys: Keys
    oidc: Oidc | None = None

    @classmethod
    def of(cls, settings: Settings, data_dir: Path) -> "Doors":
        """The ways in that the settings and the data folder open."""
        token, provider = settings.token, Provider.of(settings)
        return cls(
            token.get_secret_value() if token else None,
            Keys(data_dir),
            Oidc(provider) if provider else None,
        )

    @property
    def is_locked(self) -> bool:
        """Whether a key is asked for at all."""
        return self.token is not None or self.oidc is not None or self.keys.issued

    async def caller(self, authorization: str) -> Caller:
        """Who comes with this header; KeysUnreadable where nobody can tell."""
        try:
            return await self._found(authorization)
        except BadSettings:  # its words name a path, which is nobody's business here
            raise KeysUnreadable(
                "密钥文件读不出来，没有人能进来；请管理员运行 gongbao doctor。", _COME_AGAIN
            ) from None

    async def _found(self, authorization: str) -> Caller:
        if not self.is_locked:
            return LOCAL
        scheme, _, given = authorization.partition(" ")
        given = given.strip()
        if scheme.lower() != "bearer" or not given:
            return NOBODY
        if self.token and hmac.compare_digest(given.encode(), self.token.encode()):
            return _ONE
        if (key := self.keys.find(given)) is not None:
            return Caller(f"{key.name}/{key.id}", key.role)
        if self.oidc is not None and given.count(".") == 2:
            found = await self.oidc.who(given)
            return Caller(f"{found[0]}/oidc", found[1]) if found else NOBODY
        return NOBODY
