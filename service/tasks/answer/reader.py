"""A model reads the question where code's reading came to nothing; code proves each field."""

from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from prompts import load
from service.errors import BackendGarbage
from service.language.indicators import find, load_lexicon
from service.llm import Backend
from service.shapes import Usage
from service.tasks.answer.page import NEVER
from service.understand import Understood
from service.verify.dress import Plain
from vectorstore.documents import Report
from vectorstore.library import Library
from vectorstore.search import search

MOST_REGIONS, MOST_INDICATORS = 60, 120
MOST_PASSAGES, MOST_PHRASES = 8, 5
SHORTEST, LONGEST = 2, 12
REPLY_TOKENS = 300
WORDED = ("done", "planned", "problems", "why")
Read = Literal["done", "planned", "problems", "why", "lookup"]


class Proposed(BaseModel):
    """A question as the model reads it."""

    model_config = ConfigDict(extra="ignore")

    regions: list[Plain] = []
    years: list[int] = []
    indicators: list[Plain] = []
    task: Read = "lookup"
    phrases: list[Plain] = []


async def reread(
    library: Library, question: str, understood: Understood, backend: Backend
) -> tuple[Understood | None, Usage]:
    """What the question is read as by the model, as far as code can prove it; None where it adds
    nothing. Raises BackendError where the endpoint fails or replies with no proposal."""
    asked = load("question").render(
        question=question,
        regions=list(dict.fromkeys(r.region for r in library.reports()))[:MOST_REGIONS],
        years=sorted({report.year for report in library.reports()}),
        indicators=[known.name for known in load_lexicon().indicators][:MOST_INDICATORS],
        passages=_nearest(library, question, understood),
    )
    reply = await backend.complete(asked, schema=Proposed, max_tokens=REPLY_TOKENS)
    if not isinstance(reply.parsed, Proposed) or not reply.parsed.model_fields_set:
        raise BackendGarbage("模型的答复读不出来。")
    return validated(library, understood, reply.parsed), reply.usage


def _nearest(library: Library, question: str, understood: Understood) -> list[dict[str, str | int]]:
    names = list(understood.reports) or None
    hits = search(library, question, reports=names, per_report=MOST_PASSAGES)
    passages = [hit.passage for hit in hits if hit.passage.part not in NEVER][:MOST_PASSAGES]
    return [
        {
            "n": n,
            "region": library.report(passage.report).region,
            "year": library.report(passage.report).year,
            "text": passage.text,
        }
        for n, passage in enumerate(passages, 1)
    ]


def validated(library: Library, read: Understood, said: Proposed) -> Understood | None:
    """Code's reading with what the model adds to it: regions of the library, indicators of the
    lexicon, words that the reports print. What code has read itself stays as it is."""
    regions = read.regions or tuple(
        name
        for name in dict.fromkeys(said.regions)
        if any(report.region == name for report in library.reports())
    )
    years = read.years or tuple(dict.fromkeys(said.years))
    reports = read.reports or _reports(library.reports(), regions, years)
    if not reports or read.unknown_regions:
        return None
    known = tuple(name for name in dict.fromkeys(said.indicators) if find(name) is not None)
    indicators = read.indicators or known
    texts = [library.text(name) for name in reports]
    phrases = [
        words
        for words in dict.fromkeys(said.phrases)
        if SHORTEST <= len(words) <= LONGEST and any(words in text for text in texts)
    ][:MOST_PHRASES]
    figure = bool(read.measures or read.wants_figure or read.indicators)
    if not (phrases and not figure) and indicators == read.indicators and reports == read.reports:
        return None
    words = " ".join(phrases) if phrases and not figure else read.spoken
    task = said.task if read.task == "lookup" and said.task in WORDED and not figure else read.task
    return read.model_copy(
        update={
            "regions": regions,
            "years": years,
            "reports": reports,
            "indicators": indicators,
            "task": task,
            "spoken": words,
            "subject": words or read.subject,
            "topic": words or read.topic,
        }
    )


def _reports(
    held: Sequence[Report], regions: Sequence[str], years: Sequence[int]
) -> tuple[str, ...]:
    """The reports of the regions that review or plan the years; without years each one's last."""
    own = [report for report in held if report.region in regions]
    if years:
        return tuple(r.id for r in own if {r.year, r.covers} & set(years))
    last = {report.region: report for report in sorted(own, key=lambda report: report.year)}
    return tuple(report.id for report in last.values())
