"""Why something is as it is, where a report says so: the sentence that names it and a cause."""

from service.language.indicators import printed_mentions
from service.language.words import pattern_of
from service.tasks.answer.desk import Desk
from service.tasks.answer.matter import Telling, quoted
from service.tasks.answer.naming import SURE, Naming, naming_of
from service.tasks.answer.page import DONE, NEVER, PLANNED, Sentence, page_of
from service.understand import Understood
from service.verify import Line
from vectorstore.documents import Report

HALF = 0.5  # so much of what is asked about a sentence with a cause has to name
MOST = 2


def reason_lines(desk: Desk, understood: Understood, report: Report) -> list[Line]:
    """`物价为什么涨` → 受猪肉价格上涨影响，居民消费价格上涨5.8%; nothing where no sentence that names the
    matter gives a cause, or says it as it is asked (为什么说园区聚集效应不明显)."""
    page = page_of(desk.library, report.id)
    naming = naming_of(understood, [page])
    if not naming.words:
        return []
    said = [each for each in page.sentences if _may(each, understood, report)]
    shares = [_share(each, naming, {*understood.indicators}) for each in said]
    planned = _of_plan(understood, report)
    found = _caused(said, shares, planned=planned) or _named(said, naming)
    return [
        line
        for each in found[:MOST]
        for line in quoted(desk, report, Telling(each.part, ((each.start, each.end),)))
    ]


def _may(sentence: Sentence, understood: Understood, report: Report) -> bool:
    """Whether a sentence may speak of the year asked about: a plan says why it was set."""
    if sentence.part in NEVER or sentence.part == "glossary":
        return False
    if not understood.years or sentence.part == "self":
        return True
    if report.covers in understood.years and sentence.part in DONE:
        return True
    return report.year in understood.years and sentence.part in PLANNED


def _of_plan(understood: Understood, report: Report) -> bool:
    return understood.kind == "target" and report.year in understood.years


def _share(sentence: Sentence, naming: Naming, indicators: set[str]) -> float:
    """How much of what is asked about a sentence names; half of it where it names the indicator."""
    share = naming.share(sentence.text)
    known = indicators & {each.name for _, _, each in printed_mentions(sentence.text)}
    return max(share, HALF) if known else share


def _caused(said: list[Sentence], shares: list[float], *, planned: bool) -> list[Sentence]:
    """The sentence with a cause that names most of the matter; one that goes on from it."""
    causes = pattern_of("cause", "reason_of_plan") if planned else pattern_of("cause")
    best: tuple[float, int] = (0.0, -1)
    for at, each in enumerate(said):
        if not causes.search(each.text):
            continue
        before = shares[at - 1] if at and said[at - 1].end == each.start else 0.0
        share = max(shares[at], before if before >= SURE else 0.0)
        if share > best[0]:
            best = share, at
    share, at = best
    if share < HALF:
        return []
    return [said[at]] if shares[at] >= HALF else [said[at - 1], said[at]]


def _named(said: list[Sentence], naming: Naming) -> list[Sentence]:
    """The sentence that says word for word what the question takes up."""
    return [each for each in said if naming.things(each.text) >= 1 and _is_clause(each, naming)][:1]


def _is_clause(sentence: Sentence, naming: Naming) -> bool:
    rarest = naming.rarest
    return rarest is not None and len(rarest.names[0]) >= 6 and naming.together(sentence.text) >= 1
