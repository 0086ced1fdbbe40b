"""A report's own words beside what the ledger says: a word as it stands, what comes near a question,
a term explained."""

import re
from collections.abc import Sequence

from service.language.indicators import printed_mentions
from service.tasks.answer.desk import Desk
from service.tasks.answer.draft_lines import quotation
from service.tasks.answer.finding import is_allowed
from service.tasks.answer.fitting import DIGIT, fitting
from service.tasks.answer.naming import naming_of
from service.tasks.answer.page import PageSentence, page_of
from service.tasks.answer.sources import Sources
from service.understand import Understood
from service.verify import DraftLine
from vectorstore import late
from vectorstore.chunk import clauses
from vectorstore.documents import Report
from vectorstore.library import Library

ALIKE = 0.34  # so much of what is asked about the nearest sentence names
HALF = 0.5  # where a word of it stands nowhere in the report
MOST = 3
COMMA = late.pattern(r"[，,；;。\n]")


def _quote(library: Library, sentence: PageSentence, sources: Sources) -> DraftLine:
    report = library.report(sentence.report)
    plan = {"plan": f"（{report.year}年计划）", "plan_period": "（规划）"}.get(sentence.part, "")
    number = sources.cite(sentence.report, sentence.start, sentence.end)
    return quotation(f"{report.region}{plan}：“{sentence.text}”[{number}]", number)


def literal_line(
    library: Library, understood: Understood, report: str, sources: Sources
) -> list[DraftLine]:
    """The first sentence that holds every word asked for as it is, and the number asked for where
    one has both, wherever it stands: a report that holds them is never told to be silent."""
    words = [word for word in (understood.topic or understood.subject).split() if len(word) >= 2]
    text = library.text(report)
    if not words or any(word not in text for word in words):
        return []
    year = library.report(report).year
    fits = fitting(understood)
    held = [
        each for each in page_of(library, report).sentences
        if all(word in each.text for word in words) and is_allowed(each, understood, year)
    ]  # fmt: skip
    held.sort(key=lambda each: fits is not None and not fits.is_told(each.text))
    return [_quote(library, each, sources) for each in held[:1]]


def naming_line(
    library: Library, understood: Understood, report: str, sources: Sources
) -> list[DraftLine]:
    """The sentence that names most of what is asked for, the indicator and a number with it."""
    page, year = page_of(library, report), library.report(report).year
    naming, asked = naming_of(understood, [page]), {*understood.indicators}
    held = [
        each for each in page.sentences
        if any(map(str.isdigit, each.text)) and is_allowed(each, understood, year)
        and asked & {indicator.name for _, _, indicator in printed_mentions(each.text)}
    ]  # fmt: skip
    best = max(held, key=lambda each: naming.share(each.text), default=None)
    return [_quote(library, best, sources)] if best else []


def figure_clause(desk: Desk, understood: Understood, report: Report) -> DraftLine | None:
    """The clause that names the indicator and a number behind it, which the ledger files otherwise:
    PM2.5浓度下降到每立方米37微克."""
    for each in page_of(desk.library, report.id).sentences:
        if not is_allowed(each, understood, report.year):
            continue
        for _, end, known in printed_mentions(each.text):
            stop = COMMA.search(each.text, end)
            until = stop.start() if stop else len(each.text)
            if known.name in understood.indicators and DIGIT.search(each.text, end, until):
                begin = max((s.end() for s in COMMA.finditer(each.text, 0, end)), default=0)
                number = desk.sources.cite(report.id, each.start + begin, each.start + until)
                plan = {"plan": f"（{report.year}年计划）", "plan_period": "（规划）"}.get(
                    each.part, ""
                )
                when = (
                    f"{report.covers}年"
                    if understood.years == (report.covers,) and not plan
                    else ""
                )
                quote = each.text[begin:until]
                return quotation(f"{when}{report.region}{plan}：“{quote}”[{number}]。", number)
    return None


def nearest_line(
    library: Library, understood: Understood, report: str, sources: Sources
) -> list[DraftLine]:
    """The one clause (；) that comes near a question the report does not answer, shown as such."""
    page = page_of(library, report)
    naming = naming_of(understood, [page])
    best = max(page.sentences, key=lambda each: naming.share(each.text), default=None)
    most = max((word.weight for word in naming.words), default=0.0)
    lost = [word for word in naming.words if word.names[0] in naming.missing]
    if any(word.weight >= most for word in lost):
        return []  # the thing itself stands nowhere: what is near to the rest of it is noise
    least = HALF if naming.missing else ALIKE
    if best is None or not naming.words or naming.share(best.text) < least:
        return []
    spans = clauses(page.text, best.start, best.end)
    fits = fitting(understood)
    told = [s for s in spans if fits is None or fits.is_told(page.text[slice(*s)])] or spans
    start, end = max(told, key=lambda span: naming.share(page.text[slice(*span)]))
    quote = page.text[start:end].rstrip("；;。 \n")
    number = sources.cite(report, start, start + len(quote))
    year = library.report(report).year
    where = {"plan": f"的{year}年计划", "plan_period": "的规划"}.get(best.part, "")
    return [
        quotation(f"报告{where}中最相近的是“{quote}”[{number}]，没有直接写明所问的内容。", number)
    ]


def _paragraph(text: str, start: int, end: int) -> int:
    """The end of an explanation: that of its paragraph, not of the annex behind the last of all."""
    stop = text.find("\n", start, end)
    return stop if stop > start else end


def glossary_lines(
    library: Library,
    understood: Understood,
    reports: Sequence[str],
    sources: Sources,
    share: float = 0.0,
) -> list[DraftLine]:
    """The reports' own explanation of a term that is at least `share` of the question's words."""
    words = "".join(letter for letter in understood.spoken if letter.isalnum())
    lines: list[DraftLine] = []
    for report in reports:
        for entry in library.glossary(report):
            term = "".join(letter for letter in entry.term if letter.isalnum())
            named = len(term) >= 2 and (term in words or (len(words) >= 3 and words in term))
            if named and len(term) >= share * len(words):
                end = _paragraph(library.text(report), entry.start, entry.end)
                number = sources.cite(report, entry.start, end)
                region = library.report(report).region
                quote = library.text(report)[entry.start : end]
                named = "" if re.search(r"\d", term) else f"（{term}）"
                lines.append(
                    quotation(f"{region}报告的名词解释{named}：“{quote}”[{number}]", number)
                )
    return lines[:MOST]
