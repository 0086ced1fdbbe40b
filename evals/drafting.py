"""`gongbao eval new`: cases drafted from the ledger, for a person to confirm."""

import sys
from collections.abc import Iterator

import typer

from evals.arguments import New
from evals.dataset import DRAFT, Case, Evidence, Expect, ExpectedFact
from service.cli.output import note
from service.cli.world import open_world
from service.draft import subject
from service.facts.model import Fact
from service.ledger import FactQuery, Ledger
from vectorstore.library import Library

_ASKED = {
    "target": "的目标是多少？",
    "expected": "预计多少？",
    "cumulative": "累计多少？",
    "average": "年均增长多少？",
}


def new(context: typer.Context, given: New) -> None:
    """Cases drafted from the ledger, to a file or to stdout."""
    library = open_world(context, given.data_dir, "offline").library()
    cases = list(drafts(library, given.region or (), given.indicator or ()))[: given.limit]
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
        evidence=(Evidence(report=fact.report, quote=fact.quote),),
        tags=(DRAFT, f"region:{fact.region}"),
    )


def question(fact: Fact) -> str:
    """What a person would ask to hear this fact."""
    ending = "是多少？" if fact.value else "增长多少？"
    return subject(fact) + _ASKED.get(fact.kind or "", ending)
