"""The rows of a comparison: which indicators and kinds, and the cell of every report."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from service.facts.model import Fact
from service.language.indicators import load_lexicon
from service.shapes import Row, RowKind
from service.tasks.compare.cells import ReportEvidence, absent, cell, matching, reads_growth
from service.tasks.compare.comparability import compared
from service.tasks.compare.ground import NOWHERE, Ground, HeldFacts
from service.tasks.compare.known import known
from service.tasks.compare.over_time import with_outcomes
from service.tasks.compare.siblings import related

DEFAULT_KINDS: tuple[RowKind, ...] = ("result", "target")


@dataclass(frozen=True, slots=True)
class AskedRows:
    """What the rows should show; `kinds` and `fact_kind` come from `--kind`."""

    indicators: tuple[str, ...]
    kinds: tuple[RowKind, ...]
    fact_kind: str | None = None
    named: bool = True


def asked_for(indicators: Sequence[str], kind: str | None, ground: Ground) -> AskedRows:
    """Canonical names of the indicators asked for; the headline ones when none is."""
    kinds, fact_kind = _kinds(kind)
    if indicators:
        names = dict.fromkeys(known(name, ground) for name in indicators)
        return AskedRows(tuple(names), kinds, fact_kind)
    return AskedRows(headlines(ground), kinds, fact_kind, named=False)


def _kinds(kind: str | None) -> tuple[tuple[RowKind, ...], str | None]:
    if kind in ("actual", "expected"):
        return ("result",), kind
    if kind in ("result", "target", "cumulative", "average"):
        return (kind,), None
    return DEFAULT_KINDS, None


def headlines(ground: Ground) -> tuple[str, ...]:
    """Headline indicators that at least two of the reports give (one, of a single report)."""
    given, least = ground.given(), min(2, len(ground.reports))
    return tuple(
        indicator.name
        for indicator in load_lexicon().indicators
        if indicator.headline and given.get(indicator.name, 0) >= least
    )


def _evidence(held: HeldFacts, indicator: str, kind: str | None) -> ReportEvidence:
    """What a report holds on an indicator, of the kind asked for."""
    named = held.names.get(indicator, NOWHERE)
    doubtful = held.doubtful.get(indicator, ())
    if not (
        doubtful
        or any(name in held.sure for name in (indicator, *related(indicator), *named.joint))
    ):
        return ReportEvidence(held.report, (), named.parts, aim=named.aim)

    def sure(names: Iterable[str]) -> tuple[Fact, ...]:
        return tuple(
            fact
            for name in names
            for fact in held.sure.get(name, ())
            if kind is None or fact.kind == kind
        )

    return ReportEvidence(
        held.report,
        sure([indicator]),
        named.parts,
        sure(related(indicator)),
        sure(named.joint),
        tuple(doubtful),
        named.aim,
    )


def rows(
    asked: AskedRows, ground: Ground, missing: Sequence[str] = (), *, apart: bool = False
) -> tuple[Row, ...]:
    """Every row; rows that nobody asked for by name are left out when no report fills them.

    With `apart` regions of other levels are not ranked together.
    """
    reports = {report.id: report for report in ground.reports}
    held = ground.held(asked.indicators)
    found: list[Row] = []
    for indicator in asked.indicators:
        evidence = [_evidence(each, indicator, asked.fact_kind) for each in held]
        for kind in asked.kinds:
            facts = [matching(each, kind) for each in evidence]
            growth = reads_growth(facts, kind)
            cells = [
                cell(each, kind, found, growth=growth)
                for each, found in zip(evidence, facts, strict=True)
            ]
            if not asked.named and not any(one.state == "value" for one in cells):
                continue
            cells += [absent(name) for name in missing]
            found.append(compared(indicator, kind, cells, reports, apart=apart))
    results = {row.indicator: row for row in found if row.kind == "result"}
    return tuple(
        with_outcomes(results[row.indicator], row)
        if row.kind == "target" and row.indicator in results
        else row
        for row in found
    )
