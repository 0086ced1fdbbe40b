"""Parts of an answer that set two figures of one region against each other."""

import re
from collections.abc import Sequence
from itertools import product

from service.facts.model import Fact
from service.ledger import FactQuery
from service.shapes import AskedState
from service.tasks.answer.desk import Desk, Part, part_of
from service.tasks.answer.draft_lines import line, partly_lines, quotation, quoted_lines
from service.tasks.answer.finding import found_lines_of
from service.tasks.answer.met_lines import fulfilled_lines
from service.tasks.answer.pick import Picked
from service.tasks.answer.rank_part import rank_part
from service.tasks.answer.relation_lines import (
    Made,
    between_lines,
    both,
    gap_lines,
    multiples,
    ratio_lines,
    sum_lines,
    years_lines,
)
from service.tasks.answer.share_part import share_part
from service.tasks.answer.single import is_part_of_year
from service.tasks.answer.slots import Slot, slot_of
from service.tasks.answer.two_years import renamed_lines
from service.tasks.answer.unmet_part import unmet_lines
from service.tasks.answer.versus_lines import measure_for
from service.understand import Understood
from service.verify import DraftLine
from vectorstore import late
from vectorstore.documents import Report

PAIR = 2
CHANGE = r"(?:增|减|多|少|降|升|提高|下降|上升|回升|回落|加快|放缓|高|低|快|慢)[^，,。；;\d]{0,4}\d[^，,。；;、）)]{0,8}"
BEFORE = "上年|去年|上一年|前一年"
RATIO = late.pattern(r"\d[\d.]*\s*[:：∶]\s*\d")


def _facts(desk: Desk, understood: Understood) -> tuple[Fact, ...]:
    return desk.ledger.facts(FactQuery(reports=understood.reports))


def instead(
    desk: Desk, understood: Understood, reports: Sequence[Report], before: Sequence[Part]
) -> Part | None:
    """The part that answers 几倍 or 占比 by itself; None where nothing but the figures is there."""
    if len({report.region for report in reports}) != 1:
        return None
    if understood.relation == "multiple":
        if printed := _printed_ratio(desk, understood, reports):
            return printed
        said = [fact for part in before[-1:] for picked in part.picked for fact in picked.facts]
        words = [understood.subject, *understood.indicators]
        found = multiples(_facts(desk, understood), words, {fact.quote for fact in said})
        desk.use(*found)
        lines = quoted_lines(found, desk.sources)
        return part_of(slot_of(understood, reports[0].region), "answered", lines) if found else None
    if understood.relation == "share":
        return share_part(desk, understood, reports)
    if understood.relation == "rank":
        return rank_part(desk, understood, reports)
    return None


def _printed_ratio(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Part | None:
    """城乡收入比 as the report prints it: 城乡居民收入比缩小到1.84:1."""
    if "收入比" not in understood.asked.replace("之比", "比"):
        return None
    words = {"indicators": (), "subject": "收入比", "spoken": "收入比", "topic": "收入比"}
    one = understood.model_copy(update=words)
    lines = found_lines_of(desk, one, reports, RATIO)
    return part_of(slot_of(understood, reports[0].region), "answered", lines) if lines else None


def behind(desk: Desk, understood: Understood, parts: Sequence[Part]) -> list[Part]:
    """What two figures that were said make together: a verdict, a difference."""
    made: Made = ([], [])
    last = parts[-1].picked
    before = parts[-PAIR].picked if len(parts) >= PAIR else ()
    if understood.relation == "fulfilled" and understood.kind == "result" and before and last:
        made = fulfilled_lines(before[0], last[0], desk.sources)
    elif understood.relation == "gap" and understood.kind == "result":
        made = _of_firsts(before, last, desk)
    elif understood.relation == "between" and len(last) == PAIR and all(p.facts for p in last):
        one, other = (picked.facts[0] for picked in last)
        made = between_lines(
            one, other, measure_for((one, other), understood.measures), desk.sources
        )
    elif understood.relation == "years":
        return [_years_part(desk, understood, picked, last) for picked in last if picked.facts]
    elif understood.relation == "sum":
        made = _together(desk, understood, last)
    elif understood.relation == "multiple":
        made = _times(last, understood, desk)
    desk.derived.extend(made[1])
    paired = understood.relation in ("fulfilled", "gap") and understood.kind == "result"
    unlike = not made[0] and paired and _have_facts(before) and _have_facts(last)
    if unlike:
        made = (_unlike(desk, understood, last[0]), [])
    if not made[0]:
        return []
    region = understood.regions[0] if len(understood.regions) == 1 else None
    about = "、".join(understood.indicators) or understood.subject
    slot = Slot(region, about, None, understood.relation or understood.task)
    return [part_of(slot, "no_number" if unlike else _computed(made), made[0])]


def _unlike(desk: Desk, understood: Understood, result: Picked) -> list[DraftLine]:
    """That a target and its result cannot be held against each other, what the report gives for a
    part of the year, and its own word on what was missed."""
    ids = [report.id for report in desk.library.of_region(result.region)]
    held = desk.given(ids, understood.indicators) if understood.indicators else ()
    whole = any(fact.known and fact.growth for fact in result.facts)
    parts = (fact for fact in held if is_part_of_year(fact, understood) and not whole)
    partly = next(parts, None)
    lines = partly_lines(partly, desk.sources)[:1] if partly else []
    desk.use(*([partly] if partly else []))
    for report in desk.library.of_region(result.region):
        if report.covers in understood.years:
            lines.extend(unmet_lines(desk, report)[:1])
    return [*lines, line("目标与结果给的不是同一种数，两者对不上。")]


def _computed(made: Made) -> AskedState:
    """Whether two figures gave what was asked for."""
    return "answered" if made[1] or any(each.says for each in made[0]) else "no_number"


def _years_part(desk: Desk, understood: Understood, picked: Picked, last: Sequence[Picked]) -> Part:
    """How far the two years of one name lie apart, or that they are not both given."""
    made = _two_years(picked, understood, desk)
    desk.derived.extend(made[1])
    what = f"{picked.indicator}" if len(last) > 1 else "数"
    if not made[0] and (told := _told_change(desk, understood, picked)):
        return part_of(Slot(picked.region, picked.indicator, None, "years"), "answered", told)
    both_grown = {f.period for f in picked.facts if f.growth} >= {*map(str, understood.years)}
    if not made[0] and both_grown:
        grown = line(f"报告没有给全这两年的{what}，说的是增速。")
        return part_of(Slot(picked.region, picked.indicator, None, "years"), "no_number", [grown])
    lines = made[0] or [line(f"报告没有给全这两年的{what}，算不出两年之间的差额。")]
    slot = Slot(picked.region, picked.indicator, None, "years")
    return part_of(slot, _computed((lines, made[1])), lines)


def _told_change(desk: Desk, understood: Understood, picked: Picked) -> list[DraftLine]:
    """The change itself, where the report of the later year tells it: behind the figure (优良天数324天、
    较上年增加30天), or of its rate (地区生产总值增速高于上年1.2个百分点)."""
    later, earlier = max(understood.years, default=0), min(understood.years, default=0)
    base = f"{earlier}年" + (f"|{BEFORE}" if later == earlier + 1 else "")
    behind = re.compile(rf"[，,、（(]?\s*同?(?:比|较)(?:{base})(?:同期)?{CHANGE}")
    for fact in (f for f in picked.facts if f.period == str(later) and f.figures):
        text = desk.library.text(fact.report)
        found = behind.match(text, max(each.end for each in fact.figures))
        start = fact.start
        if found is None and fact.known:
            found = re.search(
                rf"{re.escape(fact.indicator)}(?:增速|增幅|涨幅)(?:[比较](?:{base}){CHANGE}|[高快低慢]于(?:{base})\d[^，,。；;]{{0,8}})",
                text,
            )
            start = found.start() if found else start
        if found and fact.year == later + 1:
            number = desk.sources.cite(fact.report, start, found.end())
            said = f"{fact.region}：“{text[start : found.end()]}”[{number}]。"
            return [quotation(said, number)]
    return []


def _together(desk: Desk, understood: Understood, last: Sequence[Picked]) -> Made:
    """What the figures of the years, places or things asked about make together, or that they are
    not all given."""
    firsts: dict[tuple[str, str, str | None], Fact] = {}
    for fact in (fact for picked in last for fact in picked.facts if fact.value is not None):
        year = fact.period if len(understood.years) > 1 else None
        firsts.setdefault((fact.region, fact.indicator, year), fact)
    wanted = max(len(understood.years), 1) * max(len(last), 1)
    nothing: Made = ([], [])
    made = sum_lines(list(firsts.values()), desk.sources) if len(firsts) == wanted else nothing
    return made if made[0] else ([line("报告没有给全所问的数，算不出合计。")], [])


def _have_facts(picks: Sequence[Picked]) -> bool:
    return any(picked.facts for picked in picks)


def _two_years(picked: Picked, understood: Understood, desk: Desk) -> Made:
    """The first facts of the two years asked about that give one measure."""
    if len(understood.years) != PAIR:
        return [], []
    of_year = [[f for f in picked.facts if f.period == str(y)] for y in sorted(understood.years)]
    pairs = sorted(product(*of_year), key=lambda pair: both(*pair) is None)
    if not pairs:
        return [], []
    one, other = pairs[0]
    if picked.by_words and one.indicator != other.indicator:
        return renamed_lines(other, one, desk.sources)
    by = measure_for((one, other), understood.measures)
    if by == "growth" and (pair := both(one, other)) and not (one.growth and other.growth):
        by = pair[0]
    return years_lines(one, other, by, desk.sources)


def _times(last: Sequence[Picked], understood: Understood, desk: Desk) -> Made:
    """Two regions or two indicators: how many times the one named first is the other."""
    firsts = {(picked.region, picked.indicator): picked.facts[0] for picked in last if picked.facts}
    if len(firsts) != PAIR:
        return [], []
    one, other = sorted(
        firsts.values(), key=lambda fact: (_at(understood.regions, fact.region),
                                           _at(understood.indicators, fact.indicator)),
    )  # fmt: skip
    return ratio_lines(one, other, desk.sources)


def _at(names: Sequence[str], name: str) -> int:
    return names.index(name) if name in names else len(names)


def _of_firsts(before: Sequence[Picked], last: Sequence[Picked], desk: Desk) -> Made:
    """The gap of the first plan and result that give one measure."""
    if not (before and last):
        return [], []
    for plan, done in product(before[0].facts, last[0].facts):
        made = gap_lines(plan, done, desk.sources)
        if made[1] or any(line.says for line in made[0]):
            return made
    return [], []
