"""Each field of a model's reading proven by code, and whether it says what code has read."""

from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from service.facts.model import Fact
from service.language.indicators import find
from service.language.kind import Kind
from service.rereading.paragraphs import Paragraph, ParagraphFigure
from service.verify.dress import Plain
from vectorstore import late

LONGEST = 28
ENOUGH, FEWEST = 0.8, 3
ALIKE = 0.6
LINKS = late.pattern(
    r"(?:[、，,和与及为是至到达约超近共了均都各的]|分别|依次|累计|预计|预期|力争|目标|首次|同比|合计|完成|实现|达到|突破|超过|保持"
    r"|稳定|控制|提高|提升|增长|增加|下降|减少|降低|新增|净增|总投资|投资)*"
)
NUMBERED = late.pattern(r"[\d⟦⟧，。；：、,;:]")
Role = Literal["value", "growth", "from", "none"]


class NumberReading(BaseModel):
    """What the model reads of one number."""

    model_config = ConfigDict(extra="ignore")

    token: Plain
    owner: Plain = ""
    head: Plain = ""
    verb: Plain = ""
    scope: Plain = ""
    role: Role = "none"
    period: str = ""
    kind: Kind | Literal[""] = ""


class ParagraphReading(BaseModel):
    """What the model reads of a paragraph."""

    model_config = ConfigDict(extra="ignore")

    readings: list[NumberReading] = []


def by_token(said: ParagraphReading, paragraph: Paragraph) -> dict[str, NumberReading]:
    """The readings whose every field code can prove, by token; of two for one token none."""
    names = [each.token.strip("⟦⟧") for each in said.readings]
    return {
        name: each
        for name, each in zip(names, said.readings, strict=True)
        if name in paragraph.figures
        and names.count(name) == 1
        and _is_proven(each, paragraph.figures[name], paragraph)
    }


def _is_proven(said: NumberReading, of: ParagraphFigure, paragraph: Paragraph) -> bool:
    """The head and the verb stand in the number's own sentence, owner and scope in the paragraph,
    word for word; the period is one of the list."""
    own = paragraph.source[of.sentence.start : of.sentence.end]
    around = paragraph.source[paragraph.start : paragraph.end]
    spans = all(len(words) <= LONGEST for words in (said.owner, said.head, said.scope))
    printed = all(words in around for words in (said.owner, said.scope)) and said.verb in own
    region = {"", paragraph.report.region}
    placed = said.owner in region or printed
    listed = said.period in paragraph.periods and said.kind != ""
    named = bool(said.head) and NUMBERED.search(said.head) is None and said.head in own
    return spans and placed and printed and listed and named


def is_near(said: NumberReading, of: ParagraphFigure, paragraph: Paragraph) -> bool:
    """Whether a name stands before its number with nothing but links and its verb between, or
    right behind it, or shares it with others (分别)."""
    head, own = said.head, paragraph.source[of.sentence.start : of.sentence.end]
    start, end = of.figure.start - of.sentence.start, of.figure.end - of.sentence.start
    if own.startswith(head, end) or own.startswith(f"的{head}", end):
        return True
    at = own.rfind(head, 0, start)
    if at < 0:
        return False
    left = of.sentence.start + at + len(head)
    pieces = [left, *(e for s, e, _ in paragraph.tokens if left <= s and e <= of.figure.start)]
    ends = [*(s for s, e, _ in paragraph.tokens if left <= s and e <= of.figure.start)]
    spans = zip(pieces, [*ends, of.figure.start], strict=True)
    between = "、".join(paragraph.source[a:b] for a, b in spans).replace(said.verb, "、", 1)
    return LINKS.fullmatch(between) is not None or "分别" in own[at:start]


def is_trusted(tried: Sequence[bool], before: Sequence[bool]) -> bool:
    """Whether a reader is believed: most of what is sure in the paragraph it has read as it is,
    and where nothing in it is sure, most of what it met before in the report."""
    held = tried or before
    return (bool(tried) or len(before) >= FEWEST) and sum(held) >= ENOUGH * len(held)


def tried(read: Mapping[str, NumberReading], paragraph: Paragraph) -> list[bool]:
    """For each number that is sure whether the reader has read it as code has."""
    sure = {t: f for t, f in paragraph.figures.items() if f.fact.standing == "sure"}
    return [token in read and agrees(read[token], of) for token, of in sure.items()]


def agrees(said: NumberReading, of: ParagraphFigure) -> bool:
    """Whether a reading says of a number what code has read of it."""
    return _is_timed(said, of) and _is_named(said, of.fact) and _scope(said, of.fact) is not None


def _is_timed(said: NumberReading, of: ParagraphFigure) -> bool:
    fact = of.fact
    mean = said.kind == "average" and fact.basis == "average"
    return said.role == of.role and said.period == fact.period and (said.kind == fact.kind or mean)


def _is_named(said: NumberReading, fact: Fact) -> bool:
    """Whether the head is the fact's name, by the lexicon or by most of its letters."""
    known = find(said.head) or find(said.owner + said.head) or find(said.verb + said.head)
    if fact.known:
        return said.head in fact.indicator_text or (known and known.name) == fact.indicator
    owned = (f"{said.owner}{said.verb}{said.head}", f"{said.owner}{said.head}{said.verb}")
    names = {said.head, said.owner + said.head, said.verb + said.head, *owned}
    return any(_is_most(name, fact.indicator_text) for name in names)


def _is_most(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short in long and len(short) >= ALIKE * len(long)


def _scope(said: NumberReading, fact: Fact) -> str | None:
    """The scope that both tell, "" for none; None where they tell different ones."""
    told, held = {said.scope, said.owner} - {"", fact.region}, fact.scope or ""
    if not said.scope or said.scope == fact.region:
        return held if not held or held in told else None
    return said.scope if held in ("", said.scope) else None
