"""Who asks: the name of a key and what its role may do."""

from contextvars import ContextVar
from dataclasses import dataclass

from starlette.requests import Request
from starlette.types import Scope

from service.roles import Role, includes


@dataclass(frozen=True, slots=True)
class Caller:
    """`key` names the key, never its secret; nobody is a caller without a role."""

    key: str
    role: Role | None

    @property
    def person(self) -> str:
        """Whose key it is, whichever of his keys; empty for one key of many."""
        return self.key.rpartition("/")[0]

    def may(self, role: Role) -> bool:
        """Whether what takes that role is allowed."""
        return self.role is not None and includes(self.role, role)


NOBODY = Caller("-", None)
LOCAL = Caller("本机", "admin")
"""Who comes to a service without keys, which only its own machine can reach."""

current: ContextVar[Caller] = ContextVar("caller", default=NOBODY)
_PLACE = "caller"


def remember(scope: Scope, caller: Caller) -> None:
    """Attach the caller to a request and to all that is done for it."""
    state = scope.setdefault("state", {})
    state[_PLACE] = caller
    state["person"] = caller.person
    current.set(caller)


def caller_of(request: Request) -> Caller:
    """Who asks; nobody where no guard has looked."""
    return request.scope.get("state", {}).get(_PLACE, NOBODY)
