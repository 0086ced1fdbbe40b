"""What a caller may do: readers ask, editors change the library, admins approve."""

from typing import Literal, TypeAlias

Role: TypeAlias = Literal["reader", "editor", "admin"]
RANKS: tuple[Role, ...] = ("reader", "editor", "admin")
SAID: dict[Role, str] = {"reader": "查阅", "editor": "编辑", "admin": "管理"}


def includes(role: Role, needed: Role) -> bool:
    """Whether a role may do what takes another: an admin is an editor too."""
    return RANKS.index(role) >= RANKS.index(needed)
