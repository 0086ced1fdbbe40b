"""The answer's lines: the model's where they are proven, the ledger's own everywhere else."""

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass

from prompts import Message
from service.errors import BackendError, BackendTooLong
from service.llm import Backend, Completion
from service.llm.room import room_of, smaller_room
from service.llm.thoughts import without_thoughts
from service.shapes import Degraded, Removed, Usage
from service.tasks.answer.desk import Draft
from service.tasks.answer.finish import counted, marked, said_by, told_in_part
from service.tasks.answer.own_words import (
    Written,
    own_words,
    said_of_each,
    spoken_of,
    standing_for,
)
from service.tasks.summary.model import added
from service.understand import Understood
from service.verify import DraftLine, LineVerdict, Proof, prove
from service.verify.numbers import quantities
from service.write.offered import OfferedPrompt, offered
from service.write.repair import cut, merged, second_turn
from service.write.reply import Reply, Rewriting, lines_of_reply, lines_of_text, rewritten
from vectorstore import tokens

MOST_SHOWN = 2
BY_CODE = ("person", "mention")
OPEN = ("done", "planned", "problems", "why", "explain")
MOST_FIGURES = 0.5


def needs_model(draft: Draft, understood: Understood, backend: Backend) -> bool:
    """Whether there is anything for a model to write.

    An absence is said by code, and so are who gave a report and what it mentions.
    """
    told = draft.status in ("answered", "partial") and understood.task not in BY_CODE
    return backend.name != "offline" and told


def _nothing(removed: Sequence[Removed]) -> str:
    """Why nothing of the model's is shown; single sentences that were cut stand in the proof."""
    shown = "；".join(each.reason for each in removed[:MOST_SHOWN])
    lost = (
        f"模型草稿的{len(removed)}句都未通过核验（{shown}）"
        if removed
        else "模型没有写出可核验的句子"
    )
    return f"{lost}，以下是台账与原文的原句"


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """What stands of a draft of so many sentences, and what was cut from it."""

    verdicts: Sequence[LineVerdict]
    removed: Sequence[Removed]
    drafted: int


def joined(
    draft: Draft, kept: KeptDraft, backend: Backend, usage: Usage, error: BackendError | None = None
) -> Written:
    """The model's proven lines, and behind them what the ledger says and they left out.

    `error` is what broke the model off behind these lines.
    """
    own = prove(draft.lines, draft.evidence)
    false = any(quantities(each.text) for each in kept.removed)
    missing = _left_out(own.verdicts, kept.verdicts, draft, whole=false)
    spoken = [spoken_of(verdict, draft) for verdict in kept.verdicts]
    if spoken:
        spoken += standing_for(missing, draft)
    else:
        spoken = standing_for(own.verdicts, draft)
    reason = "" if kept.verdicts else _nothing(kept.removed)
    if error is not None:
        reason = f"模型中途失败（{error}），未写完的由台账与原文补足"
    degraded = Degraded.model_validate({"from": backend.name, "reason": reason}) if reason else None
    added = Proof(tuple(missing if kept.verdicts else own.verdicts))
    count = counted(Proof(tuple(kept.verdicts)), added, len(spoken), kept.drafted, kept.removed)
    return Written(spoken, said_of_each(own.verdicts), count, degraded, usage)


def _left_out(
    own: Sequence[LineVerdict], kept: Sequence[LineVerdict], draft: Draft, *, whole: bool
) -> list[LineVerdict]:
    """The sentences of code for what the model left open: each figure that it did not say, what
    no quotation of a matter stands for, and every absence. Where figures are asked for, most of a
    quotation's are to be told; of a matter, one. Where a number was cut, a fact is told only
    `whole`: 完成42.44亿元 without its growth leaves it to the ledger."""
    said = said_of_each(own)
    parts = told_in_part(kept) if whole else frozenset[str]()
    told_of = {
        matter: said_by(kept, draft.evidence, least=0 if matter else MOST_FIGURES) - parts
        for matter in (True, False)
    }
    wanted: set[str] = set()
    for told in draft.told:
        matter = told.slot.measure in OPEN
        some = matter and all(line.by == "report" for line in told.lines)
        covered = told_of[matter]
        listed = told.slot.measure == "list"
        heard = {
            line.text: _is_heard(said[line.text], covered, line, listed=listed)
            for line in told.lines
        }
        if told.state == "answered" and (any if some else all)(heard.values()):
            continue
        wanted |= {text for text, is_heard in heard.items() if not is_heard}
    return [verdict for verdict in own if verdict.line.text in wanted]


def _is_heard(
    said: frozenset[object], covered: set[object], line: DraftLine, *, listed: bool
) -> bool:
    """Whether the model said what a sentence of code says: all of it where it is the ledger's (the
    difference as well as its operands), each item of a list, with or without the head it stands
    under, some of it where it quotes."""
    if line.by != "report":
        return bool(said) and said <= covered
    return len(said & covered) >= (max(1, len(said) - 1) if listed else 1)


async def by_model(
    question: str, draft: Draft, backend: Backend, prompt_tokens: int, answer_tokens: int
) -> Written:
    """One draft, a second turn for what fails, then the ledger; any failure of the endpoint ends
    with the ledger."""
    try:
        given, reply, lines = await _first_reply(
            question, draft, backend, prompt_tokens, answer_tokens
        )
    except BackendError as error:
        return own_words(draft, failure(backend, error), Usage())
    verdicts = list(prove(lines, draft.evidence).verdicts)
    return await _mended(draft, backend, given, reply, verdicts, answer_tokens)


def _given(question: str, draft: Draft, room: int) -> OfferedPrompt:
    return offered(question, draft.evidence, draft.facts, draft.stated, room)


async def _first_reply(
    question: str, draft: Draft, backend: Backend, prompt_tokens: int, answer_tokens: int
) -> tuple[OfferedPrompt, Completion, list[DraftLine]]:
    """The first reply, with as much evidence as the endpoint takes: half where it was too long."""
    room: int | None = room_of(backend, prompt_tokens)
    while True:
        given = _given(question, draft, room)
        try:
            reply = await backend.complete(given.messages(), schema=Reply, max_tokens=answer_tokens)
        except BackendTooLong:
            room = smaller_room(backend, min(room, given.size))
            if room is None:
                raise
        else:
            parsed = reply.parsed
            lines = lines_of_reply(parsed, given) if isinstance(parsed, Reply) else []
            return given, reply, lines or lines_of_text(reply.text, given)


async def _mended(
    draft: Draft,
    backend: Backend,
    given: OfferedPrompt,
    reply: Completion,
    verdicts: list[LineVerdict],
    answer_tokens: int,
) -> Written:
    """The draft after its second turn, where a sentence failed or none came, and after the cut."""
    usage, drafted, broken = reply.usage, len(verdicts), None
    wanted = [n for n, verdict in enumerate(verdicts, 1) if not verdict.proven]
    if wanted:
        turn = second_turn(given.messages(), reply.text, verdicts)
        try:
            again = await backend.complete(turn, schema=Rewriting, max_tokens=answer_tokens)
        except BackendError as error:
            broken = error
        else:
            usage = added(usage, again.usage)
            kept_texts = {verdict.line.text for verdict in verdicts if verdict.proven}
            new = rewritten(again.text, given, wanted, kept_texts)
            verdicts = merged(verdicts, new, draft.evidence)
    kept, removed = cut(verdicts, draft.evidence)
    return joined(draft, KeptDraft(kept, removed, drafted), backend, usage, broken)


def failure(backend: Backend, error: BackendError) -> Degraded:
    """What the user is told when the endpoint failed."""
    reason = f"模型未能作答（{error}），以下是台账与原文的原句"
    return Degraded.model_validate({"from": backend.name, "reason": reason})


async def streamed(
    question: str, draft: Draft, backend: Backend, prompt_tokens: int, answer_tokens: int
) -> AsyncIterator[DraftLine | Written]:
    """Proven sentences as the model writes them, at last the whole `Written`.

    A sentence that fails is held back, and written again in the second turn.
    """
    room = room_of(backend, prompt_tokens)
    given = _given(question, draft, room)
    messages = given.messages()
    verdicts: list[LineVerdict] = []
    stream = backend.stream(messages, max_tokens=answer_tokens)
    text, done = "", 0
    broken: BackendError | None = None
    try:
        async for piece in stream:
            text += piece
            if "</think" in text:  # what was read so far were thoughts
                text, done = without_thoughts(text), 0
                verdicts.clear()
            lines = lines_of_text(text, given)
            lines = lines if "{" in text[:40] else lines[:-1]
            for line in _proven(lines[done:], draft, verdicts):
                yield line
            done = max(done, len(lines))
        for line in _proven(lines_of_text(text, given)[done:], draft, verdicts):
            yield line
    except BackendError as error:
        broken = error
    finally:
        await stream.aclose()
    offered_room = min(room, given.size)
    if isinstance(broken, BackendTooLong) and (smaller := smaller_room(backend, offered_room)):
        async for part in streamed(question, draft, backend, smaller, answer_tokens):
            yield part
        return
    shown = {verdict.line.text for verdict in verdicts if verdict.proven}
    spent = stream.completion.usage if stream.completion else _spent(messages, text)
    if broken is not None and not shown:
        written = own_words(draft, failure(backend, broken), spent)
    elif broken is not None:
        kept, removed = cut(verdicts, draft.evidence)
        written = joined(draft, KeptDraft(kept, removed, len(verdicts)), backend, spent, broken)
    else:
        reply = Completion(text, usage=spent)
        written = await _mended(draft, backend, given, reply, verdicts, answer_tokens)
    for spoken in written.spoken:
        if spoken.written not in shown:
            yield spoken.line
    yield written


def _proven(
    lines: Sequence[DraftLine], draft: Draft, verdicts: list[LineVerdict]
) -> Iterator[DraftLine]:
    """Those of the next lines that stand; all their verdicts are put to those before."""
    for line in lines:
        verdict = prove([line], draft.evidence, after=verdicts).verdicts[0]
        verdicts.append(verdict)
        if verdict.proven:
            yield marked(verdict, draft.evidence)


def _spent(messages: Sequence[Message], text: str) -> Usage:
    """What a stream that broke off has cost, as nobody tells: nothing where nothing came."""
    if not text:
        return Usage()
    return Usage(
        prompt_tokens=sum(tokens.count(message.content) for message in messages),
        completion_tokens=tokens.count(text),
        calls=1,
    )
