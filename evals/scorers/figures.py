"""Figures: every expected fact is there, right in value, unit, period, kind and entity.

Of an answer it is asked besides that the figure is said in the text, that the words a right
answer must have are there, and that those of a wrong one are not.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from evals.amounts import amounts
from evals.checks import CaseCheck, failed, judge, not_judged
from evals.dataset import ExpectedFact
from evals.outcome import CaseOutcome
from evals.scorers.fields import compared, dimensions, slips
from service.facts.model import Fact

NAME = "figures"
MARKER = re.compile(r"\[\d{1,3}\]")
_FULL = str.maketrans("，：；（）％“”０１２３４５６７８９", ',:;()%""0123456789')


def score(outcome: CaseOutcome) -> Iterable[CaseCheck]:
    """The checks of a case of facts or of a question."""
    if outcome.error:
        return [not_judged(NAME, "result", outcome.error)]
    if outcome.facts is not None:
        return [*_ledger(outcome, outcome.facts), *_none(outcome, outcome.facts)]
    if outcome.answer is not None:
        said = outcome.answer.answer
        return [*_said(outcome, outcome.answer.facts, said), *_words(outcome, said)]
    return []


def said(outcome: CaseOutcome) -> Iterator[CaseCheck]:
    """Whether a text says the expected figures and words, whatever it cites."""
    if outcome.answer is not None:
        text = outcome.answer.answer
        for name, each in _named(outcome):
            yield judge(NAME, name, _is_in(each, text), "答案没有说出这个数", "missing")
        yield from _words(outcome, text)


def squeezed(text: str) -> str:
    """A text without markers, spaces and the width of its punctuation."""
    return re.sub(r"\s", "", MARKER.sub("", text).translate(_FULL))


def label(expected: ExpectedFact) -> str:
    """A short name of an expected fact: `地区生产总值 2020 141.5亿元`."""
    period = expected.period if isinstance(expected.period, str) else ""
    amount = f"{expected.value or ''}{expected.unit or ''}" if expected.value else ""
    parts = (expected.region, expected.indicator, period, amount, expected.growth)
    return " ".join(part for part in parts if part) or (expected.quote or "")[:30]


def unique(names: Sequence[str]) -> list[str]:
    """Names made unique by a number behind the repeated ones."""
    seen: dict[str, int] = {}
    made: list[str] = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        made.append(name if seen[name] == 1 else f"{name} #{seen[name]}")
    return made


def nearest(expected: ExpectedFact, facts: Sequence[Fact]) -> tuple[Fact, dict[str, bool]] | None:
    """The fact that agrees in most fields, its number before all else."""
    scored = [(fact, compared(expected, fact)) for fact in facts]
    if not scored:
        return None
    return max(
        scored,
        key=lambda each: (
            all(each[1].get(name, True) for name in ("value", "growth")),
            sum(each[1].values()),
        ),
    )


def verdict(name: str, expected: ExpectedFact, facts: Sequence[Fact], none: str) -> CaseCheck:
    """One expected fact against the candidates for it."""
    found = nearest(expected, facts)
    if found is None:
        return failed(NAME, name, none, "missing")
    fact, fields = found
    parts = dimensions(fields)
    if all(parts.values()):
        return CaseCheck(NAME, name, "pass", parts=parts)
    detail = differences(expected, fact, fields)
    return CaseCheck(NAME, name, "fail", detail, slips(expected, fact, fields), parts)


def differences(expected: ExpectedFact, fact: Fact, fields: dict[str, bool]) -> str:
    """What each disagreeing field should be and is."""
    return "；".join(
        f"{field}：应为{_shown(getattr(expected, field))}，得到{_shown(getattr(fact, field))}"
        for field, agrees in fields.items()
        if not agrees
    )


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "或".join(str(each) for each in value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return "无" if value is None else str(value)


def _ledger(outcome: CaseOutcome, facts: Sequence[Fact]) -> Iterator[CaseCheck]:
    """Each expected fact against those of the ledger whose quote shares words with its quote."""
    for name, each in _named(outcome):
        near = list(_touching(outcome, each.quote or "", facts))
        check = verdict(name, each, near, f"台账没有这里的数：“{each.quote}”")
        group = next((tag for tag in ("judgement", "headline") if tag in each.tags), "other")
        yield replace(check, group=f"facts {group}", diagnostic=group == "judgement")


def _named(outcome: CaseOutcome) -> Iterator[tuple[str, ExpectedFact]]:
    """The expected facts of a case under unique names."""
    expected = outcome.case.expect.facts
    yield from zip(unique([label(each) for each in expected]), expected, strict=True)


def _touching(outcome: CaseOutcome, quote: str, facts: Sequence[Fact]) -> Iterator[Fact]:
    for report in outcome.case.reports:
        text = outcome.texts.get(report, "")
        at = text.find(quote) if quote else -1
        while at >= 0:
            end = at + len(quote)
            yield from (f for f in facts if f.report == report and f.start < end and at < f.end)
            at = text.find(quote, end)


def _none(outcome: CaseOutcome, facts: Sequence[Fact]) -> Iterator[CaseCheck]:
    """Digits that state nothing must not have become figures."""
    for none in outcome.case.expect.not_figures:
        taken = [
            figure.text
            for fact in _touching(outcome, none.quote, facts)
            for figure in fact.figures
            if any(
                start <= figure.start and figure.end <= end
                for start, end in _spans(outcome.texts.get(fact.report, ""), none.quote)
            )
        ]
        detail = f"不是数据（{none.reason}），却读成了{'、'.join(dict.fromkeys(taken))}"
        name = f"not a figure: {none.quote}"
        yield judge(NAME, name, not taken, detail, "no figure", group="digits that state nothing")


def _spans(text: str, quote: str) -> Iterator[tuple[int, int]]:
    for found in re.finditer(re.escape(quote), text):
        yield found.span()


def _said(outcome: CaseOutcome, facts: Sequence[Fact], text: str) -> Iterator[CaseCheck]:
    for name, each in _named(outcome):
        check = verdict(name, each, facts, "答案没有引用这项数据")
        if check.state == "pass" and not _is_in(each, text):
            check = failed(NAME, name, "引用了出处，但答案没有说出这个数", "missing")
        yield replace(check, group="answer figures")


def _is_in(expected: ExpectedFact, text: str) -> bool:
    """Whether the numbers of an expected fact are printed in the text."""
    printed = {each.value for each in amounts(MARKER.sub(" ", text))}
    for digits in (f"{expected.value or ''}{expected.unit or ''}", expected.growth or ""):
        wanted = [each.value for each in amounts(digits)]
        if digits and not wanted and digits not in text:
            return False
        if not all(value in printed for value in wanted):
            return False
    return True


def _words(outcome: CaseOutcome, text: str) -> Iterator[CaseCheck]:
    said = squeezed(text)
    for entry in outcome.case.expect.contains:
        options = entry if isinstance(entry, tuple) else (entry,)
        name = " | ".join(options)
        there = any(squeezed(option) in said for option in options)
        detail = f"答案里没有“{name}”"
        yield judge(NAME, f"says {name}", there, detail, "missing", group="answer words")
    for words in outcome.case.expect.absent:
        gone = squeezed(words) not in said
        detail = f"答案里不该有“{words}”"
        yield judge(NAME, f"not {words}", gone, detail, "wrong figure", group="answer words")
