"""General questions (做了什么, 有什么打算, 有哪些问题): the report's own leading sentences."""

import re
from collections.abc import Iterable

from service.tasks.answer.draft_lines import quotation
from service.tasks.answer.sources import Sources
from service.tasks.sources import ReportSource, sources_of
from service.tasks.summary.extract import done, plans, problem_spans
from service.understand import Understood
from service.understand.general import leftover
from service.verify import DraftLine
from vectorstore.library import Library

MOST = 4
MOST_PROBLEMS = 12


def is_general(understood: Understood) -> bool:
    """Whether the question asks about the report as a whole, not about a matter in it."""
    if understood.indicators or understood.task not in (
        "done",
        "planned",
        "problems",
        "list",
        "lookup",
    ):
        return False
    named = bool(understood.subject) or understood.task in ("done", "planned", "problems")
    return named and len(leftover(understood.subject)) < 2


def asked_part(understood: Understood, year: int) -> str:
    """`done`, `plans` or `problems`: which of them the question wants of a year's report."""
    if understood.task == "problems" or re.search(r"问题|困难|短板|不足|挑战", understood.subject):
        return "problems"
    ahead = understood.kind == "target" or bool(
        re.search(r"打算|安排|任务|下一步|明年|接下来", understood.subject)
    )
    if (
        understood.task == "planned"
        or ahead
        or (understood.years and min(understood.years) >= year)
    ):
        return "plans"
    return "done"


def _spans(source: ReportSource, wanted: str) -> Iterable[tuple[int, int]]:
    if wanted == "problems":
        return problem_spans(source)[:MOST_PROBLEMS]
    found = done(source) if wanted == "done" else plans(source)
    return sorted((one.start, one.end) for one in found[:MOST])


def overview_lines(
    library: Library, understood: Understood, report: str, sources: Sources
) -> list[DraftLine]:
    """What one report did, plans, or names as its problems, in its own sentences."""
    source = sources_of(library, (library.report(report),))[0]
    wanted = asked_part(understood, source.report.year)
    head = {"problems": "报告自己指出的问题", "plans": f"{source.report.year}年计划", "done": ""}[
        wanted
    ]
    lead = source.report.region + (f"（{head}）" if head else "")
    said = [
        (f"“{source.text[start:end].rstrip('。；;')}”", sources.cite(report, start, end))
        for start, end in _spans(source, wanted)
    ]
    if wanted == "problems" and said:  # a list, and read as one
        listed = "；".join(f"{quote}[{number}]" for quote, number in said)
        return [quotation(f"{lead}：{listed}。", *(number for _, number in said))]
    return [quotation(f"{lead}：{quote}[{number}]。", number) for quote, number in said]
