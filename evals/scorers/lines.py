"""Lines of an answer with the citations they name: what citations and numbers are judged by."""

import re

from evals.outcome import AnswerLine
from service.shapes import Citation, Item

MARKER = re.compile(r"\[(\d{1,3})\]")


def sentences(text: str, items: tuple[Item, ...] = ()) -> tuple[AnswerLine, ...]:
    """The lines of a text, markers taken out, then items with the citations beside them."""
    lines = [_sentence(line, ()) for line in text.splitlines() if line.strip()]
    return (*lines, *(_sentence(item.text, item.citations) for item in items))


def _sentence(text: str, beside: tuple[int, ...]) -> AnswerLine:
    written = [int(found) for found in MARKER.findall(_own_words(text))]
    return AnswerLine(MARKER.sub(" ", text), tuple(dict.fromkeys([*written, *beside])))


def _own_words(text: str) -> str:
    """The text without its quotations, whose [12] are the report's own footnotes."""
    depth, own = 0, ""
    for letter in text:
        depth = max(0, depth - (letter == "”"))
        own += letter if depth == 0 else ""
        depth += letter == "“"
    return own


def cited(sentence: AnswerLine, citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """The citations that a sentence names and that are there."""
    return tuple(each for each in citations if each.n in sentence.numbers)
