"""Facts read by hand in some paragraphs of a report, and where they stand in its clean text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from evals.dataset import Basis, ExpectedFact, Kind
from evals.names import known

Place: TypeAlias = Literal["headline", "target", "other"]
Span: TypeAlias = tuple[int, int]
PLACES: tuple[Place, ...] = ("headline", "target", "other")
LEAST_HEADLINE = 2
KEY = 15
_HALF = str.maketrans("，：；（）％！？０１２３４５６７８９．", ",:;()%!?0123456789.")
_BRACKETS = re.compile(r"（[^（）]*）")
_SUMS: dict[str, tuple[Kind, ...]] = {
    "cumulative": ("cumulative", "actual"),
    "average": ("average", "actual"),
}


class GoldFact(BaseModel):
    """One fact; `para` counts the non-empty lines of the report's file from 0.

    `growth` may say in brackets since when. `place` is told by the paragraph where it is None.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    doc: str
    para: int
    indicator: str
    scope: str = ""
    period: str | tuple[str | None, ...] | None
    kind: Kind
    basis: Basis | None = None
    value: str | None = None
    unit: str | None = None
    growth: str | None = None
    qualifier: str = ""
    quote: str
    place: Place | None = None

    def expected(self) -> ExpectedFact:
        """The fact as a case would expect it.

        A sum or an average over years may be told by its kind or by its basis, not by neither.
        """
        sums = _SUMS.get(self.kind)
        basis = self.kind if sums else self.basis
        made = ExpectedFact(
            indicator=self.indicator,
            period=self.period,
            kind=sums or self.kind,
            value=self.value,
            unit=self.unit,
            growth=_BRACKETS.sub("", self.growth) if self.growth else None,
            quote=self.quote,
        )
        return made.model_copy(update={"basis": basis}) if basis else made


def place_of(fact: GoldFact, paragraph: Sequence[GoldFact]) -> Place:
    """Where a fact stands: two main indicators or more, half of a paragraph at least, head it."""
    if fact.place is not None:
        return fact.place
    main = [each for each in paragraph if (name := known(each.indicator)) and name.headline]
    if len(main) < LEAST_HEADLINE or 2 * len(main) < len(paragraph):
        return "other"
    aims = sum(each.kind == "target" for each in paragraph)
    return "target" if 2 * aims > len(paragraph) else "headline"


@dataclass(frozen=True)
class Located:
    """A report's clean text, searched without spaces and the width of its punctuation.

    `raw` are the non-empty lines of its file.
    """

    text: str
    raw: tuple[str, ...]

    @cached_property
    def _bare(self) -> tuple[str, tuple[int, ...]]:
        kept = [(letter, at) for at, letter in enumerate(self.text) if not letter.isspace()]
        return "".join(letter for letter, _ in kept).translate(_HALF), tuple(at for _, at in kept)

    def paragraph(self, number: int) -> Span | None:
        """Where a line of the file stands, None where cleaning took it away."""
        if not 0 <= number < len(self.raw):
            return None
        start = next((start for start, _ in self.spans(bare(self.raw[number])[:KEY])), None)
        if start is None:
            return None
        end = self.text.find("\n", start)
        return start, end if end >= 0 else len(self.text)

    def spans(self, words: str) -> Iterator[Span]:
        """Where words stand."""
        text, offsets = self._bare
        wanted = bare(words)
        at = text.find(wanted) if wanted else -1
        while at >= 0:
            yield offsets[at], offsets[at + len(wanted) - 1] + 1
            at = text.find(wanted, at + 1)

    def quote(self, fact: GoldFact) -> Span | None:
        """Where a fact's quote stands, in its own paragraph if it is there."""
        found = list(self.spans(fact.quote))
        own = self.paragraph(fact.para)
        inside = [span for span in found if own and own[0] <= span[0] and span[1] <= own[1]]
        return next(iter(inside or found), None)


def bare(words: str) -> str:
    """Words without spaces and the width of their punctuation."""
    return re.sub(r"\s", "", words).translate(_HALF)
