"""`gongbao eval new`: cases drafted from the ledger or from complaints, for a person to confirm."""

import sys
from collections.abc import Iterator
from itertools import islice

import typer

from evals.arguments import New
from evals.dataset import DRAFT, Case, Expect, ExpectedFact, ExpectedQuote
from service.cli.output import note
from service.cli.world import open_world
from service.draft import subject
from service.facts.model import Fact
from service.kept.feedback import Complaints, Feedback
from service.ledger import FactQuery, Ledger
from service.shapes import Answer
from vectorstore.library import Library

_ASKED = {
    "target": "的目标是多少？",
    "expected": "预计多少？",
    "cumulative": "累计多少？",
    "average": "年均增长多少？",
}


def new(context: typer.Context, given: New) -> None:
    """Cases drafted from the ledger, to a file or to stdout."""
    world = open_world(context, given.data_dir, "offline")
    if given.from_feedback:
        found = map(complained, Complaints(world.data_dir).all())
    else:
        found = drafts(world.library(), given.region or (), given.indicator or ())
    cases = list(islice(found, given.limit))
    text = "".join(f"{case.model_dump_json(exclude_unset=True)}\n" for case in cases)
    if given.out is None:
        sys.stdout.write(text)
    else:
        given.out.write_text(text, "utf-8")
    note(f"起草了{len(cases)}个用例，逐条核实后才能用。")


def drafts(
    library: Library, regions: tuple[str, ...] | list[str], indicators: tuple[str, ...] | list[str]
) -> Iterator[Case]:
    """A question with its expected figure for each known fact of a region as a whole."""
    reports = [r.id for r in library.reports() if not regions or r.region in regions]
    if not reports:
        return
    query = FactQuery(reports=reports, indicators=tuple(indicators))
    for fact in Ledger(library).facts(query):
        if fact.known and fact.scope is None and fact.period and (fact.value or fact.growth):
            yield draft(fact)


def draft(fact: Fact) -> Case:
    """One fact as a question, all of its fields expected."""
    figure = {name: getattr(fact, name) for name in ("value", "unit", "growth")}
    qualifiers = {
        name: getattr(fact, name)
        for name in ("qualifier", "growth_qualifier")
        if getattr(fact, name)
    }
    expected = ExpectedFact.model_validate(
        {
            "region": fact.region,
            "indicator": fact.indicator,
            "period": fact.period,
            "kind": fact.kind,
            **figure,
            **qualifiers,
        }
    )
    return Case(
        id=f"draft-{fact.id}",
        task="ask",
        question=question(fact),
        reports=(fact.report,),
        expect=Expect(status="answered", facts=(expected,)),
        evidence=(ExpectedQuote(report=fact.report, quote=fact.quote),),
        tags=(DRAFT, f"region:{fact.region}"),
    )


def complained(one: Feedback) -> Case:
    """The question of a complaint, expecting what was answered: whoever confirms it puts that right
    by the note, which stands among the tags."""
    answer = Answer.model_validate(one.answer)
    told = ("region", "indicator", "period", "kind", "value", "unit", "growth")
    facts = tuple(
        ExpectedFact.model_validate({name: getattr(fact, name) for name in told})
        for fact in answer.facts
        if fact.kind is not None
    )
    reports = tuple(dict.fromkeys(cited.report for cited in answer.citations))
    return Case(
        id=f"feedback-{one.id[:12]}",
        task="ask",
        question=one.question,
        previous=one.previous,
        reports=reports,
        expect=Expect(status=answer.status, facts=facts),
        evidence=tuple(ExpectedQuote(report=c.report, quote=c.quote) for c in answer.citations),
        tags=(DRAFT, "feedback", f"note:{one.note}"),
    )


def question(fact: Fact) -> str:
    """What a person would ask to hear this fact."""
    ending = "是多少？" if fact.value else "增长多少？"
    return subject(fact) + _ASKED.get(fact.kind or "", ending)
