"""Map and reduce: a model lists each part of a report, group by group, then the best of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from prompts import Prompt, load
from service.errors import BackendGarbage
from service.llm import Backend
from service.shapes import Usage
from service.verify.dress import Plain
from vectorstore.documents import Part, Passage, Report
from vectorstore.tokens import count

TASKS: dict[str, tuple[frozenset[Part], str]] = {
    "done": (frozenset(("review",)), "上年做成的工作"),
    "plans": (frozenset(("plan",)), "今年要做的工作"),
}
Reply = TypeVar("Reply", bound=BaseModel)
MOST = 6
FRAME = 500  # tokens of the prompt around its passages


class _LooseSummary(BaseModel):
    model_config = ConfigDict(extra="ignore")


class DraftItem(_LooseSummary):
    """A sentence of the model and the numbers of the passages it names."""

    text: Plain
    passages: list[int] = []


class PartDraft(_LooseSummary):
    """The model's list of one group of passages."""

    items: list[DraftItem]


class KeptItems(_LooseSummary):
    """The numbers of the items worth keeping."""

    keep: list[int]


class SummaryDraft(_LooseSummary):
    """What a model wrote of one report; `passages` are passage numbers of the report."""

    done: list[DraftItem] = []
    plans: list[DraftItem] = []


def added(one: Usage, other: Usage) -> Usage:
    """What both cost together."""
    return Usage(
        prompt_tokens=one.prompt_tokens + other.prompt_tokens,
        completion_tokens=one.completion_tokens + other.completion_tokens,
        calls=one.calls + other.calls,
    )


@dataclass
class Spent:
    """Tokens and calls, added up while a report is summarized."""

    usage: Usage = field(default_factory=Usage)

    def add(self, more: Usage) -> None:
        """Add one call."""
        self.usage = added(self.usage, more if more.calls else more.model_copy(update={"calls": 1}))


@dataclass(frozen=True, slots=True)
class TokenBudget:
    """How many tokens a prompt may hold, and a reply."""

    prompt: int
    reply: int


def prompt_ids() -> str:
    """What the drafts of these prompts are kept under."""
    return "+".join(load(name).sha256 for name in ("summary", "summary_merge"))


def groups(passages: Sequence[Passage], tokens: int) -> list[list[Passage]]:
    """The passages in their order, cut into groups of at most `tokens`."""
    found: list[list[Passage]] = []
    held = 0
    for passage in passages:
        size = count(passage.text) + 30
        if not found or held + size > tokens:
            found.append([])
            held = 0
        found[-1].append(passage)
        held += size
    return found


class Summarizer:
    """Writes the drafts of reports with one backend; raises the BackendError family."""

    def __init__(self, backend: Backend, budget: TokenBudget) -> None:
        self._backend = backend
        self._budget = budget

    async def draft(
        self, report: Report, passages: Sequence[Passage], spent: Spent
    ) -> SummaryDraft:
        """The model's lists of what was done and is planned."""
        made: dict[str, list[DraftItem]] = {}
        for name, (parts, task) in TASKS.items():
            ours = [passage for passage in passages if passage.part in parts]
            made[name] = await self._part(report, task, ours, spent)
        return SummaryDraft(done=made["done"], plans=made["plans"])

    async def _part(
        self, report: Report, task: str, passages: Sequence[Passage], spent: Spent
    ) -> list[DraftItem]:
        found: list[DraftItem] = []
        for group in groups(passages, self._budget.prompt - FRAME):
            found += await self._listed(report, task, group, spent)
        return found if len(found) <= MOST else await self._merged(report, task, found, spent)

    async def _listed(
        self, report: Report, task: str, group: Sequence[Passage], spent: Spent
    ) -> list[DraftItem]:
        shown = [
            {"n": place, "section": " › ".join(p.section), "text": p.text.strip()}
            for place, p in enumerate(group, start=1)
        ]
        asked: dict[str, object] = {"passages": shown}
        reply = await self._ask(load("summary"), PartDraft, report, task, asked, spent)
        return [
            DraftItem(
                text=item.text.strip(),
                passages=[group[n - 1].number for n in item.passages if 0 < n <= len(group)],
            )
            for item in reply.items[:MOST]
            if item.text.strip()
        ]

    async def _merged(
        self, report: Report, task: str, items: Sequence[DraftItem], spent: Spent
    ) -> list[DraftItem]:
        shown = [{"n": n, "text": item.text} for n, item in enumerate(items, start=1)]
        asked: dict[str, object] = {"items": shown}
        reply = await self._ask(load("summary_merge"), KeptItems, report, task, asked, spent)
        kept = [n for n in dict.fromkeys(reply.keep) if 0 < n <= len(items)]
        return [items[n - 1] for n in kept[:MOST]] or list(items[:MOST])

    async def _ask(
        self,
        prompt: Prompt,
        schema: type[Reply],
        report: Report,
        task: str,
        data: dict[str, object],
        spent: Spent,
    ) -> Reply:
        messages = prompt.render(
            region=report.region, year=report.year, task=task, most=MOST, **data
        )
        reply = await self._backend.complete(messages, schema=schema, max_tokens=self._budget.reply)
        spent.add(reply.usage)
        if not isinstance(reply.parsed, schema):
            raise BackendGarbage("模型没有按要求的格式回复。")
        return reply.parsed
