"""`gongbao key`: who may use the service."""

from datetime import datetime

import typer

from service.audit import Audit
from service.cli.arguments.serving import ManageKeys
from service.cli.output import note, say, say_json
from service.cli.world import settings_of
from service.keys import Key as Kept
from service.keys import Keys, utc_now


def key(context: typer.Context, given: ManageKeys) -> None:
    """Add, list or revoke keys."""
    data_dir = settings_of(context, given.data_dir).data_dir
    keys, audit = Keys(data_dir), Audit(data_dir)
    if given.action == "list":
        _show(keys.all(), as_json=given.as_json)
    elif given.action == "revoke":
        gone = keys.revoke(given.named)
        audit.write("revoke-key", "命令行", keys=[f"{key.name}/{key.id}" for key in gone])
        if given.as_json:
            say_json({"revoked": [_public(key) for key in gone]})
        else:
            say(f"已吊销{len(gone)}个密钥：{'、'.join(f'{key.name}/{key.id}' for key in gone)}。")
    else:
        made, secret = keys.add(given.named, given.role, given.until)
        audit.write("add-key", "命令行", keys=[f"{made.name}/{made.id}"], role=made.role)
        if given.as_json:
            say_json({"key": secret, **_public(made)})
        else:
            say(secret)
            note(f"{made.name}的密钥（{made.id}，{made.role}）只显示这一次，请妥善保管。")


def _public(key: Kept) -> dict[str, object]:
    return key.model_dump(mode="json", exclude={"hash"})


def _show(keys: tuple[Kept, ...], *, as_json: bool) -> None:
    if as_json:
        say_json({"keys": [_public(key) for key in keys]})
        return
    for key in keys:
        say(f"{key.id}  {key.name}  {key.role}  {_state(key, utc_now())}")
    if not keys:
        say("还没有密钥；用 gongbao key add 名称 发放。")


def _state(key: Kept, now: datetime) -> str:
    if key.revoked is not None:
        return f"{key.revoked:%Y-%m-%d}已吊销"
    if key.expires is None:
        return "长期有效"
    return f"{key.expires:%Y-%m-%d}{'到期' if key.is_live(now) else '已过期'}"
