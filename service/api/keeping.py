"""What was made for the page is kept where it was made: nobody hands in work as if proven."""

from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Protocol, TypeAlias, TypeVar

from fastapi import Depends
from pydantic import BaseModel
from pydantic_core import to_jsonable_python
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from service.api.given import TheWorld
from service.api.person import ThePerson
from service.kept.since import basis_of
from service.kept.works import Making, WorkKind, Works
from service.shapes import Answer, Brief, Comparison, Degraded, Shape
from service.tasks.check.shapes import Check
from service.tasks.events import Event
from service.tasks.words import comparison_title
from service.wiring import World

_KINDS: dict[type[BaseModel], WorkKind] = {
    Answer: "ask",
    Comparison: "compare",
    Brief: "brief",
    Check: "check",
}
TITLE = 60
UNNAMED = "未命名"
UNFINISHED = "模型的文字没有写完，以下是台账的回答"


class KeptPlace(Shape):
    """Where the result before it is kept."""

    id: str
    title: str


Made = TypeVar("Made", bound=BaseModel)
Reply = TypeVar("Reply", bound=Response)


@dataclass(slots=True)
class Keeping:
    """Keeps the result of one request; `asked` is None where nothing is to be kept."""

    world: World
    person: str
    asked: dict[str, Any] | None = None
    kept: KeptPlace | None = None

    def of(self, request: "Wish") -> "Keeping":
        """The keeping of a request, if it wishes so."""
        return replace(self, asked=to_jsonable_python(request.wanted()) if request.keep else None)

    async def made(self, made: Made) -> Made:
        """The same, kept."""
        if self.asked is not None:
            self.kept = await run_in_threadpool(self._keep, made, self.asked)
        return made

    def located(self, response: Reply) -> Reply:
        """The response with the address of what was kept in its header `Content-Location`."""
        if self.kept is not None:
            response.headers["Content-Location"] = f"/v1/kept/{self.kept.id}"
        return response

    async def events(self, made: AsyncIterator[Event]) -> AsyncGenerator[Event]:
        """The events, and behind each whole answer where it is kept: what a model makes of the
        ledger's answer takes its place, and who stops the model has the ledger's."""
        try:
            async for event in made:
                yield event
                if self.asked is not None and type(event.data) in _KINDS:
                    self.kept = await run_in_threadpool(self._keep, _kept(event), self.asked)
                    yield Event("kept", self.kept)
        finally:
            if isinstance(made, AsyncGenerator):
                await made.aclose()

    def _keep(self, made: BaseModel, asked: dict[str, Any]) -> KeptPlace:
        work = Making(
            kind=_KINDS[type(made)],
            title=title_of(made).strip()[:TITLE] or UNNAMED,
            asked=asked,
            result=made.model_dump(mode="json"),
            basis=basis_of(self.world.library()),
            conversation=made.conversation if isinstance(made, Answer) else None,
        )
        over = self.kept.id if self.kept else ""
        listed = Works(self.world.data_dir).keep(self.person, work, over)
        return KeptPlace(id=listed.id, title=listed.title)


def _kept(event: Event) -> BaseModel:
    """What an event tells; the ledger's answer, until the model's takes its place, with that."""
    if event.kind != "ledger" or not isinstance(event.data, Answer):
        return event.data
    told = Degraded.model_validate({"from": event.data.backend, "reason": UNFINISHED})
    return event.data.model_copy(update={"degraded": told})


class Wish(Protocol):
    """A request that may ask for its result to be kept."""

    @property
    def keep(self) -> bool:
        """Whether it does."""
        ...

    def wanted(self) -> dict[str, Any]:
        """What the task was given."""
        ...


def _keeping(world: TheWorld, person: ThePerson) -> Keeping:
    return Keeping(world, person)


TheKeeping: TypeAlias = Annotated[Keeping, Depends(_keeping)]


def carried_words(carried: Mapping[str, Sequence[str]]) -> str:
    """What a question took over from the one before: `（沿用：满洲里市 · 2020年）`."""
    years = [f"{year}年" if year.isdigit() else year for year in map(str, carried.get("years", ()))]
    words = [*carried.get("regions", ()), *years, *carried.get("about", ())]
    return f"（沿用：{' · '.join(words)}）" if words else ""


def title_of(made: BaseModel) -> str:
    """What a list calls it: the question, the regions and indicators, the paper's title."""
    match made:
        case Answer():
            return made.question + carried_words(made.carried)
        case Comparison():
            return comparison_title(made)
        case Brief():
            return made.title
        case Check():
            return made.text.strip().splitlines()[0]
        case _:
            return ""
