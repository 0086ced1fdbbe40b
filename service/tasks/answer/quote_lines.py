"""Answers in the report's own words: the sentences that hold what was asked for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.tasks.answer.draft_lines import line
from service.tasks.answer.phrases import pairs
from service.tasks.answer.sources import Sources
from service.understand import Understood
from service.verify import Line
from vectorstore.chunk import sentences
from vectorstore.documents import Part
from vectorstore.library import Library
from vectorstore.search import Hit, search

ENOUGH = 0.5
NEARBY = 0.3
MOST = 3
SHORTEST, LONGEST = 8, 260
DONE: frozenset[Part] = frozenset({"review", "review_period", "front"})
PLANNED: frozenset[Part] = frozenset({"plan", "plan_period"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report, and how much of the question it holds (0 to 1)."""

    report: str
    start: int
    end: int
    text: str
    part: Part
    score: float


def wanted_parts(understood: Understood, year: int) -> frozenset[Part] | None:
    """Where to look: what was done stands in the review, what is planned in the plan."""
    if understood.task == "planned" or understood.kind == "target":
        return PLANNED
    if understood.years and all(asked >= year for asked in understood.years):
        return PLANNED
    if understood.kind == "result" or (
        understood.years and all(a < year for a in understood.years)
    ):
        return DONE | {"self"}
    return None


def _score(words: str, text: str, place: float) -> float:
    wanted = set[str]().union(*(pairs(word) for word in words.split()))
    letters = set(re.sub(r"\W", "", words))
    if not letters:
        return 0.0
    by_pair = len(wanted & pairs(text)) / len(wanted) if wanted else 0.0
    by_letter = sum(letter in text for letter in letters) / len(letters)
    return 0.55 * by_pair + 0.3 * by_letter + 0.15 * place


def _sentences(library: Library, hits: Sequence[Hit], words: str) -> list[Sentence]:
    found: list[Sentence] = []
    for place, hit in enumerate(hits):
        passage = hit.passage
        text = library.text(passage.report)
        for start, end in sentences(text, passage.start, passage.end):
            sentence = text[start:end].strip()
            if SHORTEST <= len(sentence) <= LONGEST:
                start += len(text[start:end]) - len(text[start:end].lstrip())
                score = _score(words, sentence, 1 / (1 + place))
                found.append(
                    Sentence(
                        passage.report, start, start + len(sentence), sentence, passage.part, score
                    )
                )
    return found


def best_sentences(library: Library, understood: Understood, report: str) -> list[Sentence]:
    """The sentences of one report that hold most of the question, best first."""
    words = understood.subject
    hits = search(library, words, reports=[report], per_report=8)
    found = _sentences(library, hits, words)
    parts = wanted_parts(understood, library.report(report).year)
    inside = [sentence for sentence in found if parts is None or sentence.part in parts]
    unique = {(s.start, s.end): s for s in (inside or found)}
    return sorted(unique.values(), key=lambda sentence: -sentence.score)


def quote_lines(
    library: Library, understood: Understood, report: str, sources: Sources
) -> list[Line]:
    """Up to three sentences of a report, in its own order; nothing where none holds enough."""
    ranked = best_sentences(library, understood, report)
    if not ranked or ranked[0].score < ENOUGH:
        return []
    floor = max(ENOUGH, ranked[0].score - 0.2)
    chosen = sorted((s for s in ranked[:MOST] if s.score >= floor), key=lambda s: s.start)
    region = library.report(report).region
    year = library.report(report).year
    lines: list[Line] = []
    for sentence in chosen:
        number = sources.cite(report, sentence.start, sentence.end)
        plan = (
            f"{year}年计划"
            if sentence.part == "plan"
            else "规划"
            if sentence.part == "plan_period"
            else ""
        )
        lead = f"{region}{plan and '（' + plan + '）'}"
        lines.append(line(f"{lead}：“{sentence.text}”[{number}]", number))
    return lines


def nearest_line(
    library: Library, understood: Understood, report: str, sources: Sources
) -> list[Line]:
    """The one sentence that comes near a question the report does not answer, shown as such."""
    ranked = [s for s in best_sentences(library, understood, report) if len(s.text) <= 160]
    words = set[str]().union(*(pairs(word) for word in understood.subject.split()))
    holding = [s for s in ranked if words & pairs(s.text)]
    if not holding or holding[0].score < NEARBY:
        return []
    start, end = _nearest_clause(holding[0], words)
    number = sources.cite(report, start, end)
    quote = library.text(report)[start:end]
    return [line(f"报告中与此有关的只有“{quote}”[{number}]，没有所问的数。", number)]


def _nearest_clause(sentence: Sentence, words: set[str]) -> tuple[int, int]:
    offset = 0
    best = (sentence.start, sentence.end)
    most = 0
    for clause in re.split(r"(?<=[；;。])", sentence.text):
        held = len(words & pairs(clause))
        if held > most:
            most = held
            start = sentence.start + offset
            best = (start, start + len(clause.rstrip("；;。")))
        offset += len(clause)
    return best


def glossary_lines(library: Library, understood: Understood, sources: Sources) -> list[Line]:
    """The report's own explanation of a term, from its 名词解释."""
    words = re.sub(r"\W", "", understood.subject)
    lines: list[Line] = []
    for report in understood.reports:
        for entry in library.glossary(report):
            term = re.sub(r"\W", "", entry.term)
            if len(term) >= 2 and (term in words or (len(words) >= 3 and words in term)):
                number = sources.cite(report, entry.start, entry.end)
                region = library.report(report).region
                quote = library.text(report)[entry.start : entry.end]
                lines.append(line(f"{region}报告的名词解释：“{quote}”[{number}]", number))
    return lines[:MOST]
