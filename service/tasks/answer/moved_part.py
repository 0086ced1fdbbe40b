"""Which targets of two years' plans were lowered or raised: 23年的目标跟22年比，哪几个调低了."""

from collections.abc import Sequence

from service.facts.model import Fact
from service.language.words import pattern_of
from service.ledger import FactQuery
from service.tasks.answer.contest import measure_of
from service.tasks.answer.desk import Desk, Part, part_of
from service.tasks.answer.draft_lines import line
from service.tasks.answer.headline_lines import TARGET
from service.tasks.answer.pick import RESULT
from service.tasks.answer.relation_lines import both, gap_lines, years_lines
from service.tasks.answer.slots import slot_of
from service.understand import Understood
from service.understand.general import leftover
from service.verify import Derived, DraftLine
from vectorstore.documents import Report

MOVING = ("aim", "lowered", "raised", "adjusted", "reached_asked", "sort_asked", "changed_asked")
PAIR = 2


def asks_moved(understood: Understood) -> bool:
    """Whether it is asked which targets moved: of one region, and of no thing by name."""
    asked = understood.asked
    which = pattern_of("sort_asked", "changed_asked").search(asked)
    return bool(
        which
        and not understood.indicators
        and len(leftover(pattern_of(*MOVING).sub("", understood.subject))) < PAIR
        and len(understood.regions) == 1
        and pattern_of("aim").search(asked)
        and pattern_of("lowered", "raised", "adjusted").search(asked)
    )


def moved_part(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Part | None:
    """The targets of the later plan that lie below (above) those of the earlier one, each with both
    numbers; None where something else is asked for."""
    if not asks_moved(understood):
        return None
    region = understood.regions[0]
    later, earlier = _years(desk, understood, region)
    slot = slot_of(understood, region, "目标", "moved")
    held = {report.year: report for report in desk.library.of_region(region)}
    if later in held and pattern_of("reached_asked").search(understood.asked):
        return _against_results(desk, understood, held[later])
    if lacking := [year for year in (later, earlier) if year not in held]:
        when = "、".join(f"{year}年" for year in lacking)
        said = line(f"未收录{region}{when}政府工作报告，不能对比两年的目标。")
        return part_of(slot, "not_in_library", [said])
    pairs = _pairs(desk, held[later], held[earlier])
    told = [each for each in pairs if _is_asked(*each, understood.asked)]
    lines, derived = _told(desk, told)
    desk.derived.extend(derived)
    names = "、".join(one.indicator for one, _ in pairs)
    word = _word(understood.asked)
    if not lines:
        none = f"{region}{later}年与{earlier}年计划里都给出数的目标没有{word}的。"
        lines = [line(none)] if pairs else []
    if not lines:
        return None
    closing = f"对比的是两年计划都给出同一种数的目标：{names}。"
    return part_of(slot, "answered", lines, closing)


def _against_results(desk: Desk, understood: Understood, report: Report) -> Part | None:
    """The targets of a plan that lie below (above) what its report says was reached."""
    every = desk.ledger.facts(FactQuery(reports=(report.id,)))
    reached = {
        fact.indicator: fact for fact in reversed(every)
        if fact.known and fact.kind in RESULT and fact.scope is None
        and fact.period == str(report.covers) and fact.basis != "average"
    }  # fmt: skip
    planned = {fact.indicator: fact for fact in reversed(_targets(desk, report))}
    pairs = [(one, reached[name]) for name, one in planned.items() if name in reached]
    pairs = sorted((p for p in pairs if both(*p) is not None), key=lambda pair: pair[0].start)
    told = [each for each in pairs if _is_asked(*each, understood.asked)]
    lines: list[DraftLine] = []
    for plan, done in told:
        desk.use(plan, done)
        made = gap_lines(plan, done, desk.sources)
        lines.extend(made[0])
        desk.derived.extend(made[1])
    if not lines:
        return None
    names = "、".join(one.indicator for one, _ in pairs)
    slot = slot_of(understood, report.region, "目标", "moved")
    return part_of(slot, "answered", lines, f"对比的是目标与上年都给出同一种数的：{names}。")


def _years(desk: Desk, understood: Understood, region: str) -> tuple[int, int]:
    """The later and the earlier year of the two plans, as asked, else the newest and the one before."""
    said = sorted({*understood.years, *understood.report_years}, reverse=True)
    newest = max(report.year for report in desk.library.of_region(region))
    later = said[0] if said else newest
    return later, said[1] if len(said) > 1 else later - 1


def _pairs(desk: Desk, later: Report, earlier: Report) -> list[tuple[Fact, Fact]]:
    """The targets of one name that both plans give in one measure, in the order of the later one."""
    before = {fact.indicator: fact for fact in reversed(_targets(desk, earlier))}
    first = {fact.indicator: fact for fact in reversed(_targets(desk, later))}
    made = [(one, before[name]) for name, one in first.items() if name in before]
    made = [pair for pair in made if both(*pair) is not None]
    return sorted(made, key=lambda pair: pair[0].start)


def _targets(desk: Desk, report: Report) -> list[Fact]:
    """What the plan of a year sets for the whole region."""
    return [
        fact for fact in desk.ledger.facts(FactQuery(reports=(report.id,)))
        if fact.known and fact.kind in TARGET and fact.scope is None
        and fact.period == str(report.year) and fact.basis != "average"
    ]  # fmt: skip


def _is_asked(later: Fact, earlier: Fact, asked: str) -> bool:
    """Whether a target moved in the direction that is asked for, either where none is."""
    pair = both(later, earlier)
    one, other = (each.printed for each in pair[1:]) if pair is not None else (None, None)
    if one is None or other is None or one == other:
        return False
    down, up = pattern_of("lowered").search(asked), pattern_of("raised").search(asked)
    return bool(up if one > other else down) if bool(up) != bool(down) else True


def _word(asked: str) -> str:
    down, up = pattern_of("lowered").search(asked), pattern_of("raised").search(asked)
    return "变动" if bool(up) == bool(down) else "调低" if down else "调高"


def _told(desk: Desk, pairs: Sequence[tuple[Fact, Fact]]) -> tuple[list[DraftLine], list[Derived]]:
    lines: list[DraftLine] = []
    derived: list[Derived] = []
    for later, earlier in pairs:
        pair = both(later, earlier)
        if pair is None or measure_of(later, pair[0]) is None:
            continue
        desk.use(later, earlier)
        made = years_lines(later, earlier, pair[0], desk.sources)
        lines.extend(made[0])
        derived.extend(made[1])
    return lines, derived
