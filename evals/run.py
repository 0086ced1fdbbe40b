"""Cases through the product's own pipeline: the same functions that HTTP and the page call."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

from evals.dataset import Case, ExpectedFact, load
from evals.outcome import CaseOutcome
from evals.scorers.retrieval import K
from service.errors import ServiceError
from service.ledger import FactQuery, Ledger
from service.shapes import Answer
from service.tasks.answer import answer, stream_answer
from service.tasks.answer.retrieve import retrieved
from service.tasks.compare.task import compare
from service.understand import understand
from service.wiring import World
from vectorstore.documents import Passage
from vectorstore.errors import VectorstoreError
from vectorstore.library import Library

MOST_NAMED = 8


def texts_of(library: Library) -> dict[str, str]:
    """The clean texts of all reports by id."""
    return {report.id: library.text(report.id) for report in library.reports()}


def gold_of(texts: Mapping[str, str], cases: Sequence[Case]) -> dict[str, tuple[ExpectedFact, ...]]:
    """The facts read by hand of each report: by our own cases and by these.

    A fact whose quote the text lacks is of another report of that name.
    """
    held = {case.id: case for case in (*load(), *cases)}
    read = [case for case in held.values() if case.task == "facts" and len(case.reports) == 1]
    return {
        name: tuple(
            fact
            for case in read
            if case.reports == (name,)
            for fact in case.expect.facts
            if fact.quote and fact.quote in text
        )
        for name, text in texts.items()
    }


async def outcome_of(
    world: World,
    case: Case,
    texts: Mapping[str, str],
    gold: Mapping[str, tuple[ExpectedFact, ...]] | None = None,
    *,
    streamed: bool = False,
    retrieve: bool = True,
) -> CaseOutcome:
    """What comes of one case; a failure of the product is an error, not an exception.

    `streamed` asks a question as the page does, and takes the answer at the end of the stream;
    `retrieve` looks besides at what the search alone finds; `gold` is what answers are judged by.
    """
    absent = [name for name in _named(case) if name not in texts]
    if absent:
        held = "、".join(list(texts)[:MOST_NAMED]) + ("等" if len(texts) > MOST_NAMED else "")
        said = f"未收录用例所指的报告：{'、'.join(absent)}；已收录：{held}"
        return CaseOutcome(case, texts, error=said)
    started = time.monotonic()
    try:
        found = await _TASKS[case.task](world, case, texts, streamed)
    except (ServiceError, VectorstoreError) as error:
        found = CaseOutcome(case, texts, error=f"{type(error).__name__}：{error}")
    seconds = time.monotonic() - started
    found_by_search = _retrieved(world.library(), case) if retrieve else None
    return replace(found, seconds=seconds, retrieved=found_by_search, gold=gold or {})


def _named(case: Case) -> tuple[str, ...]:
    """The reports that a case speaks of."""
    proofs = (proof.report for proof in case.evidence)
    cells = (cell.report for cell in case.expect.cells)
    return tuple(dict.fromkeys([*case.reports, *proofs, *cells]))


async def _asked(world: World, case: Case, texts: Mapping[str, str], streamed: bool) -> CaseOutcome:
    """The answer to the question, after the questions asked before it in its conversation."""
    talk = case.id if case.previous else None
    for question in case.previous:
        await answer(world, question, conversation=talk)
    ask = _streamed if streamed else answer
    made = await ask(world, case.question or "", conversation=talk)
    return CaseOutcome(case, texts, answer=made)


async def _streamed(world: World, question: str, *, conversation: str | None = None) -> Answer:
    events = stream_answer(world, question, conversation=conversation)
    last = [event.data async for event in events][-1]
    assert isinstance(last, Answer)
    return last


def _retrieved(library: Library, case: Case) -> tuple[Passage, ...] | None:
    """The first passages of each report that holds evidence, as the pipeline reads it."""
    reports = list(dict.fromkeys(proof.report for proof in case.evidence))
    if not reports or case.previous or case.task != "ask":
        return None
    understood = understand(case.question or "", library.reports())
    return tuple(
        passage for name in reports for passage in retrieved(library, understood, name, most=K)
    )


async def _facts(world: World, case: Case, texts: Mapping[str, str], _: bool) -> CaseOutcome:
    facts = Ledger(world.library()).facts(FactQuery(reports=case.reports))
    return CaseOutcome(case, texts, facts=facts)


async def _compared(world: World, case: Case, texts: Mapping[str, str], _: bool) -> CaseOutcome:
    library = world.library()
    reports = [library.report(name) for name in case.reports]
    made = await compare(
        world,
        regions=list(dict.fromkeys(report.region for report in reports)),
        years=sorted({report.year for report in reports}),
        indicators=[case.question or ""],
    )
    return CaseOutcome(case, texts, comparison=made)


_TASKS = {"ask": _asked, "facts": _facts, "compare": _compared}
