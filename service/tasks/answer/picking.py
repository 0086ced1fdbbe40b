"""Which facts of the reports answer a question, region by region and name by name."""

import re
from collections.abc import Sequence
from functools import cache

from service.facts.model import Fact
from service.language.amounts import Amount, amount_asked
from service.language.indicators import find
from service.language.spoken import in_staff_words
from service.language.units import plain
from service.language.words import pattern_of
from service.ledger import FactQuery
from service.tasks.answer.desk import Desk
from service.tasks.answer.phrases import (
    SURE_NAME,
    Likely,
    covered,
    is_scope_asked,
    matching,
    names_another,
    of_attribute,
)
from service.tasks.answer.pick import Picked, pick
from service.tasks.answer.two_years import names_of, pair_of
from service.tasks.compare.siblings import STAND_INS, UNSPECIFIED
from service.understand import Understood
from vectorstore import late
from vectorstore.documents import Report
from vectorstore.regions import named

PART = late.pattern(r"[\u4e00-\u9fff]{1,6}?[县区市旗](?=[\u4e00-\u9fff])")
TWO = 2
PREFIX = 2  # so many letters of a verb before a name: 做大
ALL_RESIDENTS = "全体居民人均可支配收入"


def _own_reports(desk: Desk, understood: Understood, region: str) -> tuple[str, ...]:
    """All reports of a region; the years asked about decide later which facts count."""
    wanted = understood.report_years
    held = desk.library.of_region(region)
    return tuple(report.id for report in held if not wanted or report.year in wanted)


def _by_name(
    desk: Desk, understood: Understood, ids: tuple[str, ...], region: str, newest: int
) -> list[Picked]:
    picks: list[Picked] = []
    for name in understood.indicators:
        both = _both_shares(desk, understood, ids, name)
        if both is not None:
            picks.extend(_by_name(desk, both, ids, region, newest))
            continue
        own = _as_printed(desk, understood, ids, region, newest, name)
        if own is not None:
            picks.append(own)
            continue
        facts = desk.given(ids, [name])
        asked = [f for f in facts if is_scope_asked(f, understood.spoken + understood.subject)]
        found = pick(asked or facts, understood, region, name, newest)
        found = found if found.facts else _instead(desk, understood, ids, found, newest)
        whole = any(fact.scope is None for fact in found.facts) or asked
        picks.append(found if whole else _so_called(desk, understood, ids, found, newest))
    return picks


def _as_printed(
    desk: Desk, understood: Understood, ids: tuple[str, ...], region: str, newest: int, name: str
) -> Picked | None:
    """A short name of the question that the report itself prints as the name of a figure of its own:
    财政收入 is no 一般公共预算收入 where the report says 财政收入318.3亿元, nor the part of a whole of such
    a name (财政一般预算收入103.1亿元，其中地方…). None where it does not."""
    known = find(name)
    word = next((each for each in understood.called if known and each in known.asked), "")
    if not known or not word:
        return None
    held = [each for each in desk.named(ids) if not each.known]
    names = dict.fromkeys((word, *(each.indicator_text for each in held)))
    for printed in (each for each in names if each == word or each in known.aliases):
        renamed = {"indicator": printed, "known": True}
        own = [f.model_copy(update=renamed) for f in held if f.indicator_text == printed]
        if (found := pick(own, understood, region, printed, newest)).facts:
            return found
    return None


def _both_shares(
    desk: Desk, understood: Understood, ids: tuple[str, ...], name: str
) -> Understood | None:
    """居民收入, where the reports give that of the towns and that of the land only."""
    if name != ALL_RESIDENTS or "全体" in understood.spoken:
        return None
    if desk.given(ids, [name]):
        return None
    shares = ("城镇居民人均可支配收入", "农村居民人均可支配收入")
    if not desk.given(ids, shares):
        return None
    return understood.model_copy(update={"indicators": shares})


def _instead(
    desk: Desk, understood: Understood, ids: tuple[str, ...], found: Picked, newest: int
) -> Picked:
    """优良天数 said as a rate, an average said in the clause of the sum: what answers as well."""
    indicator = find(found.indicator)
    if indicator is not None and indicator.share and indicator.unit_family == "days":
        rates = desk.given(ids, [indicator.share])
        rate = pick(rates, understood, found.region, indicator.share, newest)
        if rate.facts:
            return rate
    other = STAND_INS.get(found.indicator) or _unspecified(found.indicator, understood)
    if other is not None:
        facts = desk.given(ids, [other])
        kin = pick(facts, understood, found.region, other, newest)
        if kin.facts:
            return kin
    if understood.kind != "average" or not found.near:
        return found
    quotes = {(fact.report, fact.start, fact.end) for fact in found.near}
    beside = [
        fact for fact in desk.ledger.facts(FactQuery(reports=ids, kinds=("average",)))
        if (fact.report, fact.start, fact.end) in quotes
        and fact.indicator in found.indicator
    ]  # fmt: skip
    if not beside:
        return found
    return Picked(found.region, found.indicator, tuple(beside), found.near, (), by_words=True)


def _unspecified(indicator: str, understood: Understood) -> str | None:
    """失业率 may be the registered or the surveyed one, 农民人均收入 the disposable or the net one of
    earlier years, where the question does not say."""
    word, other = UNSPECIFIED.get(indicator, ("", None))
    said = understood.asked + (" ".join(understood.called) or understood.spoken)
    return None if word in said else other


def is_given(desk: Desk, understood: Understood, region: str) -> bool:
    """Whether the ledger gives of a region itself all that is asked for by name: then no facts of
    other names are looked at, most often."""
    reports = desk.library.of_region(region)
    ids, newest = _own_reports(desk, understood, region), max(each.year for each in reports)
    found = (
        pick(desk.given(ids, [name]), understood, region, name, newest)
        for name in understood.indicators
    )
    whole = all(any(fact.scope is None for fact in each.facts) for each in found)
    return whole and bool(understood.indicators)


def likely(understood: Understood, indicators: Sequence[str]) -> Likely:
    """The facts that these indicators or the question's own words may name."""
    known = [each for each in map(find, indicators) if each is not None]
    names = [name for each in known for name in (each.name, *each.aliases)]
    short = in_staff_words(understood.subject)
    of_two = names_of(understood) if understood.relation == "years" else ()
    return Likely(
        tuple(dict.fromkeys((*names, *understood.called, *filter(None, [short])))),
        tuple(dict.fromkeys((understood.subject, short, *of_two))),
        "" if understood.indicators else understood.subject,
    )


def _so_called(
    desk: Desk, understood: Understood, ids: tuple[str, ...], found: Picked, newest: int
) -> Picked:
    """Facts that the ledger holds under a name which goes on from the indicator's without another
    thing (生产总值历史性突破1900亿元、达到1905.45亿元), or ends in it (做大工业增加值): quoted, where there
    is no better."""
    known = find(found.indicator)
    names = (known.name, *known.aliases) if known else ()
    every = desk.named(ids)
    renamed = {"indicator": found.indicator, "known": True}
    plain = [f.model_copy(update=renamed) for f in every if _is_named(f, names)]
    said = pick(plain, understood, found.region, found.indicator, newest)
    if said.facts or found.facts:
        return said if said.facts else found
    held = [
        fact for fact in every
        if not fact.known
        and fact.scope is None
        and any(fact.indicator_text.endswith(n) and len(fact.indicator_text) <= len(n) + PREFIX for n in names)
    ]  # fmt: skip
    so_called = pick(held, understood, found.region, found.indicator, newest)
    if not so_called.facts:
        return found
    return Picked(found.region, found.indicator, so_called.facts, found.near, (), by_words=True)


def _is_named(fact: Fact, names: Sequence[str]) -> bool:
    """Whether a fact's name is that of the indicator with nothing behind it but how it was reached:
    生产总值历史性, 地区生产总值在全省地级市."""
    name = fact.indicator_text
    head = max((each for each in names if name.startswith(each)), key=len, default="")
    if fact.known or fact.scope or not head or fact.value is None:
        return False
    return _reached().fullmatch(name[len(head) :]) is not None


@cache
def _reached() -> re.Pattern[str]:
    """How a mark was reached, which is no part of a name."""
    return re.compile(rf"(?:{pattern_of('how_reached').pattern}|在全?[\u4e00-\u9fff]{{1,8}})+")


def _by_words(
    desk: Desk, understood: Understood, ids: tuple[str, ...], region: str, newest: int
) -> Picked | None:
    """Facts outside the lexicon whose name holds the question's words."""
    short = in_staff_words(understood.subject)  # 有效高企 of 高新技术企业, as some reports print it
    held = tuple(fact for fact in desk.named(ids) if not _is_of_part(fact, understood))
    increment = pattern_of("increment")  # 净增765家 is not how many there are
    of_two = understood.relation == "years" and len(understood.years) == TWO
    if not increment.search(understood.asked + understood.subject):
        held = tuple(f for f in held if not increment.match(f.indicator_text))
    if asked := amount_asked(understood.subject):
        held = tuple(fact for fact in held if _is_such(fact, asked))
    shortened = short != understood.subject
    facts = [f for f in held if f.indicator_text.endswith(short)] if shortened else []
    facts = facts or matching(held, understood.subject)
    if understood.indicators:
        facts = [
            fact for fact in facts
            if not fact.known and not names_another(fact, understood.indicators)
            and covered(understood.subject, fact.indicator_text) >= SURE_NAME
            and (not understood.topic or covered(understood.topic, fact.quote) >= SURE_NAME)
        ]  # fmt: skip
    unasked = understood.model_copy(update={"measures": ()})
    if of_two:
        pair = pair_of(held, understood)
        pair = pair if len(pair) == TWO else pair_of(desk.named(ids), understood)
        return Picked(region, understood.subject, pair, (), (), by_words=True) if pair else None
    years = {str(year) for year in understood.years}
    then = [
        fact
        for fact in held
        if fact.period in years and (fact.unit or "").endswith(understood.unit)
    ]
    worded = [] if understood.indicators else matching(then, understood.subject)
    for facts_named in (of_attribute(held, understood.about, understood.subject), facts, worded):
        found = pick(facts_named, unasked, region, understood.subject, newest)
        if found.facts and not _is_only_planned(found.facts, understood, desk, region):
            break
    else:
        if not facts or found.facts:
            return None
    return Picked(region, understood.subject, found.facts, found.near, (), by_words=True)


def _is_only_planned(
    facts: Sequence[Fact], understood: Understood, desk: Desk, region: str
) -> bool:
    """Whether a result is asked for of a year whose report the library holds, and only its plan is
    found: the report's words may have more."""
    if understood.kind is not None or not all(fact.kind == "target" for fact in facts):
        return False
    covered_years = {r.covers for r in desk.library.of_region(region)}
    return bool({*understood.years} & covered_years)


def _is_of_part(fact: Fact, understood: Understood) -> bool:
    """Whether a name begins with that of a part of the region which nobody asked for: 华池县
    of 华池县原油产量."""
    name = fact.indicator_text
    head = PART.match(name)
    return head is not None and head.group() not in understood.spoken and bool(named(head.group()))


def _is_such(fact: Fact, asked: Amount) -> bool:
    """Whether a fact may be the amount of a thing: it spells the thing, and has such a unit."""
    name = (fact.scope or "") + fact.indicator_text
    letters = iter(name)
    unit = fact.unit is None or plain(fact.unit)[1] in asked.units
    return unit and all(letter in letters for letter in asked.thing)


def picked_for(
    desk: Desk, understood: Understood, reports: Sequence[Report], region: str
) -> list[Picked]:
    """The facts for one region: by the lexicon's names, or by the question's own words."""
    newest = max(report.year for report in reports if report.region == region)
    ids = _own_reports(desk, understood, region)
    picks = _by_name(desk, understood, ids, region, newest)
    silent = not any(picked.facts for picked in picks)
    if len(understood.subject) >= 2 and (silent or len(understood.topic) >= 2):
        worded = _by_words(desk, understood, ids, region, newest)
        if (worded is not None and worded.facts) or (worded is not None and not picks):
            picks = [worded]
    elif understood.relation == "years" and len({f.period for p in picks for f in p.facts}) < TWO:
        worded = _by_words(desk, understood, ids, region, newest)
        picks = [worded] if worded is not None and len(worded.facts) == TWO else picks
    desk.use(*(fact for picked in picks for fact in (*picked.facts, *picked.near)))
    return picks


def missing_year(desk: Desk, understood: Understood, region: str) -> int | None:
    """The year of the report that would say it, where the library does not hold that report."""
    if len(understood.years) != 1:
        return None
    asked = understood.years[0]
    wanted = asked if understood.kind == "target" else asked + 1
    held = {r.year for r in desk.library.of_region(region)}
    return None if wanted in held or (understood.kind is None and asked in held) else wanted
