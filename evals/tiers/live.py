"""The live tier: a real endpoint, within a budget; what it replied is kept and not asked again.

Questions come in an order that is random but always the same, so that a run cut short by its
budget is a fair sample. An endpoint that fails gives no result: what the ledger says in its
place is not the model's answer, and no refusal either.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import prompts
from evals.dataset import Case, ExpectedFact
from evals.outcome import CaseOutcome
from evals.run import gold_of, outcome_of, texts_of
from evals.score import Scored, scored
from evals.tiers import metered
from evals.tiers.budget import Budget, OverBudget
from evals.tiers.metered import Metered
from evals.tiers.replays import PROMPT, line
from evals.tiers.replies import replies_of
from service.errors import BadSettings
from service.settings import Settings
from service.wiring import World

MOST_FAILURES = 5


@dataclass(slots=True)
class Live:
    """One live run. `folder` is where replies are kept, `record` where they are told by case.

    Raises the endpoint's own error when it has failed time after time.
    """

    world: World
    budget: Budget
    folder: Path
    record: Path | None = None
    skipped: list[str] = field(default_factory=list[str])
    reused: int = 0
    _failures: int = 0
    _gold: dict[str, tuple[ExpectedFact, ...]] = field(
        default_factory=dict[str, tuple[ExpectedFact, ...]]
    )

    def __post_init__(self) -> None:
        if self.world.backend.name == "offline":
            raise BadSettings("live层要有模型：请设置OPENAI_API_KEY（或OPENAI_BASE_URL）后重试。")

    async def run(self, cases: Sequence[Case], *, whole: bool) -> AsyncIterator[Scored]:
        """Every question that the budget allows; the others are named in `skipped`."""
        texts = texts_of(self.world.library())
        self._gold = gold_of(texts, cases)
        settings = self.world.settings
        backend = Metered(self.world.backend, self.budget, replies_of(settings, self.folder))
        world = World(settings, self.world.shelf, backend)
        for case in shuffled(cases):
            outcome = await self._asked(world, backend, case, texts)
            if outcome is None:
                self.skipped.append(case.id)
            else:
                self._note(case, backend)
                yield scored(outcome)

    async def _asked(
        self, world: World, backend: Metered, case: Case, texts: dict[str, str]
    ) -> CaseOutcome | None:
        """The outcome, None when the budget or the time ran out on the way."""
        backend.case = metered.MeteredCase()
        try:
            async with asyncio.timeout(max(0.0, self.budget.left())):
                made = await outcome_of(world, case, texts, self._gold, retrieve=False)
        except (TimeoutError, OverBudget):
            return None
        told, seconds = backend.case, made.seconds + backend.case.saved
        if told.failed is not None:
            return CaseOutcome(case, texts, error=f"模型服务没有给出答案：{told.failed}")
        return replace(made, seconds=seconds, calls=told.calls)

    def _note(self, case: Case, backend: Metered) -> None:
        """Count and record what the endpoint did; give up on one that keeps failing."""
        told = backend.case
        self.reused += told.calls - told.asked
        if told.failed is not None:
            self._failures += 1
            if self._failures >= MOST_FAILURES:
                raise told.failed
        elif told.asked:
            self._failures = 0
        if self.record is not None and told.texts and told.failed is None:
            made = line(case.id, prompts.load(PROMPT).id, told.texts, backend.model or "")
            self.record.parent.mkdir(parents=True, exist_ok=True)
            with self.record.open("a", encoding="utf-8") as lines:
                lines.write(made)


def shuffled(cases: Sequence[Case]) -> list[Case]:
    """Questions without a conversation before them, in an order of their ids' digests."""
    asked = [case for case in cases if case.task == "ask" and not case.previous]
    return sorted(asked, key=lambda case: hashlib.sha256(case.id.encode()).hexdigest())


def settings_for(settings: Settings) -> Settings:
    """Settings under which one call is one request, so that a budget of calls is kept."""
    return settings.model_copy(update={"retries": 0})
