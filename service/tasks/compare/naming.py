"""Where a report names an indicator, and under which names of its own it tells it with others."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from service.digests import IndicatorNaming
from service.language.indicators import find, printed_mentions
from service.shapes import Aim
from service.tasks.compare.siblings import siblings
from service.tasks.named import PLAN, clauses_without_number, halves, named_only
from service.tasks.sources import ReportSource
from vectorstore.documents import Part, Section

JOINER = re.compile("[、和及与]")
SHARE = re.compile("占|比重|率$|比例|等")


def names_in(source: ReportSource) -> dict[str, IndicatorNaming]:
    """Every indicator of the lexicon that the report names, alone or with others."""
    offsets: dict[str, list[int]] = {}
    for start, _, indicator in printed_mentions(source.text):
        offsets.setdefault(indicator.name, []).append(start)
    joint = _joint(fact.indicator for fact in source.facts)
    given = {fact.indicator for fact in source.facts if fact.known and fact.scope is None}
    return {
        name: IndicatorNaming(
            parts=_parts(_outside(offsets.get(name, ()), source, name), source.sections),
            joint=joint.get(name, ()),
            given=name in given,
            aim=_aim(source, name),
        )
        for name in dict.fromkeys((*offsets, *joint, *sorted(given), *halves(offsets)))
    }


def _aim(source: ReportSource, name: str) -> Aim | None:
    """What the plan aims at in words alone; of a share of it nothing: 民间投资占固定资产投资比重
    高于全省."""
    span = named_only(clauses_without_number(source.text, name), source.sections, PLAN)
    if span is None:
        return None
    quote = source.text[slice(*span)]
    of_share = SHARE.search(quote) is not None and SHARE.search(name) is None
    return None if of_share else Aim(quote=quote, start=span[0], end=span[1])


def named_as(words: str, text: str, sections: Sequence[Section]) -> IndicatorNaming:
    """Where a report has these words, which are no indicator's of the lexicon."""
    found = [each.start() for each in re.finditer(re.escape(words), text)]
    return IndicatorNaming(parts=_parts(found, sections))


def _parts(offsets: Iterable[int], sections: Sequence[Section]) -> frozenset[Part]:
    """The parts of the report in which these offsets stand: those of the innermost sections."""
    found: set[Part] = set()
    for offset in offsets:
        inside = [section for section in sections if section.start <= offset < section.end]
        found.update(section.part for section in inside[-1:])
    return frozenset(found)


def _outside(offsets: Sequence[int], source: ReportSource, name: str) -> list[int]:
    """The places where no figure of a sibling is said: there the sibling is meant."""
    others = siblings(name)
    taken = [(fact.start, fact.end) for fact in source.facts if fact.indicator in others]
    return [at for at in offsets if not any(start <= at < end for start, end in taken)]


def _joint(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Of each indicator the names of the report's own under which it is told with others."""
    found: dict[str, tuple[str, ...]] = {}
    for name in dict.fromkeys(names):
        for indicator in sorted(_lexicon_names(name)) if JOINER.search(name) else ():
            found[indicator] = (*found.get(indicator, ()), name)
    return found


@lru_cache(maxsize=4096)
def _lexicon_names(name: str) -> frozenset[str]:
    """The lexicon's indicators in a name that is none of theirs; a share or a list is not it."""
    if find(name) is not None or SHARE.search(name):
        return frozenset()
    return frozenset(indicator.name for _, _, indicator in printed_mentions(name))
