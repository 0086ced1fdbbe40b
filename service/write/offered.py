"""The evidence as a model sees it: quotes by region and part, figures as tokens in their place."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from prompts import Message, load
from service.draft import amount, computed_words, growth_rate, say
from service.facts.model import Fact
from service.shapes import Citation
from service.verify import DraftEvidence, is_start
from service.verify.match import role
from service.verify.spoken import holders
from service.verify.verbatim import planned
from vectorstore import late, tokens

PARTS = {True: "今年计划", False: "已完成", None: "正文"}
PROBLEM = late.pattern("清醒地?(?:看到|认识)|存在[^。]{0,6}(?:问题|差距|不足|困难|短板)")
MOST_QUOTES = 80
Row = dict[str, str | int]
Mark = tuple[int, int, str]
Told = tuple[str, str, str, int, Fact | None]


@dataclass(frozen=True, slots=True)
class OfferedPrompt:
    """A prompt in the making: `tokens` are the words behind ⟦F1⟧ and ⟦D1⟧, `held` the quotes by
    number as they are printed; `size` is what all takes of the budget."""

    question: str
    tokens: dict[str, str]
    figures: tuple[Row, ...]
    quotes: tuple[Row, ...]
    held: dict[int, str]
    size: int = 0

    def messages(self) -> list[Message]:
        """The prompt."""
        return load("answer").render(
            question=self.question, figures=list(self.figures), quotes=list(self.quotes)
        )


def offered(
    question: str,
    evidence: DraftEvidence,
    facts: Sequence[Fact],
    stated: Container[str],
    budget: int,
) -> OfferedPrompt:
    """The evidence within a token budget. The figures of the facts that code's own answer has
    `stated` are listed, half of the budget at most; the others stand in their quotes alone.

    Where a change began, and what the ledger doubts, is in its quote alone: said as a figure of
    its own it would mislead.
    """
    given = evidence.citations[:MOST_QUOTES]
    citations = sorted((c for c in given if not _is_needless(c, given)), key=_place)
    evidence = replace(evidence, citations=tuple(citations))
    figures: list[Row] = []
    words: dict[str, str] = {}
    spent = 0
    for token, text, says, number, fact in (*_computed(evidence), *_figures(evidence, facts)):
        words[token] = text
        if (fact is None or fact.id in stated) and spent < budget // 2:
            figures.append({"token": f"⟦{token}⟧", "says": says, "source": number})
            spent += tokens.count(says)
    marks = _marks(facts, words)
    held: dict[int, str] = {}
    texts = {c.n: _tokened(c, marks.get(c.report, ()), words) for c in citations}
    for citation in sorted(citations, key=lambda each: each.n):  # what code quotes comes first
        cost = tokens.count(texts[citation.n])
        if spent + cost > budget and held:
            break
        spent += cost
        held[citation.n] = citation.quote
    quotes = [_row(each, texts[each.n]) for each in citations if each.n in held]
    return OfferedPrompt(question, words, tuple(figures), tuple(quotes), held, spent)


def _marks(facts: Sequence[Fact], words: Mapping[str, str]) -> dict[str, list[Mark]]:
    """Where each token stands in the texts of the reports."""
    marks: dict[str, list[Mark]] = {}
    for at, fact in enumerate(facts, 1):
        for figure in fact.figures:
            token = f"F{at}" if role(fact, figure) == "value" else f"F{at}g"
            if token in words:
                marks.setdefault(fact.report, []).append((figure.start, figure.end, token))
    return marks


def _is_needless(citation: Citation, others: Sequence[Citation]) -> bool:
    """Whether a quote is but a heading, or lies in a wider one."""
    return citation.quote in citation.section or any(
        wide.report == citation.report
        and wide.start <= citation.start
        and citation.end <= wide.end
        and (wide.start, wide.end) != (citation.start, citation.end)
        for wide in others
    )


def _figures(evidence: DraftEvidence, facts: Sequence[Fact]) -> Iterator[Told]:
    for at, fact in enumerate(facts, 1):
        number = next(iter(holders(fact, evidence)), None)
        bare = fact.value is not None and not fact.unit and fact.value.isdigit()
        if number is None or is_start(fact) or bare or fact.standing == "doubtful":
            continue
        for token, text in ((f"F{at}", amount(fact)), (f"F{at}g", growth_rate(fact))):
            if text:
                what = "增速" if token.endswith("g") else "数额"
                yield token, text, f"{say(fact)}（此记号是{what}{text}）", number, fact


def _computed(evidence: DraftEvidence) -> Iterator[Told]:
    """What code computed of comparable facts: differences, ranks, sums, ratios."""
    for at, derived in enumerate(evidence.derived, 1):
        number = next((n for f in derived.operands for n in holders(f, evidence)), None)
        if number is not None:
            says = computed_words(derived.operation, derived.text, derived.operands)
            yield f"D{at}", derived.text, f"{says}（此记号是算出的{derived.text}）", number, None


def _place(citation: Citation) -> tuple[str, int, bool, int]:
    """By region and year, what is done before what is planned, then as the report has it."""
    return citation.region, citation.year, bool(planned(citation)), citation.start


def _row(citation: Citation, text: str) -> Row:
    problem = PROBLEM.search(citation.quote) and not planned(citation)
    return {
        "n": citation.n,
        "region": citation.region,
        "year": citation.year,
        "part": "问题" if problem else PARTS[planned(citation)],
        "section": " › ".join(citation.section),
        "quote": text,
    }


def _tokened(citation: Citation, marks: Sequence[Mark], words: Mapping[str, str]) -> str:
    """The quote with each figure as its token and value: 地区生产总值实现⟦F1：141.5亿元⟧."""
    text, start = citation.quote, citation.start
    done = len(text)
    for left, right, token in sorted(marks, reverse=True):
        if start <= left and right - start <= done:
            shown = f"⟦{token}：{words[token]}⟧"
            text = f"{text[: left - start]}{shown}{text[right - start :]}"
            done = left - start
    return text
