"""A claim becomes a fact of its report, with its quote."""

from service.facts.model import Fact
from service.language.claim import Claim
from service.language.measure import Measure
from service.language.names import cleaned
from service.language.wording import MARKS
from vectorstore.documents import Report

_SHORT = 48
_EDGES = " \t\u3000\n，,。；;：:、！!？?—-（）()*#"
_LOOSE = f"{MARKS}.．｡"  # marks that no name begins or ends with


def finish(claim: Claim, number: int, report: Report, text: str) -> Fact:
    """The fact a claim states, quoted from the text."""
    start, end = _span(claim, text)
    subject, value, growth = claim.subject, claim.value, claim.growth
    indicator = subject.indicator
    fits = indicator is not None and (
        value is None or indicator.takes(value.plain_unit) or claim.role == "share"
    )
    name = subject.text if fits else _paired(cleaned(subject.text))
    name = name.strip(_LOOSE) or name
    return Fact(
        id=f"{report.id}#f{number}",
        report=report.id,
        region=report.region,
        year=report.year,
        indicator=indicator.name if indicator and fits else name,
        known=fits,
        indicator_text=name,
        period=str(claim.period) if claim.period else None,
        period_text=claim.period_text,
        kind=claim.kind,
        basis=claim.basis,
        value=value.number if value else None,
        unit=(value.unit or None) if value else None,
        growth=_change(growth, falls=claim.falls) if growth else None,
        qualifier=value.qualifier if value else None,
        growth_qualifier=growth.qualifier if growth else None,
        scope=subject.scope,
        terms=claim.terms,
        quote=text[start:end],
        start=start,
        end=end,
        section=claim.section,
        figures=tuple(figure for figure in (value, growth) if figure),
    )


def _paired(name: str) -> str:
    """我为群众办实事”项目: the mark that opens a quotation belongs to the name."""
    return f"“{name}" if name.count("”") == name.count("“") + 1 else name


def _change(figure: Measure, *, falls: bool) -> str:
    sign = "-" if falls and not figure.number.startswith("-") else ""
    unit = "" if figure.unit in ("番", "") else figure.unit
    return f"{sign}{figure.number}{unit}"


def _span(claim: Claim, text: str) -> tuple[int, int]:
    start, end = claim.start, claim.end
    whole = _trimmed(text, *claim.sentence)
    if whole[1] - whole[0] <= _SHORT:
        return whole
    return _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES and text[start] not in "（(":
        start += 1
    while end > start and text[end - 1] in _EDGES and text[end - 1] not in "）)":
        end -= 1
    return start, end
