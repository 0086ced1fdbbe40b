"""The rows of a comparison: which indicators and kinds, and the cell of every report."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from service.facts.model import Fact
from service.language.indicators import find, load_lexicon, printed_mentions
from service.shapes import Cell, Row, RowKind
from service.tasks.compare.cells import Evidence, absent, cell, parts_of, reads_growth
from service.tasks.compare.comparability import compared
from service.tasks.compare.known import known
from service.tasks.compare.over_time import with_outcomes
from service.tasks.compare.siblings import related, siblings
from service.tasks.sources import Source
from vectorstore.documents import Part

JOINER = re.compile("[、和及与]")
SHARE = re.compile("占|比重|率$|比例|等")
DEFAULT_KINDS: tuple[RowKind, ...] = ("result", "target")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the rows should show; `kinds` and `fact_kind` come from `--kind`."""

    indicators: tuple[str, ...]
    kinds: tuple[RowKind, ...]
    fact_kind: str | None = None
    named: bool = True


def asked_for(indicators: Sequence[str], kind: str | None, sources: Sequence[Source]) -> Asked:
    """Canonical names of the indicators asked for; the headline ones when none is."""
    kinds, fact_kind = _kinds(kind)
    if indicators:
        names = dict.fromkeys(known(name, sources) for name in indicators)
        return Asked(tuple(names), kinds, fact_kind)
    return Asked(headlines(sources), kinds, fact_kind, named=False)


def _kinds(kind: str | None) -> tuple[tuple[RowKind, ...], str | None]:
    if kind in ("actual", "expected"):
        return ("result",), kind
    if kind in ("result", "target", "cumulative", "average"):
        return (kind,), None
    return DEFAULT_KINDS, None


def headlines(sources: Sequence[Source]) -> tuple[str, ...]:
    """Headline indicators that at least two of the reports give (one, of a single report)."""
    given: Counter[str] = Counter()
    for source in sources:
        given.update({fact.indicator for fact in source.facts if fact.scope is None})
    least = min(2, len(sources))
    return tuple(
        indicator.name
        for indicator in load_lexicon().indicators
        if indicator.headline and given[indicator.name] >= least
    )


def named_in(source: Source, indicators: Sequence[str]) -> Mapping[str, frozenset[Part]]:
    """In which parts of the report each indicator is named."""
    offsets: dict[str, list[int]] = {name: [] for name in indicators}
    for start, name in _mentions(source.text):
        if name in offsets:
            offsets[name].append(start)
    for name in indicators:
        if find(name) is None:
            offsets[name] = _places(source.text, name)
    return {
        name: parts_of(_outside(found, source, siblings(name)), source.sections)
        for name, found in offsets.items()
    }


@lru_cache(maxsize=256)
def _mentions(text: str) -> tuple[tuple[int, str], ...]:
    """Where a report names indicators: 30 ms a report, and every comparison asks anew."""
    return tuple((start, indicator.name) for start, _, indicator in printed_mentions(text))


def _outside(offsets: Sequence[int], source: Source, others: Sequence[str]) -> list[int]:
    """The places where no figure of a sibling is said: there the sibling is meant."""
    taken = [(fact.start, fact.end) for fact in source.facts if fact.indicator in others]
    return [at for at in offsets if not any(start <= at < end for start, end in taken)]


def _places(text: str, words: str) -> list[int]:
    found: list[int] = []
    at = text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + len(words))
    return found


ByIndicator: TypeAlias = Mapping[str, Sequence[Fact]]


def _by_indicator(source: Source, kind: str | None) -> ByIndicator:
    """The report's facts of the kind asked for, under their indicators."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in source.facts:
        if kind is None or fact.kind == kind:
            found[fact.indicator].append(fact)
    return found


def _evidence(
    source: Source, indicator: str, parts: frozenset[Part], facts: ByIndicator
) -> Evidence:
    others = [fact for name in related(indicator) for fact in facts.get(name, ())]
    joint = [fact for name in _joined(indicator, facts) for fact in facts[name]]
    own = tuple(facts.get(indicator, ()))
    doubtful = tuple(fact for fact in source.doubtful if fact.indicator == indicator)
    return Evidence(source.report, own, parts, tuple(others), tuple(joint), doubtful)


def _joined(indicator: str, names: Iterable[str]) -> list[str]:
    """The names of a report's own under which the indicator and others are told together."""
    return [name for name in names if JOINER.search(name) and indicator in _lexicon_names(name)]


@lru_cache(maxsize=4096)
def _lexicon_names(name: str) -> frozenset[str]:
    """The lexicon's indicators in a name that is none of theirs; a share or a list is not it."""
    if find(name) is not None or SHARE.search(name):
        return frozenset()
    return frozenset(indicator.name for _, _, indicator in printed_mentions(name))


def rows(
    asked: Asked, sources: Sequence[Source], missing: Sequence[str], *, apart: bool = False
) -> tuple[Row, ...]:
    """Every row; rows that nobody asked for by name are left out when no report fills them.

    With `apart` regions of other levels are not ranked together.
    """
    reports = {source.report.id: source.report for source in sources}
    parts = [named_in(source, asked.indicators) for source in sources]
    facts = [_by_indicator(source, asked.fact_kind) for source in sources]
    found: list[Row] = []
    for indicator in asked.indicators:
        for kind in asked.kinds:
            held = [
                _evidence(source, indicator, places[indicator], given)
                for source, places, given in zip(sources, parts, facts, strict=True)
            ]
            growth = reads_growth(held, kind)
            cells: list[Cell] = [cell(evidence, kind, growth=growth) for evidence in held]
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
