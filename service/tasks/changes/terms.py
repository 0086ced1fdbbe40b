"""Terms and slogans that are new or gone: in the plan of one report, nowhere in the other.

“三大工程” of 2024 that no line of 2025 holds is gone; one that the later review still names is not.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from service.language.strength import full_names, names_of, slogans
from service.tasks.changes.clauses import SENTENCE, Clause
from service.tasks.changes.likeness import Pairs, runs
from service.tasks.changes.naming import bare, found_in
from service.tasks.sources import Source
from vectorstore import late

KNOWN = 0.75
COUNTING = late.pattern(r"[一二三四五六七八九十百千两双\d]+[大个项条类轮维]")  # 七大攻坚行动
SHORT, BETWEEN = 3, 4
LONG = 8  # a name so long is known by its words in another order too


@dataclass(frozen=True, slots=True)
class Term:
    """A term at its first place in a plan, and how often the report says it."""

    text: str
    start: int
    end: int
    clause: Clause
    count: int


def only_in(
    source: Source, planned: Sequence[Clause], reviewed: Sequence[Clause], other: str
) -> list[Term]:
    """The terms of these clauses that the other report nowhere says, in order."""
    elsewhere, mine = full_names(bare(other)), bare(source.text)
    sentences = [runs(found[0], 2) for found in SENTENCE.finditer(elsewhere)]
    found: dict[str, Term] = {}
    region = source.report.region
    for clause, (text, start, end) in found_in(planned, reviewed, region, mine, elsewhere):
        word = bare(text)
        count = mine.count(word)
        told = len(word) >= SHORT or count > 1 or word in slogans()  # 两行: two banks, once
        if word not in found and told and not _known(word, elsewhere, sentences):
            found[word] = Term(text, start, end, clause, count)
    kept = [term for term in found.values() if not _inside_longer(term, found.values())]
    return sorted(kept, key=lambda term: term.start)


def _known(word: str, text: str, sentences: Sequence[Pairs]) -> bool:
    """Whether a text has a term, or the better part of a long one: 安全生产治本攻坚三年行动 is known
    where 安全生产治本攻坚 is said, 整治提升五年行动 where 整治五年提升行动 is."""
    word = full_names(word)
    least = max(4, -(-len(word) * 3 // 5))
    if any(name in text for name in names_of(word)) or _parted(word, text):
        return True
    if len(word) <= least or COUNTING.match(word):
        return False
    if any(word[at : at + least] in text for at in range(len(word) - least + 1)):
        return True
    if any(len(one) > 2 and one in text for one in word.split("、")):
        return True
    own = runs(word, 2)
    return len(word) >= LONG and any(
        len(own & sentence) / len(own) >= KNOWN for sentence in sentences
    )


def _parted(word: str, text: str) -> bool:
    """Whether a text has both halves of a term close behind each other: 15分钟体育健身圈 is
    15分钟健身圈 too."""
    for cut in range(2, len(word) - 1) if len(word) > BETWEEN else ():
        left, right = word[:cut], word[cut:]
        at = text.find(left)
        while at >= 0:
            behind = at + cut
            if 0 < text.find(right, behind, behind + BETWEEN + len(right)) - behind <= BETWEEN:
                return True
            at = text.find(left, at + 1)
    return False


def _inside_longer(term: Term, found: Collection[Term]) -> bool:
    return any(
        each is not term and each.start <= term.start and term.end <= each.end for each in found
    )
