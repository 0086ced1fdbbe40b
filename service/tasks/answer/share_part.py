"""What share one thing is of another: as the report gives it, or from two amounts of it."""

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from service.draft import amount, subject
from service.facts.model import Fact
from service.language.indicators import listed
from service.ledger import FactQuery
from service.tasks.answer.contest import measure_of
from service.tasks.answer.desk import Desk, Part, part_of
from service.tasks.answer.draft_lines import line, quoted_fact, stated
from service.tasks.answer.finding import found_lines_of
from service.tasks.answer.phrases import SURE_NAME, covered
from service.tasks.answer.pick import pick
from service.tasks.answer.quote_lines import nearest_line
from service.tasks.answer.rank_part import clauses_of
from service.tasks.answer.relation_lines import Made
from service.tasks.answer.slots import slot_of
from service.tasks.answer.sources import Sources
from service.tasks.answer.term import is_name
from service.tasks.compare.measure import plain
from service.understand import Understood
from service.verify import Derived, DraftLine
from vectorstore import late
from vectorstore.documents import Report

STRUCTURE = "三次产业结构"
TRADES = ("第一产业增加值", "第二产业增加值", "第三产业增加值")
SHARES = ("占", "比重", "份额")
CHANGED = late.pattern(r"[，,、]\s*(?:比|较|同比)[^，,。；;、]{2,20}")
OF_WHOLE = late.pattern(
    r"(?:占[^，,；;。]{0,16}?|占比|比重|(?:覆盖|普及|达标|入学)率)[^，,；;。\d]{0,10}\d"
)
MOST = 3
OUTPUT = ("地区生产总值", "生产总值", "GDP", "国内生产总值", "经济总量")


def share_part(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Part:
    """The shares that the report of one region gives of a thing, or that it gives none.

    `贵州民营经济占GDP多少` → “占生产总值的比重提高到40%”; of a trade (三产占比) the report's own
    ratio of the three serves as well.
    """
    region = reports[0].region
    slot = slot_of(understood, region, understood.subject, "share")
    newest = max(report.year for report in reports)
    facts = desk.ledger.facts(FactQuery(reports=understood.reports))
    named = [fact for fact in facts if _is_share(fact, understood)]
    found = pick(named, without_measures(understood), region, understood.subject, newest).facts
    if found:
        desk.use(*found)
        return part_of(slot, "answered", [_quoted(desk, fact) for fact in found[:MOST]])
    structure = _structure(desk, understood, facts, region, newest)
    if structure:
        return part_of(slot, "answered", structure)
    years = {str(year) for year in understood.years}
    of_years = [fact for fact in facts if not years or fact.period in years]
    made, derived = share_lines(of_years, understood.subject, understood.whole, desk.sources)
    if made:
        for each in derived:
            desk.use(*each.operands)
        desk.derived.extend(derived)
        return part_of(slot, "answered", made)
    for name in understood.wider:
        share = re.compile(rf"占{name}[^，,；;。]{{0,12}}?\d[\d.]*%(?:{CHANGED.pattern})?")
        about = (understood.indicators or (understood.subject,))[0]
        said = [each for r in reports for each in clauses_of(desk, understood, r, about, share)]
        if said:
            return part_of(slot, "answered", said[:MOST])
    said = found_lines_of(desk, understood, reports, _of_asked(understood), most=1)
    if said:
        return part_of(slot, "answered", said)
    of = understood.whole or "".join(understood.wider)
    whole = f"占{of}" if of else ""
    when = "、".join(f"{year}年" for year in understood.years)
    what = f"{when}{region}{understood.subject}{whole}" if is_name(understood.subject) else "所问"
    lines = [line(f"报告没有给出{what}的比重。")]
    if len(reports) == 1:
        lines += nearest_line(desk.library, understood, reports[0].id, desk.sources)
    return part_of(slot, "not_mentioned", lines)


def _of_asked(understood: Understood) -> re.Pattern[str]:
    """What finds a share of the whole that is asked for, of any where none is named."""
    of = understood.whole or "".join(understood.wider)
    if not of:
        return OF_WHOLE
    letters = "|".join(OUTPUT) if any(n in of for n in OUTPUT) else ".{0,3}?".join(of)
    return re.compile(rf"占[^，,；;。\d]{{0,4}}?(?:{letters})[^，,；;。\d]{{0,10}}\d")


def _quoted(desk: Desk, fact: Fact) -> DraftLine:
    """The clause that gives the share, and how it changed where the next one says so (，比上年提高
    1.2个百分点)."""
    text = desk.library.text(fact.report)
    change = CHANGED.match(text, fact.end)
    end = change.end() if change else fact.end
    number = desk.sources.cite(fact.report, fact.start, end)
    return quoted_fact(fact, text[fact.start : end], number)


def without_measures(understood: Understood) -> Understood:
    """The question without measures: a share is a value, whatever it is called."""
    return understood.model_copy(update={"measures": ()})


def _is_share(fact: Fact, understood: Understood) -> bool:
    """Whether a fact gives the share of the thing, of the whole that is asked for (or of any)."""
    name = (fact.scope or "") + fact.indicator_text
    share = next((word for word in SHARES if word in name), None) or (
        "占" if fact.indicator.endswith("占比") else None
    )
    if share is None or fact.unit != "%" or fact.value is None:
        return False
    part, _, whole = name.partition("占")
    of = understood.whole or "".join(understood.wider)
    return _spells(understood.subject, part) and _is_of(of, whole)


def _spells(words: str, name: str) -> bool:
    """Whether the letters of the words stand in a name in their order: 非公经济 in
    非公有制经济增加值."""
    letters = iter(name)
    return bool(words) and all(letter in letters for letter in words.replace(" ", ""))


def _is_of(asked: str, whole: str) -> bool:
    """Whether a share is of the whole asked for; of one that is not printed (民营经济比重) it may be."""
    if not asked or not whole.removeprefix("比"):
        return True
    if any(name in asked for name in OUTPUT):
        return any(name in whole for name in OUTPUT)
    return _spells(asked, whole) or _spells(asked.removesuffix("增加值"), whole)


def _structure(
    desk: Desk, understood: Understood, facts: Sequence[Fact], region: str, newest: int
) -> list[DraftLine]:
    """`2023年清苑区三次产业结构为22.7:30.3:47，第三产业占47%[1]。`"""
    trade = listed(understood.subject)
    if trade is None or trade.name not in TRADES:
        return []
    place = TRADES.index(trade.name)
    asked = without_measures(understood)
    ratios = [fact for fact in facts if fact.indicator == STRUCTURE]
    lines: list[DraftLine] = []
    for fact in pick(ratios, asked, region, STRUCTURE, newest).facts:
        parts = (fact.value or "").replace("：", ":").split(":")
        if len(parts) != len(TRADES):
            continue
        try:
            share = Decimal(parts[place])
        except InvalidOperation:
            continue
        derived = Derived("share", f"{parts[place]}%", share, "%", trade.name, (region,), (fact,))
        number = desk.sources.cite_fact(fact)
        desk.use(fact)
        desk.derived.append(derived)
        name = trade.name.removesuffix("增加值")
        text = f"{subject(fact)}为{fact.value}，{name}占{derived.text}[{number}]。"
        lines.append(stated(text, (fact, derived), number))
    return lines


def share_lines(facts: Sequence[Fact], part: str, whole: str, sources: Sources) -> Made:
    """What share one amount is of another, from the two as the report gives them."""
    parts, wholes = _called(facts, part), _called(facts, whole)
    scopeless = [fact for fact in wholes if fact.scope is None] or wholes
    for one in parts:
        for other in scopeless:
            share = _share(one, other)
            if share is not None:
                numbers = (sources.cite_fact(one), sources.cite_fact(other))
                lead = f"按{one.year}年计划的" if one.kind == "target" else "按报告的"
                text = (
                    f"{lead}两个数算，{part}占{whole}的比重为{share.text}"
                    f"（{amount(one)}÷{amount(other)}）[{numbers[0]}][{numbers[1]}]。"
                )
                return [line(text, *numbers)], [share]
    return [], []


def _called(facts: Sequence[Fact], words: str) -> list[Fact]:
    scored = [(covered(words, (f.scope or "") + f.indicator_text), f) for f in facts if f.value]
    best = max((score for score, _ in scored), default=0.0)
    return [fact for score, fact in scored if score == best] if best >= SURE_NAME else []


def _share(one: Fact, other: Fact) -> Derived | None:
    first, second = measure_of(one, "amount"), measure_of(other, "amount")
    if first is None or second is None or not (first.exact and second.exact):
        return None
    alike = (one.report, one.period, one.kind) == (other.report, other.period, other.kind)
    if not alike or first.unit != second.unit or first.low is None or not second.low:
        return None
    if first.low >= second.low:
        return None
    value = (first.low / second.low * 100).quantize(Decimal("0.1"))
    return Derived(
        "share", f"{plain(value)}%", value, "%", one.indicator, (one.region,), (one, other)
    )
