"""Runs of whole clauses that stand on their own, word for word: what a line of a page is made of.

`…，开行中欧班列3054列、增长40.9%，获批国家物流枢纽承载城市` is one of them, `增长40.9%` is none:
no fact may be cut in two, and no word before the run may reach into it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from service.facts.model import Fact
from service.language.measures import measures
from service.tasks.brief.fill import weight
from service.tasks.brief.fit import text_width
from service.tasks.brief.vocabulary import count, listed
from service.tasks.sources import ReportSource
from service.tasks.summary.salient import AIMS, DANGLING, DEEDS, EMPTY, LEADS, unnumbered
from vectorstore.chunk import sentences

STOP = re.compile(r"，|(?<!\d),|,(?!\d)")
PIECE = re.compile(r"[^；;]+")
PAIRS = (("“", "”"), ("（", "）"), ("(", ")"), ("《", "》"), ("‘", "’"))
WIDEST, NARROWEST, CLAUSES = 58.0, 7.0, 4
RESULT, PLAN = ("actual", "expected", "cumulative"), ("target",)
LIMITS = re.compile(r"[\d%]|[一二三四五六七八九十百]+(?:个|项|家|条)")


@dataclass(frozen=True, slots=True)
class Point:
    """A run of clauses of a report with its place, its width on the page, and what it tells."""

    text: str
    start: int
    end: int
    width: float
    worth: float

    def meets(self, other: "Point") -> bool:
        """Whether both hold a part of the same words."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Looking:
    """Points of one report: of what was done or of what is planned; `told` facts weigh nothing."""

    source: ReportSource
    plan: bool
    told: frozenset[str] = frozenset()

    def points(self, start: int, end: int) -> list[Point]:
        """All points of a stretch of the report, those that tell most first."""
        text = self.source.text
        found = [
            point
            for left, right in sentences(text, start, end)
            for point in self._of_sentence(left, right)
        ]
        return sorted(found, key=lambda point: -point.worth)

    def _of_sentence(self, start: int, end: int) -> Iterator[Point]:
        text = self.source.text
        if EMPTY.search(text, start, end):
            return
        facts = [fact for fact in self.source.facts if fact.start < end and start < fact.end]
        unsure = [fact for fact in self.source.doubtful if fact.start < end and start < fact.end]
        for piece in PIECE.finditer(text, start, end):
            clauses = clauses_of(text, *piece.span())
            for first in range(len(clauses)):
                for last in range(first, min(first + CLAUSES, len(clauses))):
                    left, right = clauses[first][0], clauses[last][1]
                    left = unnumbered(text, left, right) if first == 0 else left
                    opens = first == 0 and not text[start : piece.start()].strip()
                    if self._stands(left, right, start, opens, facts, unsure):
                        yield self._point(left, right, facts)

    def _stands(
        self,
        left: int,
        right: int,
        begin: int,
        opens: bool,
        facts: Sequence[Fact],
        unsure: Sequence[Fact],
    ) -> bool:
        text = self.source.text
        words, before = text[left:right], text[begin:left]
        if DANGLING.match(words) or not is_whole(words) or words[-1] in "：:的和与及、":
            return False
        if not NARROWEST <= text_width(words) <= WIDEST:
            return False
        if not opens and (words.startswith(listed("open")) or LEADS.search(before)):
            return False
        if any(fact.start < right and left < fact.end for fact in unsure):
            return False
        mine = [fact for fact in facts if fact.start < right and left < fact.end]
        if any(fact.start < left or fact.end > right for fact in mine):
            return False
        if not opens and _is_noun_led(words, mine):
            return False
        return self._fits(mine) and self._told_whole(left, right, mine, opens)

    def _fits(self, facts: Iterable[Fact]) -> bool:
        """Whether all figures are of the year and the kind that the block is headed by."""
        report = self.source.report
        year, kinds = (report.year, PLAN) if self.plan else (report.covers, RESULT)
        return all(fact.kind in kinds and fact.period == str(year) for fact in facts)

    def _told_whole(self, left: int, right: int, facts: Sequence[Fact], opens: bool) -> bool:
        """Whether each number is a fact's, or the run opens its sentence; and something is told."""
        figures = measures(self.source.text, left, right)
        held = {(figure.start, figure.end) for fact in facts for figure in fact.figures}
        loose = any((figure.start, figure.end) not in held for figure in figures)
        words = self.source.text[left:right]
        last = re.split(r"[，,]", words)[-1]
        deeds = AIMS if self.plan else DEEDS
        ends = bool(LIMITS.search(last) or deeds.search(last) or right == self._end(right))
        telling = bool(facts or deeds.search(words) or count("firsts", words))
        return (opens or not loose) and ends and telling

    def _end(self, right: int) -> int:
        """Here where a sentence or its half ends here, else -1."""
        after = self.source.text[right : right + 1]
        return right if after in ("。", "；", ";", "！", "") else -1

    def _point(self, left: int, right: int, facts: Sequence[Fact]) -> Point:
        words = self.source.text[left:right]
        mine = [fact for fact in facts if left <= fact.start and fact.end <= right]
        said = sorted((weight(f) for f in mine if f.id not in self.told), reverse=True)
        worth = sum(said[:3]) + 0.25 * min(count("firsts", words), 2)
        worth += 0.25 * min(len((AIMS if self.plan else DEEDS).findall(words)), 2)
        if mine and not any(fact.id not in self.told for fact in mine):
            worth = 0.0
        return Point(words, left, right, text_width(words), worth)


def _is_noun_led(words: str, facts: Sequence[Fact]) -> bool:
    """Whether a run inside a sentence opens with a report's own noun, whose owner stands before
    it: `毛入学率达到28%` of `高等教育加快普及，毛入学率达到28%`."""
    return any(not fact.known and words.startswith(fact.indicator_text) for fact in facts)


def clauses_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans between commas, trimmed."""
    found: list[tuple[int, int]] = []
    at = start
    for stop in (*(found.start() for found in STOP.finditer(text, start, end)), end):
        words = text[at:stop]
        left = at + len(words) - len(words.lstrip(" ，,\u3000\n"))
        right = stop - (len(words) - len(words.rstrip(" 。！？!?\u3000\n")))
        if right > left:
            found.append((left, right))
        at = stop + 1
    return found


def is_whole(text: str) -> bool:
    """Whether every bracket and quotation mark that is opened is closed."""
    return all(text.count(left) == text.count(right) for left, right in PAIRS)


def together(points: Sequence[Point], room: float, mark: float = 0.0, most: int = 2) -> list[Point]:
    """The points that tell most within `room`, at most `most`, in the report's order; behind
    each stands a `mark`."""
    room -= mark
    fitting = [point for point in points if point.width <= room and point.worth > 0][:40]
    best: tuple[float, list[Point]] = (0.0, [])
    for at, one in enumerate(fitting):
        best = max(best, (one.worth - one.width / 200, [one]), key=lambda each: each[0])
        for other in fitting[at + 1 :] if most > 1 else ():
            width = one.width + 1 + other.width + mark
            worth = one.worth + other.worth - width / 200
            if width <= room and worth > best[0] and not one.meets(other):
                best = (worth, [one, other])
    return sorted(best[1], key=lambda point: point.start)
