"""What is shown is compared with the texts of the reports at the moment it leaves.

The last step of every task: a quote that is not `clean_text[start:end]` of its report does not
leave, nor does what stands around it. 报告原文：“增长9.8%” where the text says 8.8%: nothing is
shown but that the library is damaged.
"""

from functools import cache
from typing import TypeVar, cast, get_args

from pydantic import BaseModel

from service.facts.model import Fact
from service.shapes import Citation
from vectorstore.errors import MENDING, DamagedLibrary
from vectorstore.library import Library

Leaving = TypeVar("Leaving", bound=BaseModel | tuple[Fact, ...] | tuple[Citation, ...])


def intact(library: Library, leaving: Leaving) -> Leaving:
    """The same, once every quote in it was found in its place; raises DamagedLibrary."""
    spans = {(q.report, q.start, q.end, q.quote) for q in quotes(leaving)}
    for report, start, end, quote in sorted(spans):
        if not quote or library.text(report)[start:end] != quote:
            raise DamagedLibrary(f"资料库已损坏：{report} 的引文与正文不一致；{MENDING}")
    return leaving


def quotes(value: object) -> list[Citation | Fact]:
    """Every citation and fact in a shape, however deep."""
    found: dict[int, Citation | Fact] = {}
    _collect(value, found, set())
    return list(found.values())


def _collect(value: object, found: dict[int, Citation | Fact], seen: set[int]) -> None:
    """What stands in many cells is looked at once."""
    if isinstance(value, Citation | Fact):
        found[id(value)] = value
    elif isinstance(value, BaseModel):
        if id(value) not in seen:
            seen.add(id(value))
            for name in _holding(type(value)):
                _collect(getattr(value, name), found, seen)
    elif isinstance(value, tuple):
        for each in cast(tuple[object, ...], value):
            _collect(each, found, seen)


@cache
def _holding(shape: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a shape that can hold a shape."""
    fields = shape.model_fields.items()
    return tuple(name for name, field in fields if _may_hold(field.annotation))


def _may_hold(annotation: object) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return True
    return annotation is object or any(map(_may_hold, get_args(annotation)))
