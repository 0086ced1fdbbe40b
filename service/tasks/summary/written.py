"""The summaries of all reports: the model's where one is configured and proven, else our own."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from service.errors import BackendError
from service.shapes import Citation, Degraded, Item, Progress, ProofCount, Summary, Usage
from service.tasks.citing import Citing
from service.tasks.progress import Tell, silent
from service.tasks.proving import standing, total
from service.tasks.sources import ReportSource, sources_of
from service.tasks.summary.cache import DraftCache, key
from service.tasks.summary.extract import MOST
from service.tasks.summary.model import (
    DraftItem,
    Spent,
    Summarizer,
    SummaryDraft,
    TokenBudget,
    prompt_ids,
)
from service.tasks.summary.own import cited, claims, words_of
from service.tasks.summary.support import as_printed, supporting
from service.wiring import World
from vectorstore.documents import Passage, Report
from vectorstore.library import Library

ENOUGH = 3
AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class WrittenSummaries:
    """Proven summaries in the order of the reports, and what they cost.

    `failed` tells that the backend broke off, so that nothing more need be asked of it.
    """

    summaries: tuple[Summary, ...]
    proof: ProofCount = field(default_factory=ProofCount)
    degraded: Degraded | None = None
    usage: Usage = field(default_factory=Usage)
    failed: bool = False


def _items(
    drafted: Sequence[DraftItem], source: ReportSource, passages: Sequence[Passage], citing: Citing
) -> list[Item]:
    """The model's sentences with the sentences of the report that they rest on."""
    by_number = {passage.number: passage for passage in passages}
    found: list[Item] = []
    for one in drafted:
        held = [by_number[number] for number in one.passages if number in by_number]
        spans = supporting(one.text, source.text, held)
        numbers = tuple(
            citing.span(source.report.id, source.text[a:b], a, b, source.path_at(a))
            for a, b in spans
        )
        text = as_printed(one.text, source.text, spans) + "。"
        found.append(Item(text=text, citations=numbers))
    return found


def _filled(proven: Sequence[Item], own: Sequence[Item]) -> tuple[Item, ...]:
    """The model's items; where too few stand, the report's own sentences follow."""
    if len(proven) >= ENOUGH:
        return tuple(proven)
    cited = {number for item in proven for number in item.citations}
    return (*proven, *(item for item in own if not cited & set(item.citations)))


def model_summary(
    draft: SummaryDraft,
    own: Summary,
    source: ReportSource,
    passages: Sequence[Passage],
    citing: Citing,
) -> tuple[Summary, ProofCount]:
    """The model's sentences that the proof lets stand, filled up with the report's own."""
    done = _items(draft.done, source, passages, citing)
    plans = _items(draft.plans, source, passages, citing)
    citations: tuple[Citation, ...] = citing.all()
    kept_done, count_done = standing(claims(source, done, plan=False, own=False), citations)
    kept_plans, count_plans = standing(claims(source, plans, plan=True, own=False), citations)
    return Summary(
        report=own.report,
        done=_filled([claim.item for claim in kept_done], own.done),
        plans=_filled([claim.item for claim in kept_plans], own.plans),
        problems=own.problems,
    ), total([count_done, count_plans])


class _Drafting:
    """Drafts for many reports: from the cache, else from the model, a few at once."""

    def __init__(self, world: World, library: Library, tell: Tell, total: int) -> None:
        settings = world.settings
        budget = TokenBudget(settings.prompt_tokens, settings.answer_tokens)
        self._summarizer = Summarizer(world.backend, budget)
        self._cache = DraftCache(world.cache_dir)
        self._library = library
        self._name = world.backend.model or world.backend.name
        self._gate = asyncio.Semaphore(AT_ONCE)
        self._tell = tell
        self._done, self._total = 0, total
        self.spent = Spent()
        self.failure: BackendError | None = None

    async def draft(self, report: Report) -> SummaryDraft | None:
        """The draft of one report; None once the backend has failed."""
        made = await self._drafted(report)
        self._done += 1
        step = Progress(stage="model", done=self._done, total=self._total, report=report.id)
        self._tell(step)
        return made

    async def _drafted(self, report: Report) -> SummaryDraft | None:
        name = key(self._library.text(report.id), prompt_ids(), self._name)
        if held := self._cache.get(name):
            return SummaryDraft.model_validate_json(held)
        async with self._gate:
            if self.failure is not None:
                return None
            passages = self._library.passages(report.id)
            try:
                made = await self._summarizer.draft(report, passages, self.spent)
            except BackendError as error:
                self.failure = error
                return None
        self._cache.put(name, made.model_dump_json())
        return made


async def written(
    world: World,
    library: Library,
    reports: Sequence[Report],
    citing: Citing,
    most: int = MOST,
    tell: Tell = silent,
) -> WrittenSummaries:
    """A summary of every report; a backend that fails degrades to the reports' own sentences."""

    def summarized() -> list[tuple[Summary, ProofCount]]:
        made: list[tuple[Summary, ProofCount]] = []
        for report, words in zip(reports, words_of(library, reports, most), strict=True):
            tell(Progress(stage="summary", done=len(made), total=len(reports), report=report.id))
            made.append(cited(words, report, citing))
        return made

    own = await asyncio.to_thread(summarized)
    if world.backend.name == "offline":
        return WrittenSummaries(tuple(made for made, _ in own), total(count for _, count in own))
    drafting = _Drafting(world, library, tell, len(reports))
    drafts = await asyncio.gather(*map(drafting.draft, reports))

    def told(draft: SummaryDraft, mine: Summary, report: Report) -> tuple[Summary, ProofCount]:
        source = sources_of(library, [report])[0]
        return model_summary(draft, mine, source, library.passages(report.id), citing)

    made = await asyncio.to_thread(
        lambda: [
            (mine, count) if draft is None else told(draft, mine, report)
            for draft, (mine, count), report in zip(drafts, own, reports, strict=True)
        ]
    )
    proof = total(count for _, count in made)
    return WrittenSummaries(
        tuple(one for one, _ in made),
        proof,
        _degraded(world, drafting.failure, proof),
        drafting.spent.usage,
        failed=drafting.failure is not None,
    )


def _degraded(world: World, failure: BackendError | None, proof: ProofCount) -> Degraded | None:
    if failure is not None:
        return Degraded.model_validate({"from": world.backend.name, "reason": str(failure)})
    if proof.removed:
        reason = f"有{len(proof.removed)}句未通过核验，已删去"
        return Degraded.model_validate({"from": world.backend.name, "reason": reason})
    return None
