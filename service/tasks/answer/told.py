"""Sentences of a report that were chosen for a matter, and how they are quoted."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.tasks.answer.draft_lines import quotation
from service.tasks.answer.pieces import Piece
from service.tasks.answer.sentences import DONE, PLANNED
from service.tasks.answer.sources import Sources
from service.understand import Understood
from service.verify import Line
from vectorstore.documents import Part, Passage, Report
from vectorstore.library import Library

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """Sentences of one passage or piece that are about the matter."""

    passage: Passage | Piece
    spans: tuple[Span, ...]


def parts_asked(understood: Understood, report: Report) -> list[frozenset[Part]]:
    """The parts of the report that may answer, each for itself."""
    if understood.task == "planned" or understood.kind == "target":
        own = understood.years == (report.year,)  # the year's plan, not that of five years
        return [PLANNED - {"plan_period"}] if own else [PLANNED]
    if understood.task == "why":
        return [DONE | PLANNED]
    years = understood.years
    if years and report.year not in years:
        return [DONE]
    if years and report.covers not in years:
        return [PLANNED]
    return [DONE] if understood.kind == "result" else [DONE, PLANNED - DONE]


def bare(text: str, start: int, end: int) -> Span:
    """A span without the blanks round it."""
    held = text[start:end]
    return start + len(held) - len(held.lstrip()), start + len(held.rstrip())


def joined(spans: Sequence[Span], text: str) -> list[Span]:
    """Neighbouring sentences as one span."""
    runs: list[Span] = []
    for start, end in spans:
        if runs and not text[runs[-1][1] : start]:
            runs[-1] = runs[-1][0], end
        else:
            runs.append((start, end))
    return runs


def in_order(told: Sequence[Told]) -> list[Told]:
    return sorted(told, key=lambda each: each.passage.start)


def quoted(library: Library, report: Report, told: Told, sources: Sources) -> list[Line]:
    """`唐山市（2019年计划）：“…”[1]`, a line for each run of sentences."""
    parts = {
        "plan": f"（{report.year}年计划）",
        "plan_period": "（规划）",
        "review": f"{report.covers}年工作",
    }
    lead = f"{report.region}{parts.get(told.passage.part, '报告')}"
    text = library.text(report.id)
    lines: list[Line] = []
    for start, end in told.spans:
        number = sources.cite(report.id, start, end)
        lines.append(quotation(f"{lead}：“{text[start:end]}”[{number}]", number))
    return lines
