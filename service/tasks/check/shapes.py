"""What leaves a check (DESIGN 4): the verdict on every sentence of a text of one's own."""

from typing import Literal

from service.shapes import ProofCount, Searched, Shape

CheckVerdict = Literal["proven", "contradicted", "not_found", "no_claim"]


class Fix(Shape):
    """What the source says, `right`, in place of the draft's `wrong` at `start:end`."""

    wrong: str
    right: str
    start: int
    end: int


class CheckedSentence(Shape):
    """A sentence (or a table's cell) of a checked text, `text[start:end]` of it; `instead` says
    what the sources say where they contradict, in `denied` places; `fixes` are those of them where
    a number can be put in another's place."""

    text: str
    start: int
    end: int
    verdict: CheckVerdict
    citations: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()
    instead: str | None = None
    denied: int = 0
    fixes: tuple[Fix, ...] = ()


class CheckSource(Shape):
    """A quote that a check cites; without offsets where the caller gave it himself."""

    n: int
    report: str
    region: str
    year: int
    section: tuple[str, ...]
    quote: str
    start: int | None = None
    end: int | None = None


class Check(Shape):
    """A text of one's own, proven sentence by sentence; offsets are of `text`."""

    text: str
    sentences: tuple[CheckedSentence, ...]
    citations: tuple[CheckSource, ...] = ()
    proof: ProofCount = ProofCount()
    searched: Searched
