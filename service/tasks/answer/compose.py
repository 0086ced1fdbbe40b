"""The offline draft: which sentences answer the question, from ledger and quotes alone."""

from collections.abc import Sequence
from dataclasses import replace

from service.language.indicators import find
from service.ledger import FactQuery
from service.shapes import Reason, Status
from service.tasks.answer.apart_lines import is_apart, set_apart
from service.tasks.answer.beside import against_premise, wider_part
from service.tasks.answer.desk import Desk, Draft, Part
from service.tasks.answer.doubtful_lines import doubtful_lines, is_doubtful
from service.tasks.answer.draft_lines import extra_line, found_lines, line, near_lines
from service.tasks.answer.named_lines import is_named, named_lines
from service.tasks.answer.phrases import (
    SURE_NAME,
    covered,
    is_scope_asked,
    matching,
    of_attribute,
)
from service.tasks.answer.pick import Picked, pick
from service.tasks.answer.relations import behind, instead
from service.tasks.answer.sources import Sources
from service.tasks.answer.versus_lines import versus
from service.tasks.answer.whole_part import whole_part
from service.tasks.answer.words_part import (
    MOST_REGIONS,
    absent,
    asked_words,
    explained_part,
    in_words,
    receipt,
    regions_of,
    terms,
)
from service.understand import Understood
from service.verify import Line
from vectorstore.documents import Report
from vectorstore.library import Library

TEXT_TASKS = ("done", "planned", "problems", "why", "explain")
HALF = 0.5
ALL_RESIDENTS = "全体居民人均可支配收入"


def _own_reports(desk: Desk, understood: Understood, region: str) -> tuple[str, ...]:
    """All reports of a region; the years asked about decide later which facts count."""
    wanted = understood.report_years
    return tuple(
        report.id
        for report in desk.library.reports()
        if report.region == region and (not wanted or report.year in wanted)
    )


def _by_name(
    desk: Desk, understood: Understood, ids: tuple[str, ...], region: str, newest: int
) -> list[Picked]:
    picks: list[Picked] = []
    for name in understood.indicators:
        both = _both_shares(desk, understood, ids, name)
        if both is not None:
            picks.extend(_by_name(desk, both, ids, region, newest))
            continue
        facts = desk.ledger.facts(FactQuery(reports=ids, indicators=(name,)))
        asked = [f for f in facts if is_scope_asked(f, understood.spoken + understood.subject)]
        found = pick(asked or facts, understood, region, name, newest)
        picks.append(found if found.facts else _instead(desk, understood, ids, found, newest))
    return picks


def _both_shares(
    desk: Desk, understood: Understood, ids: tuple[str, ...], name: str
) -> Understood | None:
    """居民收入, where the reports give that of the towns and that of the land only."""
    if name != ALL_RESIDENTS or "全体" in understood.spoken:
        return None
    if desk.ledger.facts(FactQuery(reports=ids, indicators=(name,))):
        return None
    shares = ("城镇居民人均可支配收入", "农村居民人均可支配收入")
    if not desk.ledger.facts(FactQuery(reports=ids, indicators=shares)):
        return None
    return understood.model_copy(update={"indicators": shares})


def _instead(
    desk: Desk, understood: Understood, ids: tuple[str, ...], found: Picked, newest: int
) -> Picked:
    """优良天数 said as a rate, an average said in the clause of the sum: what answers as well."""
    indicator = find(found.indicator)
    if indicator is not None and indicator.share and indicator.unit_family == "days":
        rates = desk.ledger.facts(FactQuery(reports=ids, indicators=(indicator.share,)))
        rate = pick(rates, understood, found.region, indicator.share, newest)
        if rate.facts:
            return rate
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


def _by_words(
    desk: Desk, understood: Understood, ids: tuple[str, ...], region: str, newest: int
) -> Picked | None:
    """Facts outside the lexicon whose name holds the question's words."""
    held = desk.ledger.facts(FactQuery(reports=ids))
    facts = matching(held, understood.subject)
    if understood.indicators:
        facts = [
            fact for fact in facts
            if not fact.known
            and covered(understood.subject, fact.indicator_text) >= SURE_NAME
            and (not understood.topic or covered(understood.topic, fact.quote) >= SURE_NAME)
        ]  # fmt: skip
    unasked = understood.model_copy(update={"measures": ()})
    years = {str(year) for year in understood.years}
    then = [
        fact
        for fact in held
        if fact.period in years and (fact.unit or "").endswith(understood.unit)
    ]
    worded = [] if understood.indicators else matching(then, understood.subject)
    for named in (of_attribute(held, understood.about, understood.subject), facts, worded):
        found = pick(named, unasked, region, understood.subject, newest)
        if found.facts:
            break
    else:
        if not facts:
            return None
    return Picked(region, understood.subject, found.facts, found.near, (), by_words=True)


def _picked(
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
    desk.use(*(fact for picked in picks for fact in (*picked.facts, *picked.near)))
    return picks


def _missing_year(desk: Desk, understood: Understood, region: str) -> int | None:
    """The year of the report that would say it, where the library does not hold that report."""
    if len(understood.years) != 1:
        return None
    asked = understood.years[0]
    wanted = asked if understood.kind == "target" else asked + 1
    held = {r.year for r in desk.library.reports() if r.region == region}
    return None if wanted in held or (understood.kind is None and asked in held) else wanted


def _single(desk: Desk, understood: Understood, picked: Picked) -> tuple[list[Line], bool]:
    """The sentences for one region and indicator; True where a quotation settles the question."""
    if not picked.facts:
        mine = [r for r in desk.read(understood) if r.region == picked.region]
        doubtful = doubtful_lines(desk, understood, mine, understood.indicators)
        if doubtful:
            return doubtful, False
        named = named_lines(desk.library, understood, mine, picked.indicator, desk.sources)
        if named:
            return named, False
        if understood.then:  # what comes near may be what the next part asks for
            picked = replace(picked, near=())
        missing = _missing_year(desk, understood, picked.region)
        return near_lines(picked, understood, desk.sources, missing), False
    lines = found_lines(picked, understood, desk.sources)
    said = "".join(each.text for each in lines)
    texts = {fact.report: desk.library.text(fact.report) for fact in picked.facts}
    extra = extra_line(picked.facts, understood, desk.sources, texts, said)
    settled = bool(extra and picked.missing)
    return (extra, True) if settled else ([*lines, *extra], False)


def _status(picks: Sequence[Picked], understood: Understood) -> tuple[Status, Reason | None]:
    found = [picked for picked in picks if picked.facts]
    if not found:
        related = [f for p in picks for f in p.near if f.indicator != p.indicator]
        return ("partial", "no_amount") if related else ("not_found", "not_mentioned")
    if any("amount" in picked.missing for picked in found):
        return "partial", "no_amount"
    if any(picked.missing for picked in found):
        return "partial", "not_mentioned"
    if len(found) < len(picks) and len(picks) == len(understood.indicators):
        return "partial", "not_mentioned"
    return "answered", None


def _figures(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Part | None:
    """The answer from the ledger; None where it has nothing to say and words may have."""
    regions = regions_of(reports)[:MOST_REGIONS]
    picks = {region: _picked(desk, understood, reports, region) for region in regions}
    flat = [picked for each in picks.values() for picked in each]
    found = [region for region, each in picks.items() if any(p.facts for p in each)]
    if not found and not any(picked.near for picked in flat):
        return None
    if len(picks) == 1:
        made = [_single(desk, understood, picked) for picked in flat]
        lines = [each for single, _ in made for each in single]
        status, reason = _status(flat, understood)
        if all(settled for _, settled in made):
            status, reason = "answered", None
    else:
        lines = _many(desk, understood, reports, flat)
        status, reason = _status([p for p in flat if p.facts] or flat, understood)
    named = [region for region in regions if any(is_named(one, region) for one in lines)]
    unsure = [region for region in regions if any(is_doubtful(one, region) for one in lines)]
    if unsure and status == "not_found":
        status, reason = "partial", "doubtful"
    found.extend([*unsure, *named, *(r for r in regions if any(is_apart(one, r) for one in lines))])
    status = "partial" if named and status == "not_found" else status
    closing = receipt(reports, found) if len(picks) > 1 or status == "not_found" else ""
    return Part(tuple(lines), status, reason, closing, tuple(flat))


def _many(
    desk: Desk, understood: Understood, reports: Sequence[Report], flat: Sequence[Picked]
) -> list[Line]:
    lines: list[Line] = []
    for name in dict.fromkeys(picked.indicator for picked in flat):
        mine = [picked for picked in flat if picked.indicator == name and picked.facts]
        facts = [fact for picked in mine for fact in picked.facts[:2]]
        if facts and len({fact.indicator for fact in facts}) == 1 and facts[0].known:
            made, derived = versus(
                facts, understood.measures, desk.sources, reports,
                listing=understood.task not in ("compare", "rank"), lowest=understood.lowest,
            )  # fmt: skip
            desk.derived.extend(derived)
            given = {fact.region for fact in facts}
            silent = [report for report in reports if report.region not in given]
            lines.extend(made)
            lines.extend(doubtful_lines(desk, understood, silent, (name,)))
            lines.extend(set_apart(desk, understood, silent, name))
            lines.extend(named_lines(desk.library, understood, silent, name, desk.sources))
        else:
            lines.extend(each for picked in mine for each in _single(desk, understood, picked)[0])
    return lines or [line(f"各地报告都未提及{asked_words(understood)}。")]


def _part(desk: Desk, understood: Understood, before: Sequence[Part]) -> Part:
    reports = desk.read(understood)
    alone = instead(desk, understood, reports, before)
    if alone is not None:
        return alone
    if understood.task == "explain":
        return explained_part(desk, understood, reports)
    whole = whole_part(desk, understood, reports)
    if whole is not None:
        return whole
    figure_asked = bool(understood.measures or understood.wants_figure)
    if understood.task in ("lookup", "list") and not understood.indicators and not figure_asked:
        explained = terms(desk, understood, reports, share=HALF)
        if explained is not None:
            return explained
    denied = _denied(desk, understood, reports)
    if denied is not None:
        return denied
    figure_asked = figure_asked or understood.kind is not None
    text_first = understood.task in TEXT_TASKS and (
        understood.task == "why"
        or not understood.indicators
        or not figure_asked
        or len(understood.topic) >= 2
    )
    plain = bool(understood.indicators) and not understood.topic and understood.task != "why"
    if not text_first or plain:
        part = _figures(desk, understood, reports)
        if part is not None:
            return part
        if understood.indicators and figure_asked:
            return absent(desk, understood, reports)
    return in_words(desk, understood, reports)


def _denied(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Part | None:
    """A “why” that takes for granted what the reports say otherwise."""
    if understood.premise is None or not understood.indicators:
        return None
    regions = regions_of(reports)[:MOST_REGIONS]
    picks = [each for region in regions for each in _picked(desk, understood, reports, region)]
    return against_premise(desk, understood, picks)


def compose(library: Library, understood: Understood) -> Draft:
    """The offline draft for a question about reports that the library holds."""
    desk = Desk(library, Sources(library))
    parts: list[Part] = []
    for each in (understood, *understood.then):
        if each.reports:
            parts.append(_part(desk, each, parts))
            parts.extend(behind(desk, each, parts))
            beside = wider_part(desk, each, desk.read(each))
            parts.extend([beside] if beside else [])
    return desk.draft(parts, understood)
