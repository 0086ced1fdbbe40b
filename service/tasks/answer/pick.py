"""Which facts of the ledger answer a question, and which near ones would be mistaken for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from service.facts.model import Fact
from service.language.indicators import find
from service.language.period import Period
from service.language.words import pattern_of
from service.tasks.compare.measure import amount_of
from service.understand import Measure, Understood

RESULT = ("actual", "expected")
RATES = ("%", "‰", "个百分点")
FAR_APART = Decimal("1.5")  # 初步核算 and final numbers lie closer


@dataclass(frozen=True, slots=True)
class Picked:
    """`facts` answer the question for one region and indicator; `near` do not, but are about it.

    `missing` are the measures (amount, growth) that were asked for and that no fact gives;
    `by_words` facts were found by the question's words and are quoted, not retold.
    """

    region: str
    indicator: str
    facts: tuple[Fact, ...]
    near: tuple[Fact, ...]
    missing: tuple[Measure, ...]
    by_words: bool = False


def _periods(understood: Understood) -> tuple[str, ...]:
    if understood.period:
        return (understood.period,)
    return tuple(str(year) for year in understood.years)


def _in_period(fact: Fact, understood: Understood) -> bool:
    wanted = _periods(understood)
    period = fact.period or ""
    if understood.any_span and not wanted and understood.kind == "target":
        return period[-4:].isdigit() and int(period[-4:]) > fact.year  # 今后五年到多少
    if understood.any_span and not wanted:
        return "-" in period[4:5] or fact.kind in ("cumulative", "average")
    if not wanted:
        return True
    return period in wanted or any(period == f"..{asked[-4:]}" for asked in wanted)


def _ends_in_period(fact: Fact, understood: Understood) -> bool:
    """A level told of a span of years is that of its last year: 五年来…城镇化率达52%; a mean asked for
    with a year (十三五末) is that of the span which ends with it."""
    ends = (fact.period or "")[5:]
    spanned = fact.basis == ("average" if understood.kind == "average" else "level")
    spanned = spanned or (understood.relation == "fulfilled" and fact.kind == "target")
    return spanned and ends in {str(year) for year in understood.years}


def _is_aim_of(fact: Fact, understood: Understood) -> bool:
    """Whether a fact is what is aimed at by the end of the plan asked about: 十四五城镇化率要到65%."""
    return fact.kind == "target" and (understood.period or "")[5:] == (fact.period or "-")


def _of_kind(fact: Fact, understood: Understood) -> bool:
    match understood.kind:
        case "target":
            return fact.kind == "target"
        case "cumulative":
            spanned = "-" in (fact.period or "")[4:5] and fact.basis not in ("average", "level")
            whole = spanned and fact.value is not None and fact.kind in RESULT
            return fact.kind == "cumulative" or fact.basis == "cumulative" or whole
        case "average":
            return fact.basis == "average" or (fact.growth is not None and "年均" in fact.quote)
        case "result":
            return fact.kind in RESULT or fact.kind == "cumulative"
        case None:
            if understood.period or understood.any_span:
                return fact.kind != "target"
            in_one_year = fact.kind == "cumulative" and (fact.period or "").isdigit()
            return fact.kind in RESULT or in_one_year


def _gives(fact: Fact, measure: Measure) -> bool:
    return (fact.value if measure == "amount" else fact.growth) is not None


def _unscoped_first(facts: Iterable[Fact]) -> list[Fact]:
    return sorted(facts, key=lambda fact: (fact.scope is not None, -fact.year, fact.start))


def _newest_period(facts: Sequence[Fact], year: int) -> list[Fact]:
    """Where no year is asked for: the year the newest report covers, of targets the one it plans."""
    plans = bool(facts) and all(fact.kind == "target" for fact in facts)
    for period in (str(year), str(year - 1)) if plans else (str(year - 1), str(year)):
        found = [fact for fact in facts if fact.period in (period, f"..{period}")]
        if found:
            return found
    return [fact for fact in facts if fact.year == year]


def _newest_end(facts: Sequence[Fact]) -> list[Fact]:
    """What was summed up to the latest year: 五年累计."""
    sums = [fact for fact in facts if fact.kind == "cumulative" and fact.period]
    last = max(((fact.period or "")[-4:] for fact in sums), default="")
    return [fact for fact in sums if (fact.period or "").endswith(last)]


def _one_voice(facts: Sequence[Fact], measures: Sequence[Measure]) -> list[Fact]:
    """One fact a period and kind, the fullest first; another stays only where it disagrees."""
    kept: list[Fact] = []
    scoped = any(fact.scope is None for fact in facts)
    for fact in _unscoped_first(facts):
        if scoped and fact.scope is not None:
            continue
        same = [
            k
            for k in kept
            if (k.period, k.kind, k.basis, k.scope)
            == (fact.period, fact.kind, fact.basis, fact.scope)
        ]
        if not same or not _adds_nothing(fact, same[0]):
            kept.append(fact)
        elif (
            measures
            and not all(_gives(same[0], m) for m in measures)
            and all(_gives(fact, m) for m in measures)
        ):
            kept[kept.index(same[0])] = fact
    return [fact for fact in kept if not any(_yields(fact, other) for other in kept)]


def _yields(fact: Fact, other: Fact) -> bool:
    """Whether another amount under the same key is the one to be told: the number where this is
    only the mark it passed (突破千亿元 beside 1222亿元), and of two that cannot both be the region's
    the greater, where that is its year's amount: 929亿元 beside 7222.5亿元 is that of a part."""
    alike = (fact.period, fact.kind, fact.scope) == (other.period, other.kind, other.scope)
    one, more = amount_of(fact), amount_of(other)
    if not alike or fact is other or one is None or more is None or one.unit != more.unit:
        return False
    mine, its = one.printed, more.printed
    if mine is None or its is None or not more.exact:
        return False
    if fact.growth is None and not one.exact and (one.low is None or one.high is None):
        return its >= mine if one.low is not None else its <= mine
    if one.unit in RATES:
        return False
    part = fact.report == other.report and its >= mine * FAR_APART and mine > 0
    return part and one.exact and other.basis == "annual" and fact.basis != "annual"


def _adds_nothing(fact: Fact, known: Fact) -> bool:
    value = fact.value is None or known.value is None or fact.value == known.value
    growth = fact.growth is None or known.growth is None or fact.growth == known.growth
    brings = (fact.value and not known.value) or (fact.growth and not known.growth)
    return value and growth and not brings


def _is_lead(fact: Fact) -> bool:
    """How far a name lies from another (高于全省0.3个百分点), which is no amount of it."""
    known = find(fact.indicator)
    return fact.unit == "个百分点" and known is not None and not known.takes("个百分点")


def _counts_examples(fact: Fact, more: Fact) -> bool:
    """Whether a count is of some of more that the report counts: 柔性屏等22个重点项目建成投产 where
    重点项目65个 were carried out."""
    alike = (fact.report, fact.period, fact.kind, fact.unit) == (
        more.report, more.period, more.kind, more.unit
    )  # fmt: skip
    if not alike or f"等{fact.value or '-'}{fact.unit or ''}" not in fact.quote:
        return False
    one, other = amount_of(fact), amount_of(more)
    return bool(one and other and one.printed and other.printed and one.printed < other.printed)


def _is_part(fact: Fact, understood: Understood) -> bool:
    """Whether a fact is the result of a part of a year asked about: 前三季度, where no target is meant."""
    period = Period.parse(fact.period) if fact.period else None
    part = period is not None and period.is_part and period.year in understood.years
    return part and fact.kind in RESULT


def pick(
    facts: Sequence[Fact], understood: Understood, region: str, indicator: str, newest: int
) -> Picked:
    """The facts of one region and indicator that say what was asked.

    With no kind said a result is meant; only where the year asked about has none, its target.
    """
    facts = [fact for fact in facts if not _is_lead(fact)]
    facts = [fact for fact in facts if not any(_counts_examples(fact, more) for more in facts)]
    period = [fact for fact in facts if _in_period(fact, understood)]
    if not period or understood.kind == "average":
        period += [fact for fact in facts if _ends_in_period(fact, understood)]
    period = period or [fact for fact in facts if _is_aim_of(fact, understood)]
    vowed = understood.relation == "fulfilled" and understood.kind == "target"
    if vowed and not any(fact.kind == "target" for fact in period):
        period += [fact for fact in facts if _ends_in_period(fact, understood)]
    fitting = [fact for fact in period if _of_kind(fact, understood)]
    if understood.relation == "years":  # this year's plan beside last year's result
        given = {fact.period for fact in fitting}
        beside = (*RESULT, "target")
        fitting += [fact for fact in period if fact.period not in given and fact.kind in beside]
    if not fitting and understood.kind in (None, "result") and not _periods(understood):
        fitting = [fact for fact in period if fact.kind == "cumulative"]
    partly = any(_is_part(fact, understood) for fact in facts)
    if not fitting and understood.kind is None and not understood.any_span and not partly:
        fitting = [fact for fact in period if fact.kind == "target"]
    if not fitting and understood.kind == "cumulative":  # “一共多少” of a year's own amount
        fitting = [fact for fact in period if fact.kind in RESULT]
    if understood.kind == "average" and pattern_of("target_asked").search(understood.asked):
        fitting = [fact for fact in fitting if fact.kind == "target"] or fitting
    if not _periods(understood) and not understood.any_span:
        fitting = _newest_period(fitting, newest) or _newest_end(fitting)
    chosen = _one_voice(fitting, understood.measures)
    asked = understood.measures
    wanted = [fact for fact in chosen if any(_gives(fact, m) for m in asked)] or chosen
    missing: tuple[Measure, ...] = tuple(
        m for m in asked if not any(_gives(fact, m) for fact in wanted)
    )
    beside = {fact.id for fact in chosen} - {fact.id for fact in wanted}
    fits = {fact.id for fact in fitting} - beside
    near = [fact for fact in _unscoped_first(facts) if fact.id not in fits]
    return Picked(region, indicator, tuple(wanted), tuple(near), missing)
