"""A model's sentences on several quotes: from those alone, proven, asked for once more, kept."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pydantic import BaseModel, ConfigDict

from prompts import load
from service.errors import BackendError
from service.shapes import Degraded, Item, ProofCount, Removed, Usage
from service.tasks.proving import Claim, standing, total
from service.tasks.quoting import Quoting
from service.tasks.summary.cache import DraftCache, key
from service.tasks.summary.model import Spent
from service.verify import Context
from service.verify.dress import Plain
from service.verify.quotes import marked_by, written_numbers
from service.wiring import World
from service.write.reply import TOKEN

TRIES = 2
DONE, PLANNED = "已做", "计划"
AHEAD = re.compile(r"计划|将|目标|安排|力争|拟|争取|确保|今年|预期")
MIXED = "所依据的资料有的已做、有的是计划"
UNSAID = "原文是计划，没有说明"


class _Loose(BaseModel):
    model_config = ConfigDict(extra="ignore")


class DraftSentence(_Loose):
    """One sentence of the model and the numbers of the quotes it names."""

    text: Plain
    sources: list[int] = []


class PageDraft(_Loose):
    """The model's sentences, the most telling first."""

    sentences: list[DraftSentence]


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a report as it is offered; `part` is DONE or PLANNED."""

    report: str
    part: str
    text: str
    number: int


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of the model: a prompt with its own data, and at most so many sentences.

    `tokens` are the printed numbers behind ⟦F1⟧.
    """

    prompt: str
    data: Mapping[str, object]
    quotes: tuple[Quote, ...]
    most: int
    tokens: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Prose:
    """The sentences that stand, each with its part, and what they cost; none offline."""

    sentences: tuple[tuple[str, Item], ...] = ()
    proof: ProofCount = field(default_factory=ProofCount)
    degraded: Degraded | None = None
    usage: Usage = field(default_factory=Usage)

    @property
    def items(self) -> tuple[Item, ...]:
        """All sentences in their order."""
        return tuple(item for _, item in self.sentences)

    def of(self, part: str) -> tuple[Item, ...]:
        """The sentences on what was done, or is planned."""
        return tuple(item for said, item in self.sentences if said == part)


class _Page:
    """One page in the making: asks the model, and proves what it says."""

    def __init__(self, world: World, desk: Quoting, order: Order) -> None:
        self._world = world
        self._desk = desk
        self._order = order
        self._cache = DraftCache(world.cache_dir)
        self.spent = Spent()

    async def draft(self, rejected: Sequence[Removed]) -> PageDraft:
        """The model's sentences, from the cache where it wrote them before."""
        order, backend = self._order, self._world.backend
        reports = self._desk.reports
        shown = [
            {
                "n": n,
                "region": reports[quote.report].region,
                "year": reports[quote.report].year,
                "part": quote.part,
                "text": quote.text,
            }
            for n, quote in enumerate(order.quotes, start=1)
        ]
        refused = [{"text": one.text, "reason": one.reason} for one in rejected]
        messages = load(order.prompt).render(
            **order.data, most=order.most, quotes=shown, rejected=refused
        )
        name = key(backend.model or backend.name, *(message.content for message in messages))
        if held := self._cache.get(name):
            return PageDraft.model_validate_json(held)
        reply = await backend.complete(
            messages, schema=PageDraft, max_tokens=self._world.settings.answer_tokens
        )
        self.spent.add(reply.usage)
        if not isinstance(reply.parsed, PageDraft):
            return PageDraft(sentences=[])
        self._cache.put(name, reply.parsed.model_dump_json())
        return reply.parsed

    def proven(self, draft: PageDraft) -> tuple[list[tuple[str, Item]], ProofCount]:
        """The sentences that stand, each of one part, and the count over all."""
        kept: list[tuple[str, Item]] = []
        counts: list[ProofCount] = []
        for sentence in draft.sentences[: self._order.most]:
            part, claim = self._claim(sentence)
            why = self._refused(part, claim)
            stand, count = standing([claim], self._desk.citing.all())
            if why and not count.removed:
                refused = Removed(text=claim.item.text, reason=why)
                count = ProofCount(numbers=count.numbers, removed=(refused,))
            elif stand:
                kept.append((part or DONE, claim.item))
            counts.append(count)
        return kept, total(counts)

    def _refused(self, part: str | None, claim: Claim) -> str:
        if part is None and claim.item.citations:
            return "" if AHEAD.search(claim.item.text) else MIXED
        unsaid = part == PLANNED and not AHEAD.search(claim.item.text)
        return UNSAID if unsaid else ""

    def _claim(self, sentence: DraftSentence) -> tuple[str | None, Claim]:
        """The sentence with the quotes it names and nothing else to prove it with."""
        quotes, desk = self._order.quotes, self._desk
        numbers = dict.fromkeys([*sentence.sources, *written_numbers(sentence.text)])
        named = [quotes[n - 1] for n in numbers if 0 < n <= len(quotes)]
        parts = {quote.part for quote in named}
        part = parts.pop() if len(parts) == 1 else None
        citations = {citation.n: citation for citation in desk.citing.all()}
        spans = [citations[quote.number] for quote in named]
        facts = tuple(
            fact
            for source in desk.sources
            for fact in source.facts
            if any(s.report == fact.report and s.start <= fact.start < s.end for s in spans)
        )
        words = marked_by(sentence.text, lambda _: "")
        text = TOKEN.sub(lambda found: self._order.tokens.get(found[1], found[0]), words)
        item = Item(
            text=text.strip().rstrip("。；;") + "。",
            citations=tuple(quote.number for quote in named),
        )
        reports = tuple(desk.reports[name] for name in dict.fromkeys(q.report for q in named))
        alone = len(desk.sources) == 1  # then the title says of which region all is said
        context = Context(region=desk.sources[0].report.region if alone else None)
        return part, Claim(item, reports, facts, context=context, own=False)


async def prose(world: World, desk: Quoting, order: Order) -> Prose:
    """What the model writes and the proof lets stand; nothing offline or when it fails."""
    if world.backend.name == "offline" or not order.quotes:
        return Prose()
    page = _Page(world, desk, order)
    best = Prose()
    failure = ""
    try:
        for _ in range(TRIES):
            kept, count = page.proven(await page.draft(best.proof.removed))
            if not best.sentences or len(kept) > len(best.sentences):
                best = replace(best, sentences=tuple(kept), proof=count)
            if kept and not count.removed:
                break
    except BackendError as error:
        failure = str(error)
    return replace(best, degraded=_degraded(world, failure, best), usage=page.spent.usage)


def _degraded(world: World, failure: str, made: Prose) -> Degraded | None:
    removed = len(made.proof.removed)
    if removed and not failure:
        failure = f"有{removed}句未通过核验，已删去"
    if not made.sentences and not failure:
        failure = "模型没有按要求的格式回复。"
    if not failure:
        return None
    return Degraded.model_validate({"from": world.backend.name, "reason": failure})
