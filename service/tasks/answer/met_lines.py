"""Whether a result keeps its target, and by how much it passes or misses it."""

from collections.abc import Sequence
from decimal import Decimal

from service.draft import period_words
from service.facts.model import Fact
from service.language.indicators import find
from service.ledger import FactQuery
from service.tasks.answer.contest import CompareBy
from service.tasks.answer.desk import Desk
from service.tasks.answer.draft_lines import stated
from service.tasks.answer.headline_lines import CORE, TARGET
from service.tasks.answer.pick import RESULT, Picked
from service.tasks.answer.relation_lines import Made, both, printed_gap, words
from service.tasks.answer.sources import Sources
from service.tasks.compare.measure import PrintedInterval
from service.verify import DraftLine
from vectorstore.documents import Report

AT_LEAST, AT_MOST = ("以上", "不低于", "不少于", "超"), ("以内", "以下", "不超过", "不高于", "控制")
# 8%左右 may be 7.3%, not 6.1%: a tenth of the target at most is what 左右 covers.
ROUGHLY = Decimal("0.1")
NEARLY = ("左右", "约", "大约", "上下")


def _is_met(
    target: Fact, by: CompareBy, wanted: PrintedInterval, got: PrintedInterval
) -> bool | None:
    """Whether the result keeps the target; None where its qualifier or kind leaves it open."""
    said = _qualifier(target, by)
    if wanted.exact and got.exact and wanted.low == got.low:
        return True
    indicator = find(target.indicator)
    falling = by == "growth" and (target.growth or "").startswith("-")
    good = indicator.direction if indicator else None
    if any(word in said for word in AT_MOST) or falling or (by == "amount" and good == "down"):
        bound, least, most = wanted.high, got.high, got.low
        kept = bound is not None and least is not None and least <= bound
        broken = bound is not None and most is not None and most > bound
    elif any(word in said for word in AT_LEAST) or good == "up":
        bound, least, most = wanted.low, got.low, got.high
        kept = bound is not None and least is not None and least >= bound
        broken = bound is not None and most is not None and most < bound
    else:
        return None
    if any(word in said for word in NEARLY):
        missed = (
            broken
            and bound is not None
            and abs(bound - (most or least or bound)) > ROUGHLY * abs(bound)
        )
        return True if kept else False if missed else None
    return True if kept else False if broken else None


def fulfilled_lines(target: Picked, result: Picked, sources: Sources) -> Made:
    """The sentence that says whether a result keeps its target."""
    return judged(target, result, sources)[1]


def judged(target: Picked, result: Picked, sources: Sources) -> tuple[bool | None, Made]:
    """Whether a result keeps its target, and by how much it misses or passes it, where the two can
    be held against each other. Of a target with 左右 that is barely missed only how far it lies."""
    for fact in target.facts:
        for done in result.facts:
            pair = both(fact, done) if _same_end(fact, done) else None
            if pair is None or done.kind not in RESULT or fact.scope != done.scope:
                continue
            by, wanted, got = pair
            if by == "growth" and (fact.basis == "average") != (done.basis == "average"):
                continue  # 年均增长9.5% is met by no single year's growth
            met = _is_met(fact, by, wanted, got)
            head = f"{period_words(done.period)}{done.region}{done.indicator}"
            lead = "按预计数看，" if done.kind == "expected" else ""
            gap = printed_gap(fact, done, by, wanted, got)
            if met is None and gap is None:
                continue
            low = (got.printed or 0) < (wanted.printed or 0)
            near = f"略{'低' if low else '高'}于目标"
            said = near if met is None else "达到了目标" if met else "没有达到目标"
            tail = f"，比目标{'低' if low else '高'}{gap.text}" if gap is not None else ""
            if met is None and any(word in _qualifier(fact, by) for word in NEARLY):
                tail += f"，目标写的是“{words(fact, by)}”"
            numbers = (sources.cite_fact(fact), sources.cite_fact(done))
            says = (fact, done, gap) if gap is not None else (fact, done)
            text = f"{lead}{head}{said}{tail}[{numbers[0]}][{numbers[1]}]。"
            return met, ([stated(text, says, *numbers)], [gap] if gap is not None else [])
    return None, ([], [])


def _same_end(target: Fact, done: Fact) -> bool:
    """Whether both are of one year; a target of a plan is one of its last year."""
    return target.period == done.period or (target.period or "")[5:] == (done.period or "-")


def _qualifier(fact: Fact, by: CompareBy) -> str:
    return (fact.qualifier if by == "amount" else fact.growth_qualifier) or ""


def one_by_one(
    desk: Desk, reports: Sequence[Report], year: int, *, missed: bool = False
) -> list[DraftLine]:
    """The main targets that the year's own report set, each against its result; only those that
    were `missed`, where that is asked."""
    ids = tuple(report.id for report in reports)
    facts = desk.ledger.facts(FactQuery(reports=ids))
    lines: list[DraftLine] = []
    for name in dict.fromkeys(fact.indicator for fact in facts if fact.indicator in CORE):
        planned = _of(facts, name, TARGET, year)
        reached = _of(facts, name, RESULT, year)
        if not (planned and reached):
            continue
        region = planned[0].region
        plan, done = (Picked(region, name, tuple(each), (), ()) for each in (planned, reached))
        met, (said, derived) = judged(plan, done, desk.sources)
        if missed and met is not False:
            continue
        desk.use(*planned, *reached)
        desk.derived.extend(derived)
        lines.extend(said)
    return lines


def _of(facts: Sequence[Fact], name: str, kinds: Sequence[str], year: int) -> list[Fact]:
    return [
        fact for fact in facts
        if (fact.indicator, fact.period, fact.scope) == (name, str(year), None)
        and fact.kind in kinds and fact.basis != "average"
    ]  # fmt: skip
