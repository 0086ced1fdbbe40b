"""Tasks carried over and with which number: the targets of two reports, paired by what they count.

社会消费品零售总额增长8%左右 → 增长6%以上. Only sure facts of the plans are paired, one to one.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from service.facts.model import Fact
from service.language.indicators import find
from service.language.measure import Measure
from service.language.rates import rate_of
from service.tasks.changes.counted import unlike
from service.tasks.changes.likeness import (
    best_pairs,
    covered,
    in_order,
    likeness,
    named,
    object_of,
    of_one_stage,
    pairs,
    unsized,
)
from service.tasks.sources import ReportSource
from vectorstore import late

PLANNED = ("plan", "plan_period", "self", "body")
LEAST = 0.62  # measured on 长春市 2024–2025: the first wrong pair stands at 0.55
KIN = 0.63  # behind all that bear one name
PART = 0.8
NEAR = 0.25
ITEM = late.pattern(r"[^、，,]+")
ADDED = late.pattern(r"新增|净增")
STANDING = late.pattern(r"达到?|突破|超过?|累计|总量|总数|保有|存栏|保持|稳定")
Move: TypeAlias = Literal["up", "down", "same", "other"]
PURPOSE = late.pattern(r"[，,]?(?:用于)?(?P<what>[^，。；,;\n]+)")
_COUNTED = (frozenset({"户", "家", "个", "片", "项", "处"}), frozenset({"人", "人次", "名"}))


@dataclass(frozen=True, slots=True)
class Target:
    """A number that a plan sets, and the fact it is of."""

    fact: Fact
    measure: Measure
    growth: bool
    purpose: str = ""  # of money set aside: what stands behind it

    @property
    def name(self) -> str:
        """What is counted: the indicator; of 安排资金500万元 what the money is for."""
        return self.purpose or self.fact.indicator


@dataclass(frozen=True, slots=True)
class CarriedTarget:
    """One target in two years; `move` is what its number did, `other` where that cannot be said."""

    earlier: Target
    later: Target
    move: Move


def targets(source: ReportSource) -> list[Target]:
    """The numbers that a report plans for its own year."""
    planned = [s for s in source.sections if s.part in PLANNED]
    year = str(source.report.year)
    found: list[Target] = []
    for fact in source.facts:
        inside = any(section.start <= fact.start < section.end for section in planned)
        if fact.kind != "target" or not inside or fact.period not in (None, year):
            continue
        found += _of(source, fact)
    return found


def _of(source: ReportSource, fact: Fact) -> list[Target]:
    both = [(fact.value, False), (fact.growth, True)]
    made: list[Target] = []
    for printed, growth in both:
        if printed is None:
            continue
        number = printed.lstrip("-").rstrip("%‰")
        figure = next((each for each in fact.figures if each.number.lstrip("-") == number), None)
        if figure is None and len(fact.figures) == 1:
            figure = fact.figures[0]
        if figure is not None:
            made.append(Target(fact, figure, growth, _purpose(source, fact, figure)))
    return made


def _purpose(source: ReportSource, fact: Fact, figure: Measure) -> str:
    """What money is set aside for: 安排资金500万元，扶持出口型农业 is for the latter."""
    if named(fact.indicator) or figure.plain_unit != "元":
        return ""
    behind = PURPOSE.match(source.text, figure.end)
    return behind["what"] if behind else ""


def carried(earlier: ReportSource, later: ReportSource) -> list[CarriedTarget]:
    """The targets of both plans that count the same thing, in the order of the later one."""
    before, after = targets(earlier), targets(later)
    scores = (
        (_likeness(first, second), i, j)
        for i, first in enumerate(before)
        for j, second in enumerate(after)
        if _may_be_one(first, second)
    )
    chosen = best_pairs(scores, LEAST)
    made = [CarriedTarget(before[i], after[j], move(before[i], after[j])) for _, i, j in chosen]
    return sorted(made, key=lambda each: each.later.measure.start)


def _may_be_one(first: Target, second: Target) -> bool:
    if first.growth != second.growth or not _of_one_place(first.fact, second.fact):
        return False
    if not of_one_stage(_item(first), _item(second)):
        return False
    units = {first.measure.plain_unit, second.measure.plain_unit}
    return len(units) == 1 or (_of_one_unit(units) and _names_alike(first, second))


def _names_alike(first: Target, second: Target) -> bool:
    """Whether what is counted by two words for one unit is one thing: not 标杆企业 in 户 and 项目 in 个."""
    one, other = (named(each.name).replace(" ", "") for each in (first, second))
    return bool(one and other) and (one.endswith(other[-2:]) or other.endswith(one[-2:]))


def _of_one_unit(units: set[str]) -> bool:
    """Whether they count alike: 户 and 家 are two words for one."""
    return len(units) == 1 or any(units <= counted for counted in _COUNTED)


def _of_one_place(one: Fact, other: Fact) -> bool:
    """Whether both count in one scope; 国家 of 国家高新技术企业 is part of a name."""
    scopes = {scope if scope != "其中" else None for scope in (one.scope, other.scope)}
    return len(scopes) == 1 or (
        None in scopes
        and all(
            (scope or "") in fact.indicator_text + fact.indicator
            for scope in scopes
            for fact in (one, other)
        )
    )


def _likeness(first: Target, second: Target) -> float:
    """How far two targets are of one thing: by their indicators, else by their names."""
    quotes = likeness(pairs(object_of(first.fact.quote)), pairs(object_of(second.fact.quote)))
    one, other = first.fact, second.fact
    if one.known and other.known and one.indicator != other.indicator:
        alike = likeness(pairs(one.indicator_text), pairs(other.indicator_text))
        return KIN + alike / 100 if alike >= NEAR and _are_kin(one, other) else 0.0
    names = [named(each.name) for each in (first, second)]
    if not all(names):
        return 0.0
    if first.name == second.name and min(map(len, names)) > 1:
        return 1 + quotes
    alike = _of_names(*names)
    if not first.purpose and not second.purpose:
        alike = max(alike, _of_names(named(one.indicator_text), named(other.indicator_text)))
    if "其中" in (one.scope, other.scope) and alike < PART and one.scope != other.scope:
        return 0.0
    return alike + 0.1 * quotes if alike >= LEAST else 0.0


def _of_names(one: str, other: str) -> float:
    """A name that stands in the other whole is nearly the same, in another order it is not."""
    first, second = pairs(unsized(one)), pairs(unsized(other))
    if (rate := rate_of(one)) and rate == rate_of(other):
        return PART
    if min(len(first), len(second)) < 2:
        return 1.0 if one == other and len(one) > 1 else 0.0
    alike = likeness(first, second)
    if min(len(first), len(second)) >= 3:
        alike = max(alike, 0.85 * min(covered(first, second), in_order(one, other)))
    return alike


def _are_kin(one: Fact, other: Fact) -> bool:
    """Whether the note of one indicator names the other: both are told, and never compared."""
    return any(
        (known := find(fact.indicator)) is not None and twin.indicator in known.note
        for fact, twin in ((one, other), (other, one))
    )


def move(first: Target, second: Target) -> Move:
    """What the number did; nothing is said of ranges, or of units that differ."""
    if unlike(_item(first), _item(second)) or _other_kind(first, second):
        return "other"
    both = {first.measure.plain_unit, second.measure.plain_unit}
    if first.fact.known and second.fact.known and first.fact.indicator != second.fact.indicator:
        return "other"
    if first.measure.high is not None and _of_one_unit(both):
        return "same" if _ends(first.measure) == _ends(second.measure) else "other"
    low, high = _plain(first.measure), _plain(second.measure)
    if low is None or high is None or not _of_one_unit(both):
        return "other"
    return "same" if low == high else "up" if high > low else "down"


def _item(target: Target) -> str:
    """The piece of a quote around its number: 亿元以上项目160个 of a list."""
    at = target.measure.start - target.fact.start
    pieces = (each for each in ITEM.finditer(target.fact.quote) if each.start() <= at < each.end())
    return next((piece[0] for piece in pieces), target.fact.quote)


def _adds(target: Target) -> bool:
    return bool(ADDED.search(target.fact.indicator_text))


def _other_kind(first: Target, second: Target) -> bool:
    """Whether one counts what is added and the other what stands: 新增4户 and 突破10户."""
    stands = any(STANDING.search(_item(each)) for each in (first, second))
    return stands and _adds(first) != _adds(second)


def _ends(measure: Measure) -> tuple[Decimal | None, Decimal | None]:
    """Both ends of a range: 500至1000元 is 500—1000元."""
    return measure.value, measure.high


def _plain(measure: Measure) -> Decimal | None:
    if measure.value is None or measure.high is not None:
        return None
    return -measure.value if measure.direction == "down" else measure.value
