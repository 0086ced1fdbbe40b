"""The outline of a report: its sections as a tree, each with the part it belongs to."""

from collections.abc import Sequence

from vectorstore.documents import Section
from vectorstore.outline.glossary import glossary, glossary_start
from vectorstore.outline.headings import Mark, marks
from vectorstore.outline.toplevel import base_parts, closing_mark, front_end, lead_words, top_marks
from vectorstore.outline.tree import Tree
from vectorstore.outline.walk import Walk

__all__ = ["glossary", "outline", "section_at"]


def outline(text: str, year: int) -> tuple[Section, ...]:
    """The sections of a report that plans `year`; they tile the text, front first."""
    end = glossary_start(text)
    front = front_end(text, end)
    closing = closing_mark(text, front, end)
    found = top_marks(marks(text, front, end), text, (front, end), year, closing)
    parts = base_parts(text, found, end, year, closing)
    tree = Tree(len(text))
    if front:
        tree.add_root(Mark(0, "top", lead_words(text, 0, front)), "front")
    Walk(text, year, tree, parts).through(found, front, end)
    if end < len(text):
        tree.add_root(Mark(end, "top", lead_words(text, end, len(text))), "glossary")
    return tree.sections()


def section_at(sections: Sequence[Section], offset: int) -> Section:
    """The deepest section that holds an offset."""
    holding = [section for section in sections if section.start <= offset < section.end]
    if not holding:
        return sections[-1]
    return max(holding, key=lambda section: len(section.path))
