"""What words of a report must hold to answer a question: a cause, a time, a share, a change, or a
number of the sort asked for, and of the deed asked about (几个项目开工 is not told by 解决历史遗留项目120个)."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from service.language.amounts import amount_asked, units_of
from service.language.asked_units import NUMBER, PLACES_COUNTED, is_of, number_in
from service.language.deeds import answering, deeds_in
from service.language.indicators import FAMILIES, find
from service.language.units import alternation
from service.language.words import pattern_of
from service.understand import Understood
from vectorstore import late

DIGIT = late.pattern(r"\d(?!\d*年)")
SHARE = late.pattern(r"(?:占|比重|比例|率)[^，,；;。]{0,20}\d")
MOVED = late.pattern(
    r"(?:增|降|减|提高|提升|上升|回落|缩短|涨|升|翻)[^，,；;。]{0,12}\d|翻[一两]?番"
)
RANK = late.pattern(
    r"第\s*[一二三四五六七八九十\d]+(?![一二三四五六七八九十\d产届次批期轮])|首位|前[列茅]|榜首|"
    r"[居列排]全|前[一二三四五六七八九十\d]+[名位]"
)
TIME = late.pattern(r"\d{1,2}月|(?:19|20)\d\d年|年[底内初末]|[上下]半年|[一二三四]季度|今年|明年")
RATE = late.pattern(r"[\u4e00-\u9fff]{2,6}率")
MONEY = {"支出", "投资", "投入", "利润"}  # what 花了多少钱, 投了多少钱, 赚了多少钱 are read as
CLAUSE = late.pattern(r"[，,；;。！？\n]")


@dataclass(frozen=True, slots=True)
class Fitting:
    """`printed` finds what a clause must hold; where it is a number of things done, the clause has
    one of the `deeds`, or none at all. Without what is `exact` a quotation is no answer."""

    printed: re.Pattern[str]
    deeds: frozenset[str] = frozenset()
    exact: bool = False

    def is_told(self, text: str, names: Collection[str] = ()) -> bool:
        """Whether a text tells it, in a clause (，) that tells of no other deed and that has one of
        the `names` or stands behind one that has (电子信息产业壮大，营收2033亿元)."""
        clauses = CLAUSE.split(text)
        named = [any(name in clause for name in names) for clause in clauses]
        return any(
            self._is_of_deed(clause) if self.deeds else self.printed.search(clause)
            for at, clause in enumerate(clauses)
            if not any(named) or any(named[max(0, at - 1) : at + 1])
        )

    def _is_of_deed(self, clause: str) -> bool:
        for start, end in (each.span() for each in self.printed.finditer(clause)):
            after = DIGIT.search(clause, end)
            told = deeds_in(clause[_last_number(clause, start) : start])
            told = told or deeds_in(clause[:start])
            told += deeds_in(clause[end : after.start() if after else len(clause)])
            if not told or self.deeds & {*told}:
                return True
        return False


def _last_number(clause: str, start: int) -> int:
    """Where the number before one ends: what stands between the two is said of the second."""
    return max((each.end() for each in DIGIT.finditer(clause, 0, start)), default=0)


def fitting(understood: Understood) -> Fitting | None:
    """What is asked for; None where any words answer."""
    if understood.task == "why":
        return Fitting(pattern_of("cause", "therefore", "reason_of_plan"))
    if understood.task == "lookup" and pattern_of("when_asked").search(understood.asked):
        return Fitting(TIME)
    if understood.relation == "share":
        return Fitting(SHARE)
    if understood.relation == "rank":
        return Fitting(RANK)
    if understood.measures == ("growth",):
        return Fitting(MOVED)
    asks = bool(understood.measures or understood.wants_figure)
    deeds = answering(understood.asked)
    unit, plain = understood.unit, understood.task == "lookup"
    if of_amount := _of_amount(understood, deeds, bare=asks and plain and not unit):
        return of_amount
    if asks and is_of("measured", unit):
        return Fitting(number_in(unit), deeds, exact=True)
    if asks and MONEY & {*understood.subject.split()}:
        return Fitting(number_in("元"), deeds, exact=True)
    last = understood.subject.split()[-1:]  # by its first letters, for the others may be misspelt
    if asks and plain and last and RATE.fullmatch(last[0]):  # 100% of another thing
        name = re.escape(last[0][:-1][:2])
        rate = rf"{name}[^，,；;。]{{0,8}}率[^，；;。]{{0,24}}\d"
        return Fitting(re.compile(rate), exact=True)
    known = [each for each in map(find, understood.indicators) if each is not None]
    if len(known) == 1 and (family := [*filter(None, FAMILIES[known[0].unit_family])]):
        return Fitting(re.compile(rf"{NUMBER}(?:{alternation(family)})"), deeds)
    if unit:
        return Fitting(number_in(unit), deeds, exact=asks and plain and is_of("counted", unit))
    return Fitting(DIGIT, deeds) if asks else None


def _of_amount(understood: Understood, deeds: frozenset[str], *, bare: bool) -> Fitting | None:
    """The units of an amount that is named (蔬菜产量), be it all that is said (`bare`: 人口多少), which
    what came or went (增加25.43万人) does not tell."""
    if counted := PLACES_COUNTED.search(understood.asked):
        places = rf"\d[余多]*个?[^，,。；;、\d]{{0,6}}{counted['place']}"
        return Fitting(re.compile(places), exact=True)
    if asked := amount_asked(understood.spoken):
        return Fitting(re.compile(rf"{NUMBER}(?:{alternation([*asked.units])})"), deeds)
    units = units_of(understood.subject) if bare else frozenset[str]()
    if not units:
        return None
    level = r"(?<!增加)(?<!减少)(?<!新增)(?<!净增)(?<![\d.,])\d[\d.,]*[余多万亿千百]*"
    return Fitting(re.compile(rf"{level}(?:{alternation([*units])})"), deeds, exact=True)
