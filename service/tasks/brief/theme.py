"""What the reports have in common on a topic and where they differ: a model's words, proven."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict

from prompts import load
from service.errors import BackendError
from service.shapes import Degraded, Item, ProofCount, Removed, Usage
from service.tasks.brief.desk import Desk
from service.tasks.brief.topic import Told
from service.tasks.proving import Claim, standing
from service.tasks.summary.cache import DraftCache, key
from service.tasks.summary.model import Spent
from service.wiring import World

MOST, TRIES = 4, 2
DONE, PLANNED = "已做", "计划"


class ThemeSentence(BaseModel):
    """One sentence of the model and the numbers of the quotes it names."""

    model_config = ConfigDict(extra="ignore")

    text: str
    sources: list[int] = []


class ThemeDraft(BaseModel):
    """The model's sentences, the most telling first."""

    model_config = ConfigDict(extra="ignore")

    sentences: list[ThemeSentence]


@dataclass(frozen=True, slots=True)
class Theme:
    """The sentences that stand, and what they cost; none where no model writes."""

    items: tuple[Item, ...] = ()
    proof: ProofCount = field(default_factory=ProofCount)
    degraded: Degraded | None = None
    usage: Usage = field(default_factory=Usage)


@dataclass(frozen=True, slots=True)
class _Quote:
    report: str
    part: str
    text: str
    number: int


def _quotes(desk: Desk, told: Sequence[Told]) -> list[_Quote]:
    """Every sentence that was found, with its citation number."""
    return [
        _Quote(one.source.report.id, part, said.text, desk.cite(one.source, said))
        for one in told
        for part, sentences in ((DONE, one.did), (PLANNED, one.will))
        for said in sentences
    ]


def _claim(desk: Desk, sentence: ThemeSentence, quotes: Sequence[_Quote]) -> Claim:
    """The sentence with the quotes it names and nothing else to prove it with."""
    named = [quotes[n - 1] for n in dict.fromkeys(sentence.sources) if 0 < n <= len(quotes)]
    reports = dict.fromkeys(quote.report for quote in named)
    citations = {citation.n: citation for citation in desk.citing.all()}
    spans = [citations[quote.number] for quote in named]
    facts = tuple(
        fact
        for source in desk.sources
        for fact in source.facts
        if any(s.report == fact.report and s.start <= fact.start < s.end for s in spans)
    )
    item = Item(
        text=sentence.text.strip().rstrip("。；;") + "。",
        citations=tuple(quote.number for quote in named),
    )
    return Claim(item, tuple(desk.reports[name] for name in reports), facts, own=False)


class _Writer:
    """Asks the model, and once again with what did not stand."""

    def __init__(self, world: World, desk: Desk, topic: str, quotes: Sequence[_Quote]) -> None:
        self._world = world
        self._desk = desk
        self._topic = topic
        self._quotes = quotes
        self._cache = DraftCache(world.cache_dir)
        self.spent = Spent()

    async def draft(self, rejected: Sequence[Removed]) -> ThemeDraft:
        """The model's sentences, from the cache where it wrote them before."""
        prompt = load("theme")
        shown = [
            {
                "n": n,
                "region": self._desk.reports[quote.report].region,
                "year": self._desk.reports[quote.report].year,
                "part": quote.part,
                "text": quote.text,
            }
            for n, quote in enumerate(self._quotes, start=1)
        ]
        messages = prompt.render(
            topic=self._topic,
            most=MOST,
            quotes=shown,
            rejected=[{"text": one.text, "reason": one.reason} for one in rejected],
        )
        backend = self._world.backend
        name = key(backend.model or backend.name, *(message.content for message in messages))
        if held := self._cache.get(name):
            return ThemeDraft.model_validate_json(held)
        reply = await backend.complete(
            messages, schema=ThemeDraft, max_tokens=self._world.settings.answer_tokens
        )
        self.spent.add(reply.usage)
        if not isinstance(reply.parsed, ThemeDraft):
            return ThemeDraft(sentences=[])
        self._cache.put(name, reply.parsed.model_dump_json())
        return reply.parsed


async def themed(world: World, desk: Desk, topic: str, told: Sequence[Told]) -> Theme:
    """What is common and what differs; nothing offline, of one report, or when the model fails."""
    quotes = _quotes(desk, told)
    regions = {quote.report for quote in quotes}
    if world.backend.name == "offline" or len(regions) < 2:
        return Theme()
    writer = _Writer(world, desk, topic, quotes)
    kept: list[Claim] = []
    count = ProofCount()
    failure = ""
    try:
        for _ in range(TRIES):
            drafted = await writer.draft(count.removed)
            claims = [_claim(desk, one, quotes) for one in drafted.sentences[:MOST]]
            stand, counted = standing(claims, desk.citing.all())
            if not kept or len(stand) > len(kept):
                kept, count = stand, counted
            if kept and not count.removed:
                break
    except BackendError as error:
        failure = str(error)
    items = tuple(claim.item for claim in kept)
    return Theme(
        items, count, _degraded(world, failure, len(kept), len(count.removed)), writer.spent.usage
    )


def _degraded(world: World, failure: str, kept: int, removed: int) -> Degraded | None:
    if removed and not failure:
        failure = f"有{removed}句未通过核验，已删去"
    if not kept and not failure:
        failure = "模型没有按要求的格式回复。"
    if not failure:
        return None
    return Degraded.model_validate({"from": world.backend.name, "reason": failure})
