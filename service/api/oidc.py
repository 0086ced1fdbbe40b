"""Tokens of an OpenID Connect provider: signed by its keys, for us, not over, by a known method.

The provider's keys are fetched at the first token and fetched anew after an hour; a token signed by
a key that is not among them asks for them again, at most once a minute. While the provider cannot be
reached, the keys that are known are used for a day.
"""

import asyncio
import json
import logging
import time
from base64 import urlsafe_b64decode
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, cast

import httpx2
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from service.errors import KeysUnreadable
from service.roles import RANKS, Role
from service.settings import Settings

_KEPT, _AGAIN, _LONGEST = 3600.0, 60.0, 86_400.0
_PATIENCE = 8.0  # seconds for both documents of a provider
_NOT_KEYS = (TimeoutError, ValueError, KeyError, TypeError, AttributeError)
_LEEWAY = 30
_log = logging.getLogger("gongbao")
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
        self._at = self._got = 0.0
        self._fetch_now: asyncio.Task[None] | None = None

    async def who(self, token: str) -> tuple[str, Role] | None:
        """The subject and the role of a token; None unless all of it is right, KeysUnreadable
        where the provider has never yet given its keys."""
        if not self._may_be_ours(token):
            return None
        keys = await self._known()
        try:
            return self._claimed(token, keys)
        except InvalidKeyIdError:
            with suppress(JoseError, ValueError):
                return self._claimed(token, await self._newer(keys))
        except (JoseError, ValueError):
            pass
        return None

    def _may_be_ours(self, token: str) -> bool:
        """Whether a token is one by its form, signed by a known method: junk fetches nothing."""
        try:
            head = json.loads(urlsafe_b64decode(token.partition(".")[0] + "=="))
            return head.get("alg") in self._provider.algorithms
        except (ValueError, AttributeError, TypeError, RecursionError):
            return False

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

    async def _known(self) -> KeySet:
        """The keys; those of more than an hour ago go on being used while they are fetched anew."""
        if self._keys is None:
            await self._fetching()
        elif time.monotonic() - self._got > _KEPT:
            self._fetching()
        if self._keys is None or time.monotonic() - self._got > _LONGEST:
            raise KeysUnreadable("登录服务的公钥取不到，请稍后再试。", _AGAIN)
        return self._keys

    async def _newer(self, keys: KeySet) -> KeySet:
        """The keys after another fetch, where it is time for one."""
        await self._fetching()
        return self._keys or keys

    def _fetching(self) -> Awaitable[None]:
        """The one fetch that runs, or a new one; at most one a minute is begun."""
        if self._fetch_now is None or (
            self._fetch_now.done() and time.monotonic() - self._at > _AGAIN
        ):
            self._at = time.monotonic()
            self._fetch_now = asyncio.ensure_future(self._got_anew())
        return asyncio.shield(self._fetch_now)

    async def _got_anew(self) -> None:
        """Fetch the keys; whatever else comes than keys, those known stay."""
        try:
            async with asyncio.timeout(_PATIENCE):
                keys = KeySet.import_key_set(await self._fetch(await self._where()))
            if keys.keys:
                self._keys, self._got = keys, time.monotonic()
        except (httpx2.HTTPError, httpx2.InvalidURL, JoseError, *_NOT_KEYS) as error:
            _log.warning("登录服务的公钥取不到：%s", type(error).__name__)

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
