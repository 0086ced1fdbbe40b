"""Whether the endpoint answered when it was last asked, and how long that took."""

import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

from service.errors import BackendError
from service.llm import Backend


@dataclass(slots=True)
class Heard:
    """The last call: `answered` is None before any; `problem` says why it failed."""

    answered: bool | None = None
    seconds: float = 0.0
    problem: str | None = None

    @contextmanager
    def call(self) -> Generator[None]:
        """Notes how a call ends; one that is left early tells nothing."""
        started = time.perf_counter()
        try:
            yield
        except BackendError as error:
            self.answered, self.problem = False, str(error)
            self.seconds = time.perf_counter() - started
            raise
        self.answered, self.problem = True, None
        self.seconds = time.perf_counter() - started


def notes_of(backend: Backend) -> tuple[str, ...]:
    """What was adapted to an endpoint, in words; nothing of a backend that has none."""
    adapted = getattr(backend, "adapted", None)
    return tuple(getattr(adapted, "notes", ()))


def heard_of(backend: Backend) -> Heard:
    """How the last call of a backend ended."""
    heard = getattr(backend, "heard", None)
    return heard if isinstance(heard, Heard) else Heard()
