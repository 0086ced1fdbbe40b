"""What a model replies: sentences with their claims, as JSON, as JSON cut short, or as prose."""

import json
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Literal, TypeVar, cast

from pydantic import BaseModel, ConfigDict, ValidationError

from service.verify import DraftLine
from service.verify.dress import Plain, plain
from service.verify.quotes import folded
from service.write.offered import OfferedPrompt
from vectorstore import late

TOKEN = late.pattern(r"[⟦\[【]{1,2}\s*([FD]\d+g?)(?:[：:][^⟦⟧\[\]【】]*)?\s*[⟧\]】]{1,2}")
SENTENCE = late.pattern(r"[^。！？!?\n]+[。！？!?]?(?:\s*\[\d+\])*")
WRITTEN = late.pattern(
    r'\{\s*(?:"n"\s*:\s*(?P<n>\d+)\s*,\s*)?"text"\s*:\s*"(?P<text>(?:[^"\\]|\\.)*)"'
    r'(?:\s*,\s*"citations"\s*:\s*\[(?P<citations>[\d,\s]*)\])?\s*\}'
)
OBJECT = late.pattern(r'\{\s*"(?:n|text)"')
HAN = late.pattern(r"[\u4e00-\u9fff]")
ECHO = late.pattern(r"^\[\d+\]|政府工作报告\s*[·:：]|此记号")
ASIDE = late.pattern(r"[（(]此记号是[^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)?[）)]")
ORDINAL = late.pattern(r"^\s*\d{1,2}[.、)）](?!\d)\s*")
SHORTEST = 4
Type = Literal["fact", "group", "compare", "absence"]
Said = TypeVar("Said", bound="SaidSentence")


class _Loose(BaseModel):
    model_config = ConfigDict(extra="ignore")


class SaidClaim(_Loose):
    """What a sentence claims: of which region and time, done or planned, and the exact words of
    the quote that say so."""

    quote: int
    evidence: Plain = ""
    region: str = ""
    period: str = ""
    status: str = ""


class SaidSentence(_Loose):
    """One sentence of a reply."""

    text: Plain
    citations: list[int] = []
    type: Type = "fact"
    claims: list[SaidClaim] = []


class Reply(_Loose):
    """What a model is asked to return."""

    sentences: list[SaidSentence]


class Rewritten(SaidSentence):
    """A sentence written again in place of the one numbered `n`."""

    n: int


class Rewriting(_Loose):
    """What a model returns in its second turn."""

    sentences: list[Rewritten]


def filled(text: str, given: OfferedPrompt) -> str:
    """The text with its tokens replaced by the ledger's own words; an unknown token stays.

    What the offer says of a token, copied behind it, is left out: the sentence is still one.
    """
    return TOKEN.sub(lambda found: given.tokens.get(found[1], found[0]), ASIDE.sub("", text))


def lines_of_reply(reply: Reply, given: OfferedPrompt) -> list[DraftLine]:
    """The sentences of a structured reply."""
    return [line for each in reply.sentences for line in lines_of(each, given)]


def lines_of(said: SaidSentence, given: OfferedPrompt) -> list[DraftLine]:
    """The sentences of one entry, each with the quotes that its claims name."""
    numbers = tuple(dict.fromkeys([*_claimed(said.claims, given), *said.citations]))
    return [DraftLine(text, numbers) for text in _sentences(said.text, given)]


def _claimed(claims: Iterable[SaidClaim], given: OfferedPrompt) -> Iterator[int]:
    """The quote of each claim: the one that holds its words, whatever number it names."""
    for claim in claims:
        words = folded(filled(claim.evidence, given)).strip("。；，,;")
        if len(words) < SHORTEST:
            continue
        order = [claim.quote, *(n for n in given.held if n != claim.quote)]
        holding = (n for n in order if words in folded(given.held.get(n, "")))
        yield from [n for n in [next(holding, None)] if n is not None]


def _sentences(text: str, given: OfferedPrompt) -> list[str]:
    parts = [ORDINAL.sub("", part).strip() for part in SENTENCE.findall(filled(text, given))]
    return [part for part in parts if HAN.search(part) and not ECHO.search(part)]


def lines_of_text(text: str, given: OfferedPrompt) -> list[DraftLine]:
    """The sentences of a plain reply with the [n] they carry, or of JSON as far as it has come."""
    if "{" in text[:40]:
        return [line for each in entries(text, SaidSentence) for line in lines_of(each, given)]
    return [DraftLine(part) for part in _sentences(plain(text), given)]


def rewritten(
    text: str, given: OfferedPrompt, wanted: Sequence[int], kept: Container[str]
) -> dict[int, list[DraftLine]]:
    """The sentences of a second turn by the number of the one they stand for; prose and entries
    without a number stand for those wanted, in their order, but for those that were `kept`."""
    made: dict[int, list[DraftLine]] = {}
    if "{" in text[:40]:
        for each in entries(text, Rewritten):
            made.setdefault(each.n, []).extend(lines_of(each, given))
        if made:
            return made
    new = (line for line in lines_of_text(text, given) if line.text not in kept)
    for n, line in zip(wanted, new, strict=False):
        made.setdefault(n, []).append(line)
    return made


def entries(text: str, kind: type[Said]) -> Iterator[Said]:
    """The whole entries of a JSON reply, as far as it has come and as well as it is formed."""
    decoder, at = json.JSONDecoder(), 0
    while found := OBJECT.search(text, at):
        raw = _decoded(decoder, text, found.start())
        if raw is None:
            return
        at = raw[1]
        try:
            yield kind.model_validate(raw[0])
        except ValidationError:
            continue


def _decoded(decoder: json.JSONDecoder, text: str, at: int) -> tuple[object, int] | None:
    try:
        return cast(tuple[object, int], decoder.raw_decode(text, at))
    except ValueError:
        pass
    found = WRITTEN.match(text, at)
    if found is None:
        return None
    numbers = [int(number) for number in re.findall(r"\d+", found["citations"] or "")]
    entry: dict[str, object] = {"text": found["text"], "citations": numbers}
    return (entry | ({"n": int(found["n"])} if found["n"] else {})), found.end()
