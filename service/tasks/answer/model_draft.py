"""A model's draft: figures offered as tokens, its sentences filled in and made into lines."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from prompts import Message, load
from service.draft import amount, growth_rate, say
from service.facts.model import Fact
from service.shapes import Citation, Removed
from service.tasks.answer.desk import Draft
from service.verify import Line, is_start
from service.verify.dress import Plain, plain
from service.verify.verbatim import planned
from vectorstore import late, tokens

TOKEN = late.pattern(r"[⟦\[【]{1,2}\s*(F\d+g?)\s*[⟧\]】]{1,2}")
SENTENCE = late.pattern(r"[^。！？!?\n]+[。！？!?]?(?:\s*\[\d+\])*")
WRITTEN = late.pattern(
    r'"text"\s*:\s*"(?P<text>(?:[^"\\]|\\.)*)"(?:\s*,\s*"citations"\s*:\s*\[(?P<citations>[\d,\s]*)\])?\s*\}'
)
HAN = late.pattern(r"[\u4e00-\u9fff]")
ECHO = late.pattern(r"^\[\d+\]|政府工作报告\s*[·:：]|此记号")
ASIDE = late.pattern(r"[（(]此记号是[^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)?[）)]")
PARTS = {True: "今年计划", False: "已完成", None: "正文"}
MOST_QUOTES = 80


class _Sentence(BaseModel):
    text: Plain
    citations: list[int] = []


class Reply(BaseModel):
    """What a model is asked to return."""

    sentences: list[_Sentence]


@dataclass(frozen=True, slots=True)
class Offer:
    """The evidence as a model sees it: tokens for the figures, numbers for the quotes; `size` is
    what it takes of the budget."""

    question: str
    tokens: dict[str, str]
    figures: tuple[dict[str, str | int], ...]
    quotes: tuple[dict[str, str | int], ...]
    size: int = 0

    def messages(self, rejected: Sequence[Removed] = ()) -> list[Message]:
        """The prompt, with the sentences of an earlier draft that did not pass."""
        return load("answer").render(
            question=self.question,
            figures=list(self.figures),
            quotes=list(self.quotes),
            rejected=[{"text": each.text, "reason": each.reason} for each in rejected],
        )


def offer(question: str, draft: Draft, budget: int) -> Offer:
    """The draft's evidence within a token budget, cited facts first; figures take half at most.

    Where a change began is in its quote alone: said as a figure of its own it would mislead.
    """
    citations = sorted(draft.evidence.citations[:MOST_QUOTES], key=_place)
    figures: list[dict[str, str | int]] = []
    filled: dict[str, str] = {}
    spent = 0
    for at, fact in enumerate(draft.facts, 1):
        number = _holding(fact, citations)
        if spent > budget // 2:
            break
        if number is None or is_start(fact):
            continue
        for token, words in ((f"F{at}", amount(fact)), (f"F{at}g", growth_rate(fact))):
            if words:
                filled[token] = words
                says = f"{say(fact)}（此记号是{'增速' if token.endswith('g') else '数额'}{words}）"
                figures.append({"token": f"⟦{token}⟧", "says": says, "source": number})
                spent += tokens.count(says)
    quotes: list[dict[str, str | int]] = []
    for citation in citations:
        cost = tokens.count(citation.quote)
        if spent + cost > budget and quotes:
            break
        spent += cost
        quotes.append(
            {
                "n": citation.n,
                "region": citation.region,
                "year": citation.year,
                "part": PARTS[planned(citation)],
                "section": " › ".join(citation.section),
                "quote": citation.quote,
            }
        )
    return Offer(question, filled, tuple(figures), tuple(quotes), spent)


def _place(citation: Citation) -> tuple[str, int, bool, int]:
    """By region and year, what is done before what is planned, then as the report has it."""
    return citation.region, citation.year, bool(planned(citation)), citation.start


def _holding(fact: Fact, citations: Sequence[Citation]) -> int | None:
    return next(
        (
            c.n
            for c in citations
            if c.report == fact.report and c.start <= fact.start and fact.end <= c.end
        ),
        None,
    )


def filled(text: str, offered: Offer) -> str:
    """The text with its tokens replaced by the ledger's own words; an unknown token stays.

    What the offer says of a token, copied behind it, is left out: the sentence is still one.
    """
    return TOKEN.sub(lambda found: offered.tokens.get(found[1], found[0]), ASIDE.sub("", text))


def lines_of_reply(reply: Reply, offered: Offer) -> list[Line]:
    """The sentences of a structured reply."""
    return [
        Line(part.strip(), tuple(each.citations))
        for each in reply.sentences
        for part in SENTENCE.findall(filled(each.text, offered))
        if _is_sentence(part)
    ]


def _is_sentence(part: str) -> bool:
    """Words of Chinese that are no echo of the list of sources."""
    return bool(HAN.search(part)) and not ECHO.search(part.strip())


def lines_of_text(text: str, offered: Offer) -> list[Line]:
    """The sentences of a plain reply with the [n] they carry, or of JSON as far as it has come."""
    if "{" in text[:40]:
        return [
            Line(part.strip(), _numbers(found["citations"]))
            for found in WRITTEN.finditer(text)
            for part in SENTENCE.findall(filled(plain(_unescaped(found["text"])), offered))
            if _is_sentence(part)
        ]
    parts = SENTENCE.findall(filled(plain(text), offered))
    return [Line(part.strip()) for part in parts if _is_sentence(part)]


def _numbers(listed: str | None) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", listed or ""))


def _unescaped(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"'))
    except ValueError:
        return text
