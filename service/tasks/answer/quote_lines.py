"""Answers in the report's own words: the sentences that hold what was asked for."""

import re
from collections.abc import Sequence
from dataclasses import replace

from service.language.indicators import printed_mentions
from service.tasks.answer.draft_lines import quotation
from service.tasks.answer.finding import held_by
from service.tasks.answer.phrases import pairs
from service.tasks.answer.sentences import (
    CAUSE,
    ENOUGH,
    Sentence,
    best_sentences,
    is_allowed,
    says_number,
)
from service.tasks.answer.sources import Sources
from service.understand import Understood
from service.verify import Line
from vectorstore import late
from vectorstore.chunk import own_spans, sentences
from vectorstore.documents import Section
from vectorstore.keyword import words as words_of
from vectorstore.library import Library

NEARBY = 0.3
ALIKE = 0.34
HOW_MANY = late.pattern(r"多少|几[个家户项件人名座条台套]")
HEADING = 20
MOST = 3
MOST_CHILDREN = 8
WORTH = 30
LONGEST_QUOTE = 220
HELD = 0.6  # of the asked letters, or of the asked words, where a figure is asked for
COUNTED = ("lookup", "list", "count", "compare", "rank")


def _lead(library: Library, sentence: Sentence) -> str:
    report = library.report(sentence.report)
    plan = {"plan": f"（{report.year}年计划）", "plan_period": "（规划）"}.get(sentence.part, "")
    return f"{report.region}{plan}"


def _quote(library: Library, sentence: Sentence, sources: Sources) -> Line:
    """The sentence as a quotation; a short one (a heading) takes in what follows it."""
    text = library.text(sentence.report)
    start, end = sentence.start, sentence.end
    if end - start < WORTH and not any(letter.isdigit() for letter in sentence.text):
        end = _with_more(text, start, end)
    quote = text[start:end].rstrip()
    number = sources.cite(sentence.report, start, start + len(quote))
    return quotation(f"{_lead(library, sentence)}：“{quote}”[{number}]", number)


def _with_more(text: str, start: int, end: int) -> int:
    """Where the sentences behind a heading end: of its own paragraph, until it is worth reading."""
    line_end = text.find("\n", end)
    limit = min(start + LONGEST_QUOTE, line_end if line_end >= 0 else len(text))
    while end - start < WORTH * 3:
        stop = text.find("。", end, limit)
        if stop < 0:
            break
        end = stop + 1
    return end


def _children(library: Library, sentence: Sentence) -> list[Section]:
    """The subsections of the section whose heading the sentence stands in."""
    sections = library.sections(sentence.report)
    heads = [s for s in sections if s.start <= sentence.start < s.start + len(s.heading) + 2]
    if not heads:
        return []
    head = heads[-1]
    return [
        s for s in sections
        if len(s.path) == len(head.path) + 1 and s.path[: len(head.path)] == head.path
        and head.start <= s.start < head.end
    ]  # fmt: skip


def _headings(library: Library, sentence: Sentence, sources: Sources) -> list[Line]:
    """A heading was asked about: what stands under it, heading by heading."""
    children = _children(library, sentence)[:MOST_CHILDREN]
    if len(children) < 2:
        return []
    text = library.text(sentence.report)
    lines: list[Line] = []
    for child in children:
        start = text.find(child.heading[:12], child.start, child.end)
        start = child.start if start < 0 else start
        end = start + len(child.heading)
        number = sources.cite(sentence.report, start, end)
        lines.append(
            quotation(
                f"{_lead(library, sentence)}：“{text[start:end].rstrip('。')}”[{number}]", number
            )
        )
    return lines


def _figures_under(
    library: Library, understood: Understood, sentence: Sentence, sources: Sources
) -> list[Line]:
    """What the paragraph that a matter heads says in numbers (…提升年有哪些指标): its sentences
    with figures; nothing where one alone says all."""
    text = library.text(sentence.report)
    asked = "指标" in understood.spoken and not understood.indicators
    if not asked or text[: sentence.start].rstrip(" \u3000")[-1:] not in ("", "\n"):
        return []
    stop = text.find("\n", sentence.end)
    end = stop if stop >= 0 else len(text)
    told: list[Sentence] = []
    for start, right in sentences(text, sentence.start, end):
        words = text[start:right].strip()
        if any(letter.isdigit() for letter in words):
            left = text.index(words, start)
            told.append(replace(sentence, start=left, end=left + len(words), text=words))
    return [_quote(library, each, sources) for each in told[:MOST]] if len(told) > 1 else []


def quote_lines(
    library: Library, understood: Understood, report: str, sources: Sources, *, most: int = MOST
) -> list[Line]:
    """Up to three sentences of a report, in its own order; nothing where none holds enough."""
    ranked = best_sentences(library, understood, report)
    number = understood.measures or understood.unit or HOW_MANY.search(understood.asked)
    if number and understood.task in COUNTED:
        ranked = [each for each in ranked if says_number(each.text, understood.subject)]
    if understood.wants_figure and understood.task in COUNTED and not understood.indicators:
        ranked = [each for each in ranked if _speaks_of(understood, each.text)]
    if understood.task == "why":  # what gives no cause is no answer to a why
        ranked = [each for each in ranked if CAUSE.search(each.text)]
    if not ranked or ranked[0].score < ENOUGH:
        return []
    headings = _headings(library, ranked[0], sources) if most > 1 else []
    if headings:
        return headings
    under = _figures_under(library, understood, ranked[0], sources) if most > 1 else []
    if under:
        return under
    floor = max(ENOUGH, ranked[0].score - 0.2)
    chosen = sorted((s for s in ranked[:most] if s.score >= floor), key=lambda s: s.start)
    lines: list[Line] = []
    until = -1
    for sentence in chosen:
        if sentence.start < until:
            continue
        lines.append(_quote(library, sentence, sources))
        until = sources.citations[-1].end
    return lines


def _speaks_of(understood: Understood, text: str) -> bool:
    """Whether a sentence holds most of what a figure is asked of, by letters or by words."""
    if held_by(understood, text) >= HELD:
        return True
    asked = [word for word in words_of(understood.spoken) if len(word) > 1]
    return sum(word in text for word in asked) >= HELD * len(asked) > 0


def literal_line(
    library: Library, understood: Understood, report: str, sources: Sources
) -> list[Line]:
    """The first sentence that holds every word asked for as it is, wherever it stands: a report
    that holds them is never told to be silent."""
    words = [word for word in (understood.topic or understood.subject).split() if len(word) >= 2]
    text = library.text(report)
    if not words or any(word not in text for word in words):
        return []
    year = library.report(report).year
    for section, start, end in own_spans(library.sections(report), len(text)):
        for left, right in sentences(text, start, end):
            held = text[left:right].strip()
            if not all(word in held for word in words):
                continue
            at = text.index(held, left)
            found = Sentence(report, at, at + len(held), held, section.part, 1.0)
            if is_allowed(found, understood, year):
                return [_quote(library, found, sources)]
    return []


def naming_line(
    library: Library, understood: Understood, report: str, sources: Sources
) -> list[Line]:
    """The best sentence that names the indicator asked for and holds a number."""
    asked = set(understood.indicators)
    for sentence in best_sentences(library, understood, report):
        named = {indicator.name for _, _, indicator in printed_mentions(sentence.text)}
        if asked & named and any(letter.isdigit() for letter in sentence.text):
            return [_quote(library, sentence, sources)]
    return []


def nearest_line(
    library: Library, understood: Understood, report: str, sources: Sources, least: float = ALIKE
) -> list[Line]:
    """The one sentence that comes near a question the report does not answer, shown as such; it
    holds at least so much of the asked words."""
    words = set[str]().union(*(pairs(word) for word in understood.subject.split()))
    ranked = best_sentences(library, understood, report, everywhere=True)
    share = least * len(words)
    holding = [s for s in ranked if len(words & pairs(s.text)) > share and s.score >= NEARBY]
    holding.sort(key=lambda s: len(s.text) < HEADING)  # a heading alone says nothing
    if not holding:
        return []
    start, end = _nearest_clause(holding[0], words)
    number = sources.cite(report, start, end)
    quote = library.text(report)[start:end]
    year = library.report(report).year
    where = {"plan": f"的{year}年计划", "plan_period": "的规划"}.get(holding[0].part, "")
    return [
        quotation(f"报告{where}中最相近的是“{quote}”[{number}]，没有直接写明所问的内容。", number)
    ]


def _nearest_clause(sentence: Sentence, words: set[str]) -> tuple[int, int]:
    """The clause (；) of a sentence that holds most of the words, without its stop."""
    offset, most = 0, 0
    best = (sentence.start, sentence.end)
    for clause in _clauses(sentence.text):
        held = len(words & pairs(clause))
        if held > most:
            most = held
            start = sentence.start + offset
            best = (start, start + len(clause.rstrip("；;。")))
        offset += len(clause)
    return best


def _clauses(text: str) -> Sequence[str]:
    clauses: list[str] = [""]
    for letter in text:
        clauses[-1] += letter
        if letter in "；;。":
            clauses.append("")
    return [clause for clause in clauses if clause]


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
) -> list[Line]:
    """The reports' own explanation of a term that is at least `share` of the question's words."""
    words = "".join(letter for letter in understood.spoken if letter.isalnum())
    lines: list[Line] = []
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
