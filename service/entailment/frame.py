"""What a clause of a draft is said under: regions, year, and whether as a deed or a plan."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from service.entailment.classes import is_deed, is_light, is_noun
from service.entailment.dating import months_in, year_of
from service.entailment.lexicon import load
from service.entailment.premise import NOUN_BEFORE, Mode, Premise, QuoteCell
from service.entailment.reading import CLAUSE_STOPS, TERM, Reading, Token
from vectorstore import late

Told = Literal["done", "plan", "open", "unsaid"]

ALL_TOLD = late.pattern(r"[两二三四五六七八九十各][地市省县区]")
MEASURED = frozenset(
    ["与", "距", "距离", "离", "和", "比", "达到", "接近", "未达", "低于", "高于", "超过"]
)
LASTING = {"四年": 4, "三年": 3, "两年": 2}
NAMES = frozenset({"计划", "规划", "部署", "安排"})
AHEAD = frozenset({"将", "拟", "打算", "拟将", "将要", "计划", "准备", "力争"})
OF_REPORT = late.pattern(
    r"[^,;。:0-9]{0,12}?(?:政府)?(?:工作)?报告(?=指出|承认|坦言|认为|提到|称|[,:里中])"
)
REACHED = late.pattern(r"(?:达到?|[至到]|名列|[位稳]?居|位列|排名?)[^,;。\d]{0,6}$")
KEPT = frozenset({"稳定", "保持", "维持", "控制", "稳定在", "保持在", "维持在", "控制在"})
RESULT_IS = frozenset({"为", "是", "则", "达", "达到"})
NOW_DONE = frozenset({"已", "已经", "了", "业已", "均已", "都已", "早已", "过去"})


@dataclass(frozen=True, slots=True)
class Frame:
    """What goes without saying in a clause, or is said in it.

    `told`: `done` and `plan` are said in so many words; `open` leaves both possible (提出…, or a
    plan said in an earlier clause); `unsaid` is no mark at all, which reads as a deed. `report` is the year
    of the report that is named (2020年枣庄市的报告指出), of which the time of what it tells is none.
    `aim`: the clause makes sure of it (firm, 确保), or but strives for it: neither bears the other.
    """

    regions: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    told: Told = "unsaid"
    planned_later: bool = False
    earlier: tuple[str, ...] = ()
    months: str = ""
    report: str = ""
    aim: Literal["firm", "striven"] | None = None


def framed(
    reading: Reading,
    start: int,
    end: int,
    before: Frame,
    sources: Sequence[Premise],
    *,
    based: bool = False,
) -> Frame:
    """The frame of a clause behind another clause; `based`: a year that is measured against
    (比2021年产值) is its year too, as it is of that side of a comparison."""
    tokens = [t for t in reading.between(start, end) if t.start not in reading.titled]
    if any(t.kind == "year" and t.start in reading.titled for t in reading.between(start, end)):
        before = replace(before, years=())  # “十四五”时期，… is no longer of the year before
    frame = replace(before, told="open" if before.told in ("plan", "open") else "unsaid")
    regions = tuple(dict.fromkeys(t.value for t in tokens if t.kind == "region"))
    named = [t.value for t in reading.tokens if t.kind == "region"]
    for word, at in (("前者", 0), ("后者", 1)):
        if any(token.text == word for token in tokens) and len(named) > at:
            regions = (named[at],)
    if regions:
        frame = replace(frame, regions=regions)
    elif ALL_TOLD.search(reading.text, start, end):
        cited = tuple(dict.fromkeys(p.quote.region for p in sources))
        frame = replace(frame, regions=cited)
    planned = max((p.quote.year for p in sources), default=0)
    dated = ("year", "base") if based else ("year",)
    said = before.report if reading.sentence(start)[0] < start else ""
    of_report = [t for t in tokens if t.kind == "year" and OF_REPORT.match(reading.text, t.end)]
    frame = replace(frame, report=of_report[-1].value if of_report else said)
    since = before.years[-1:] if based else ()
    years = [_year(t, planned, since) for t in tokens if t.kind in dated and t not in of_report]
    if years:
        frame = replace(frame, years=(years[-1],), earlier=before.years)
        named = any(map(is_noun, tokens))  # 甲市目标为8%，乙市2025年为5.8% goes on
        if years[-1:] != list(before.years) and named and not _says(reading, start):
            frame = replace(frame, told="unsaid")
    ends = any(t.kind == "year" or t.text in ("全年", "年末", "年底") for t in tokens)
    months = months_in(reading, start, end)
    frame = replace(frame, months=months or ("" if ends else before.months))
    told = told_in(tokens)
    if told:
        frame = replace(frame, told=told)
    opened = reading.sentence(start)[0]
    last = max((t.end for t in reading.between(opened, start) if t.kind == "year"), default=opened)
    figures = any(last <= number.start < start for number in reading.numbers)
    if told == "plan" and not years and before.told in ("done", "unsaid") and figures:
        frame = replace(frame, years=(), earlier=())  # 2017年新增37家，并力争翻一番
    behind = reading.between(end, reading.sentence(start)[1])
    return replace(frame, planned_later=_plans(behind), aim=_aim(tokens))


def _year(token: Token, planned: int, since: Sequence[str]) -> str:
    """The year of a token; what is measured against 上年 is so by the year before that of its side."""
    if since and since[0].isdigit() and token.value in ("上年", "去年"):
        return str(int(since[0]) - 1)
    return year_of(token, planned)


def frames(
    reading: Reading, before: Frame, sources: Sequence[Premise]
) -> Iterator[tuple[int, int, Frame]]:
    """The clauses of a text, each with its frame."""
    frame = before
    for start, end in reading.spans(CLAUSE_STOPS):
        frame = framed(reading, start, end, frame, sources)
        yield start, end, frame


def _says(reading: Reading, start: int) -> bool:
    """Whether the clause before ends with a word of saying: 甲市提出，2021年…."""
    before = [t for t in reading.between(reading.sentence(start)[0], start) if t.kind == "word"]
    return bool(before) and load().has("saying", before[-1].text)


def _plans(tokens: Sequence[Token]) -> bool:
    """Whether words say that they plan: 将, 打算, 计划新开工500个, not a plan's name."""
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else None
        behind = tokens[at + 1] if at + 1 < len(tokens) else None
        if token.text in AHEAD and not _is_named(token.text, before, behind):
            return True
    return False


def told_in(tokens: Sequence[Token]) -> Told | None:
    """Whether words tell a deed or a plan; the last mark counts."""
    known = load()
    told: Told | None = None
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else None
        behind = tokens[at + 1] if at + 1 < len(tokens) else None
        dated = any(t.kind == "year" for t in tokens)
        ends = at + 2 == len(tokens) and behind is not None and is_deed(behind)
        if token.text == "计划" and ends:  # 工程计划完成
            told = "plan"
        elif token.text == "实绩" and behind is not None and behind.text in RESULT_IS:
            told = "done"
        elif dated and (token.text in ("还要", "还将") or _tasks(token, behind)):
            told = "plan"
        elif token.text in NOW_DONE:
            told = told if before and known.has("saying", before.text) else "done"
        elif known.has("plans", token.text) or known.has("aims", token.text):
            if _is_named(token.text, before, behind):
                continue
            if known.has("saying", token.text) or known.has("loose", token.text):
                told = told or "open"
            elif told != "done":
                told = "plan"
        elif known.has("deeds_done", token.text) and told is None:
            told = "done"
    return told


def _tasks(token: Token, behind: Token | None) -> bool:
    """Whether a word tells what a year's task is: 2023年的任务是9000亩."""
    tells = behind is not None and behind.text in ("是", "为", "包括", "涵盖")
    return token.text in ("任务", "安排", "要求") and tells


def _is_named(word: str, before: Token | None, behind: Token | None) -> bool:
    """Whether a word of aim but names one: 完成目标任务, 递增计划, 主要, 还要, 按…的要求."""
    ahead, next_ = before.text if before else "", behind.text if behind else ""
    content = before is not None and before.kind == "word" and not is_light(before)
    if word == "要求":
        return ahead == "的" or content
    if word == "要":
        return ahead in ("还", "仍", "主", "需")
    if word == "将" and behind is not None and behind.kind == "number":
        return True  # 将61项事项下放镇街
    if word == "将":  # 将标准由702元提高至744元 tells no time; 将选24个镇 does
        return len(next_) > 1 and behind is not None and (next_[0] == "全" or _is_thing(behind))
    if word in ("安排", "部署") and not content and behind is not None and _is_thing(behind):
        return False  # 2023年安排学校项目30个
    if word == "争取":  # 争取资金12.8亿元 was done
        done = behind is not None and (_is_thing(behind) or not is_deed(behind))
        return done and next_ not in ("让", "使", "把")
    if not load().has("aims", word):
        return False
    named = next_ in NOUN_BEFORE and word not in NAMES
    if ahead in NOUN_BEFORE or named or ahead in MEASURED:
        return True
    leads = behind is not None and (is_deed(behind) or load().has("framing", next_))
    reaches = behind is not None and (is_deed(behind) or load().has("linking", next_))
    reaches = reaches or next_ in KEPT or load().has("nominal", next_)
    if next_ in ("投资", "总投资", "面积", "产能"):
        return True  # 计划总投资2369亿元 was planned, and told
    if word == "计划" and content and reaches and next_ not in NOUN_BEFORE:
        return False  # 经营率计划达到68.5%
    return word in NAMES and (content or (word != "计划" and not leads))


def _is_thing(token: Token) -> bool:
    verb = load().part_of_speech(token.text) in ("v", "vn")  # 将启动15个园区 is a plan
    return token.kind == "word" and is_noun(token) and not verb


def frame_reasons(
    frame: Frame, premise: Premise, cell: QuoteCell, *, reached: bool, at: int | None = None
) -> list[str]:
    """Why a cell is not told under this frame; `reached`: the words tell a result; `at`: the place
    of a number, whose part of the year has to be told."""
    reasons: list[str] = []
    months = premise.months(cell.end if at is None else at)
    if frame.months != months and (at is not None or frame.months):
        reasons.append("原文说的是另一段时间" if months else "原文说的不是一年中的这一段")
    years = premise.years(cell) or _at_the_end(premise, at)
    text = premise.reading.text[cell.start : cell.end]
    named = all(year in text and year not in years for year in frame.years)
    for year in (*frame.years, *(frame.earlier if named else ())):
        if year not in years and year not in text and not _in_term(year, premise, cell):
            told = f"{'、'.join(sorted(years))}年" if years else "数年的事"
            reasons.append(f"时间不符：原文说的是{told}")
    if frame.report and frame.report != str(premise.quote.year):
        reasons.append(f"这是{premise.quote.year}年报告的话")
    start, _ = premise.reading.sentence(cell.start)
    aim = _aim(premise.reading.between(start, cell.end))
    if frame.aim and aim and frame.aim != aim:
        reasons.append(
            "原文说的是力争，不是确保" if aim == "striven" else "原文说的是确保，不是力争"
        )
    if cell.mode is None and premise.defines(cell):
        return reasons
    mode = cell.mode or _mode_by_year(frame, premise)
    if mode == "plan":
        year = str(premise.quote.year)
        dated = frame.planned_later or frame.years == (year,)
        ahead = any(each.isdigit() and each > year for each in frame.years)  # 到2025年全部摘帽
        unsaid = frame.told == "unsaid" and not ahead and (reached or not dated)
        if frame.told == "done" or unsaid:
            reasons.append("原文是计划，不是结果")
    elif frame.told == "plan":
        reasons.append("原文是结果，不是计划")
    return reasons


def _at_the_end(premise: Premise, at: int | None) -> frozenset[str]:
    """The year that a level reached over a term is of, its last: 比重达到47%; what was counted up
    over the term is of none."""
    if at is None or premise.part != "review_period":
        return frozenset()
    start, _ = premise.reading.clause(at)
    if not REACHED.search(premise.reading.text, start, at):
        return frozenset()
    over = any(
        load().has("counting", t.text) or load().has("stages", t.text)
        for t in premise.reading.between(start, at)
    )
    return frozenset() if over else frozenset({str(premise.quote.year - 1)})


def _aim(tokens: Sequence[Token]) -> Literal["firm", "striven"] | None:
    """Whether the last word of aim makes sure (确保) or strives (力争新增100家); None where none does."""
    known = load()
    aims = [t.text for t in tokens if known.has("plans", t.text) or known.has("firm", t.text)]
    if not aims:
        return None
    return (
        "firm"
        if known.has("firm", aims[-1])
        else "striven"
        if known.has("striven", aims[-1])
        else None
    )


def _in_term(year: str, premise: Premise, cell: QuoteCell) -> bool:
    """Whether several years told are those that a quote looks back on: 过去五年, 2017—2021年."""
    if year != TERM and "-" not in year:
        return False
    start, end = premise.reading.sentence(cell.start)
    spans = {t.value for t in premise.reading.between(start, end) if t.kind == "year"}
    told = {t.value for t in premise.section.tokens if t.kind == "year"}
    tokens = premise.reading.between(cell.start, cell.end)
    over = any("-" in each for each in told) and any(load().has("counting", t.text) for t in tokens)
    if over and (year == TERM or year in told):  # 2015年和“十二五”时期回顾: 累计减少…
        return True
    if year in spans or (premise.part != "review" and year in told):
        return True
    if premise.part == "plan_period":
        return year == TERM
    if premise.part != "review_period":
        return False
    covers = premise.quote.year - 1
    lasts = next((n for word, n in LASTING.items() if word in premise.section.text), 5)
    return year in (TERM, f"{covers - lasts + 1}-{covers}")


def _mode_by_year(frame: Frame, premise: Premise) -> Mode:
    """Where no heading of a quote tells its part, the year that the draft gives does."""
    return "done" if frame.years == (str(premise.quote.year - 1),) else "plan"
