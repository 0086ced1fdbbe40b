"""Which place the region holds in a wider one: what the report says of it, clause by clause."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from service.facts.model import Fact
from service.language.indicators import printed_mentions
from service.language.numerals import numeral
from service.ledger import FactQuery
from service.tasks.answer.desk import Desk, Part
from service.tasks.answer.draft_lines import line, quotation
from service.tasks.answer.finding import found_lines_of
from service.tasks.answer.page import DONE, PLANNED
from service.tasks.answer.slots import Told, slot_of
from service.tasks.answer.words_part import asked_words, only_region
from service.tasks.compare.measure import plain
from service.understand import Understood
from service.understand.side_places import short_name
from service.verify import DraftLine
from vectorstore import late
from vectorstore.chunk import own_spans, sentences
from vectorstore.documents import Report
from vectorstore.keyword import words

AREA = r"(?:全[国省市区县州盟]|全?自治区|国内|省内|全球|世界|沿海|西部|中部|东部|同类|[\u4e00-\u9fff]{0,6}(?:城市|地区|港口|市州|县市))"
PLACE = late.pattern(
    rf"{AREA}(?:(?!{AREA})[^，,；;。]){{0,16}}?(?:第\s*[一二三四五六七八九十百\d]+|前[一二三四五六七八九十百\d]+|首位|前列|榜首|第一方阵)"
    r"|(?:居|列|排名?|位)[^，,；;。]{0,6}?(?:第\s*[一二三四五六七八九十百\d]+|首位|前列|榜首)"
)
EXACT = late.pattern(
    r"第\s*[一二三四五六七八九十百\d]+|前[一二三四五六七八九十百\d]+|首位|榜首|首个"
)
_PLACED = r"(?:[^，,；;。、\d]{0,10})(?:排名?|位?列|位?居|均?为|第)?"
SCOPES = {"全国": rf"(?:全国|国家){_PLACED}", "全省": rf"(?:全[省区]|全自治区|省内|全市){_PLACED}"}
NAMELESS = late.pattern(
    r"增长|下降|增速|增幅|总量|总数|数量|规模|水平|排名|排|位|居|列|均|分别|并列|全[国省市区]|达到?|[\d.%％\s，,、]|[万亿]*元|个百分点|第|以上|左右|预计"
)
BESIDE_FIGURES = late.pattern(r"[在和与、]")
MOST_HELD, SHORTEST = 20, 4  # 满意度 and 累计数 say nothing of what they are of
STOPS = late.pattern(r"[，,；;。、：:\n]")
CHANGED = late.pattern(r"[，,、]\s*(?:比|较)(?:上年|去年|上一?年度?|前一年)[^，,。；;、]{0,12}")
AS_WHOLE = late.pattern(r"占(?:全[省市区县州])?的?$")
MOST = 2
FAR = 44  # so many letters may lie between what is named and the place it holds
SHORT = 24  # so long an opening of the sentence (前三季度…) is quoted with it


def rank_part(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Part:
    """The clauses that say a place of what is asked about, and which of it none says.

    `定西24年gdp增速全省第几` → “地区生产总值增长6.8%、居全省第4位”. The bare figure is no answer.
    """
    lines: list[DraftLine] = []
    told: list[Told] = []
    region = only_region(reports)
    names = understood.indicators or (understood.subject,)
    for name, (when, one) in product(names, _year_by_year(understood)):
        mine = [r for r in reports if not when or r.covers in one.years]
        named = bool(understood.indicators)
        said = [each for r in mine for each in clauses_of(desk, one, r, name, PLACE) if named][
            :MOST
        ]
        told_when = bool(said)
        said = said or found_lines_of(desk, one, mine, PLACE) or _so_called(desk, one, mine)
        slot = slot_of(one, region, name, "rank")
        if not said and lines and _is_moved(desk, lines[0]):
            continue  # 较上年提升9个位次: the place before is said with it
        if not said:
            what = name if understood.indicators else asked_words(understood)
            said = [line(f"报告没有给出{when}{region or ''}{what}的位次。")]
            told.append(Told(slot, "not_mentioned", tuple(said)))
        else:
            lead = when if told_when else ""
            said = [replace(each, text=f"{lead}{each.text}") for each in said]
            told.append(
                Told(slot, "answered" if _is_exact(desk, said) else "no_number", tuple(said))
            )
            if told[-1].state == "no_number":
                what = name if understood.indicators else asked_words(understood)
                said.append(line(f"报告没有给出{when}{region or ''}{what}的具体位次。"))
        lines.extend(said)
    return Part(tuple(lines), tuple(told))


def _so_called(desk: Desk, understood: Understood, reports: Sequence[Report]) -> list[DraftLine]:
    """The place of what bears the short name asked for, where the indicator that it stands for has none:
    环境空气质量综合指数居全省第8位 of 空气质量; 外贸出口 is another indicator than 外贸."""
    short = " ".join(understood.called)
    said = understood.model_copy(update={"indicators": (), "spoken": short, "subject": short})
    lines = found_lines_of(desk, said, reports, PLACE, most=1) if short else []
    return [each for each in lines if not printed_mentions(desk.sources.quoted(each))]


def placed_part(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Part | None:
    """Everything of which the reports say that it holds the place asked about: 哪些指标排全省第二 →
    “工业投资增长28.3%，全省第二”. None where no place is asked about."""
    if not understood.place or len({report.region for report in reports}) != 1:
        return None
    near = "|".join(re.escape(short_name(name)) for name in reports[0].parents)
    among = SCOPES.get(_scope(understood), "")
    if near and _scope(understood) == "全省":
        among = f"(?:{among}|(?:{near}){_PLACED})"
    wanted = re.compile(
        rf"{among}{_spelt(understood.place)}位?(?![十百\d]|方阵|梯队|产业|书记|[批届次期轮个])"
    )
    told = [r for r in reports if not understood.years or r.covers in understood.years] or reports
    lines = [each for report in told for each in _holding(desk, report, wanted)][:MOST_HELD]
    region = only_region(reports)
    slot = slot_of(understood, region, understood.place, "placed")
    if lines:
        return Part(tuple(lines), (Told(slot, "answered", tuple(lines)),))
    said = line(f"报告没有说{region}哪一项居{_scope(understood)}{understood.place}。")
    return Part((said,), (Told(slot, "not_mentioned", (said,)),))


def _spelt(place: str) -> str:
    """A place as it may be printed: 第一 as 第1."""
    number = place.removeprefix("第")
    known = numeral(number)
    if not place.startswith("第") or known is None:
        return re.escape(place)
    return rf"第\s*(?:{number}|{plain(known)})"


def _scope(understood: Understood) -> str:
    """Among whom: 全国 or 全省, where the question says so."""
    return next((name for name in SCOPES if name in understood.asked), "全省")


def _holding(desk: Desk, report: Report, wanted: re.Pattern[str]) -> list[DraftLine]:
    """The clauses of the review that say so, each with what holds the place."""
    text = desk.library.text(report.id)
    lines: list[DraftLine] = []
    for section, start, end in own_spans(desk.library.sections(report.id), len(text)):
        if section.part not in DONE:
            continue
        for left, right in sentences(text, start, end):
            last = left
            for found in wanted.finditer(text, left, right):
                begin, stop = _bare(text, _opening(text, last, found.start()), right), found.end()
                stop = _end(text, stop, right)
                number = desk.sources.cite(report.id, begin, stop)
                lines.append(
                    quotation(f"{report.region}：“{text[begin:stop]}”[{number}]。", number)
                )
                last = stop
    return lines


def _opening(text: str, left: int, at: int) -> int:
    """Where the clause begins that names what holds a place: a clause with nothing but figures
    and the place before it goes back to the one that names its thing."""
    stops = [left, *(found.end() for found in STOPS.finditer(text, left, at))]
    while len(stops) > 1 and len(NAMELESS.sub("", text[stops[-1] : at])) < SHORTEST:
        stops.pop()
    return stops[-1]


def _is_exact(desk: Desk, lines: Sequence[DraftLine]) -> bool:
    """Whether the quoted clauses give a place (第3位), not only that it is a good one (前列)."""
    return EXACT.search(desk.sources.quoted(*lines)) is not None


def _is_moved(desk: Desk, line: DraftLine) -> bool:
    """Whether what a line quotes says how the place lies to that of the year before."""
    return CHANGED.search(desk.sources.quoted(line)) is not None


def _year_by_year(understood: Understood) -> list[tuple[str, Understood]]:
    """A question after the places of several years, year by year, each named."""
    years = sorted(understood.years, reverse=True)
    if len(years) < 2:
        return [("", understood)]
    return [(f"{year}年", understood.model_copy(update={"years": (year,)})) for year in years]


def clauses_of(
    desk: Desk, understood: Understood, report: Report, name: str, pattern: re.Pattern[str]
) -> list[DraftLine]:
    """The clauses of one report that say what a pattern finds (a place, a share of the province)
    of the thing."""
    text = desk.library.text(report.id)
    planned = understood.kind == "target" or understood.years == (report.year,)
    allowed = PLANNED if planned else DONE
    found: dict[int, int] = {}
    facts = desk.ledger.facts(FactQuery(reports=(report.id,), indicators=(name,)))
    for section, start, end in own_spans(desk.library.sections(report.id), len(text)):
        if section.part not in allowed:
            continue
        for left, right in sentences(text, start, end):
            if not _may(text[left:right], understood, report):
                continue
            for place in pattern.finditer(text, left, right):
                begin = _subject_of(text, left, place.span(), name, understood)
                if begin is None:
                    begin = _behind_figure(text, place.start(), facts)
                if begin is not None:
                    opening = _bare(text, left, right)
                    begin = opening if begin - opening < SHORT else begin
                    end = _end(text, place.end(), right)
                    change = CHANGED.match(text, end)
                    found[begin] = change.end() if change else end
    lead = report.region + (f"（{report.year}年计划）" if planned else "")
    if "growth" in understood.measures:  # 增速全省第几 asks for no place of the amount
        mine = {at: end for at, end in found.items() if _of_asked(text, at, end, understood)}
        found = mine or found
    lines: list[DraftLine] = []
    for start, end in sorted(
        found.items(), key=lambda span: not _of_asked(text, *span, understood)
    ):
        number = desk.sources.cite(report.id, start, end)
        lines.append(quotation(f"{lead}：“{text[start:end]}”[{number}]。", number))
    return lines


def _behind_figure(text: str, place: int, facts: Sequence[Fact]) -> int | None:
    """Where the fact begins whose figure the place stands right behind, nothing named between:
    实现增加值670亿元、居全省第4 of a clause before that names the industry; 存贷款余额分别达20354亿元和15630亿
    元，在副省级城市中分别排名第3位、第4位."""
    for fact in facts:
        ends = [each.end for each in fact.figures if fact.start <= each.start < each.end <= place]
        between = text[max(ends) : place] if ends else "。"
        plain = not STOPS.search(between.replace("、", ""))
        if plain or not BESIDE_FIGURES.sub("", NAMELESS.sub("", between)):
            return fact.start
    return None


def _may(sentence: str, understood: Understood, report: Report) -> bool:
    """Whether a sentence may tell of the year asked about: of another report's year one that names
    it."""
    years = understood.years
    own = not years or report.covers in years or report.year in years
    return own or any(f"{year}年" in sentence for year in years)


def _of_asked(text: str, start: int, end: int, understood: Understood) -> bool:
    """Whether the place is one of growth where growth is asked for, else one of the amount."""
    return ("增" in text[start:end]) == ("growth" in understood.measures)


def _subject_of(
    text: str, left: int, place: tuple[int, int], name: str, understood: Understood
) -> int | None:
    """Where the clause begins that names what holds the place at `at`; None where it is another.

    The last indicator named before a place holds it: `固定资产投资增长13%、居全省第3`.
    """
    at, stop = place
    named = printed_mentions(text[left:at])
    if understood.indicators:
        if not named or named[-1][2].name != name or at - left - named[-1][1] > FAR:
            return None
        if AS_WHOLE.search(text, left, left + named[-1][0]):
            return None  # 生态产业占生产总值的比重居全省第2位
        begin = left + named[-1][0]
        back = [left, *(found.end() for found in STOPS.finditer(text, left, begin))]
        return _bare(text, back[-1], at)
    head = (words(name) or [name])[-1]  # 老百姓安全感: what holds the place stands last
    last = text.rfind(head, left, stop)
    if last < 0 or (named and last < left + named[-1][0]):
        return None
    back = [left, *(found.end() for found in STOPS.finditer(text, left, last))]
    return _bare(text, back[-1], stop)


def _bare(text: str, start: int, end: int) -> int:
    held = text[start:end]
    return start + len(held) - len(held.lstrip())


def _end(text: str, at: int, right: int) -> int:
    """The end of the clause that names the place."""
    stop = STOPS.search(text, at, right)
    return stop.start() if stop else right
