"""Tokens of an OpenID Connect provider: signed by its keys, for us, not over, by a known method.

The provider's keys are fetched at the first token and kept for an hour; a token signed by a key
that is not among them asks for them again, at most once a minute.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, cast

import httpx2
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from service.roles import RANKS, Role
from service.settings import Settings

_KEPT, _AGAIN = 3600.0, 60.0
_LEEWAY = 30
Fetch = Callable[[str], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Provider:
    """Whose tokens are taken, for which audience, and where a token says the role."""

    issuer: str
    audience: str
    algorithms: tuple[str, ...]
    role_claim: str
    keys_url: str = ""

    @classmethod
    def of(cls, settings: Settings) -> "Provider | None":
        """The provider of the settings, if they name one."""
        if settings.oidc_issuer is None or settings.oidc_audience is None:
            return None
        return cls(
            settings.oidc_issuer,
            settings.oidc_audience,
            tuple(settings.oidc_algorithms.replace(" ", "").split(",")),
            settings.oidc_role_claim,
            settings.oidc_keys_url or "",
        )


class Oidc:
    """Reads tokens; `fetch` gets the JSON of an address."""

    def __init__(self, provider: Provider, fetch: Fetch | None = None) -> None:
        self._provider = provider
        self._fetch = fetch or _fetched
        self._keys: KeySet | None = None
        self._at = -_KEPT
        self._lock = asyncio.Lock()

    async def who(self, token: str) -> tuple[str, Role] | None:
        """The subject and the role of a token; None unless all of it is right."""
        try:
            return self._claimed(token, await self._known(_KEPT))
        except InvalidKeyIdError:
            try:
                return self._claimed(token, await self._known(_AGAIN))
            except (JoseError, ValueError):
                return None
        except (JoseError, ValueError, httpx2.HTTPError):
            return None

    def _claimed(self, token: str, keys: KeySet) -> tuple[str, Role]:
        provider = self._provider
        claims = jwt.decode(token, keys, algorithms=list(provider.algorithms)).claims
        rules = jwt.JWTClaimsRegistry(
            leeway=_LEEWAY,
            iss={"essential": True, "value": provider.issuer},
            aud={"essential": True, "value": provider.audience},
            exp={"essential": True},
            sub={"essential": True},
        )
        rules.validate(claims)
        return str(claims["sub"]), _role(claims.get(provider.role_claim))

    async def _known(self, most: float) -> KeySet:
        async with self._lock:
            if self._keys is None or time.monotonic() - self._at > most:
                self._at = time.monotonic()
                self._keys = KeySet.import_key_set(await self._fetch(await self._where()))
            return self._keys

    async def _where(self) -> str:
        if self._provider.keys_url:
            return self._provider.keys_url
        place = f"{self._provider.issuer.rstrip('/')}/.well-known/openid-configuration"
        said = cast("dict[str, Any]", await self._fetch(place))
        return str(said["jwks_uri"])


def _role(said: object) -> Role:
    """The highest role that a claim names, as a word or in a list; a reader where it names none."""
    words: list[object] = cast("list[object]", said) if isinstance(said, list) else [said]
    named: list[Role] = [role for role in RANKS if role in words]
    return named[-1] if named else "reader"


async def _fetched(address: str) -> Any:
    async with httpx2.AsyncClient(timeout=5) as client:
        reply = await client.get(address)
        reply.raise_for_status()
        return reply.json()
