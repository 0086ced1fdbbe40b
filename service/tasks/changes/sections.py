"""The sections of two plans side by side, by what stands in them."""

from collections import Counter
from math import sqrt

from service.tasks.changes.likeness import best_pairs
from service.tasks.changes.shapes import SectionPair
from service.tasks.sources import ReportSource
from vectorstore.documents import Section

PLANNED = ("plan", "plan_period")
LEAST = 0.3


def side_by_side(earlier: ReportSource, later: ReportSource) -> tuple[SectionPair, ...]:
    """The sections of the later plan with their partners, then those that have gone."""
    before, after = _of(earlier), _of(later)
    first, second = [_words(earlier, one) for one in before], [_words(later, one) for one in after]
    scores = (
        (_cosine(one, other), i, j) for i, one in enumerate(first) for j, other in enumerate(second)
    )
    partners = {j: i for _, i, j in best_pairs(scores, LEAST)}
    paired = [
        SectionPair(earlier=before[partners[j]].path if j in partners else None, later=section.path)
        for j, section in enumerate(after)
    ]
    gone = [i for i in range(len(before)) if i not in partners.values()]
    return (*paired, *(SectionPair(earlier=before[i].path) for i in gone))


def _of(source: ReportSource) -> list[Section]:
    planned = [section for section in source.sections if section.part in PLANNED]
    deep = [section for section in planned if len(section.path) == 2]
    return deep or [section for section in planned if len(section.path) == 1]


def _words(source: ReportSource, section: Section) -> Counter[str]:
    text = source.text[section.start : section.end]
    return Counter(text[at : at + 2] for at in range(len(text) - 1) if text[at : at + 2].isalpha())


def _cosine(one: Counter[str], other: Counter[str]) -> float:
    common = sum(one[word] * other[word] for word in one.keys() & other.keys())
    sizes = sqrt(sum(n * n for n in one.values()) * sum(n * n for n in other.values()))
    return common / sizes if sizes else 0.0
