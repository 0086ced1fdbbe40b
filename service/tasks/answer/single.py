"""The sentences on one region and one name: its figures, what they lack, what stands instead."""

import re
from dataclasses import dataclass, replace

from service.facts.model import Fact
from service.language.amounts import amount_asked
from service.language.indicators import printed_as, printed_mentions
from service.language.period import Period
from service.language.words import pattern_of
from service.shapes import AskedState
from service.tasks.answer.desk import Desk
from service.tasks.answer.doubtful_lines import doubtful_lines
from service.tasks.answer.draft_lines import (
    BOUNDS,
    QUOTE_LENGTH,
    extra_line,
    found_lines,
    line,
    near_lines,
    partly_lines,
    quotation,
    sentence_of,
)
from service.tasks.answer.finding import is_allowed
from service.tasks.answer.matter import quoted
from service.tasks.answer.named_lines import named_lines
from service.tasks.answer.page import DONE, PageSentence, page_of
from service.tasks.answer.pick import RESULT, Picked
from service.tasks.answer.picking import missing_year
from service.tasks.answer.telling import Telling
from service.tasks.compare.siblings import STAND_INS
from service.understand import Understood
from service.verify import DraftLine
from service.verify.match import role
from vectorstore import late
from vectorstore.documents import Report
from vectorstore.keyword import words

LEAST_NAME, STOPS = 3, "，,；;。：:\n"
YEAR = late.pattern(r"((?:19|20)\d{2})年")
GROWN = late.pattern(r"[，,、（(]\s*(?:同比|比上年|较上年)?(?:增长|下降|提高|上升|降低|减少|增|降)")
# From a name to the mark it has passed, in its clause: 在全省率先突破三千亿元, 首次突破百亿.
MARK = late.pattern(
    r"[^，,；;。]{0,20}?(?:\d|[一二三四五六七八九十]*[百千万亿]{1,2}(?:元|$|[大关台，,。]))"
)
AS_PLANNED = late.pattern(
    r"(?:超额|全面|圆满|提前|全部|如期|均|都|未能?|没有)+完成(?:了)?(?:省|市|全年|年度|既定|下达|预定|预期|计划|目标|任务|的)*(?:计划|目标|任务)"
)
EXACTLY = late.pattern(r"具体|到底|确切|准确|究竟")


@dataclass(frozen=True, slots=True)
class Single:
    """The sentences on one region and name; `state` is that of a slot which no fact answers."""

    lines: tuple[DraftLine, ...]
    state: AskedState = "not_mentioned"
    settled: AskedState | None = None


def single_of(desk: Desk, understood: Understood, picked: Picked) -> Single:
    """The sentences for one region and indicator; settled where a quotation answers it."""
    if not picked.facts:
        return _silent(desk, understood, picked)
    if _of_other_times(understood, picked):
        missing = missing_year(desk, understood, picked.region)
        lacking = near_lines(replace(picked, near=()), understood, desk.sources, missing)
        return Single((*lacking, *found_lines(picked, understood, desk.sources)))
    asks_mark = pattern_of("reaching").search(understood.asked) and understood.kind != "target"
    whole = (
        reached(desk, understood, picked) if asks_mark else _with_growth(desk, understood, picked)
    )
    if whole:
        return Single(tuple(whole), settled="answered")
    lines = _with_its_thing(desk, understood, picked) or found_lines(
        picked, understood, desk.sources
    )
    if apart := _of_other(desk, understood, picked):
        what = f"{picked.region}{apart}的{picked.indicator}"
        return Single((line(f"报告没有单独给出{what}，给的是："), *lines), settled="not_mentioned")
    if lacking := _lacks_amount(understood, picked):
        return Single((*lines, lacking), settled="no_number")
    said = "".join(
        fact.quote if picked.by_words else f"{fact.region}{fact.indicator}{fact.scope or ''}"
        for fact in picked.facts
    )
    texts = {fact.report: desk.library.text(fact.report) for fact in picked.facts}
    extra = extra_line(picked.facts, understood, desk.sources, texts, said)
    if extra and picked.missing:
        return Single(tuple(extra), settled="answered")
    return Single((*lines, *_unsaid_years(desk, understood, picked), *extra))


def _of_other_times(understood: Understood, picked: Picked) -> bool:
    """Whether all that was found is of other times than those asked about: the average of
    2016-2020 where that of 十四五 is asked for."""
    asked = (understood.period,) if understood.period else understood.years
    return bool(asked) and not any(is_of(fact, str(at)) for fact in picked.facts for at in asked)


def _with_its_thing(desk: Desk, understood: Understood, picked: Picked) -> list[DraftLine]:
    """A fact in the report's words, quoted from where its sentence names the thing asked about:
    咖啡…精深加工率由8%提升至20.3%, where the fact's own words are but 精深加工率…."""
    if not picked.by_words or len(picked.facts) != 1 or picked.facts[0].kind == "target":
        return []
    fact = picked.facts[0]
    text = desk.library.text(fact.report)
    asked = [word for word in words(understood.subject) if len(word) > 1]
    lost = [word for word in asked if word not in fact.quote]
    start, _ = sentence_of(text, fact)
    places = [text.rfind(word, start, fact.start) for word in lost]
    if not lost or min(places) < 0:
        return []
    begin = max((text.rfind(stop, start, min(places)) for stop in STOPS), default=-1) + 1
    begin = max(begin, start)
    begin += len(text[begin:]) - len(text[begin:].lstrip())
    if fact.end - begin > QUOTE_LENGTH:
        return []
    report = desk.library.report(fact.report)
    when = f"{report.covers}年" if fact.period == str(report.covers) else ""
    number = desk.sources.cite(fact.report, begin, fact.end)
    quote = text[begin : fact.end]
    return [quotation(f"{when}{fact.region}：“{quote}”[{number}]。", number, says=(fact,))]


def _lacks_amount(understood: Understood, picked: Picked) -> DraftLine | None:
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
    bare = pattern_of("reaching").sub(" ", understood.topic)
    for word in (each.rstrip("来的了") for each in bare.split()):
        known = len(word) >= LEAST_NAME and any(word in text for text in texts.values())
        spans = ((fact, *sentence_of(texts[fact.report], fact)) for fact in picked.facts)
        if known and not any(word in texts[f.report][start:end] for f, start, end in spans):
            return word
    return ""


def _unsaid_years(desk: Desk, understood: Understood, picked: Picked) -> list[DraftLine]:
    """That some of the years asked about have no figure: `报告未提及2022年岳阳市地区生产总值。`"""
    given = [year for year in understood.years if any(is_of(f, str(year)) for f in picked.facts)]
    unsaid = tuple(year for year in understood.years if year not in given)
    if not unsaid or not given or understood.period or understood.relation == "years":
        return []
    one = understood.model_copy(update={"years": unsaid})
    missing = missing_year(desk, one, picked.region)
    return near_lines(replace(picked, near=()), one, desk.sources, missing)


def _silent(desk: Desk, understood: Understood, picked: Picked) -> Single:
    """What is said where no fact answers: a doubtful one, a name without a number, what is near."""
    mine = [r for r in desk.read(understood) if r.region == picked.region]
    other = STAND_INS.get(picked.indicator)
    names = (picked.indicator, *((other,) if other else ()))
    doubtful = doubtful_lines(desk, understood, mine, names if understood.indicators else ())
    if doubtful:
        return Single(tuple(doubtful), "doubtful")
    mark = reached(desk, understood, picked)
    if mark:
        return Single(tuple(mark), settled="answered")
    if understood.relation == "fulfilled" and (
        told := met_in_words(desk, understood, picked.region, picked.indicator)
    ):
        return Single(tuple(told), settled="answered")
    named = named_lines(desk.library, understood, mine, picked.indicator, desk.sources)
    if named:
        return Single(tuple(named.values()), "no_number")
    partly = [fact for fact in picked.near if is_part_of_year(fact, understood)]
    if partly and understood.kind != "target":
        return Single(tuple(partly_lines(partly[0], desk.sources)), "no_number")
    related = any(fact.indicator != picked.indicator for fact in picked.near)
    if understood.then:  # what comes near may be what the next part asks for
        picked = replace(picked, near=())
    missing = missing_year(desk, understood, picked.region)
    state: AskedState = "not_in_library" if missing else "no_number" if related else "not_mentioned"
    return Single(tuple(near_lines(picked, understood, desk.sources, missing)), state)


def met_in_words(desk: Desk, understood: Understood, region: str, name: str) -> list[DraftLine]:
    """The sentence that says without a number that a target was met or missed: 城镇新增就业…均超额完成年度
    计划."""
    if understood.kind != "result":
        return []
    for report in desk.library.of_region(region):
        for each in page_of(desk.library, report.id).sentences:
            if report.covers not in understood.years or each.part not in DONE:
                continue
            if not printed_as(name).search(each.text):
                continue
            named = any(known.name == name for *_, known in printed_mentions(each.text))
            if named and AS_PLANNED.search(each.text):
                return quoted(desk, report, Telling(each.part, ((each.start, each.end),)))
    return []


def reached(desk: Desk, understood: Understood, picked: Picked) -> list[DraftLine]:
    """The sentence that says which mark an indicator has passed: 进出口总额首次突破百亿. None passes
    one in a span of years or on their average."""
    of_years = understood.period is not None or understood.kind in ("target", "average")
    if of_years or picked.by_words or not understood.indicators:
        return []
    named = printed_as(picked.indicator)
    read = set(understood.reports)
    for report in (r for r in desk.library.of_region(picked.region) if r.id in read):
        if not _may_pass(desk.library.text(report.id), named):
            continue
        for each in page_of(desk.library, report.id).sentences:
            if not named.search(each.text) or not _is_of_year(each, understood, report.year):
                continue
            for _, end, known in printed_mentions(each.text):
                mark = MARK.match(each.text, end) if known.name == picked.indicator else None
                if mark is None or not pattern_of("reaching").search(mark.group()):
                    continue
                if not _is_others(
                    desk, report, known.name, each.start + end, each.start + mark.end()
                ):
                    return quoted(desk, report, Telling(each.part, ((each.start, each.end),)))
    return []


def _may_pass(text: str, named: re.Pattern[str]) -> bool:
    """Whether a mark is passed behind any of these names: most texts are then not cut into
    sentences."""
    marks = (MARK.match(text, each.end()) for each in named.finditer(text))
    return any(mark and pattern_of("reaching").search(mark.group()) for mark in marks)


def _is_others(desk: Desk, report: Report, name: str, start: int, end: int) -> bool:
    """Whether the ledger reads the number there as another's amount, or as a growth: 73.2% of
    服务业增加值占地区生产总值比重达到73.2% is no 地区生产总值."""
    facts = desk.ledger.across(report.id, start, end)
    read = [(f, figure) for f in facts for figure in f.figures if start <= figure.start < end]
    return bool(read) and not any(
        fact.indicator == name and role(fact, figure) == "value" for fact, figure in read
    )


def _is_of_year(sentence: PageSentence, understood: Understood, year: int) -> bool:
    """Whether a sentence tells of the year asked about: none of a term's review, none with another."""
    if sentence.part not in DONE or not is_allowed(sentence, understood, year):
        return False
    others = {int(found) for found in YEAR.findall(sentence.text)} - {*understood.years}
    return not understood.years or (sentence.part != "review_period" and not others)


def _with_growth(desk: Desk, understood: Understood, picked: Picked) -> list[DraftLine]:
    """The sentence of an amount in the report's words that goes on with its growth, where both are
    asked for: a quotation of the first would lack half of the answer."""
    if not picked.by_words or "growth" not in understood.measures or len(picked.facts) != 1:
        return []
    fact = picked.facts[0]
    page = page_of(desk.library, fact.report)
    held = next((s for s in page.sentences if s.start <= fact.start < s.end), None)
    if fact.growth or held is None or not GROWN.match(page.text, fact.end, held.end):
        return []
    told = Telling(held.part, ((held.start, held.end),))
    return quoted(desk, desk.library.report(fact.report), told)


def is_part_of_year(fact: Fact, understood: Understood) -> bool:
    """Whether a fact is the result of a part of the year asked about."""
    period = Period.parse(fact.period) if fact.period else None
    years = {str(year) for year in understood.years}
    return (
        period is not None and period.is_part and str(period.year) in years and fact.kind in RESULT
    )


def is_of(fact: Fact, period: str) -> bool:
    """Whether a fact speaks of a period, or is a level at its end (五年来…达52%)."""
    return fact.period is None or period[-4:] in fact.period
