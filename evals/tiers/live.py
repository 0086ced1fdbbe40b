"""The live tier: a real endpoint, within a budget; what was answered is kept and not asked again.

Questions come in an order that is random but always the same, so that a run cut short by its
budget is a fair sample.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import BaseModel

import prompts
from evals.dataset import Case
from evals.outcome import Outcome
from evals.result import fingerprint
from evals.run import outcome_of, texts_of
from evals.score import Scored, scored
from evals.tiers.budget import Budget
from evals.tiers.replays import PROMPT, line
from service.errors import BadSettings
from service.llm import Backend, Completion, Message, TextStream
from service.recipe import recipe
from service.settings import Settings
from service.shapes import Answer
from service.wiring import World


class Kept(BaseModel):
    """An answer of an earlier run, a line of the file that keeps them."""

    case: str
    sha256: str
    answer: Answer
    texts: tuple[str, ...]
    seconds: float


@dataclass(slots=True)
class Recorder:
    """The configured backend, with the texts it gave for the case at hand."""

    inner: Backend
    texts: list[str] = field(default_factory=list[str])

    @property
    def name(self) -> str:
        return self.inner.name

    @property
    def model(self) -> str | None:
        return self.inner.model

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        schema: type[BaseModel] | None = None,
        max_tokens: int,
    ) -> Completion:
        made = await self.inner.complete(messages, schema=schema, max_tokens=max_tokens)
        self.texts.append(made.text)
        return made

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> TextStream:
        return self.inner.stream(messages, max_tokens=max_tokens)


@dataclass(slots=True)
class Live:
    """One live run. `kept` is where answers are kept, `record` where replies are written."""

    world: World
    budget: Budget
    folder: Path
    record: Path | None = None
    skipped: list[str] = field(default_factory=list[str])

    def __post_init__(self) -> None:
        if self.world.backend.name == "offline":
            raise BadSettings("live层要有模型：请设置OPENAI_API_KEY（或OPENAI_BASE_URL）后重试。")

    @property
    def kept(self) -> Path:
        """The file of this model, these prompts and this library."""
        parts = (
            self.world.settings.openai_base_url,
            self.world.backend.model or "",
            *(prompts.load(name).sha256 for name in prompts.names()),
            *(report.sha256 for report in self.world.library().reports()),
            recipe(),
        )
        digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
        return self.folder / f"live-{digest}.jsonl"

    async def run(self, cases: Sequence[Case], *, whole: bool) -> AsyncIterator[Scored]:
        """Every question that the budget allows; the others are named in `skipped`."""
        library = self.world.library()
        texts, done = texts_of(library), self._done()
        recorder = Recorder(self.world.backend)
        world = World(self.world.settings, self.world.shelf, recorder)
        for case in shuffled(cases):
            if (case.id, fingerprint(case)) in done:
                kept = done[case.id, fingerprint(case)]
                yield scored(_again(case, texts, kept))
            elif not self.budget.allows():
                self.skipped.append(case.id)
            else:
                recorder.texts.clear()
                outcome = await self._asked(world, case, texts)
                if outcome is None:
                    self.skipped.append(case.id)
                    continue
                self._keep(outcome, recorder)
                yield scored(outcome)

    async def _asked(self, world: World, case: Case, texts: dict[str, str]) -> Outcome | None:
        """The outcome, None when the time ran out on the way."""
        try:
            async with asyncio.timeout(max(0.0, self.budget.left())):
                return await outcome_of(world, case, texts, retrieve=False)
        except TimeoutError:
            return None

    def _done(self) -> dict[tuple[str, str], Kept]:
        if not self.kept.is_file():
            return {}
        lines = self.kept.read_text("utf-8").splitlines()
        held = [Kept.model_validate_json(each) for each in lines]
        return {(each.case, each.sha256): each for each in held}

    def _keep(self, outcome: Outcome, recorder: Recorder) -> None:
        """Answers are kept unless the endpoint failed: then they are asked for again."""
        if outcome.answer is None:
            return
        self.budget.spend(outcome.answer.usage)
        case = outcome.case
        failed = outcome.answer.degraded is not None and not recorder.texts
        if failed:
            return
        kept = Kept(
            case=case.id,
            sha256=fingerprint(case),
            answer=outcome.answer,
            texts=tuple(recorder.texts),
            seconds=outcome.seconds,
        )
        self.folder.mkdir(parents=True, exist_ok=True)
        _append(self.kept, kept.model_dump_json(by_alias=True) + "\n")
        if self.record is not None and recorder.texts:
            made = line(case.id, prompts.load(PROMPT).id, recorder.texts, recorder.model or "")
            _append(self.record, made)


def shuffled(cases: Sequence[Case]) -> list[Case]:
    """Questions without a conversation before them, in an order of their ids' digests."""
    asked = [case for case in cases if case.task == "ask" and not case.previous]
    return sorted(asked, key=lambda case: hashlib.sha256(case.id.encode()).hexdigest())


def budget(settings: Settings, tokens: int, calls: int, seconds: float) -> Budget:
    """A budget that knows what a case may need under these settings."""
    return Budget(tokens, calls, seconds, 2 * (settings.prompt_tokens + settings.answer_tokens))


def _again(case: Case, texts: dict[str, str], kept: Kept) -> Outcome:
    outcome = Outcome(case, texts, answer=kept.answer, seconds=kept.seconds)
    return replace(outcome, calls=kept.answer.usage.calls)


def _append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)
