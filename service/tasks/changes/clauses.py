"""The clauses of a report: what stands between two commas, with its place."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from vectorstore import late
from vectorstore.chunk import own_spans
from vectorstore.documents import Part, Section

SENTENCE = late.pattern(r"[^。；;！!？?\n]+")
CLAUSE = late.pattern(r"[^，,：:]+")
LEAD = late.pattern(
    r"(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、|\d+[.．、]|第?[一二三四五六七八九十]+是|[①-⑳]|—+)\s*"
)
PADDING = " \u3000\t\r"
SHORTEST = 4


@dataclass(frozen=True, slots=True)
class PlanClause:
    """`text == clean_text[start:end]`; `sentence` is the span of the sentence around it."""

    text: str
    start: int
    end: int
    path: tuple[str, ...]
    part: Part
    sentence: tuple[int, int]


def clauses(text: str, sections: Collection[Section], parts: Collection[Part]) -> list[PlanClause]:
    """All clauses of the sections of these parts, headings included, in order."""
    return [
        clause
        for section, start, end in own_spans(tuple(sections), len(text))
        if section.part in parts
        for clause in _of(text, start, end, section)
    ]


def _of(text: str, start: int, end: int, section: Section) -> Iterator[PlanClause]:
    for whole in SENTENCE.finditer(text, start, end):
        for piece in CLAUSE.finditer(text, whole.start(), whole.end()):
            left, right = piece.span()
            left += len(piece[0]) - len(piece[0].lstrip(PADDING))
            if lead := LEAD.match(text, left, right):
                left = lead.end()
            said = text[left:right].rstrip(PADDING)
            if len(said) >= SHORTEST:
                yield PlanClause(
                    said, left, left + len(said), section.path, section.part, whole.span()
                )
