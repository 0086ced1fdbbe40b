"""The answer from the ledger: what it says of each region and name, and what it does not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.facts.model import Fact
from service.language.amounts import amount_asked
from service.language.period import Period
from service.shapes import AskedState
from service.tasks.answer.apart_lines import set_apart
from service.tasks.answer.desk import Desk, Part
from service.tasks.answer.doubtful_lines import doubtful_lines
from service.tasks.answer.draft_lines import (
    BOUNDS,
    extra_line,
    found_lines,
    line,
    near_lines,
    partly_lines,
    sentence_of,
)
from service.tasks.answer.named_lines import named_lines
from service.tasks.answer.pick import RESULT, Picked
from service.tasks.answer.picking import missing_year, picked_for
from service.tasks.answer.slots import Slot, Told, period_of
from service.tasks.answer.versus_lines import versus
from service.tasks.answer.words_part import MOST_REGIONS, asked_words, receipt, regions_of
from service.tasks.compare.siblings import STAND_INS
from service.understand import Measure, Understood
from service.verify import Line
from vectorstore import late
from vectorstore.documents import Report

LEAST_NAME = 3
EXACTLY = late.pattern(r"具体|到底|确切|准确|究竟")
NAMES: dict[Measure, str] = {"amount": "value", "growth": "growth"}


@dataclass(frozen=True, slots=True)
class _Single:
    """The sentences on one region and name; `state` is that of a slot which no fact answers."""

    lines: tuple[Line, ...]
    state: AskedState = "not_mentioned"
    settled: AskedState | None = None


def _single(desk: Desk, understood: Understood, picked: Picked) -> _Single:
    """The sentences for one region and indicator; settled where a quotation answers it."""
    if not picked.facts:
        return _silent(desk, understood, picked)
    lines = found_lines(picked, understood, desk.sources)
    if apart := _of_other(desk, understood, picked):
        what = f"{picked.region}{apart}的{picked.indicator}"
        return _Single((line(f"报告没有单独给出{what}，给的是："), *lines), settled="not_mentioned")
    if lacking := _lacks_amount(understood, picked):
        return _Single((*lines, lacking), settled="no_number")
    said = "".join(
        fact.quote if picked.by_words else f"{fact.region}{fact.indicator}{fact.scope or ''}"
        for fact in picked.facts
    )
    texts = {fact.report: desk.library.text(fact.report) for fact in picked.facts}
    extra = extra_line(picked.facts, understood, desk.sources, texts, said)
    if extra and picked.missing:
        return _Single(tuple(extra), settled="answered")
    return _Single((*lines, *_unsaid_years(desk, understood, picked), *extra))


def _lacks_amount(understood: Understood, picked: Picked) -> Line | None:
    """That the figures found are no amount (蔬菜产量增长4.7%), or no exact one (近1600亿元), where
    such a one is asked for."""
    facts, what = picked.facts, f"{picked.region}{picked.indicator}"
    if "growth" in understood.measures or understood.kind == "target":
        return None
    amount = amount_asked(picked.indicator) is not None or "amount" in understood.measures
    if picked.by_words and amount and all(f.value is None and f.growth for f in facts):
        return line(f"报告没有给出{what}的数额，只说了增速。")
    exact = EXACTLY.search(understood.asked)
    bounded = all(f.qualifier in BOUNDS for f in facts if f.value)
    if exact and bounded and any(f.value for f in facts):
        return line(f"报告没有给出{what}的确数。")
    return None


def _of_other(desk: Desk, understood: Understood, picked: Picked) -> str:
    """What is asked of besides the indicator that its figures are not of, though the report knows
    it: 红旗渠 of 红旗渠一年来多少游客, where the figure is the whole city's."""
    if picked.by_words or len(understood.indicators) != 1:
        return ""
    texts = {fact.report: desk.library.text(fact.report) for fact in picked.facts}
    for word in (each.rstrip("来的了") for each in understood.topic.split()):
        known = len(word) >= LEAST_NAME and any(word in text for text in texts.values())
        spans = ((fact, *sentence_of(texts[fact.report], fact)) for fact in picked.facts)
        if known and not any(word in texts[f.report][start:end] for f, start, end in spans):
            return word
    return ""


def _unsaid_years(desk: Desk, understood: Understood, picked: Picked) -> list[Line]:
    """That some of the years asked about have no figure: `报告未提及2022年岳阳市地区生产总值。`"""
    given = [year for year in understood.years if any(_is_of(f, str(year)) for f in picked.facts)]
    unsaid = tuple(year for year in understood.years if year not in given)
    if not unsaid or not given or understood.period or understood.relation == "years":
        return []
    one = understood.model_copy(update={"years": unsaid})
    missing = missing_year(desk, one, picked.region)
    return near_lines(replace(picked, near=()), one, desk.sources, missing)


def _silent(desk: Desk, understood: Understood, picked: Picked) -> _Single:
    """What is said where no fact answers: a doubtful one, a name without a number, what is near."""
    mine = [r for r in desk.read(understood) if r.region == picked.region]
    other = STAND_INS.get(picked.indicator)
    names = (picked.indicator, *((other,) if other else ()))
    doubtful = doubtful_lines(desk, understood, mine, names if understood.indicators else ())
    if doubtful:
        return _Single(tuple(doubtful), "doubtful")
    named = named_lines(desk.library, understood, mine, picked.indicator, desk.sources)
    if named:
        return _Single(tuple(named), "no_number")
    partly = [fact for fact in picked.near if _is_part_of_year(fact, understood)]
    if partly and understood.kind != "target":
        return _Single(tuple(partly_lines(partly[0], desk.sources)), "no_number")
    related = any(fact.indicator != picked.indicator for fact in picked.near)
    if understood.then:  # what comes near may be what the next part asks for
        picked = replace(picked, near=())
    missing = missing_year(desk, understood, picked.region)
    state: AskedState = "not_in_library" if missing else "no_number" if related else "not_mentioned"
    return _Single(tuple(near_lines(picked, understood, desk.sources, missing)), state)


def _is_part_of_year(fact: Fact, understood: Understood) -> bool:
    """Whether a fact is the result of a part of the year asked about."""
    period = Period.parse(fact.period) if fact.period else None
    years = {str(year) for year in understood.years}
    return (
        period is not None and period.is_part and str(period.year) in years and fact.kind in RESULT
    )


def told_of(understood: Understood, picked: Picked, single: _Single) -> list[Told]:
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
    understood: Understood, picked: Picked, single: _Single, year: object, measure: Measure
) -> AskedState:
    mine = [fact for fact in picked.facts if year is None or _is_of(fact, str(year))]
    if not mine:
        return single.state if not picked.facts else "not_mentioned"
    if measure not in understood.measures or picked.by_words:
        return "answered"
    if any((fact.value if measure == "amount" else fact.growth) is not None for fact in mine):
        return "answered"
    return "no_number" if measure == "amount" else "not_mentioned"


def _is_of(fact: Fact, period: str) -> bool:
    """Whether a fact speaks of a period, or is a level at its end (五年来…达52%)."""
    return fact.period is None or period[-4:] in fact.period


def figures_part(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Part | None:
    """The answer from the ledger; None where it has nothing to say and words may have."""
    regions = regions_of(reports)[:MOST_REGIONS]
    picks = {region: picked_for(desk, understood, reports, region) for region in regions}
    flat = [picked for each in picks.values() for picked in each]
    if not any(picked.facts or picked.near for picked in flat):
        return None
    if len(picks) > 1:
        return _many(desk, understood, reports, flat)
    singles = [(picked, _single(desk, understood, picked)) for picked in flat]
    told = [each for picked, single in singles for each in told_of(understood, picked, single)]
    lines = tuple(each for _, single in singles for each in single.lines)
    silent = not any(picked.facts for picked in flat)
    silent = silent and all(each.state == "not_mentioned" for each in told)
    return Part(lines, tuple(told), receipt(reports, ()) if silent else "", tuple(flat))


def _many(
    desk: Desk, understood: Understood, reports: Sequence[Report], flat: Sequence[Picked]
) -> Part:
    """Several regions, name by name: one slot a region where they were named, else one for all."""
    lines: list[Line] = []
    states: dict[tuple[str, str], tuple[AskedState, list[Line]]] = {}
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
        else:
            for picked in mine:
                single = _single(desk, understood, picked)
                lines.extend(single.lines)
                states[picked.region, name] = ("answered", list(single.lines))
    if not states:
        lines = [line(f"各地报告都未提及{asked_words(understood)}。")]
    told = (*_told_of_many(understood, reports, names, states, lines), *verdicts)
    heard = [region for region, _ in states]
    return Part(tuple(lines), told, receipt(reports, heard), tuple(flat))


def _verdict(desk: Desk, understood: Understood, name: str, said: Sequence[Line]) -> Told:
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
    states: dict[tuple[str, str], tuple[AskedState, list[Line]]],
) -> list[Line]:
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
    lines = list(made)
    for report in reports:
        if report.region in given:
            continue
        doubtful = doubtful_lines(desk, understood, [report], (name,))
        apart = set_apart(desk, understood, [report], name)
        named = named_lines(desk.library, understood, [report], name, desk.sources)
        state: AskedState = "doubtful" if doubtful and not apart else "no_number"
        said = [*doubtful, *apart, *named]
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
    states: dict[tuple[str, str], tuple[AskedState, list[Line]]],
    lines: Sequence[Line],
) -> tuple[Told, ...]:
    measure = NAMES[understood.measures[0]] if understood.measures else "value"
    period = str(understood.years[0]) if len(understood.years) == 1 else understood.period
    named = [region for region in regions_of(reports) if region in understood.regions]
    told: list[Told] = []
    for name in names:
        if not named or understood.all_regions:
            found = any(known == name for _, known in states)
            state: AskedState = "answered" if found else "not_mentioned"
            told.append(Told(Slot(None, name, period, measure), state, tuple(lines)))
            continue
        for region in named:
            given = states.get((region, name))
            held = given or ("not_mentioned", [])
            told.append(Told(Slot(region, name, period, measure), held[0], tuple(held[1])))
    return tuple(told)
