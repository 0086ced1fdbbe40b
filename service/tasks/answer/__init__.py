"""One question, one answer: understood, drafted, proven, and only then said."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace

from service.errors import BackendError, BadRequest, EmptyLibrary
from service.shapes import Answer, Asked, AskedState, Degraded, Item, Searched, Sentence, Usage
from service.shapes import Evidence as Shown
from service.tasks.answer.compose import compose
from service.tasks.answer.desk import Draft
from service.tasks.answer.earlier import recalled
from service.tasks.answer.finish import finish
from service.tasks.answer.own_words import Written, own_words
from service.tasks.answer.reader import reread
from service.tasks.answer.replies import reply, settled
from service.tasks.answer.slots import SpokenSlot, asked_of, reason_of, status_of
from service.tasks.answer.wording import worded
from service.tasks.answer.written import by_model, failure, needs_model, streamed
from service.tasks.events import Event
from service.tasks.intact import intact
from service.tasks.summary.model import added
from service.understand import Understood, understand
from service.verify import DraftLine
from service.wiring import World
from vectorstore.library import Library

LONGEST_QUESTION = 500
UNPROVEN = "找到的内容没有通过核验，不能作答。"


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question that was understood, and either its reply or its draft."""

    library: Library
    question: str
    understood: Understood
    draft: Draft | None
    answer: Answer | None
    conversation: str | None
    started: float
    usage: Usage = field(default_factory=Usage)
    degraded: Degraded | None = None


def _prepare(
    world: World,
    question: str,
    regions: Sequence[str],
    years: Sequence[int],
    conversation: str | None,
    earlier: Sequence[str] | None,
) -> _Asked:
    started = time.monotonic()
    question = question.strip()
    if not question:
        raise BadRequest("问题是空的，请写出要问的内容。")
    if not any(sign.isalnum() or sign in "？?" for sign in question):  # 😀😀 asks for nothing
        raise BadRequest("问题里没有文字，请用文字写出要问的内容。")
    if len(question) > LONGEST_QUESTION:
        raise BadRequest(f"问题太长，请控制在{LONGEST_QUESTION}字以内。")
    library = world.library()
    if not library.reports():
        raise EmptyLibrary("还没有收录任何报告，请先运行 gongbao ingest 导入。")
    before = (
        world.conversations.last(conversation)
        if earlier is None
        else recalled(earlier, library.reports(), longest=LONGEST_QUESTION)
    )
    understood = understand(
        question, library.reports(), regions=regions, years=years, before=before
    )
    understood = settled(library, understood)
    early = _early(world, library, question, understood, started) or _of_wording(
        world, library, question, understood, started
    )
    wide = world.backend.name != "offline"
    draft = None if early else compose(library, understood, wide=wide)
    kept = earlier is None  # else the asker keeps the conversation
    name = world.conversations.remember(conversation, understood) if kept else None
    return _Asked(library, question, understood, draft, early, name, started)


async def _reread(world: World, asked: _Asked) -> _Asked:
    """The question as a model reads it, where code's reading came to nothing: nothing is said to
    be missing, and no reading is asked for, before it has seen the nearest passages."""
    unclear = asked.answer is not None and asked.answer.reason == "ambiguous"
    empty = asked.draft is not None and asked.draft.status == "not_found"
    unclear = unclear and not asked.understood.unsaid  # a model knows no better which is meant
    if world.backend.name == "offline" or asked.understood.then or not (unclear or empty):
        return asked
    try:
        read, usage = await reread(asked.library, asked.question, asked.understood, world.backend)
    except BackendError as error:
        return replace(asked, degraded=failure(world.backend, error))
    asked = replace(asked, usage=usage)
    if read is None or reply(asked.library, read) is not None:
        return asked
    draft = await asyncio.to_thread(compose, asked.library, read, wide=True)
    if draft.status == "not_found":
        return asked
    return replace(asked, understood=read, draft=draft, answer=None)


def _told(asked: _Asked) -> dict[str, object]:
    """What an answer made before any draft is told of its asking."""
    return {
        "conversation": asked.conversation,
        "usage": asked.usage,
        "degraded": asked.degraded,
    }


def _early(
    world: World, library: Library, question: str, understood: Understood, started: float
) -> Answer | None:
    said = reply(library, understood)
    if said is None:
        return None
    names = tuple(dict.fromkeys(library.report(name).region for name in understood.reports))
    line = DraftLine(said.text, by="ledger")
    told = [replace(each, lines=(line,)) for each in said.told]
    return Answer(
        question=question,
        understood=understood.model_dump(mode="json"),
        status="clarify" if said.reason == "ambiguous" else "not_found",
        reason=said.reason,
        answer=said.text,
        asked=asked_of(told, (SpokenSlot(line, origin=line.text),), {}),
        sentences=(Sentence(text=said.text, by="ledger"),),
        options=said.options,
        searched=Searched(reports=len(understood.reports), regions=names),
        backend=world.backend.name,
        model=world.backend.model,
        elapsed_ms=_since(started),
        carried=understood.carried,
    )


def _of_wording(
    world: World, library: Library, question: str, understood: Understood, started: float
) -> Answer | None:
    told = worded(world, understood, question)
    if told is None:
        return None
    region = understood.regions[0] if len(understood.regions) == 1 else None
    places = tuple(range(len(told.sentences)))
    entry = Asked(region=region, about=told.about, period=None, measure="wording",
                  state="answered", sentences=places)  # fmt: skip
    names = tuple(dict.fromkeys(library.report(name).region for name in told.reports))
    return Answer(
        question=question,
        understood=understood.model_dump(mode="json"),
        status="answered",
        answer="\n".join(each.text for each in told.sentences),
        asked=(entry,),
        sentences=told.sentences,
        citations=told.citations,
        proof=told.proof,
        searched=Searched(reports=len(told.reports), regions=names),
        backend=world.backend.name,
        model=world.backend.model,
        elapsed_ms=_since(started),
        carried=understood.carried,
    )


def _since(started: float) -> int:
    return round((time.monotonic() - started) * 1000)


def _whole(world: World, asked: _Asked, draft: Draft, written: Written) -> Answer:
    closing = _closing(asked, draft)
    silent = not written.lines  # nothing stood: that is no answer
    finished = finish(written.lines, draft.evidence, UNPROVEN + closing if silent else closing)
    entries = asked_of(draft.told, written.spoken, written.said)
    states: list[AskedState] = [each.state for each in entries]
    made = Answer(
        question=asked.question,
        understood=asked.understood.model_dump(mode="json"),
        status="not_found" if silent else status_of(states),
        reason="unproven" if silent else reason_of(states),
        answer=finished.text,
        asked=entries,
        sentences=finished.sentences,
        citations=finished.citations,
        facts=finished.facts,
        proof=written.count,
        searched=draft.searched,
        backend=world.backend.name,
        model=world.backend.model,
        degraded=written.degraded or asked.degraded,
        usage=added(asked.usage, written.usage),
        elapsed_ms=_since(asked.started),
        conversation=asked.conversation,
        carried=asked.understood.carried,
    )
    return intact(asked.library, made)


def _closing(asked: _Asked, draft: Draft) -> str:
    missing = asked.understood.unknown_regions
    put = (each.partition("→") for each in asked.understood.corrected)
    meant = "".join(f"问题里的“{wrong}”按“{right}”理解。" for wrong, _, right in put)
    return draft.closing + (f"未收录{'、'.join(missing)}的报告。" if missing else "") + meant


async def answer(
    world: World,
    question: str,
    *,
    regions: Sequence[str] = (),
    years: Sequence[int] = (),
    conversation: str | None = None,
    earlier: Sequence[str] | None = None,
) -> Answer:
    """The proven answer to one question; `regions` and `years` (of reports) narrow it.

    What a follow-up leaves unsaid is taken from the last question of its `conversation`, or of
    the `earlier` questions where the asker keeps them; then nothing is remembered here.

    Raises BadRequest, EmptyLibrary and the library's errors; a backend's failure never raises,
    it degrades.
    """
    asked = await asyncio.to_thread(
        _prepare, world, question, regions, years, conversation, earlier
    )
    asked = await _reread(world, asked)
    if asked.draft is None:
        assert asked.answer is not None
        return asked.answer.model_copy(update=_told(asked))
    draft = asked.draft
    if needs_model(draft, asked.understood, world.backend):
        settings = world.settings
        written = await by_model(
            asked.question, draft, world.backend, settings.prompt_tokens, settings.answer_tokens
        )
    else:
        written = await asyncio.to_thread(own_words, draft)
    return _whole(world, asked, draft, written)


async def stream_answer(
    world: World,
    question: str,
    *,
    regions: Sequence[str] = (),
    years: Sequence[int] = (),
    conversation: str | None = None,
    earlier: Sequence[str] | None = None,
) -> AsyncIterator[Event]:
    """The same as events: the evidence, where a model writes the ledger's own answer, each
    sentence once it is proven, then the answer."""
    asked = await asyncio.to_thread(
        _prepare, world, question, regions, years, conversation, earlier
    )
    asked = await _reread(world, asked)
    if asked.draft is None:
        assert asked.answer is not None
        told = asked.answer.model_copy(update=_told(asked))
        yield Event("answer", told)
        return
    draft = asked.draft
    shown = Shown(citations=draft.evidence.citations, facts=draft.facts)
    yield Event("evidence", intact(asked.library, shown))
    written: Written | None = None
    if needs_model(draft, asked.understood, world.backend):
        settings = world.settings
        own = await asyncio.to_thread(own_words, draft)
        yield Event("ledger", _whole(world, asked, draft, own))
        async for part in streamed(
            asked.question, draft, world.backend, settings.prompt_tokens, settings.answer_tokens
        ):
            if isinstance(part, Written):
                written = part
            else:
                yield _sentence(part)
    else:
        written = await asyncio.to_thread(own_words, draft)
        for line in written.lines:
            yield _sentence(line)
    assert written is not None
    yield Event("answer", _whole(world, asked, draft, written))


def _sentence(line: DraftLine) -> Event:
    return Event("sentence", Item(text=line.text, citations=line.citations))
