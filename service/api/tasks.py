"""What the routes call: the same functions as the command line, named here once."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

from service.build import IngestResult, ingest, remove
from service.shapes import Answer, Brief, Comparison
from service.tasks.answer import answer, stream_answer
from service.tasks.brief import brief, stream_brief
from service.tasks.check import check
from service.tasks.check.shapes import Check
from service.tasks.compare.task import compare, stream_compare
from service.tasks.events import Event
from vectorstore.documents import Report


@dataclass(frozen=True, slots=True)
class Tasks:
    """The work behind the routes; a test hands in its own."""

    answer: Callable[..., Awaitable[Answer]] = answer
    stream_answer: Callable[..., AsyncIterator[Event]] = stream_answer
    compare: Callable[..., Awaitable[Comparison]] = compare
    stream_compare: Callable[..., AsyncIterator[Event]] = stream_compare
    brief: Callable[..., Awaitable[Brief]] = brief
    stream_brief: Callable[..., AsyncIterator[Event]] = stream_brief
    check: Callable[..., Check] = check
    ingest: Callable[..., IngestResult] = ingest
    remove: Callable[..., Report] = remove
