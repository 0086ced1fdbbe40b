"""What every route is given: the world, the tasks, the jobs; and the shapes of requests."""

from datetime import date
from typing import Annotated, Any, TypeAlias, cast

from fastapi import Depends, Query
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool
from starlette.requests import Request

from service.api.audited import Recorder
from service.api.callers import Caller, caller_of
from service.api.jobs import Board
from service.api.metrics import Metrics
from service.api.patience import Ending
from service.api.tasks import Tasks
from service.shapes import RowKind
from service.tasks.check.given import GivenQuote
from service.tasks.check.task import LONGEST
from service.wiring import World


def _without_controls(name: str) -> str:
    """No document can hold them, and no name does."""
    if not name.isprintable():
        raise ValueError("control characters")
    return name


Name: TypeAlias = Annotated[
    str, Field(min_length=1, max_length=100), AfterValidator(_without_controls)
]
Year: TypeAlias = Annotated[int, Field(ge=1949, le=2100)]
Line: TypeAlias = Annotated[str, Field(max_length=40)]
Names: TypeAlias = Annotated[tuple[Name, ...], Field(max_length=500)]
Years: TypeAlias = Annotated[tuple[Year, ...], Field(max_length=100)]
QueryNames: TypeAlias = Annotated[list[Name], Query(max_length=500)]
QueryYears: TypeAlias = Annotated[list[Year], Query(max_length=100)]


def _world(request: Request) -> World:
    return cast(World, request.app.state.world)


def _tasks(request: Request) -> Tasks:
    return cast(Tasks, request.app.state.tasks)


def _jobs(request: Request) -> Board:
    return cast(Board, request.app.state.jobs)


def _ending(request: Request) -> Ending:
    return cast(Ending, request.app.state.ending)


def _metrics(request: Request) -> Metrics:
    return cast(Metrics, request.app.state.metrics)


def _recorder(request: Request) -> Recorder:
    return cast(Recorder, request.app.state.recorder)


TheRecorder: TypeAlias = Annotated[Recorder, Depends(_recorder)]
TheMetrics: TypeAlias = Annotated[Metrics, Depends(_metrics)]
TheCaller: TypeAlias = Annotated[Caller, Depends(caller_of)]
TheEnding: TypeAlias = Annotated[Ending, Depends(_ending)]
TheWorld: TypeAlias = Annotated[World, Depends(_world)]
TheTasks: TypeAlias = Annotated[Tasks, Depends(_tasks)]
TheJobs: TypeAlias = Annotated[Board, Depends(_jobs)]


class _Request(BaseModel):
    """`keep` puts the result among the kept work of the person who asks."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    regions: Names = ()
    years: Years = ()
    keep: bool = False

    def wanted(self) -> dict[str, Any]:
        """What the task is given: all but whether the result is kept."""
        return self.model_dump(exclude={"keep"})


class AskRequest(_Request):
    """A question, perhaps within named regions and report years, or following on another.

    `conversation` is the one an earlier answer returned.
    """

    question: Annotated[str, Field(min_length=1, max_length=500)]
    conversation: Annotated[str, Field(min_length=1, max_length=64)] | None = None


class CompareRequest(_Request):
    """Which regions and indicators to put side by side; nothing named means all.

    With a `topic` also what the reports say on it.
    """

    indicators: Names = ()
    kind: RowKind | None = None
    topic: Name | None = None


class BriefRequest(_Request):
    """What the briefing is about; `sources` asks for a second page with the quotes.

    `unit` hands it in, `addressee` is whom it is for, `today` the date it bears.
    """

    topic: Name | None = None
    sources: StrictBool = False
    unit: Line = ""
    addressee: Line = ""
    today: date | None = None


class CheckRequest(_Request):
    """A text to prove, against the library (of these regions and report years) or against
    `evidence` alone."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False)

    text: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    evidence: Annotated[tuple[GivenQuote, ...], Field(max_length=1000)] | None = None
