"""Sentences written by hand about the five seed reports: lies a model tells, truths it may write.

Each is put to the proof amid all facts of the report it speaks of and of another.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from service.facts.model import Fact
from service.shapes import Citation
from service.verify import DraftEvidence, DraftLine, prove
from service.verify.language import pairs
from vectorstore.documents import Report

DATA = Path(__file__).parent / "data"
MOST_CITED = 4
NUMBER = re.compile(r"\d+(?:\.\d+)?(?![\d.]*年)")


@dataclass(frozen=True, slots=True)
class HandWritten:
    """A sentence, and the class of things that is wrong (or right) with it."""

    kind: str
    text: str


def lies() -> tuple[HandWritten, ...]:
    """What must never stand."""
    return tuple(_read(DATA / "lies.txt"))


def truths() -> tuple[HandWritten, ...]:
    """What a good model may write."""
    return tuple(_read(DATA / "truths.txt"))


def _read(path: Path) -> Iterator[HandWritten]:
    kind = path.stem
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# "):
            kind = line.removeprefix("# ")
        elif line:
            yield HandWritten(kind, line)


def reasons(text: str, reports: Sequence[Report], facts: Sequence[Fact]) -> tuple[str, ...]:
    """Why a sentence does not stand; nothing where it does.

    It cites the sources that come nearest to it, as a model would.
    """
    spoken = _spoken_of(text, reports)
    held = tuple(fact for fact in facts if fact.report in {report.id for report in spoken})
    citations = tuple(_citation(n, fact) for n, fact in enumerate(held, 1))
    evidence = DraftEvidence(spoken, held, citations)
    return prove([DraftLine(text, _nearest(text, citations))], evidence).verdicts[0].reasons


def _spoken_of(text: str, reports: Sequence[Report]) -> tuple[Report, ...]:
    named = [report for report in reports if report.region[:-1] in text] or list(reports[:1])
    others = [report for report in reports if report not in named]
    return tuple(named if len(named) > 1 else [*named, *others[:1]])


def _nearest(text: str, citations: Sequence[Citation]) -> tuple[int, ...]:
    numbers, words = set(NUMBER.findall(text)), pairs(text)

    def far(citation: Citation) -> float:
        quoted, figures = _said(citation.quote)
        alike = len(words & quoted) / (8 + len(quoted))
        own = citation.region[:-1] in text
        return -(alike + own + len(numbers & figures))

    return tuple(citation.n for citation in sorted(citations, key=far)[:MOST_CITED])


@lru_cache(maxsize=4096)
def _said(quote: str) -> tuple[set[str], set[str]]:
    """The words and the numbers of a quote."""
    plain = quote.replace(",", "")
    return pairs(plain), set(NUMBER.findall(plain))


def _citation(n: int, fact: Fact) -> Citation:
    return Citation(
        n=n,
        report=fact.report,
        region=fact.region,
        year=fact.year,
        section=fact.section,
        quote=fact.quote,
        start=fact.start,
        end=fact.end,
    )
