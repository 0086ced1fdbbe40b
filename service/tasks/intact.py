"""What is shown is compared with the texts of the reports at the moment it leaves.

The last step of every task: a quote that is not `clean_text[start:end]` of its report does not
leave, nor does what stands around it. 报告原文：“增长9.8%” where the text says 8.8%: nothing is
shown but that the library is damaged.
"""

from collections.abc import Iterator
from typing import TypeVar, cast

from pydantic import BaseModel

from service.facts.model import Fact
from service.shapes import Citation
from vectorstore.errors import MENDING, DamagedLibrary
from vectorstore.library import Library

Leaving = TypeVar("Leaving", bound=BaseModel | tuple[Fact, ...] | tuple[Citation, ...])


def intact(library: Library, leaving: Leaving) -> Leaving:
    """The same, once every quote in it was found in its place; raises DamagedLibrary."""
    spans = {(q.report, q.start, q.end, q.quote) for q in quotes(leaving)}
    for report, start, end, quote in spans:
        if not quote or library.text(report)[start:end] != quote:
            raise DamagedLibrary(f"资料库已损坏：{report} 的引文与正文不一致；{MENDING}")
    return leaving


def quotes(value: object) -> Iterator[Citation | Fact]:
    """Every citation and fact in a shape, however deep."""
    if isinstance(value, Citation | Fact):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from quotes(getattr(value, name))
    elif isinstance(value, tuple):
        for each in cast(tuple[object, ...], value):
            yield from quotes(each)
