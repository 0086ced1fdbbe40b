"""What is shown is compared with the texts of the reports at the moment it leaves.

The last step of every task: a quote that is not `clean_text[start:end]` of its report does not
leave, nor does what stands around it. 报告原文：“增长9.8%” where the text says 8.8%: nothing is
shown but that the library is damaged.
"""

from collections import defaultdict
from functools import cache
from typing import TypeVar, cast, get_args

from pydantic import BaseModel

from service.facts.model import Fact
from service.shapes import Citation
from vectorstore.errors import MENDING, DamagedLibrary
from vectorstore.library import Library

Leaving = TypeVar("Leaving", bound=BaseModel | tuple[Fact, ...] | tuple[Citation, ...])
_QUOTING = (Citation, Fact)


def intact(library: Library, leaving: Leaving) -> Leaving:
    """The same, once every quote in it was found in its place; raises DamagedLibrary."""
    spans = defaultdict[str, set[tuple[int, int, str]]](set)
    for each in quotes(leaving):
        spans[each.report].add((each.start, each.end, each.quote))
    for report, text in library.texts(sorted(spans)):
        if any(not quote or text[start:end] != quote for start, end, quote in spans[report]):
            raise DamagedLibrary(f"资料库已损坏：{report} 的引文与正文不一致；{MENDING}")
    return leaving


def quotes(value: object) -> list[Citation | Fact]:
    """Every citation and fact in a shape, however deep; what stands in many places is looked at
    once."""
    found: dict[int, Citation | Fact] = {}
    seen, left = set[int](), [value]
    while left:
        each = left.pop()
        if isinstance(each, tuple):
            left.extend(reversed(cast(tuple[object, ...], each)))
        elif isinstance(each, _QUOTING):
            found[id(each)] = each
        elif isinstance(each, BaseModel) and id(each) not in seen:
            seen.add(id(each))
            held = (getattr(each, name) for name in _holding(type(each)))
            left.extend(one for one in held if one)
    return list(found.values())


@cache
def _holding(shape: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a shape that can hold a quote, the last one first."""
    fields = reversed(shape.model_fields.items())
    return tuple(name for name, field in fields if _may_quote(field.annotation, frozenset()))


def _may_quote(annotation: object, above: frozenset[type[BaseModel]]) -> bool:
    """Whether a value of such a type can hold a citation or a fact, however deep."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if annotation in above or issubclass(annotation, _QUOTING):
            return annotation not in above
        fields = annotation.model_fields.values()
        return any(_may_quote(each.annotation, above | {annotation}) for each in fields)
    return annotation is object or any(_may_quote(each, above) for each in get_args(annotation))
