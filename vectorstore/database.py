"""What a library needs of the engine that holds it: tables, and locks that die with their holder.

One process builds at a time. A reader holds the state it opened for as long as it uses it, and
what a held state needs is not swept. The locks of a killed process are gone at once.
"""

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol, TypeAlias

from sqlalchemy import Engine, StaticPool, create_engine

from vectorstore.errors import DamagedLibrary

Waiting: TypeAlias = Callable[[], None]
Release: TypeAlias = Callable[[], None]


class Database(Protocol):
    """Where the tables are, and who may do what."""

    @property
    def name(self) -> str:
        """What to call it towards a user."""
        ...

    def exists(self) -> bool:
        """Whether there are tables yet."""
        ...

    def reading(self) -> Engine:
        """The engine of readers, for any number of threads; nobody can write through it."""
        ...

    def building(self, patience: float, waiting: Waiting | None) -> AbstractContextManager[Engine]:
        """Be the one builder, with an engine to write; `waiting` is called once after 2 s."""
        ...

    def hold(self, state: int) -> Release | None:
        """Keep a state from being swept; None where it is being swept at this moment."""
        ...

    def claim(self, state: int) -> AbstractContextManager[bool]:
        """Whether nobody holds a state; nobody can while the context is open."""
        ...

    def forget(self, state: int) -> None:
        """A claimed state is gone for good."""
        ...


def in_memory() -> Engine:
    """An empty database that lives as long as its engine."""
    return create_engine(
        "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
    )


@contextmanager
def damage_named(name: str, *errors: type[Exception]) -> Generator[None]:
    """Errors of these classes as one line of Chinese."""
    try:
        yield
    except errors as error:
        raise DamagedLibrary(
            f"资料库打不开（{name}），请换一个 --data-dir 重新 ingest。"
        ) from error
