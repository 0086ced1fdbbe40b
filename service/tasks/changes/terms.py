"""Terms and slogans that are new or gone: in the plan of one report, nowhere in the other.

“三大工程” of 2024 that no line of 2025 holds is gone; one that the later review still names is not.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from service.language.strength import names_of, slogans
from service.tasks.changes.clauses import SENTENCE, Clause
from service.tasks.changes.likeness import Pairs, runs
from vectorstore import late

QUOTED = late.pattern(r"[“‘「]([^“”‘’「」，。；]{2,14})[”’」]")
NAMED = late.pattern(
    r"(?:实施|开展|启动|推进|深入实施|打好|打响|落实|组织实施)"
    r"([^，。；、“”《》（）\d]{3,14}(?:行动|工程|攻坚战|计划|战略|活动))(?![性研技师化])"
)
TELLING = late.pattern(r"[\u4e00-\u9fff].*[\u4e00-\u9fff]")
ASIDE = late.pattern(r"（[^（）]{1,2}）")
KNOWN = 0.75
LONG = 8  # a name so long is known by its words in another order too
_MARKS = str.maketrans("", "", "“”‘’「」《》 \u3000")


@dataclass(frozen=True, slots=True)
class Term:
    """A term at its first place in a plan, and how often the report says it."""

    text: str
    start: int
    end: int
    clause: Clause
    count: int


def bare(text: str) -> str:
    """A text without quotation marks, blanks and asides: “三百+1”工程 is found as 三百+1工程, 河长制
    in 河（湖）长制."""
    return ASIDE.sub("", text.translate(_MARKS))


def only_in(own: str, planned: Sequence[Clause], other: str) -> list[Term]:
    """The terms of these clauses that the other report nowhere says, in order."""
    elsewhere, mine = bare(other), bare(own)
    sentences = [runs(found[0], 2) for found in SENTENCE.finditer(elsewhere)]
    found: dict[str, Term] = {}
    for clause in planned:
        for text, start, end in _candidates(clause):
            word = bare(text)
            if word in found or not TELLING.search(word) or _known(word, elsewhere, sentences):
                continue
            found[word] = Term(text, start, end, clause, mine.count(word))
    return [term for term in found.values() if not _inside_longer(term, found.values())]


def _known(word: str, text: str, sentences: Sequence[Pairs]) -> bool:
    """Whether a text has a term, or the better part of a long one: 安全生产治本攻坚三年行动 is known
    where 安全生产治本攻坚 is said, 整治提升五年行动 where 整治五年提升行动 is."""
    least = max(4, -(-len(word) * 3 // 5))
    if len(word) <= least or any(name in text for name in names_of(word)):
        return any(name in text for name in names_of(word))
    if any(word[at : at + least] in text for at in range(len(word) - least + 1)):
        return True
    own = runs(word, 2)
    return len(word) >= LONG and any(
        len(own & sentence) / len(own) >= KNOWN for sentence in sentences
    )


def _candidates(clause: Clause) -> list[tuple[str, int, int]]:
    spans: list[tuple[str, int, int]] = []
    for pattern in (QUOTED, NAMED):
        spans += [
            (match[1], clause.start + match.start(1), clause.start + match.end(1))
            for match in pattern.finditer(clause.text)
        ]
    covered: list[tuple[int, int]] = []
    for word in slogans():
        at = clause.text.find(word)
        while at >= 0:
            span = (at, at + len(word))
            if not any(left <= span[0] and span[1] <= right for left, right in covered):
                covered.append(span)
                spans.append((word, clause.start + span[0], clause.start + span[1]))
            at = clause.text.find(word, at + 1)
    return spans


def _inside_longer(term: Term, found: Collection[Term]) -> bool:
    return any(
        each is not term and each.start <= term.start and term.end <= each.end for each in found
    )
