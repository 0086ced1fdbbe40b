"""Free prose judged by one rule for all systems: right, wrong or refused, and its wrong numbers.

Right is a text that says every expected figure with its unit and the other words that are
expected, and no wrong number. A number is wrong that the reports do not support for what it is
said of: it is no expected figure, stands in no evidence of the case, in no clause copied from
the reports asked about, in no fact whose indicator, time and kind the sentence names, and is no
arithmetic on such numbers.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from evals.amounts import PlainAmount, amounts
from evals.dataset import Case, ExpectedFact, allowed
from evals.names import known, mentions
from evals.outcome import AnswerLine
from evals.scorers.figures import MARKER, squeezed
from evals.scorers.unsupported import computed, numbers_of
from service.facts.model import Fact

Verdict: TypeAlias = Literal["right", "wrong", "refused"]
REFUSALS = re.compile(
    r"(?:未|没有|并未|没)(?:明确)?(?:提及|提到|给出|收录|说明|涉及|包含|找到)|无法(?:回答|确定|得知|判断)|不知道|不能回答"
)
REFUSED = {"not_found", "clarify"}
PLAN = re.compile("目标|预期|计划|力争|安排|确保")
FALL = re.compile("下降|减少|降低|负增长|回落")
LEAST_COPIED = 10
LEAST_BARE = 100


@dataclass(frozen=True, slots=True)
class ReportTexts:
    """The clean texts and the ledgers of all reports by id."""

    texts: Mapping[str, str]
    facts: Mapping[str, Sequence[Fact]]


@dataclass(frozen=True, slots=True)
class JudgedText:
    """What a text comes to, and the numbers in it that nothing supports."""

    verdict: Verdict
    wrong_numbers: tuple[str, ...] = ()


def refuses(text: str) -> bool:
    """Whether a text only says that there is no answer."""
    return bool(REFUSALS.search(text)) and not any(map(_numbers, _sentences(text)))


def judge(case: Case, text: str, sources: ReportTexts, *, refused: bool) -> JudgedText:
    """One answer to one question; `refused` says that its text is no answer."""
    wrong = tuple(_wrong_numbers(case, text, sources))
    may_refuse = {str(status) for status in allowed(case.expect.status)} & REFUSED
    must_refuse = {str(status) for status in allowed(case.expect.status)} <= REFUSED
    if refused:
        return JudgedText("right" if may_refuse else "refused", wrong)
    right = not must_refuse and not wrong and _says_all(case, text)
    return JudgedText("right" if right else "wrong", wrong)


def _sentences(text: str) -> list[str]:
    return [each for each in re.split(r"[。！？\n]", MARKER.sub(" ", text)) if each.strip()]


def _numbers(sentence: str) -> list[PlainAmount]:
    """The quantities of a sentence: a small bare number counts a list, or is part of a name."""
    found = numbers_of(AnswerLine(sentence))
    return [each for each in found if each.unit or each.value >= LEAST_BARE]


def _says_all(case: Case, text: str) -> bool:
    plain, said = squeezed(text), list(amounts(MARKER.sub(" ", text)))
    for wanted in _figures(case):
        if not any(each.equals(wanted) for each in said):
            return False
    for entry in case.expect.contains:
        options = entry if isinstance(entry, tuple) else (entry,)
        if not any(_says(option, plain, said) for option in options):
            return False
    falls = any((fact.growth or "").startswith("-") for fact in case.expect.facts)
    return not any(squeezed(words) in plain for words in case.expect.absent) and (
        not falls or bool(FALL.search(text) or "-" in text)
    )


def _says(option: str, plain: str, said: Sequence[PlainAmount]) -> bool:
    """Whether words are there; of words with figures, whether the figures are."""
    wanted = list(amounts(option))
    if not all(each.unit for each in wanted) or not wanted:
        return squeezed(option) in plain
    return all(any(each.equals(one) for each in said) for one in wanted)


def _figures(case: Case) -> Iterator[PlainAmount]:
    for fact in case.expect.facts:
        yield from amounts(f"{fact.value or ''}{fact.unit or ''}" if fact.value else "")
        yield from amounts(fact.growth or "")


def _wrong_numbers(case: Case, text: str, sources: ReportTexts) -> Iterator[str]:
    gold = [*_figures(case), *_amounts_of(case)]
    found: list[tuple[PlainAmount, str, bool]] = []
    for sentence in _sentences(text):
        names = _reports(case, sentence, sources)
        for number in _numbers(sentence):
            holds = any(number.equals(each) for each in gold) or any(
                _copied(sentence, number, sources.texts[name])
                or _is_fact(case, sentence, number, sources.facts[name])
                for name in names
            )
            found.append((number, sentence, holds))
    true = [number for number, _, holds in found if holds]
    for number, sentence, holds in found:
        if not holds and not computed(number, true):
            yield f"{number.text}（{sentence.strip()[:60]}）"


def _amounts_of(case: Case) -> Iterator[PlainAmount]:
    for proof in case.evidence:
        yield from amounts(proof.quote)
    for entry in case.expect.contains:
        for option in entry if isinstance(entry, tuple) else (entry,):
            yield from amounts(option)


def _reports(case: Case, sentence: str, sources: ReportTexts) -> list[str]:
    """The reports a sentence may speak from: those of the regions it names, else those asked."""
    asked = [name for name in case.reports if name in sources.texts] or list(sources.texts)
    return [name for name in sources.texts if name.rsplit("-", 1)[0][:-1] in sentence] or asked


def _copied(sentence: str, number: PlainAmount, text: str) -> bool:
    """Whether the words around a number stand in a report one by one."""
    start, end = max(0, number.start - LEAST_COPIED), number.end
    before = re.split("[“：]", sentence[start : number.start])[-1]
    behind = re.split("”", sentence[end : end + LEAST_COPIED - len(before)])[0]
    copied = squeezed(before + sentence[number.start : end] + behind)
    return len(copied) >= LEAST_COPIED and copied in squeezed(text)


def _is_fact(case: Case, sentence: str, number: PlainAmount, facts: Sequence[Fact]) -> bool:
    named = [each.indicator for each in mentions(sentence)]
    return any(
        any(number.equals(each) for each in _amounts_of_fact(fact))
        and (known(fact.indicator) in named or fact.indicator_text in sentence)
        and _timely(case.expect.facts, sentence, fact)
        for fact in facts
    )


def _amounts_of_fact(fact: Fact) -> Iterator[PlainAmount]:
    yield from amounts(f"{fact.value}{fact.unit or ''}" if fact.value else "")
    yield from amounts(fact.growth or "")


def _timely(expected: Sequence[ExpectedFact], sentence: str, fact: Fact) -> bool:
    """Whether a fact is of the time and kind that were asked for, or that the sentence names."""
    for each in expected:
        given = each.model_fields_set
        same_time = "period" not in given or fact.period in allowed(each.period)
        if same_time and ("kind" not in given or fact.kind in allowed(each.kind)):
            return True
    years = re.findall(r"\d{4}", fact.period or "")
    is_plan = bool(PLAN.search(sentence))
    return (not years or years[-1] in sentence) and (fact.kind == "target") == is_plan
