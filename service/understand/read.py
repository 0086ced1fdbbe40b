"""A question read by code: places, times, indicators, kind and task, in that order."""

from collections.abc import Sequence

from service.facts.lexicon import Indicator, load_lexicon, mentions
from service.understand.model import Task, Understood
from service.understand.places import EVERYWHERE, read_places
from service.understand.times import Times, read_times
from service.understand.typos import misspelt
from service.understand.words import (
    FIGURE,
    LOWEST,
    kind_of,
    measures_of,
    task_of,
    topic_of,
)
from vectorstore.documents import Report

TYPO_LENGTH = 4
BOTH_SHARES = {"城乡居民": ("城镇居民人均可支配收入", "农村居民人均可支配收入")}


def _indicators(text: str) -> tuple[list[Indicator], str, tuple[str, ...]]:
    """Indicators of a text, the text without their names, and a name that was put right."""
    for words, names in BOTH_SHARES.items():
        if words in text and "收入" in text:
            both = [each for name in names for _, _, each in mentions(name)]
            rest = text.replace(words, " ").replace("人均可支配收入", " ").replace("收入", " ")
            return both, rest, ()
    found = mentions(text)
    corrected: tuple[str, ...] = ()
    if not found:
        names = [name for name in load_lexicon().spoken if len(name) >= TYPO_LENGTH]
        right = misspelt(text, names)
        if right is not None:
            text = text.replace(right.wrong, right.name)
            found = mentions(text)
            corrected = (f"{right.wrong}→{right.name}",)
    rest = text
    for start, end, _ in reversed(found):
        rest = rest[:start] + " " * (end - start) + rest[end:]
    unique = {indicator.name: indicator for _, _, indicator in found}
    return list(unique.values()), rest, corrected


def _reports(
    reports: Sequence[Report], regions: Sequence[str], times: Times, task: Task
) -> tuple[str, ...]:
    """The reports to read: those named by year, else those that cover or plan the years asked
    about, else the newest of each region."""
    mine = [report for report in reports if not regions or report.region in regions]
    if times.report_years:
        return tuple(r.id for r in mine if r.year in times.report_years)
    if times.years:
        near = [r for r in mine if any(r.year in (year, year + 1) for year in times.years)]
        return tuple(r.id for r in (near or mine))
    if task == "trend" or times.period or times.any_span:
        return tuple(r.id for r in mine)
    newest = {r.region: r.id for r in sorted(mine, key=lambda r: r.year)}
    return tuple(r.id for r in mine if newest[r.region] == r.id)


def _task(question: str, regions: Sequence[str], everywhere: bool, indicators: int) -> Task:
    task = task_of(question)
    many = len(regions) > 1 or everywhere
    if task in ("compare", "rank") and not many:
        return "lookup"
    if task == "lookup" and many and indicators:
        return "list"
    return task


def understand(
    question: str,
    reports: Sequence[Report],
    *,
    regions: Sequence[str] = (),
    years: Sequence[int] = (),
) -> Understood:
    """The question as a typed value; `regions` and `years` (of reports) narrow it from outside.

    Pure and deterministic: the same question over the same reports reads the same.
    """
    narrowed = [r for r in reports if not years or r.year in years]
    places = read_places(question, narrowed)
    named = tuple(dict.fromkeys([*places.regions, *regions]))
    mine = [r for r in narrowed if not named or r.region in named]
    times = read_times(places.rest, max((r.year for r in mine), default=None))
    indicators, rest, corrected = _indicators(times.rest)
    task = _task(question, named, places.everywhere, len(indicators))
    topic = topic_of(EVERYWHERE.sub(" ", rest))
    selected = _reports(narrowed, named, times, task) if named or not places.unknown else ()
    return Understood(
        task=task,
        regions=named,
        unknown_regions=places.unknown,
        all_regions=places.everywhere and not named,
        reports=selected,
        years=times.years,
        report_years=times.report_years,
        period=times.period,
        any_span=times.any_span,
        indicators=tuple(indicator.name for indicator in indicators),
        kind=kind_of(times.rest),
        measures=measures_of(rest, faster=bool(indicators)),
        lowest=bool(LOWEST.search(question)),
        wants_figure=bool(FIGURE.search(rest)),
        subject=topic_of(EVERYWHERE.sub(" ", times.rest)),
        topic=topic,
        corrected=(*places.corrected, *corrected),
    )
