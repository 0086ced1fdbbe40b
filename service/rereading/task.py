"""The doubtful paragraphs of the library read by the configured model, behind the ledger that is
already served; what was read once is not asked again."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from prompts import load
from service.digests import Digest
from service.errors import BackendError
from service.facts.model import Fact
from service.ledger import FactQuery, Ledger
from service.llm import Backend
from service.rereading.lifting import lifted
from service.rereading.paragraphs import PROMPT, Paragraph, paragraphs
from service.rereading.proof import ParagraphReading, by_token, is_trusted, tried
from service.rereading.record import Read, Record
from service.tasks.digesting import digested
from service.tasks.summary.cache import DraftCache, key
from service.wiring import World
from vectorstore.documents import Report
from vectorstore.errors import VectorstoreError
from vectorstore.library import Library

REPLY_TOKENS = 3000
Tell = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Reread:
    """How many paragraphs were read, how many facts are sure since, and why it ended early."""

    paragraphs: int = 0
    lifted: int = 0
    notice: str | None = None


def reread(world: World, tell: Tell = lambda done, total, name: None) -> Reread:
    """Have the model read what no reading of this prompt and model is on record of; nothing
    without a model. A failure of the endpoint ends it, and the next run goes on from there."""
    if world.backend.name == "offline":
        return Reread()
    return asyncio.run(_reread(world, tell))


async def _reread(world: World, tell: Tell) -> Reread:
    library, record = world.library(), Record(world.shelf)
    by = f"{world.backend.model or world.backend.name}"
    waiting = _waiting(library, record.read(library), by)
    read = gained = 0
    for at, report in enumerate(waiting):
        tell(at, len(waiting), report.id)
        try:
            found = await _one(world, library, report)
        except BackendError as error:
            return Reread(read, gained, f"模型没有读完存疑的段落（{error}），下次入库接着读。")
        record.keep(
            library.filing(report.id),
            found.told,
            facts=found.facts,
            digest=found.digest,
            prompt=load(PROMPT).id,
            model=by,
        )
        read, gained = read + len(found.told), gained + found.lifted
    return Reread(read, gained)


def _waiting(library: Library, read: Sequence[Read], model: str) -> list[Report]:
    """The reports with doubtful facts that this prompt and model have not read."""
    known = {each.filing for each in read if (each.prompt, each.model) == (load(PROMPT).id, model)}
    doubtful = {fact.report for fact in Ledger(library).facts(FactQuery(standing="doubtful"))}
    return [
        report
        for report in library.reports()
        if report.id in doubtful and library.filing(report.id) not in known
    ]


@dataclass(frozen=True, slots=True)
class _Found:
    """The paragraphs read as (start, numbers tried, read right); all facts as they stand since,
    of which so many were lifted, with their digest where there are any."""

    told: list[tuple[int, int, int]]
    facts: tuple[Fact, ...]
    lifted: int
    digest: Digest | None


async def _one(world: World, library: Library, report: Report) -> _Found:
    """A report read. All paragraphs are read before any reading is believed: a reader is tried on
    the whole report."""
    cache = DraftCache(world.cache_dir)
    text, sections = library.text(report.id), library.sections(report.id)
    facts = Ledger(library).facts(FactQuery(reports=(report.id,), standing=None))
    asked = list(paragraphs(report, text, sections, facts))
    said = [by_token(await _asked(world.backend, cache, each), each) for each in asked]
    trials = [tried(read, each) for read, each in zip(said, asked, strict=True)]
    every = [one for trial in trials for one in trial]
    told = [(each.start, len(trial), sum(trial)) for each, trial in zip(asked, trials, strict=True)]
    sure = {
        fact.id: fact
        for read, each, trial in zip(said, asked, trials, strict=True)
        if is_trusted(trial, every)
        for fact in lifted(read, each)
    }
    after = tuple(sorted((sure.get(fact.id, fact) for fact in facts), key=_number))
    digest = digested(report, text, sections, after) if sure else None
    return _Found(told, after, len(sure), digest)


def _number(fact: Fact) -> int:
    return int(fact.id.rpartition("#f")[2])


async def _asked(backend: Backend, cache: DraftCache, paragraph: Paragraph) -> ParagraphReading:
    """The reading of a paragraph, from the cache where this model gave it before."""
    messages = paragraph.messages()
    name = key(
        "reading", load(PROMPT).id, backend.model or backend.name, *(m.content for m in messages)
    )
    held = cache.get(name)
    if held is None:
        reply = await backend.complete(messages, schema=ParagraphReading, max_tokens=REPLY_TOKENS)
        made = reply.parsed if isinstance(reply.parsed, ParagraphReading) else ParagraphReading()
        held = made.model_dump_json()
        cache.put(name, held)
    return ParagraphReading.model_validate_json(held)


def who_read(world: World) -> tuple[tuple[str, int, int], ...]:
    """Which models have read how many reports, and how many paragraphs of them."""
    library = world.library()
    try:
        read = Record(world.shelf).read(library)
    except VectorstoreError:
        return ()
    models = dict.fromkeys(each.model for each in read)
    return tuple(
        (
            model,
            len({each.filing for each in read if each.model == model}),
            sum(each.model == model for each in read),
        )
        for model in models
    )
