"""Citations: each exists, is a span of its report, was searched, and holds what it is cited for.

`invented` (a marker without a source, a quote that is not in the report at its place) is a
hard invariant. Recall is by the evidence of the case, precision by sentence.
"""

from collections.abc import Iterable, Iterator, Sequence

from evals.checks import CaseCheck, judge, not_judged
from evals.outcome import CaseOutcome
from evals.scorers.lines import cited, sentences
from evals.scorers.unsupported import numbers_of
from service.shapes import Citation, Item

NAME = "citations"
INVENTED = "invented"
ENOUGH = 0.5


def score(outcome: CaseOutcome) -> Iterable[CaseCheck]:
    """The checks of what an outcome cites."""
    if outcome.error:
        return [not_judged(NAME, INVENTED, outcome.error)]
    if outcome.facts is not None:
        if outcome.case.expect.facts or outcome.case.expect.not_figures:
            return []  # asked of the report's whole ledger, once
        return [_true_quotes(outcome, [(f.report, f.start, f.end, f.quote) for f in outcome.facts])]
    if outcome.comparison is not None:
        made = outcome.comparison
        items = tuple(
            item for each in made.summaries for item in (*each.done, *each.plans, *each.problems)
        )
        return [_invented(outcome, "", (*made.findings, *items), made.citations)]
    if outcome.answer is None:
        return []
    answer = outcome.answer
    return [
        _invented(outcome, answer.answer, (), answer.citations),
        *_searched(outcome, answer.citations, answer.searched.regions),
        *_sourced(answer.answer, answer.citations),
        *_evidence(outcome, answer.citations),
    ]


def _true_quotes(outcome: CaseOutcome, spans: Iterable[tuple[str, int, int, str]]) -> CaseCheck:
    false = [
        f"{report} {start}:{end} “{quote[:30]}”"
        for report, start, end, quote in spans
        if outcome.texts.get(report, "")[start:end] != quote or not quote
    ]
    return judge(NAME, INVENTED, not false, f"不是原文：{'；'.join(false)}", "invented citation")


def _invented(
    outcome: CaseOutcome, text: str, items: tuple[Item, ...], citations: Sequence[Citation]
) -> CaseCheck:
    held = {citation.n for citation in citations}
    said = {n for sentence in sentences(text, items) for n in sentence.numbers}
    if said - held:
        missing = "".join(f"[{n}]" for n in sorted(said - held))
        return judge(NAME, INVENTED, False, f"没有这些出处：{missing}", "invented citation")
    return _true_quotes(outcome, [(c.report, c.start, c.end, c.quote) for c in citations])


def _searched(
    outcome: CaseOutcome, citations: Sequence[Citation], regions: Sequence[str]
) -> Iterator[CaseCheck]:
    """Every source is of a report that was read."""
    if citations and regions:
        foreign = [c.report for c in citations if c.region not in regions]
        detail = f"引用了没有查阅的报告：{'、'.join(foreign)}"
        yield judge(NAME, "searched", not foreign, detail, "foreign citation")


def _sourced(text: str, citations: tuple[Citation, ...]) -> Iterator[CaseCheck]:
    """Each sentence with a number names a source."""
    with_numbers = [sentence for sentence in sentences(text) if numbers_of(sentence)]
    if with_numbers:
        bare = [sentence.text for sentence in with_numbers if not cited(sentence, citations)]
        detail = f"没有出处：{'；'.join(bare)}"
        counts = (len(with_numbers) - len(bare), len(with_numbers))
        yield judge(NAME, "sourced", not bare, detail, "no source", counts=counts)


def _evidence(outcome: CaseOutcome, citations: Sequence[Citation]) -> Iterator[CaseCheck]:
    """The spans that a careful reader would cite are cited, at least in half."""
    if outcome.answer is None or outcome.answer.status not in ("answered", "partial"):
        return
    for wanted in outcome.case.evidence:
        text = outcome.texts.get(wanted.report, "")
        at = text.find(wanted.quote)
        if at < 0:
            continue
        best = max(
            (
                min(at + len(wanted.quote), c.end) - max(at, c.start)
                for c in citations
                if c.report == wanted.report
            ),
            default=0,
        )
        same = (c.quote for c in citations if c.report == wanted.report)
        there = any(wanted.quote in quote or quote in wanted.quote for quote in same)
        holds = there or best >= ENOUGH * len(wanted.quote)
        name = f"evidence {wanted.report} {wanted.quote[:40]}"
        detail = f"没有引用“{wanted.quote}”"
        yield judge(NAME, name, holds, detail, "evidence", group="evidence cited", diagnostic=True)
