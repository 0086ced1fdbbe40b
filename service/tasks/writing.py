"""A model's sentences on several quotes: from those alone, proven, asked for once more, kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from pydantic import AliasChoices, BaseModel, ConfigDict, Field

from prompts import Message, load
from service.errors import BackendError
from service.shapes import Degraded, Item, ProofCount, Usage
from service.tasks.proving import OwnSentence, standing, total
from service.tasks.quoting import Quoting
from service.tasks.summary.cache import DraftCache, key
from service.tasks.summary.model import Spent
from service.verify import Context
from service.verify.dress import Plain
from service.verify.quotes import marked_by, written_numbers
from service.wiring import World
from service.write.reply import TOKEN

DONE, PLANNED = "已做", "计划"


Made = TypeVar("Made", bound="_LooseDraft")


class _LooseDraft(BaseModel):
    model_config = ConfigDict(extra="ignore")


class DraftSentence(_LooseDraft):
    """One sentence of the model and the numbers of the quotes it names."""

    text: Plain
    sources: list[int] = Field([], validation_alias=AliasChoices("sources", "citations"))


class PageDraft(_LooseDraft):
    """The model's sentences, the most telling first."""

    sentences: list[DraftSentence]


class SentenceAgain(DraftSentence):
    """A sentence written again in place of the one numbered `n`."""

    n: int


class PageAgain(_LooseDraft):
    """What the model returns in its second turn."""

    sentences: list[SentenceAgain]


@dataclass(frozen=True, slots=True)
class JudgedSentence:
    """A sentence after the proof: whether it stands, its part, and the count."""

    stands: bool
    part: str
    item: Item
    count: ProofCount


@dataclass(frozen=True, slots=True)
class OfferedQuote:
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
    quotes: tuple[OfferedQuote, ...]
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

    def _messages(self) -> list[Message]:
        order, reports = self._order, self._desk.reports
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
        return load(order.prompt).render(**order.data, most=order.most, quotes=shown)

    async def draft(self) -> PageDraft:
        """The model's sentences, from the cache where it wrote them before."""
        return await self._asked(self._messages(), PageDraft) or PageDraft(sentences=[])

    async def again(
        self, drafted: PageDraft, judged: Sequence[JudgedSentence]
    ) -> list[JudgedSentence]:
        """The failed sentences written again in a second turn, each in its place; one that is
        not, or that fails as well, stays failed."""
        failed = [
            {"n": n, "text": one.item.text, "reason": one.count.removed[0].reason}
            for n, one in enumerate(judged, 1)
            if not one.stands and one.count.removed
        ]
        reply = Message("assistant", drafted.model_dump_json())
        turn = [*self._messages(), reply, *load("repair").render(failed=failed)]
        made = await self._asked(turn, PageAgain)
        new = {each.n: self.judged(each) for each in (made.sentences if made else [])}
        return [
            one if one.stands or not new.get(n, one).stands else new[n]
            for n, one in enumerate(judged, 1)
        ]

    async def _asked(self, messages: Sequence[Message], schema: type[Made]) -> Made | None:
        backend = self._world.backend
        name = key(backend.model or backend.name, *(message.content for message in messages))
        if held := self._cache.get(name):
            return schema.model_validate_json(held)
        reply = await backend.complete(
            messages, schema=schema, max_tokens=self._world.settings.answer_tokens
        )
        self.spent.add(reply.usage)
        if not isinstance(reply.parsed, schema):
            return None
        self._cache.put(name, reply.parsed.model_dump_json())
        return reply.parsed

    def judged(self, sentence: DraftSentence) -> JudgedSentence:
        """The proof of one sentence against the quotes that it names."""
        part, claim = self._claim(sentence)
        stand, count = standing([claim], self._desk.citing.all())
        return JudgedSentence(bool(stand), part or DONE, claim.item, count)

    def _claim(self, sentence: DraftSentence) -> tuple[str | None, OwnSentence]:
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
        return part, OwnSentence(item, reports, facts, context=context, own=False)


async def prose(world: World, desk: Quoting, order: Order) -> Prose:
    """What the model writes and the proof lets stand; nothing offline or when it fails."""
    if world.backend.name == "offline" or not order.quotes:
        return Prose()
    page = _Page(world, desk, order)
    judged: list[JudgedSentence] = []
    failure = ""
    try:
        drafted = await page.draft()
        judged = [page.judged(each) for each in drafted.sentences[: order.most]]
        if not all(one.stands for one in judged):
            judged = await page.again(drafted, judged)
    except BackendError as error:
        failure = str(error)
    kept = tuple((one.part, one.item) for one in judged if one.stands)
    made = Prose(kept, total(one.count for one in judged), usage=page.spent.usage)
    return replace(made, degraded=_degraded(world, failure, made))


def _degraded(world: World, failure: str, made: Prose) -> Degraded | None:
    removed = len(made.proof.removed)
    if not made.sentences and not failure:
        lost = f"模型的{removed}句都未通过核验" if removed else "模型没有按要求的格式回复"
        failure = f"{lost}。"
    if not failure:
        return None
    return Degraded.model_validate({"from": world.backend.name, "reason": failure})
