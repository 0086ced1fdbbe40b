"""The sentences of a report that hold most of a question's words, where it may be answered."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.tasks.answer.phrases import pairs
from service.tasks.answer.retrieve import retrieved
from service.understand import Understood
from vectorstore.chunk import sentences
from vectorstore.documents import Part, Passage
from vectorstore.library import Library

ENOUGH = 0.5
MOST_PASSAGES = 12
CAUSE = re.compile(r"导致|影响|由于|因[^此而]|原因|制约|造成")
SHORTEST, LONGEST = 8, 320
DONE: frozenset[Part] = frozenset(("review", "review_period", "front", "self"))
PLANNED: frozenset[Part] = frozenset(("plan", "plan_period", "self"))
NEVER: frozenset[Part] = frozenset(("boilerplate",))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report, and how much of the question it holds (0 to 1)."""

    report: str
    start: int
    end: int
    text: str
    part: Part
    score: float


def is_allowed(sentence: Sentence, understood: Understood, year: int) -> bool:
    """Whether the sentence can speak of the years and the kind asked about."""
    figure_asked = bool(understood.measures or understood.wants_figure)
    if sentence.part in NEVER or (sentence.part == "glossary" and figure_asked):
        return False
    if understood.task == "planned" or understood.kind == "target":
        return sentence.part in PLANNED
    if not understood.years:
        return understood.kind != "result" or sentence.part in DONE
    named = any(f"{asked}年" in sentence.text for asked in understood.years)
    covered = year - 1 in understood.years and sentence.part in DONE
    return named or covered or (year in understood.years and sentence.part in PLANNED)


def _score(words: str, text: str, place: float) -> float:
    wanted = set[str]().union(*(pairs(word) for word in words.split()))
    letters = set(re.sub(r"\W", "", words))
    if not letters:
        return 0.0
    by_pair = len(wanted & pairs(text)) / len(wanted) if wanted else 0.0
    by_letter = sum(letter in text for letter in letters) / len(letters)
    return 0.6 * by_pair + 0.25 * by_letter + 0.15 * place


def _sentences(
    library: Library, passages: Sequence[Passage], wordings: Sequence[str], *, why: bool
) -> list[Sentence]:
    found: list[Sentence] = []
    for place, passage in enumerate(passages):
        text = library.text(passage.report)
        for start, end in sentences(text, passage.start, passage.end):
            whole = text[start:end]
            sentence = whole.strip()
            if SHORTEST <= len(sentence) <= LONGEST:
                start += len(whole) - len(whole.lstrip())
                score = max(_score(words, sentence, 1 / (1 + place)) for words in wordings)
                score += 0.25 if why and CAUSE.search(sentence) else 0.0
                stop = start + len(sentence)
                found.append(Sentence(passage.report, start, stop, sentence, passage.part, score))
    return found


def best_sentences(
    library: Library, understood: Understood, report: str, *, everywhere: bool = False
) -> list[Sentence]:
    """The sentences of one report that may answer the question, best first."""
    year = library.report(report).year
    alone = understood.model_copy(update={"then": ()})
    passages = retrieved(library, alone, report, most=MOST_PASSAGES)
    wordings = tuple(dict.fromkeys((understood.subject, understood.spoken or understood.subject)))
    found = {
        (sentence.start, sentence.end): sentence
        for sentence in _sentences(library, passages, wordings, why=understood.task == "why")
        if everywhere or is_allowed(sentence, understood, year)
    }
    ranked = sorted(found.values(), key=lambda sentence: -sentence.score)
    if understood.unit:
        ranked.sort(key=lambda sentence: not _counts(sentence.text, understood.unit))
    return ranked


def _counts(text: str, unit: str) -> bool:
    """Whether a number in the unit asked for (多少人: 985名) stands in a text."""
    units = "[人名]" if unit in "人名" else unit
    return bool(re.search(rf"\d[余多万亿千百]*{units}", text))


def says_number(text: str, words: str) -> bool:
    """Whether a number stands in a clause that holds a word asked for: 保工资 beside 增长0.3%
    says nothing of wages."""
    wanted = set[str]().union(*(pairs(word) for word in words.split()))
    return any(
        wanted & pairs(clause) and any(letter.isdigit() for letter in clause)
        for clause in re.split(r"[,，;；。:：]", text)
    )
