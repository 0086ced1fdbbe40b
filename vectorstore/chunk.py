"""Passages: the chunks that are embedded, found and quoted."""

import re
from collections.abc import Iterator, Sequence
from math import ceil

from vectorstore import late
from vectorstore.documents import Passage, Section
from vectorstore.tokens import count

Span = tuple[int, int]

_SENTENCE = late.pattern(r"[^。！？!?\n]*(?:[。！？!?]+[”’」』）)\"]*\n*|\n+|\Z)")
_CLAUSE = late.pattern(r"[^；;]*(?:[；;]+|\Z)")
_COMMA = late.pattern(r"[^，,]*(?:[，,]+|\Z)")
_LONGEST_HEADING = 40


def passages(
    report: str, text: str, sections: Sequence[Section], budget: int = 320
) -> tuple[Passage, ...]:
    """Cut a report into passages of at most `budget` tokens that tile its sections.

    A passage holds whole sentences of one deepest section; a sentence longer than the
    budget is cut at ；, then at ，, and kept whole when it has neither.
    """
    found: list[Passage] = []
    for section, start, end in own_spans(sections, len(text)):
        for left, right in _packed(text, start, end, budget):
            piece = text[left:right]
            number = len(found)
            found.append(
                Passage(
                    id=f"{report}#{number}",
                    report=report,
                    number=number,
                    start=left,
                    end=right,
                    text=piece,
                    section=section.path,
                    part=section.part,
                    tokens=count(piece),
                )
            )
    return tuple(found)


def embedded_text(passage: Passage, region: str, year: int) -> str:
    """What is embedded for a passage: where it stands, then what it says."""
    path = " › ".join(heading[:_LONGEST_HEADING] for heading in passage.section)
    return f"{region}{year}年政府工作报告 {path}\n{passage.text.strip()}"


def sentences(text: str, start: int, end: int) -> list[Span]:
    """Spans of the sentences in `text[start:end]`; they end at 。！？ or a line break."""
    return _spans(_SENTENCE, text, start, end)


def clauses(text: str, start: int, end: int) -> list[Span]:
    """Spans of the clauses: sentences, also ended by ；."""
    return [
        clause
        for left, right in sentences(text, start, end)
        for clause in _spans(_CLAUSE, text, left, right)
    ]


def own_spans(sections: Sequence[Section], length: int) -> Iterator[tuple[Section, int, int]]:
    """Each section's own text between its subsections, in document order."""
    open_sections: list[Section] = []
    position = 0
    for section in sections:
        yield from _close(open_sections, section.start, position)
        position = max(position, _reached(open_sections, section.start, position))
        open_sections.append(section)
    yield from _close(open_sections, length, position)


def _close(stack: list[Section], until: int, position: int) -> Iterator[tuple[Section, int, int]]:
    """Yield what is left of the open sections up to `until`, closing those that end there."""
    while stack:
        top = stack[-1]
        end = min(top.end, until)
        if position < end:
            yield top, position, end
            position = end
        if top.end > until or (top.end == until and top.end != position):
            break
        stack.pop()


def _reached(stack: list[Section], start: int, position: int) -> int:
    return start if stack or start > position else position


def _spans(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[Span]:
    return [match.span() for match in pattern.finditer(text, start, end) if match[0]]


def _packed(text: str, start: int, end: int, budget: int) -> Iterator[Span]:
    """Spans of whole sentences within the budget, of about equal size."""
    pieces = [(span, count(text[slice(*span)])) for span in _pieces(text, start, end, budget)]
    total = sum(tokens for _, tokens in pieces)
    target = total / ceil(total / budget) if total else budget
    left, held = start, 0
    for (begin, _), tokens in pieces:
        if held and (held + tokens > budget or held + tokens / 2 > target):
            yield left, begin
            left, held = begin, 0
        held += tokens
    yield left, end


def _pieces(text: str, start: int, end: int, budget: int) -> Iterator[Span]:
    for span in sentences(text, start, end):
        yield from _within(text, span, budget, (_CLAUSE, _COMMA))


def _within(text: str, span: Span, budget: int, cuts: Sequence[re.Pattern[str]]) -> Iterator[Span]:
    if not cuts or count(text[slice(*span)]) <= budget:
        yield span
        return
    for piece in _spans(cuts[0], text, *span):
        yield from _within(text, piece, budget, cuts[1:])
