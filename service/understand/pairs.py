"""Questions about two figures of one region: a target and its result, two indicators, a share."""

import re
from collections.abc import Sequence

from service.language.indicators import Mention, load_lexicon, mentions
from service.language.numerals import numeral
from service.language.words import pattern_of
from service.understand.model import Relation, Understood
from service.understand.parts import MOVED_ONLY
from vectorstore import late

_AIM = r"(?:目标|任务|指标|计划)"
_DONE = r"(?:完成|达到|实现|达成|兑现|落实|做到|够到|达标|交账|落地)"
_ASKED = r"(?:了|得|的|情况|度|率)*(?:吗|没有?|么|与否|如何|怎么样|怎样|好不好|情况)"
# Whether something planned came true: 目标完成得怎么样, 完成年度任务了吗, 达没达到目标.
FULFILLED = late.pattern(
    rf"{_DONE}.{{0,8}}{_AIM}.{{0,4}}(?:吗|没|了吗|没有|与否|么)|(?:有没有|是否|是不是)(?:都|全部?)?{_DONE}.{{0,10}}{_AIM}"
    rf"|{_AIM}(?:都|全部?|全)?.{{0,14}}?{_DONE}{_ASKED}|{_AIM}.{{0,8}}(?:有没有|是否|是不是)(?:都|全部?)?{_DONE}"
    rf"|{_AIM}.{{0,10}}(?:完成|实现|落实)情况|[达完做]没[达完做].{{0,4}}{_AIM}"
    rf"|(?:比|较|跟|与|和|同|离|距)(?:年初|年度|当年|预期|计划|原定|定)*(?:的)?{_AIM}(?:相?比)?(?:是)?(?:还)?(?:差|高|低|多|少|超|快|慢|欠)(?:了|出)?(?:多少|几)"
)
ACHIEVED = late.pattern(rf"(?:都|全部?)?{_DONE}(?:了|得|情况)?")
# What was aimed at, and whether it came to be: 当年说GDP要翻一番，后来翻了没.
VOWED = late.pattern(
    r"(?:说|提出?|定|喊|承诺|许诺|答应|立)[^，。,?？]{0,16}要|想要|要[^，。,?？]{2,16}[，,]"
)
CAME = late.pattern(
    r"(?:后来|最终|最后|到头来|如今|现在|实际上?)[^，。,?？]{0,8}(?:了|成|到|出来)(?:没有?|吗|么|没)"
)
EVERY = late.pattern(r"(?:各个?|所有|全部|每个|主要)?")
# The targets of a year as a whole, none of them named.
GOAL = late.pattern(
    r"(?:主要|经济|社会|发展|年度|全年|年初|当年|预期|各项|全部|所有|规划|定下?的?|承诺|约定|的|性)*(?:目标|任务|指标|计划)+(?:任务)?|经济社会发展|年度|得$"
)
PLANNED = late.pattern(r"计划|目标|打算|准备|预期|安排")
BOTH = late.pattern(
    r"(?:计划|目标|打算|准备|预期|安排).{0,20}(?:实际|完成|实绩|结果)(?:的|数)?(?:比|差)|比.{0,12}(?:实际|完成|实绩|结果|去年|上年|(?:19|20)\d{2}年)|(?:实际|完成|实施|去年|上年).{0,24}(?:计划|目标|打算|准备)"
)
# Two plans held against each other: 2025年的目标比2021年调低了吗, 比2024年目标低多少.
TWO_PLANS = late.pattern(
    r"(?:目标|计划|预期).*(?:比|与|和|跟|较)(?:19|20)\d{2}年(?:的|定的|那年|时)?(?:.{0,6}(?:目标|计划|预期)|[调高低多少快慢升降提上下]|相比)"
)
DONE = late.pattern(r"实际|完成|实绩|结果")
AGO = late.pattern(r"(?P<count>[一二两三四五六七八九十]{1,2}|\d{1,2})年(?:之|以)?前")
YEARS_BEFORE = late.pattern(r"(?:19|20)\d{2}年?$")
APART = late.pattern(
    r"(?:高|低|多|少|快|慢|增加|减少|差|[降涨升增减])(?:了|出)?(?:多少|几)|高了?还?是低|是低还?是高|低还是高|多还是少|少还是多|快还是慢"
)
GREW = late.pattern(r"^.{0,6}(?:增长|增速|增幅|同比|下降)了?(?:多少|几|百分)")
DIRECTION = late.pattern(
    r"(?:是|有)?(?:增长|上升|升|涨|增|高|多|快|好|提高)(?:了|出)?(?:还是|还|或|是)(?:下降|减少|降|跌|减|低|少|慢|差|降低)了?"
    r"|(?:是|有)?(?:下降|降|跌|减|低|少|慢)(?:了|出)?(?:还是|或)(?:增长|上升|升|涨|增|高|多|快)了?"
    r"|(?:增加|减少|提高|提升|降低)了?(?:多少|几)(?:个?百分点|个点|亿元?|万元?|万?人|元|吨|斤)?"
    r"|(?:高|低|多|少|差|大|小|快|慢|涨|跌|升|降|(?<!增)长)(?:了|出)?(?:多少|几)(?:个?百分点|个点|亿元?|万元?|万?人|元|万?吨|块钱|[天户家个亩套件项块岁座条台])?"
    r"|有?(?:什么|啥|何|没有?)?变化(?:吗|没有?|大不大|情况)?|怎么样|如何|[怎咋]样|呢"
)
OVER_YEARS = late.pattern(
    r"哪一?年.{0,6}[高低快慢多少大小]|比.{0,10}(?:高|低|多|少|快|慢|增加|减少)|相比|对比|比较|更[高低快慢多少]"
    r"|(?:高|低|多|少|快|慢|差|增加|减少|相差)(?:了|出)?(?:多少|几)"
    r"|(?:涨|增|增加|增长|降|下降|减少)了?多少个?(?:亿|万|元|人|吨|公斤|斤)"
    r"|(?:升|涨|提高|提升|上升|降|下降|降低)了?(?:多少|几)个?(?:百分点|点)"
)
MOVED_BY = late.pattern(
    r"(?:升|涨|提高|提升|上升|降|下降|降低)了?(?:多少|几)个?(?:百分点|点|亿|万|元|人)?"
)
# By how much one year lies above another: 比＿多建多少个, 要比＿少修几公里, 跟＿比多了多少.
APART_BY = late.pattern(
    r"(?:要|会|得|将|想)?(?:跟|和|与|同)?(?:相?比较?|比起|相较|较)?(?:要|会|得|将|能|是)?(?:计划|打算|准备|预计)?"
    r"(?:[多少](?:(?![多少])[\u4e00-\u9fff]){0,3}?|(?:高|低|快|慢|增加?|减少?|涨|降低?|升|差)[了出]?)(?:多少|几)[百千万亿]*"
    r"(?:人次|平方米|立方米|公里|公顷|个?百分点|块钱|[人名户个家元钱块吨列座处公套所件项辆亩天颗台条株岁斤])?"
)
MULTIPLE = late.pattern(r"几倍|多少倍|几番|城乡(?:居民)?收入之?比(?!重)")
TOWN_AND_COUNTRY = late.pattern(
    r"城、?乡(?:常住)?居民|城乡(?=收入)|城[镇市][^，。,?？]{0,14}?(?:比|和|与|跟|及|、|是)(?:农村|农民)(?:居民)?"
)
INCOMES = ("城镇居民人均可支配收入", "农村居民人均可支配收入")
HOME_AND_ABROAD = late.pattern(r"内、?外资|内资[^，。?？]{0,6}?外资|外资[^，。?？]{0,6}?内资")
FUNDS = ("引进国内到位资金", "实际利用外资")
PAIR = 2
JOINED = late.pattern(r"(?:和|与|及|以及|、)?([\u4e00-\u9fff]{2,6})")  # 旅游人数收入 has none
SHORTEST_NAME = 2


def relation_of(question: str, *, compared: bool, indicators: int) -> Relation | None:
    """What the question asks of two figures, if it does; `compared` where regions are not."""
    if MULTIPLE.search(question):
        return "multiple"
    return "between" if compared and indicators == 2 else None


def of_several(
    question: str, years: Sequence[int], named: Sequence[str], indicators: int
) -> Relation | None:
    """What is asked of the figures of several years, places or things: their sum, or how two years
    lie apart."""
    counts = (len(years), len(named), indicators)
    if max(counts) > 1 and pattern_of("sum_asked").search(question):
        return "sum"
    two = len(years) == PAIR and len(named) == 1
    asked = OVER_YEARS.search(question) or pattern_of("same_asked").search(question)
    return "years" if two and asked else None


def moves(question: str) -> bool:
    """Whether a question asks which way something went: 升了还是降了."""
    return DIRECTION.search(question) is not None


def without_apart(text: str, years: Sequence[int], named: Sequence[str]) -> str:
    """A text about two years of one region without 比＿多建多少个: what is left names the thing."""
    two = of_several(text, years, named, 0) == "years"
    return APART_BY.sub(" ", text) if two else text


def without_base(question: str) -> tuple[str, int | None]:
    """A question without 跟上一年比, and the year it is held against (-1: the one before, -10: 十年前);
    None where it is not: by which rate it grew (比上年增长多少) is growth, and no such question."""
    base = rf"{pattern_of('base_asked').pattern}|(?:19|20)\d{{2}}年|{AGO.pattern}"
    found = re.search(
        rf"(?:比|跟|和|与|同|较)(?:{base})(?:的|度)?(?:相比较?|比较|比|相较)?", question
    )
    if found is not None and YEARS_BEFORE.search(question[: found.start()]):
        return question, None  # 2023年和2024年增速差多少 names two years
    if found is None or PLANNED.search(question) or GREW.search(question, found.end()):
        return question, None
    rest = question[: found.start()] + " " + question[found.end() :]
    if not DIRECTION.search(question, found.end()):
        return question, None
    year = re.search(r"\d{4}", found.group())
    ago = AGO.search(found.group())
    before = -int(numeral(ago["count"]) or 1) if ago else -1
    return DIRECTION.sub(" ", rest), int(year.group()) if year else before


def in_two(part: str, read: Understood, newest: int) -> list[Understood]:
    """A part that sets a plan against a result, as two; any other as it is.

    `newest` is the year of the newest report read.
    """
    if read.task == "headline" and read.relation == "fulfilled":
        end = int(read.period[-4:]) if read.period else newest - 1
        return [read.model_copy(update={"years": read.years or (end,)})]
    named = PLANNED.search(part)  # 化债完成了年度任务吗 is told in words: 完成年度任务的119.97%
    came = VOWED.search(part) and CAME.search(part)
    if (named and FULFILLED.search(part)) or came or read.relation == "fulfilled":
        end = (int(read.period[-4:]),) if read.period else (newest - 1,)
        years = read.years or end
        met = read.model_copy(update={"years": years, "period": None, "relation": "fulfilled"})
        return [met.model_copy(update={"kind": kind}) for kind in ("target", "result")]
    plans = TWO_PLANS.search(part) and not DONE.search(part)
    if read.indicators and plans and len(read.regions) == 1:
        years = tuple(map(int, re.findall(r"(?:19|20)\d{2}", part)))[:2]
        if len(years) == 2:
            bare = {"measures": (), "topic": "", "relation": "years", "kind": "target"}
            return [read.model_copy(update={**bare, "years": years})]
    whole = not read.indicators and EVERY.fullmatch(read.spoken.replace(" ", ""))  # 各个目标
    apart = PLANNED.search(part) and BOTH.search(part) and APART.search(part) and not whole
    if apart and len(read.regions) == 1:
        plan, done = max((newest, *read.years)), min((newest - 1, *read.years))
        if not read.indicators:  # 植树造林今年计划比去年少多少
            both = {"relation": "years", "years": (plan, done), "kind": None}
            return [read.model_copy(update=both)]
        gap = read.model_copy(update={"relation": "gap", "measures": (), "topic": ""})
        return [
            gap.model_copy(update={"kind": "target", "years": (plan,)}),
            gap.model_copy(update={"kind": "result", "years": (done,)}),
        ]
    return [read]


def set_apart(part: str, read: Sequence[Understood]) -> list[Understood]:
    """是调高了还是调低了 behind a result and a target of one thing: how far the two lie apart."""
    if len(read) < PAIR or MOVED_ONLY.fullmatch(part.strip()) is None:
        return []
    last = {("target" if each.kind == "target" else "result"): each for each in read[-PAIR:]}
    alike = {(each.indicators, each.regions) for each in read[-PAIR:]}
    if len(last) != PAIR or len(alike) != 1 or not read[-1].indicators:
        return []
    gap = {"relation": "gap", "measures": (), "topic": ""}
    return [last[kind].model_copy(update={**gap, "kind": kind}) for kind in ("target", "result")]


def halves(text: str) -> tuple[list[Mention], str] | None:
    """What is asked of both its halves, and the text without their names: 城镇比农村, 城乡居民 are the
    incomes of both; 招商引资…内资外资分别 the funds from home and from abroad."""
    incomes = TOWN_AND_COUNTRY.search(text) if "收入" in text else None
    found = incomes or HOME_AND_ABROAD.search(text)
    if found is None:
        return None
    rest = text[: found.start()] + " " + text[found.end() :]
    names = INCOMES if incomes else FUNDS
    own = (
        r"(?:居民)?(?:人均)?(?:可支配)?收入|居民"
        if incomes
        else r"招商引资|引进|(?:实际)?到位(?:资金)?"
    )
    return [each for name in names for each in mentions(name)], re.sub(own, " ", rest)


def joined(text: str, found: list[Mention]) -> list[Mention]:
    """旅游总人数和总收入: the second of two names that share their beginning."""
    spoken = load_lexicon().spoken
    more: list[Mention] = []
    for start, end, _ in found:
        second = JOINED.match(text, end)
        if second is None:
            continue
        name, tail = text[start:end], second.group(1)
        for size in range(len(tail), SHORTEST_NAME - 1, -1):
            heads = (name[:at] for at in range(len(name) - 1, SHORTEST_NAME - 1, -1))
            whole = next((h + tail[:size] for h in heads if h + tail[:size] in spoken), None)
            if whole is not None:
                more.append((second.start(1), second.start(1) + size, spoken[whole]))
                break
    taken = [(first, last) for first, last, _ in found]
    return [m for m in more if not any(a < m[1] and m[0] < b for a, b in taken)]
