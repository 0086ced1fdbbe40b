"""Drafts of a strong writer, by hand, replayed to the answer as a model's reply: what survives."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import yaml

from prompts import Message
from service.llm import Completion
from service.llm.scripted import Scripted
from service.shapes import Answer
from service.tasks.answer import answer, stream_answer
from service.wiring import World
from vectorstore import tokens

DATA = Path(__file__).parent / "data" / "strong_drafts.yaml"
QUOTE = re.compile(r"^\[(?P<n>\d+)\] \S+年政府工作报告·.*$", re.MULTILINE)
MARKER = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class WriterSentence:
    """A sentence and the words of the evidence it rests on; `lie` where it is planted."""

    text: str
    rests_on: tuple[str, ...]
    lie: bool


@dataclass(frozen=True, slots=True)
class WriterDraft:
    """The reply to one question; `marks` from 1 to 5 for offline, raw and final."""

    question: str
    sentences: tuple[WriterSentence, ...]
    marks: dict[str, int]


@dataclass(frozen=True, slots=True)
class DraftOutcome:
    """What became of a draft: what stood at the first turn and at last, and what was asked."""

    draft: WriterDraft
    made: Answer
    shown: frozenset[str]
    prompt_tokens: int
    calls: int

    def survived(self, sentence: WriterSentence) -> bool:
        """Whether a sentence stands whole in the answer."""
        return bare(sentence.text) in self.shown


def drafts(path: Path = DATA) -> tuple[WriterDraft, ...]:
    """The drafts of the file, in order."""
    entries = cast(list[dict[str, Any]], yaml.safe_load(path.read_text("utf-8")))
    return tuple(
        WriterDraft(
            entry["question"],
            tuple(
                WriterSentence(each["text"], tuple(each["in"]), bool(each.get("lie")))
                for each in entry["sentences"]
            ),
            entry["marks"],
        )
        for entry in entries
    )


def bare(text: str) -> str:
    """A sentence without its marks of sources."""
    return MARKER.sub("", text).strip("。 ")


def reply_of(draft: WriterDraft, messages: Sequence[Message]) -> str:
    """The draft as JSON, each sentence with the numbers of the quotes it rests on."""
    prompt = messages[-1].content
    quotes = {int(found["n"]): found[0] for found in QUOTE.finditer(prompt)}
    sentences: list[dict[str, Any]] = []
    for each in draft.sentences:
        numbers = [next((n for n, q in quotes.items() if w in q), 0) for w in each.rests_on]
        claims = [{"quote": n, "evidence": w} for n, w in zip(numbers, each.rests_on, strict=True)]
        cited = [n for n in numbers if n]
        sentences.append({"text": each.text, "citations": cited, "claims": claims})
    return json.dumps({"sentences": sentences}, ensure_ascii=False)


async def replayed(world: World, draft: WriterDraft, *, stream: bool) -> DraftOutcome:
    """The answer where the first reply is the draft and the second turn repairs nothing."""

    def write(messages: Sequence[Message]) -> str | Completion:
        first = messages[-1].role == "user" and len(messages) <= 2
        return reply_of(draft, messages) if first else '{"sentences":[]}'

    backend = Scripted(write, model="strong")
    told = replace(world, backend=backend)
    if stream:
        events = [event async for event in stream_answer(told, draft.question)]
        made = cast(Answer, events[-1].data)
    else:
        made = await answer(told, draft.question)
    shown = frozenset(bare(each.text) for each in made.sentences if each.by == "model")
    spent = (
        sum(tokens.count(message.content) for message in backend.calls[0]) if backend.calls else 0
    )
    return DraftOutcome(draft, made, shown, spent, len(backend.calls))
