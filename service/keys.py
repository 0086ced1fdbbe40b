"""Keys to the service: who may come in, as what, until when; kept as keyed hashes.

`keys.json` of the data folder lists them; a key itself is shown once, when it is made, and cannot
be had again from what is kept, nor guessed without `keys.secret`. A name may have two live keys, so
that a new one is handed out before the old one is revoked.
"""

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from service.errors import BadRequest, BadSettings
from service.roles import Role

_MARK = "gongbao"
_LIVE_EACH = 2
_Now = Callable[[], datetime]


class Key(BaseModel):
    """One key as it is kept: everything but the key."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    role: Role
    hash: str
    created: datetime
    expires: datetime | None = None
    revoked: datetime | None = None

    def is_live(self, now: datetime) -> bool:
        """Whether it opens anything."""
        return self.revoked is None and (self.expires is None or now < self.expires)


_LIST = TypeAdapter(tuple[Key, ...])


def utc_now() -> datetime:
    """The time of this moment."""
    return datetime.now(UTC)


class Keys:
    """The keys of a data folder; what another process adds or revokes counts at once."""

    def __init__(self, data_dir: Path, now: _Now = utc_now) -> None:
        self._folder = data_dir
        self._path = data_dir / "keys.json"
        self._secret_path = data_dir / "keys.secret"
        self._now = now
        self._seen: tuple[int, int] | None = None
        self._keys: tuple[Key, ...] = ()
        self._issued = False

    @property
    def issued(self) -> bool:
        """Whether keys were ever handed out here; a list that was emptied or removed since then
        opens nothing: whoever wants no keys any more removes `keys.secret` too and starts anew."""
        if self.all() or self._secret_path.exists():
            self._issued = True
        return self._issued

    def all(self) -> tuple[Key, ...]:
        """All keys that were ever made, oldest first; BadSettings where the file is damaged."""
        try:
            state = self._path.stat()
        except FileNotFoundError:
            self._seen, self._keys = None, ()
            return ()
        seen = (state.st_mtime_ns, state.st_ino)
        if seen != self._seen:
            try:
                self._keys = _LIST.validate_json(self._path.read_bytes())
            except (ValidationError, OSError):
                raise BadSettings(
                    f"{self._path} 损坏了，没有人能进来；请用备份恢复它，或删除后用 gongbao key add 重新发放。"
                ) from None
            self._seen = seen
        return self._keys

    def add(self, name: str, role: Role, expires: datetime | None = None) -> tuple[Key, str]:
        """Make a key; the second value is the key itself, to be shown once."""
        with self._changing():
            live = [key for key in self.all() if key.name == name and key.is_live(self._now())]
            if len(live) >= _LIVE_EACH:
                raise BadRequest(
                    f"{name}已有{_LIVE_EACH}个有效的密钥，请先用 gongbao key revoke 吊销一个。"
                )
            number, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
            key = Key(
                id=number,
                name=name,
                role=role,
                hash=self._hash(number, secret),
                created=self._now(),
                expires=expires,
            )
            self._write((*self.all(), key))
        return key, f"{_MARK}_{number}_{secret}"

    def revoke(self, which: str) -> tuple[Key, ...]:
        """Revoke a key by its number, or all keys of a name; which were revoked."""
        with self._changing():
            now = self._now()
            meant = [k for k in self.all() if which in (k.id, k.name) and k.revoked is None]
            if not meant:
                raise BadRequest(f"没有有效的密钥“{which}”，用 gongbao key list 查看。")
            gone = tuple(key.model_copy(update={"revoked": now}) for key in meant)
            kept = {key.id: key for key in (*self.all(), *gone)}
            self._write(tuple(kept.values()))
        return gone

    def find(self, given: str) -> Key | None:
        """The live key that was given; None for any other words."""
        mark, _, rest = given.partition("_")
        number, _, secret = rest.partition("_")
        key = next((key for key in self.all() if key.id == number), None)
        if mark != _MARK or key is None:
            return None
        right = hmac.compare_digest(key.hash, self._hash(number, secret))
        return key if right and key.is_live(self._now()) else None

    def _hash(self, number: str, secret: str) -> str:
        words = f"{number}:{secret}".encode()
        return hmac.new(self._pepper(), words, hashlib.sha256).hexdigest()

    def _pepper(self) -> bytes:
        with suppress(FileNotFoundError):
            return self._secret_path.read_bytes()
        if self._path.exists():
            raise BadSettings(
                f"{self._secret_path} 丢失，已发的密钥都无法核对；请用备份恢复它，"
                "或删除 keys.json 后用 gongbao key add 重新发放。"
            )
        made = secrets.token_bytes(32)
        _written(self._secret_path, made)
        return made

    def _changing(self) -> FileLock:
        self._folder.mkdir(parents=True, exist_ok=True)
        return FileLock(self._folder / "keys.lock")

    def _write(self, keys: tuple[Key, ...]) -> None:
        rows = [key.model_dump(mode="json") for key in keys]
        _written(self._path, json.dumps(rows, ensure_ascii=False, indent=1).encode())


def _written(path: Path, data: bytes) -> None:
    """Whole or not at all, and for its owner alone."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(descriptor)
        beside.replace(path)
    finally:  # a full disk leaves nothing half written
        beside.unlink(missing_ok=True)
