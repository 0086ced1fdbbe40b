"""What one measure of a text is said of: a claim, before it becomes a fact."""

from dataclasses import dataclass

from service.language.kind import Basis, Kind
from service.language.measure import Measure
from service.language.period import Period
from service.language.roles import Role
from service.language.subjects import Subject
from vectorstore.documents import Part


@dataclass
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
    def takes_growth(self) -> bool:
        """Whether a change said next can belong to this amount."""
        amount = self.value is not None and self.role == "value" and self.basis != "average"
        return amount and self.growth is None


def set_apart(claims: list[Claim]) -> None:
    """累计 next to an amount of the year itself counts from before that year."""
    yearly = {_of_year(claim) for claim in claims if claim.value and not claim.summed}
    for claim in claims:
        if claim.summed and claim.basis == "annual" and _of_year(claim) in yearly:
            claim.period = Period.until(claim.period.year) if claim.period else None
            claim.basis = "cumulative"
            claim.kind = claim.kind if claim.kind in ("target", None) else "cumulative"


def _of_year(claim: Claim) -> tuple[str, str | None, Period | None, bool]:
    return claim.subject.name, claim.subject.scope, claim.period, claim.kind == "target"
