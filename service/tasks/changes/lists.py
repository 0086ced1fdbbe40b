"""Promises of a list that the next report says was done as a whole: 全面完成十大民生实事."""

from functools import lru_cache

from service.language.strength import naming
from service.tasks.changes.clauses import CLAUSE, SENTENCE
from service.tasks.sources import ReportSource
from vectorstore import late

COUNTED_LIST = late.pattern(
    r"[一二三四五六七八九十百\d][大件项类个][^，。；：:\n]{0,8}实事[^，。；：:\n]{0,8}(?:[*。]*\n|[：:])"
)
NUMBERED = late.pattern(r"\s*\**\s*(?:[（(]?[一二三四五六七八九十\d]+[）)、.．是]|[①-⑳])")


def is_accounted_for(earlier: ReportSource, start: int, later: ReportSource) -> bool:
    """Whether a promise stands in a list of 实事 and the later report says that all were done."""
    return done_as_a_whole(later.text) and is_listed(earlier.text, start)


def is_listed(text: str, at: int) -> bool:
    """Whether between the head of such a list, 2018年十大民生实事, and a place stand only its items."""
    heads = [found.end() for found in COUNTED_LIST.finditer(text, 0, at)]
    if not heads:
        return False
    lines = text[heads[-1] : at].split("\n")
    behind_colon = text[heads[-1] - 1] != "\n"
    items = lines[1:] if behind_colon else lines
    return all(NUMBERED.match(line) for line in items if line.strip())


@lru_cache(maxsize=8)
def done_as_a_whole(text: str) -> bool:
    """Whether a clause says that all 实事 were done: 市政府承诺的十大民生实事全面完成."""
    clauses = (
        clause[0] for whole in SENTENCE.finditer(text) for clause in CLAUSE.finditer(whole[0])
    )
    return any(
        all(any(word in clause for word in naming(key)) for key in ("lists", "whole", "fulfilled"))
        for clause in clauses
    )
