"""Hand-made outcomes for the scorers: one short report, its facts, an answer, a comparison."""

from typing import Any

from evals.dataset import Case
from evals.outcome import CaseOutcome
from evals.result import Result, result_of
from evals.score import scored
from service.facts.model import Fact
from service.shapes import Answer, Cell, Citation, Comparison, ProofCount, Row, Searched, Usage
from vectorstore.documents import Report

ID = "甲市-2021"
TEXT = (
    "2020年,全市地区生产总值完成141.5亿元,增长8%左右。一般公共预算收入完成9.8亿元。"
    "2021年,地区生产总值增长6%左右。"
)
QUOTE = "地区生产总值完成141.5亿元,增长8%左右"
TARGET = "地区生产总值增长6%左右"
OTHER_ID = "乙市-2021"
OTHER_TEXT = "2020年,全市地区生产总值完成174.46亿元。"
OTHER_QUOTE = "地区生产总值完成174.46亿元"
TEXTS = {ID: TEXT, OTHER_ID: OTHER_TEXT}


def report(name: str = ID) -> Report:
    """A report with only what an evaluation looks at."""
    region, year = name.rsplit("-", 1)
    return Report(
        id=name, region=region, level="prefecture", parents=(), year=int(year),
        covers=int(year) - 1, title="", source="", chars=1, passages=0, figures=0, sha256="0" * 64,
    )  # fmt: skip


def fact(quote: str = QUOTE, of: str = ID, **changed: Any) -> Fact:
    """The GDP fact of the report, some fields changed."""
    region, year = of.rsplit("-", 1)
    start = TEXTS[of].index(quote)
    plain: dict[str, Any] = {
        "id": f"{of}:{start}", "report": of, "region": region, "year": int(year),
        "indicator": "地区生产总值", "known": True, "indicator_text": "地区生产总值",
        "period": "2020", "period_text": "2020年", "kind": "actual", "basis": "annual",
        "value": "141.5", "unit": "亿元", "growth": "8%", "growth_qualifier": "左右",
        "quote": quote, "start": start, "end": start + len(quote),
    }  # fmt: skip
    return Fact.model_validate(plain | changed)


def expected(**changed: Any) -> dict[str, Any]:
    """The gold of that fact as a case writes it."""
    plain: dict[str, Any] = {
        "region": "甲市", "indicator": "地区生产总值", "period": "2020", "kind": "actual",
        "value": "141.5", "unit": "亿元", "growth": "8%", "growth_qualifier": "左右",
    }  # fmt: skip
    return plain | changed


def citation(n: int = 1, quote: str = QUOTE, of: str = ID, **changed: Any) -> Citation:
    """A true citation of the report."""
    start = TEXTS[of].index(quote)
    region, year = of.rsplit("-", 1)
    made = Citation(
        n=n, report=of, region=region, year=int(year), section=(), quote=quote, start=start,
        end=start + len(quote),
    )  # fmt: skip
    return made.model_copy(update=changed)


def answer(
    text: str = "2020年甲市地区生产总值为141.5亿元，增长8%左右[1]。",
    citations: tuple[Citation, ...] | None = None,
    **changed: Any,
) -> Answer:
    """A right answer, some fields changed."""
    held = (citation(),) if citations is None else citations
    made = Answer(
        question="?", understood={}, status="answered", answer=text, citations=held,
        facts=(fact(),), searched=Searched(reports=2, regions=("甲市", "乙市")),
        backend="offline", proof=ProofCount(), usage=Usage(),
    )  # fmt: skip
    return made.model_copy(update=changed)


def case(**changed: Any) -> Case:
    """A question about the fact."""
    plain: dict[str, Any] = {
        "id": "a", "task": "ask", "question": "甲市2020年GDP?", "reports": [ID],
        "expect": {"status": "answered", "facts": [expected()], "contains": ["141.5亿元"]},
        "evidence": [{"report": ID, "quote": QUOTE}], "tags": ["region:甲市", "easy"],
    }  # fmt: skip
    return Case.model_validate(plain | changed)


def asked(said: Answer | None = None, of: Case | None = None, **more: Any) -> CaseOutcome:
    """The outcome of a question."""
    return CaseOutcome(of or case(), TEXTS, answer=answer() if said is None else said, **more)


def ledger(facts: tuple[Fact, ...], *gold: dict[str, Any], **expect: Any) -> CaseOutcome:
    """The outcome of a facts case with these expected facts."""
    made = case(task="facts", question=None, expect={"facts": gold, **expect}, evidence=[])
    return CaseOutcome(made, TEXTS, facts=facts)


def compared(cell: Cell, gold: dict[str, Any]) -> CaseOutcome:
    """The outcome of a comparison of one cell."""
    made = case(
        task="compare",
        question="地区生产总值",
        expect={"cells": [{"report": ID, "row": "result", **gold}]},
    )
    table = Comparison(
        columns=(report(),),
        rows=(Row(indicator="地区生产总值", kind="result", cells=(cell,)),),
        backend="offline",
    )
    return CaseOutcome(made, TEXTS, comparison=table)


def result(outcome: CaseOutcome | None = None) -> Result:
    """An outcome scored and as reported."""
    return result_of(scored(outcome or asked()))
