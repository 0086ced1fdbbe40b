"""The answer from the ledger: what it says of each region and name, and what it does not."""

from collections.abc import Sequence
from dataclasses import replace

from service.facts.model import Fact
from service.shapes import AskedState
from service.tasks.answer.apart_lines import set_apart
from service.tasks.answer.desk import Desk, Part
from service.tasks.answer.doubtful_lines import doubtful_lines
from service.tasks.answer.draft_lines import (
    line,
)
from service.tasks.answer.leading import leading
from service.tasks.answer.named_lines import named_lines
from service.tasks.answer.pick import RESULT, Picked
from service.tasks.answer.picking import is_given, likely, picked_for
from service.tasks.answer.single import Single, is_of, reached, single_of
from service.tasks.answer.slots import Slot, Told, period_of
from service.tasks.answer.versus_lines import versus
from service.tasks.answer.words_part import asked_words, receipt, regions_of
from service.tasks.compare.siblings import siblings
from service.understand import Measure, Understood
from service.verify import DraftLine
from vectorstore.documents import Report

NAMES: dict[Measure, str] = {"amount": "value", "growth": "growth"}


def told_of(understood: Understood, picked: Picked, single: Single) -> list[Told]:
    """The slots of one region and name: each year asked about and each measure."""
    years = (understood.period,) if understood.period else understood.years or (None,)
    measures = understood.measures or ("amount",)
    return [
        Told(
            Slot(
                picked.region,
                picked.indicator,
                str(year) if year else None,
                _measure(understood, measure),
            ),
            single.settled or _state(understood, picked, single, year, measure),
            single.lines,
        )
        for year in years
        for measure in measures
    ]


def _measure(understood: Understood, measure: Measure) -> str:
    """What a slot is named by: a target is not the value, nor its growth the growth."""
    named = NAMES[measure]
    if understood.kind in ("target", "cumulative", "average"):
        return (
            understood.kind if measure not in understood.measures else f"{understood.kind} {named}"
        )
    return named


def _state(
    understood: Understood, picked: Picked, single: Single, year: object, measure: Measure
) -> AskedState:
    mine = [fact for fact in picked.facts if year is None or is_of(fact, str(year))]
    if not mine:
        return single.state if not picked.facts else "not_mentioned"
    if measure not in understood.measures or picked.by_words:
        return "answered"
    if any((fact.value if measure == "amount" else fact.growth) is not None for fact in mine):
        return "answered"
    return "no_number" if measure == "amount" else "not_mentioned"


def figures_part(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Part | None:
    """The answer from the ledger; None where it has nothing to say and words may have."""
    looked = leading(desk, understood, regions_of(reports))
    own = {region: list[Report]() for region in looked.regions}
    for report in reports:
        if report.region in own:
            own[report.region].append(report)
    reports = [report for report in reports if report.region in own]
    if len(own) > 1:
        _look_ahead(desk, understood, list(own))
        desk.library.read_ahead([report.id for report in reports])
    picks = {region: picked_for(desk, understood, mine, region) for region, mine in own.items()}
    flat = [picked for each in picks.values() for picked in each]
    silent = not any(picked.facts or picked.near for picked in flat)
    if silent and len(picks) == 1 and not _is_named(desk, understood, reports, flat):
        return None
    if len(picks) > 1:
        made = _many(desk, understood, reports, flat)
        if silent and all(each.state == "not_mentioned" for each in made.told):
            return None
        return replace(made, closing=("" if looked.all else made.closing) + looked.closing)
    singles = [(picked, single_of(desk, understood, picked)) for picked in flat]
    told = [each for picked, single in singles for each in told_of(understood, picked, single)]
    lines = tuple(each for _, single in singles for each in single.lines)
    silent = not any(picked.facts for picked in flat)
    silent = silent and all(each.state == "not_mentioned" for each in told)
    closing = (receipt(reports, ()) if silent else "") + looked.closing
    return Part(lines, tuple(told), closing, tuple(flat))


def _is_named(
    desk: Desk, understood: Understood, reports: Sequence[Report], flat: Sequence[Picked]
) -> bool:
    """Whether a report names without a number what it gives no figure of at all."""
    names = understood.indicators and dict.fromkeys(picked.indicator for picked in flat)
    return any(named_lines(desk.library, understood, reports, name, desk.sources) for name in names)


def _look_ahead(desk: Desk, understood: Understood, regions: Sequence[str]) -> None:
    """The figures of all regions in one query, with those of what is easily taken for them."""
    names = dict.fromkeys(
        each for name in understood.indicators for each in (name, *siblings(name))
    )
    ids = {region: [report.id for report in desk.library.of_region(region)] for region in regions}
    desk.look_ahead([each for own in ids.values() for each in own], tuple(names))
    lacking = [region for region in regions if not is_given(desk, understood, region)]
    others = [each for region in lacking for each in ids[region]]
    desk.look_for(others, likely(understood, tuple(names)))


def _many(
    desk: Desk, understood: Understood, reports: Sequence[Report], flat: Sequence[Picked]
) -> Part:
    """Several regions, name by name: one slot a region where they were named, else one for all."""
    lines: list[DraftLine] = []
    states: dict[tuple[str, str], tuple[AskedState, list[DraftLine]]] = {}
    names = list(dict.fromkeys(picked.indicator for picked in flat))
    order = understood.task in ("compare", "rank")
    verdicts: list[Told] = []
    for name in names:
        mine = [picked for picked in flat if picked.indicator == name and picked.facts]
        facts = [fact for picked in mine for fact in picked.facts[:2]]
        one = len({fact.indicator for fact in facts}) == 1
        if one and (facts[0].known or order):
            said = _beside(desk, understood, reports, name, facts, states)
            lines.extend(said)
            if order and len({fact.region for fact in facts}) > 1:
                verdicts.append(_verdict(desk, understood, name, said))
        elif not mine:
            lines.extend(_instead(desk, understood, reports, name, states))
        else:
            for picked in mine:
                single = single_of(desk, understood, picked)
                lines.extend(single.lines)
                states[picked.region, name] = ("answered", list(single.lines))
    if not any(picked.facts for picked in flat):
        lacks = "没有给出" if states else "未提及"
        when = f"{understood.years[0]}年" if len(understood.years) == 1 else ""
        lines.insert(0, line(f"各地报告都{lacks}{when}{asked_words(understood)}。"))
    told = (*_told_of_many(understood, reports, names, states, lines), *verdicts)
    heard = [region for region, _ in states]
    return Part(tuple(lines), told, receipt(reports, heard), tuple(flat))


def _verdict(desk: Desk, understood: Understood, name: str, said: Sequence[DraftLine]) -> Told:
    """The slot of the comparison itself: answered where the figures of several regions gave one."""
    made = any(
        len({f.region for f in d.operands}) > 1 and d.indicator == name for d in desk.derived
    )
    made = made or any(
        len({f.region for f in each.says if isinstance(f, Fact)}) > 1 for each in said
    )
    slot = Slot(None, name, period_of(understood), understood.task)
    return Told(slot, "answered" if made else "no_number", tuple(said))


def _beside(
    desk: Desk,
    understood: Understood,
    reports: Sequence[Report],
    name: str,
    facts: Sequence[Fact],
    states: dict[tuple[str, str], tuple[AskedState, list[DraftLine]]],
) -> list[DraftLine]:
    """The figures of one indicator beside each other, then what the other regions give instead."""
    made, derived = versus(
        facts, understood.measures, desk.sources, reports,
        listing=understood.task not in ("compare", "rank"), lowest=understood.lowest,
    )  # fmt: skip
    desk.derived.extend(derived)
    given = dict.fromkeys(fact.region for fact in facts)
    without = _without_amount(understood, facts)
    if without and derived == ():
        who = "、".join(without)
        made = [*made, line(f"{who}的报告没有给出{name}的数额，不能比出高低。")]
    for region in given:
        states[region, name] = ("no_number" if region in without else "answered", made)
    made = [*made, *doubtful_lines(desk, understood, _only_planning(reports, facts), (name,))]
    silent = [report for report in reports if report.region not in given]
    return [*made, *_instead(desk, understood, silent, name, states)]


def _only_planning(reports: Sequence[Report], facts: Sequence[Fact]) -> list[Report]:
    """The reports of regions that give an aim alone, where others give what was reached."""
    reached = {fact.region for fact in facts if fact.kind in RESULT}
    given = {fact.region for fact in facts} if reached else set[str]()
    return [report for report in reports if report.region in given - reached]


def _instead(
    desk: Desk,
    understood: Understood,
    silent: Sequence[Report],
    name: str,
    states: dict[tuple[str, str], tuple[AskedState, list[DraftLine]]],
) -> list[DraftLine]:
    """What regions give that give no such figure: a doubtful one, part of the year, a sibling's."""
    lines: list[DraftLine] = []
    without = named_lines(desk.library, understood, silent, name, desk.sources)
    for report in silent:
        doubtful = doubtful_lines(desk, understood, [report], (name,))
        apart = set_apart(desk, understood, [report], name)
        named = [without[report.id]] if report.id in without else []
        state: AskedState = "doubtful" if doubtful and not apart else "no_number"
        mark = reached(desk, understood, Picked(report.region, name, (), (), ()))
        state = "answered" if mark else state
        said = mark or [*doubtful, *apart, *named]
        if said:
            states[report.region, name] = (state, said)
        lines.extend(said)
    return lines


def _without_amount(understood: Understood, facts: Sequence[Fact]) -> list[str]:
    """The regions whose reports give no amount, where amounts are held against each other and
    another's report gives one."""
    if understood.task not in ("compare", "rank") or understood.measures == ("growth",):
        return []
    with_amount = {fact.region for fact in facts if fact.value is not None}
    lacking = [fact.region for fact in facts if fact.region not in with_amount]
    return list(dict.fromkeys(lacking)) if with_amount else []


def _told_of_many(
    understood: Understood,
    reports: Sequence[Report],
    names: Sequence[str],
    states: dict[tuple[str, str], tuple[AskedState, list[DraftLine]]],
    lines: Sequence[DraftLine],
) -> tuple[Told, ...]:
    measure = NAMES[understood.measures[0]] if understood.measures else "value"
    period = str(understood.years[0]) if len(understood.years) == 1 else understood.period
    named = [region for region in regions_of(reports) if region in understood.regions]
    told: list[Told] = []
    for name in names:
        if not named or understood.all_regions:
            found: list[AskedState] = [h[0] for (_, known), h in states.items() if known == name]
            state: AskedState = found[0] if found else "not_mentioned"
            if "answered" in found:
                state = "answered"
            told.append(Told(Slot(None, name, period, measure), state, tuple(lines)))
            continue
        for region in named:
            given = states.get((region, name))
            held = given or ("not_mentioned", [])
            told.append(Told(Slot(region, name, period, measure), held[0], tuple(held[1])))
    return tuple(told)
