"""What each role may do and see, and whose tokens are taken."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import httpx2
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

from service.api import create_app
from service.api.oidc import Oidc, Provider
from service.errors import BadSettings, KeysUnreadable
from service.keys import Keys
from tests.service.api.fakes import empty_world, fake_tasks
from tests.service.api.serving import serving

ISSUER = "https://issuer.example"
PROVIDER = Provider(ISSUER, "gongbao", ("RS256",), "gongbao_role")
OURS, THEIRS = (RSAKey.generate_key(2048, {"kid": kid}, auto_kid=False) for kid in ("k1", "k1"))
LATER = RSAKey.generate_key(2048, {"kid": "k2"}, auto_kid=False)


@pytest.fixture(scope="module")
def served(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[httpx.Client, dict[str, Any]]]:
    """A service with a key of each role."""
    data_dir = tmp_path_factory.mktemp("data")
    given = {role: Keys(data_dir).add(role, role)[1] for role in ("reader", "editor", "admin")}
    with serving(create_app(empty_world(data_dir), tasks=fake_tasks())) as client:
        yield (
            client,
            {role: {"Authorization": f"Bearer {key}"} for role, key in given.items()}
            | {"nobody": {}},
        )


@pytest.mark.parametrize(
    ("who", "asks", "changes"),
    [("nobody", 401, 401), ("reader", 200, 403), ("editor", 200, 404), ("admin", 200, 404)],
)
def test_readers_cannot_change_the_library(
    served: tuple[httpx.Client, dict[str, Any]], who: str, asks: int, changes: int
) -> None:
    client, keys = served
    assert client.post("/v1/ask", json={"question": "q"}, headers=keys[who]).status_code == asks
    refused = client.delete("/v1/reports/没有-2021", headers=keys[who])
    assert refused.status_code == changes
    upload = client.post("/v1/reports", headers=keys[who])
    assert upload.status_code == {404: 422}.get(changes, changes)


def test_each_sees_no_more_than_it_may(served: tuple[httpx.Client, dict[str, Any]]) -> None:
    client, keys = served
    shown = {
        who: set(client.get("/openapi.json", headers=key).json()["paths"])
        for who, key in keys.items()
    }
    assert shown["nobody"] == {"/healthz", "/readyz"}
    assert "/v1/ask" in shown["reader"]
    readers = client.get("/openapi.json", headers=keys["reader"]).json()["paths"]
    assert set(readers["/v1/reports"]) == {"get"}
    assert set(
        client.get("/openapi.json", headers=keys["editor"]).json()["paths"]["/v1/reports"]
    ) == {
        "get",
        "post",
    }
    assert "/v1/reports" not in client.get("/docs").text
    ready = client.get("/readyz").json()
    assert {name for name, value in ready.items() if value} == set()
    assert client.get("/readyz", headers=keys["reader"]).json()["backend"] == "offline"


def test_a_service_behind_a_proxy_needs_a_key_and_knows_its_names(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="gongbao key add"):
        create_app(empty_world(tmp_path, allowed_hosts="gongbao.example"), tasks=fake_tasks())
    _, key = Keys(tmp_path).add("科室", "reader")
    world = empty_world(tmp_path, allowed_hosts="gongbao.example, 工报.example")
    with serving(create_app(world, tasks=fake_tasks())) as client:
        for host, status in (("gongbao.example", 200), ("evil.example", 403), ("localhost", 200)):
            headers = {"Host": host, "Authorization": f"Bearer {key}"}
            assert client.get("/v1/reports", headers=headers).status_code == status


def token(key: Any = OURS, algorithm: str = "RS256", kid: str = "k1", **changes: Any) -> str:
    """A token that is right but for the changes; a claim that is None is left out."""
    claims = {"iss": ISSUER, "aud": "gongbao", "sub": "u1", "exp": int(time.time()) + 300} | changes
    claims = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode({"alg": algorithm, "kid": kid}, claims, key, algorithms=[algorithm])


class Issuer:
    """The two documents of a provider, and how often its keys were asked for."""

    def __init__(self) -> None:
        self.keys = KeySet([OURS])
        self.asked = 0
        self.instead: Any = ...

    async def __call__(self, address: str) -> Any:
        if address == f"{ISSUER}/.well-known/openid-configuration":
            return {"jwks_uri": f"{ISSUER}/keys"}
        assert address == f"{ISSUER}/keys"
        self.asked += 1
        if self.instead is None:
            raise httpx2.ConnectError("down")
        if self.instead is not ...:
            return self.instead
        return self.keys.as_dict(private=False)


@pytest.mark.parametrize(
    ("changes", "role"),
    [
        ({}, "reader"),
        ({"gongbao_role": "admin"}, "admin"),
        ({"gongbao_role": ["x", "editor"]}, "editor"),
        ({"gongbao_role": {"a": 1}}, "reader"),
        ({"aud": ["other", "gongbao"]}, "reader"),
        ({"iss": "https://other.example"}, None),
        ({"aud": "other"}, None),
        ({"exp": int(time.time()) - 60}, None),
        ({"exp": None}, None),
        ({"sub": None}, None),
        ({"nbf": int(time.time()) + 600}, None),
        ({"key": THEIRS}, None),
        (
            {"key": OctKey.import_key("a secret of thirty-two bytes, no!"), "algorithm": "HS256"},
            None,
        ),
    ],
)
def test_a_token_is_taken_when_all_of_it_is_right(
    changes: dict[str, Any], role: str | None
) -> None:
    found = asyncio.run(Oidc(PROVIDER, Issuer()).who(token(**changes)))
    assert found == (None if role is None else ("u1", role))


def test_unsigned_and_broken_tokens_are_none() -> None:
    for words in ("a.b.c", token().rsplit(".", 1)[0] + ".", "eyJhbGciOiJub25lIn0.e30."):
        assert asyncio.run(Oidc(PROVIDER, Issuer()).who(words)) is None


def test_keys_are_kept_and_asked_for_again_when_one_is_new() -> None:
    async def asked() -> tuple[Any, ...]:
        issuer = Issuer()
        oidc = Oidc(PROVIDER, issuer)
        first = await oidc.who(token())
        await oidc.who(token())
        kept = issuer.asked
        unknown = await oidc.who(token(LATER, kid="k2"))
        issuer.keys = KeySet([OURS, LATER])
        oidc._at -= 61
        return first, kept, unknown, await oidc.who(token(LATER, kid="k2")), issuer.asked

    assert asyncio.run(asked()) == (("u1", "reader"), 1, None, ("u1", "reader"), 2)


def test_a_service_with_keys_stays_locked_whatever_becomes_of_their_list(tmp_path: Path) -> None:
    _, key = Keys(tmp_path).add("甲", "admin")
    listed, held = tmp_path / "keys.json", tmp_path / "held.json"
    with serving(create_app(empty_world(tmp_path), tasks=fake_tasks())) as client:
        right = {"Authorization": f"Bearer {key}"}
        assert client.get("/v1/reports", headers=right).status_code == 200
        listed.rename(held)
        assert client.get("/v1/reports").status_code == 401
        (tmp_path / "keys.secret").rename(tmp_path / "held.secret")
        assert client.delete("/v1/reports/x", headers=right).status_code == 401
        (tmp_path / "held.secret").rename(tmp_path / "keys.secret")
        listed.write_text("[]")
        assert client.get("/v1/reports").status_code == 401
        listed.write_text("garbage")
        assert client.get("/healthz").status_code == 200
        for path in ("/readyz", "/v1/reports", "/"):
            reply = client.get(path, headers=right)
            assert reply.headers["content-type"] == "application/problem+json"
            assert reply.status_code == 503
            assert reply.json()["detail"] == (
                "密钥文件读不出来，没有人能进来；请管理员运行 gongbao doctor。"
            )
        held.replace(listed)
        assert client.get("/v1/reports", headers=right).status_code == 200


@pytest.mark.parametrize("said", [None, {}, [], "x", {"keys": []}])
def test_without_the_provider_known_keys_go_on_and_junk_fetches_nothing(said: Any) -> None:
    async def asked() -> tuple[Any, ...]:
        issuer = Issuer()
        oidc, cold = Oidc(PROVIDER, issuer), Oidc(PROVIDER, issuer)
        assert await oidc.who(token()) is not None
        oidc._got -= 3601
        oidc._at -= 61
        issuer.instead = said
        known = await oidc.who(token())
        unknown = await oidc.who(token(LATER, kid="k2"))
        before = issuer.asked
        assert [await cold.who(words) for words in ("a.b.c", "..", "e30.e30.x")] == [None] * 3
        junk = issuer.asked - before
        with pytest.raises(KeysUnreadable, match="公钥取不到"):
            await cold.who(token())
        return known, unknown, junk, issuer.asked

    assert asyncio.run(asked()) == (("u1", "reader"), None, 0, 3)
