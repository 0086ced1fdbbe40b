"""A question read by code: places, times, indicators, kind and task, in that order."""

from collections.abc import Sequence
from dataclasses import replace

from service.language.indicators import listed
from service.language.spoken import in_standard_words
from service.language.times import full_years
from service.language.words import pattern_of
from service.understand.corrections import kept_of
from service.understand.each_report import of_another_year, of_each_report, of_reports
from service.understand.follow import (
    against_year,
    between_reports,
    inheriting,
    is_afresh,
    reports_for,
    visited,
)
from service.understand.general import refined
from service.understand.model import Task, Understood
from service.understand.pairs import (
    MOVED_BY,
    in_two,
    of_several,
    relation_of,
    set_apart,
    without_apart,
    without_base,
)
from service.understand.parts import is_shared, nth_of, single
from service.understand.places import EVERYWHERE
from service.understand.scope import placed, unheld, where
from service.understand.things import Things, subject_of, things_of
from service.understand.times import AskedTimes, of_each, read_times, year_before, year_by_year
from service.understand.unsaid import taken_over, with_place
from service.understand.wider import (
    OF_WHOLE,
    asks_place,
    place_held,
    premise_of,
    without_place,
)
from service.understand.words import (
    FIGURE,
    LOWEST,
    kind_of,
    measures_of,
    task_of,
    term_of,
    topic_of,
    unit_of,
)
from vectorstore import late
from vectorstore.documents import Report

EACH = late.pattern(r"^(?:各自?|分别|都)")
IF_ANY = late.pattern(r"^(?:如果|要是)?有.{1,6}的话")  # 有增速的话一起给: said where it is given
HELD_AGAINST = late.pattern(r"^(?:比|较|跟|和|与|同)(?:上|去|前|头|\d{4}|[“\"]?十[一二三四五]五)")


def _task(question: str, regions: Sequence[str], everywhere: bool, indicators: int) -> Task:
    many = len(regions) > 1 or everywhere
    task = "compare" if many and pattern_of("same_asked").search(question) else task_of(question)
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
    before: Understood | None = None,
) -> Understood:
    """The question as a typed value; `regions` and `years` (of reports) narrow it from outside.

    A question of several parts has the others in `then`. What a part (or a follow-up, with
    `before`) leaves unsaid is taken from the one before it. Pure and deterministic.
    """
    narrowed = [r for r in reports if not years or r.year in years]
    said, dropped = kept_of(full_years(in_standard_words(question)))
    if dropped:  # 粮食产量，哦不，GDP多少: the place, the years and what is asked may stand in it
        earlier = understand(dropped, reports, regions=regions, years=years, before=before)
        earlier = before if earlier.unsaid else earlier
        one = understand(said, reports, regions=regions, years=years, before=earlier)
        return one if before is not None else one.model_copy(update={"carried": {}})
    if before is not None and before.unsaid and (put := with_place(said, before, reports)):
        whole = understand(put, reports, regions=regions, years=years)
        return whole.model_copy(update={"carried": taken_over(whole)})
    read: list[Understood] = []
    earlier = _one_measured([before, *before.then] if before else [])
    for part in single(said):
        last = read[-1] if read else (earlier or [None])[-1]
        one = _part(part, narrowed, regions, last)
        carried = one.carried
        one = one.model_copy(update={"carried": {}}) if read else one
        chosen = set(one.reports)
        newest = max((r.year for r in narrowed if r.id in chosen), default=0)
        if read and _says_nothing(part, one, read[-1]):
            continue  # 比上年多几个: what was quoted says it, or nothing does
        if apart := set_apart(part, read):
            read.extend(apart)
            continue
        if not read and (
            ("about" in one.carried and _is_list(earlier))
            or ("regions" in one.carried and of_reports(earlier))
        ):
            read.extend(_part(part, narrowed, regions, each) for each in earlier)
            continue
        of_all = EACH.search(part) or of_another_year(one, read)
        if len(read) > 1 and "about" in carried and of_all:  # 各增长多少 of all of them
            names = tuple(dict.fromkeys(name for each in read for name in each.indicators))
            one = one.model_copy(update={"indicators": names})
        if read and one.titled and read[-1].titled:  # 谁作的，哪天作的: one line says both
            titled = tuple(dict.fromkeys((*read[-1].titled, *one.titled)))
            read[-1] = read[-1].model_copy(update={"titled": titled})
            continue
        every = [each for whole in _itemised(one) for each in of_each_report(part, whole, narrowed)]
        for each in every:
            read.extend(in_two(part, each, newest) if newest else [each])
    first = {"said": said} if read[0].unsaid or read[0].unknown_regions else {}
    return read[0].model_copy(update={**first, "then": tuple(read[1:])})


def _one_measured(parts: list[Understood]) -> list[Understood]:
    """GDP多少，增速多少 as one question after both, for what follows it."""
    if len({(p.indicators, p.regions, p.years, p.kind, p.relation) for p in parts}) != 1:
        return parts
    both = tuple(dict.fromkeys(measure for part in parts for measure in part.measures))
    return [parts[-1].model_copy(update={"measures": both})]


def _is_list(parts: Sequence[Understood]) -> bool:
    """Whether the parts of the question before are the items of one list."""
    asked = {(p.task, p.kind, p.relation, p.regions, p.years, p.period) for p in parts}
    return len(parts) > 1 and len(asked) == 1 and parts[0].relation in (None, "share", "rank")


def _says_nothing(part: str, read: Understood, before: Understood) -> bool:
    """Whether a part asks for nothing of its own: no thing, no measure, no other time."""
    if IF_ANY.match(part):
        return True
    thing = len(read.spoken.replace(" ", "")) >= 2
    quoted = before.relation in ("share", "rank")
    if quoted and not thing and HELD_AGAINST.match(part):
        return True
    own = thing or read.measures or read.relation or read.kind or read.titled or read.place
    own = own or read.nth or (read.years and read.years != before.years)
    own = own or {*read.regions} != {*before.regions}  # 那长春呢
    return not own and read.task == "lookup"


def _itemised(read: Understood) -> list[Understood]:
    """A part whose list asks for things outside the lexicon, thing by thing."""
    if not is_shared(list(read.items)) and not any(map(listed, read.items)):
        return [read]
    alone: list[Understood] = []
    for item in read.items:
        known = listed(item)
        names = (known.name,) if known else ()
        words = {"subject": item, "spoken": item, "topic": "" if known else item}
        alone.append(read.model_copy(update={**words, "items": (), "indicators": names}))
    return alone


def _part(
    question: str, reports: Sequence[Report], regions: Sequence[str], before: Understood | None
) -> Understood:
    question, against = without_base(question)
    of_whole = bool(OF_WHOLE.search(question))
    places, wider, question = placed(question, reports, before)
    of_wider = bool(wider) and of_whole
    if before is not None and is_afresh(question, places):
        before = None
    inherited, named, unsaid = where(question, places, reports, regions, before)
    everywhere = (places.everywhere or places.unsaid) and not named
    mine = [r for r in reports if not named or r.region in named]
    nth, rest = nth_of(places.rest)
    times = _times(rest, mine, before)
    one = len(named) == 1 or (before is not None and len(before.regions) == 1)
    held_place = place_held(question)
    place = one and asks_place(times.rest) and not held_place
    times = replace(times, rest=without_place(times.rest)) if place else times
    said = without_apart(times.rest, times.years, named)
    unit = unit_of(question)
    things = things_of(said, first=before is None, unit=unit)
    task, times = _task_and_times(question, named, everywhere, len(things.indicators), times, mine)
    compared = task == "lookup" and task_of(question) in ("compare", "rank")
    selected = reports_for(reports, named, times, task) if named or not places.unknown else ()
    count = len(things.indicators)
    relation = of_several(question, times.years, named, count)
    relation = relation or relation_of(question, compared=compared, indicators=count)
    read = Understood(
        task=task,
        unsaid=unsaid,
        nearest=places.nearest if unsaid else (),
        nth=nth,
        place=held_place,
        trail=times.years,
        visited=visited(named, before),
        asked=times.rest.strip(),
        regions=named,
        unknown_regions=unheld(places.unknown, mine, wide=bool(place or things.part)),
        all_regions=everywhere,
        reports=selected,
        years=times.years,
        report_years=times.report_years,
        period=times.period,
        any_span=times.any_span,
        indicators=things.indicators,
        called=things.called,
        items=things.items,
        kind=kind_of(times.rest) or ("target" if times.ahead or times.own == 0 else None),
        unit="" if place else unit,
        relation="rank" if place else "share" if things.part or (of_wider and one) else relation,
        wider=wider if named else (),
        premise=premise_of(question) if task == "why" else None,
        corrected=(*places.corrected, *things.corrected),
    )
    read = _worded(question, read, things, replace(times, rest=said))
    if said != times.rest:
        read = read.model_copy(update={"wants_figure": True})
    read = refined(question, between_reports(question, read), alone=before is None)
    if against is not None:
        read = against_year(against, read, before, reports, named)
    if before is None:
        return read
    read = read.model_copy(update={"carried": {"regions": inherited}}) if inherited else read
    read = inheriting(question, read, before, reports, named, times)
    timeless = pattern_of("when_asked").search(question) and not times.years
    return read.model_copy(update={"years": (), "period": None}) if timeless else read


def _worded(question: str, read: Understood, things: Things, times: AskedTimes) -> Understood:
    """The part with what its words say besides: the measures asked for, what to search for."""
    term = term_of(times.rest) if read.task == "explain" else ""
    bare = MOVED_BY.sub(" ", things.rest) if len(times.years) == 2 else things.rest
    known = bool(things.indicators)
    said: dict[str, object] = {
        "measures": measures_of(bare, faster=known, planned=read.kind == "target"),
        "lowest": bool(LOWEST.search(question)),
        "wants_figure": bool(FIGURE.search(things.rest)),
        "subject": term or subject_of(things.part or times.rest),
        "whole": subject_of(things.whole),
        "spoken": term or topic_of(EVERYWHERE.sub(" ", times.rest)),
        "topic": topic_of(EVERYWHERE.sub(" ", things.rest)),
    }
    return read.model_copy(update=said)


def _times(rest: str, mine: Sequence[Report], before: Understood | None) -> AskedTimes:
    """The times said; 这两年 are those spoken of before, where as many were, and 前一年 is the one
    before the year spoken of."""
    rest = year_before(rest, before.years if before is not None else ())
    times = of_each(read_times(rest, max((r.year for r in mine), default=None)), mine)
    if times.last and before is not None and len(before.trail) >= times.last:
        return replace(times, years=before.trail[-times.last :])
    return times


def _task_and_times(
    question: str,
    named: Sequence[str],
    everywhere: bool,
    indicators: int,
    times: AskedTimes,
    mine: Sequence[Report],
) -> tuple[Task, AskedTimes]:
    """The task, and the times with the years that a series of one region leaves unsaid."""
    task = _task(question, named, everywhere, indicators)
    if task in ("lookup", "list") and len(times.years) > 2 and len(named) == 1:
        task = "trend"
    return task, year_by_year(times, mine) if task == "trend" else times
