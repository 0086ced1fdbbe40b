"""What one measure of a text is said of: a claim, before it becomes a fact."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from service.language.kind import Basis, Kind
from service.language.measure import Measure
from service.language.period import Period
from service.language.roles import Role
from service.language.subjects import Subject
from vectorstore.documents import Part


@dataclass(frozen=True, slots=True)
class Claim:
    """What a measure is said of; `start:end` is what its quote must hold."""

    subject: Subject
    period: Period | None
    period_text: str | None
    kind: Kind | None
    basis: Basis
    value: Measure | None
    growth: Measure | None
    falls: bool
    role: Role
    start: int
    end: int
    sentence: tuple[int, int]
    section: tuple[str, ...]
    part: Part
    summed: bool = False
    terms: str | None = None

    @property
    def place(self) -> int:
        """Where its first figure stands."""
        figure = self.value or self.growth
        return figure.start if figure else self.start

    @property
    def takes_growth(self) -> bool:
        """Whether a change said next can belong to this amount."""
        amount = self.value is not None and self.role == "value" and self.basis != "average"
        return amount and self.growth is None

    def over(self, period: Period | None) -> "Claim":
        """The same as a sum over a longer time."""
        kind = self.kind if self.kind in ("target", None) else "cumulative"
        return replace(self, period=period, basis="cumulative", kind=kind)


def summed_apart(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """累计 next to an amount of the year itself counts from before that year."""
    told = tuple(claims)
    yearly = {_of_year(claim) for claim in told if claim.value and not claim.summed}
    return tuple(
        claim.over(Period.until(claim.period.year) if claim.period else None)
        if claim.summed and claim.basis == "annual" and _of_year(claim) in yearly
        else claim
        for claim in told
    )


def _of_year(claim: Claim) -> tuple[str, str | None, Period | None, bool]:
    return claim.subject.name, claim.subject.scope, claim.period, claim.kind == "target"
