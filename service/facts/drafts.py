"""Drafts of facts, and how one becomes a Fact with its quote."""

from dataclasses import dataclass

from service.facts.model import Basis, Fact, Kind
from service.language.measure import Measure
from service.language.names import cleaned
from service.language.period import Period
from service.language.roles import Role
from service.language.subjects import Subject
from vectorstore.documents import Report

_SHORT = 48
_EDGES = " \t\u3000\n，,。；;：:、！!？?—-（(）)*#"


@dataclass
class Draft:
    """A fact in the making; `start:end` is what its quote must hold."""

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
    summed: bool = False

    @property
    def takes_growth(self) -> bool:
        """Whether a change said next can belong to this amount."""
        amount = self.value is not None and self.role == "value" and self.basis != "average"
        return amount and self.growth is None


def set_apart(drafts: list[Draft]) -> None:
    """累计 next to an amount of the year itself counts from before that year."""
    yearly = {_of_year(draft) for draft in drafts if draft.value and not draft.summed}
    for draft in drafts:
        if draft.summed and draft.basis == "annual" and _of_year(draft) in yearly:
            draft.period = Period.until(draft.period.year) if draft.period else None
            draft.basis = "cumulative"
            draft.kind = draft.kind if draft.kind in ("target", None) else "cumulative"


def _of_year(draft: Draft) -> tuple[str, str | None, Period | None, bool]:
    return draft.subject.name, draft.subject.scope, draft.period, draft.kind == "target"


def finish(draft: Draft, number: int, report: Report, text: str) -> Fact:
    """The fact a draft states, quoted from the text."""
    start, end = _span(draft, text)
    subject, value, growth = draft.subject, draft.value, draft.growth
    indicator = subject.indicator
    fits = indicator is not None and (
        value is None or indicator.takes(value.plain_unit) or draft.role == "share"
    )
    name = subject.text if fits else cleaned(subject.text)
    return Fact(
        id=f"{report.id}#f{number}",
        report=report.id,
        region=report.region,
        year=report.year,
        indicator=indicator.name if indicator and fits else name,
        known=fits,
        indicator_text=name,
        period=str(draft.period) if draft.period else None,
        period_text=draft.period_text,
        kind=draft.kind,
        basis=draft.basis,
        value=value.number if value else None,
        unit=(value.unit or None) if value else None,
        growth=_change(growth, falls=draft.falls) if growth else None,
        qualifier=value.qualifier if value else None,
        growth_qualifier=growth.qualifier if growth else None,
        scope=subject.scope,
        quote=text[start:end],
        start=start,
        end=end,
        section=draft.section,
        figures=tuple(figure for figure in (value, growth) if figure),
    )


def _change(figure: Measure, *, falls: bool) -> str:
    sign = "-" if falls and not figure.number.startswith("-") else ""
    unit = "" if figure.unit in ("番", "") else figure.unit
    return f"{sign}{figure.number}{unit}"


def _span(draft: Draft, text: str) -> tuple[int, int]:
    start, end = draft.start, draft.end
    whole = _trimmed(text, *draft.sentence)
    if whole[1] - whole[0] <= _SHORT:
        return whole
    return _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES and text[start] not in "（(":
        start += 1
    while end > start and text[end - 1] in _EDGES and text[end - 1] not in "）)":
        end -= 1
    return start, end
