"""Spans of a report that tell of a matter; of them the clauses with a time, where it is asked when."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from service.tasks.answer.fitting import TIME
from service.tasks.answer.naming import SURE, Naming
from service.tasks.answer.page import Span
from vectorstore import late
from vectorstore.documents import Part

CLAUSE = late.pattern(r"[，,；;。]")


@dataclass(frozen=True, slots=True)
class Telling:
    """Spans of a report on the matter asked about, paragraph by paragraph, in one part of it."""

    part: Part
    spans: tuple[Span, ...]

    @property
    def size(self) -> int:
        return sum(end - start for start, end in self.spans)


def timed(text: str, told: Sequence[Telling], naming: Naming) -> list[Telling]:
    """The clauses that name the matter and a time, where it is asked when: 确保深茂铁路6月底前建成通车."""
    found: list[Telling] = []
    for each in told:
        for start, end in each.spans:
            stops = [start, *(stop.end() for stop in CLAUSE.finditer(text, start, end)), end]
            found += [
                Telling(each.part, ((left, left + len(text[left:right].rstrip("，,；;"))),)) for left, right in itertools.pairwise(stops)
                if naming.things(text[left:right]) >= SURE and TIME.search(text, left, right)
            ]  # fmt: skip
    return found
