"""A text of one's own as what it claims: sentences, and the cells of its tables under their heads."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from service.entailment.proof import Utterance, sentences
from vectorstore.regions import named

RULE = re.compile(r"[\s|:-]+")
NUMBERED = re.compile(r"\d")
YEAR = re.compile(r"(?:19|20)\d{2}年度?")


def utterances(text: str) -> list[Utterance]:
    """What a text says, in order; a row of a table (a | b, as Word's and Markdown's are read) is
    told cell by cell: 地区生产总值 | 309亿元 under 2021年 is 2021年地区生产总值309亿元."""
    made: list[Utterance] = []
    head: list[str] | None = None
    at = 0
    for line in text.split("\n"):
        cells = list(_cells(line, at))
        if len(cells) < 2:
            head = None
            made.extend(sentences(text, at, at + len(line)))
        elif head is None:
            head = [text[start:end] for start, end in cells]
        elif not RULE.fullmatch(line):
            made.extend(_row(text, head, cells))
        at += len(line) + 1
    return made


def _cells(line: str, at: int) -> Iterator[tuple[int, int]]:
    """The cells of a line by their offsets; outer bars hold none."""
    bars = [found.start() for found in re.finditer(r"\|", line)]
    if not bars:
        return
    edges = [-1, *bars, len(line)]
    spans = [(left + 1, right) for left, right in pairwise(edges)]
    if not line[: bars[0]].strip():
        spans = spans[1:]
    if not line[bars[-1] + 1 :].strip():
        spans = spans[:-1]
    for left, right in spans:
        words = line[left:right]
        start = left + len(words) - len(words.lstrip())
        yield at + start, at + start + len(words.strip())


def _row(text: str, head: Sequence[str], cells: Sequence[tuple[int, int]]) -> Iterator[Utterance]:
    """The numbers of a row under what the row is of: its first cell, the words and years between,
    and a region that stands behind (地区生产总值 | 174.46亿元 | 海拉尔区)."""
    words = [text[start:end] for start, end in cells]
    for column, (start, end) in enumerate(cells[1:], 1):
        if not NUMBERED.search(words[column]) or YEAR.fullmatch(words[column]):
            continue
        over = head[column] if column < len(head) else ""
        before = [w for w in words[1:column] if not NUMBERED.search(w) or YEAR.fullmatch(w)]
        behind = [w for w in words[column + 1 :] if named(w)]
        yield Utterance(start, end, "".join((over, *behind, words[0], *before, words[column])))
