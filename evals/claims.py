"""What a sentence says of each of its numbers, as the evaluation reads it: when, in what sense, of what.

Small on purpose and nobody's copy: it knows plain wordings, and where it does not it says None,
which is neither right nor wrong.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, TypeAlias

from evals.amounts import PlainAmount
from evals.names import EvalIndicator, mentions
from evals.times import SaidTime, Time, times

Role: TypeAlias = Literal["rise", "fall", "level"]
TARGET = re.compile(
    r"目标(?!任务)|(?<!年度)(?<!完成年)计划|（(?:\d{4}年)?规划）|力争|预期|争取|确保|提出(?!质疑)|打算|(?<!模)拟"
    r"|将(?=达|实现|完成|增长|新增|超过|突破|下降)"
)
EXPECTED = re.compile("预计|有望|预估")
AVERAGE = re.compile("年均|年平均|平均每年|每年平均")
CUMULATIVE = re.compile("累计|总共")
LISTED = re.compile("分别|依次|(?<![年月人平])均(?=[增下为达超完实])|都")
SHARE = re.compile("占|比重")
NEW = re.compile("新增|净增|新登记|新设|增加")
_ROUGH = r"(?:了|约|近|超过?|逾|突破|不低于|不高于|不少于|至少|力争|将)*"
_RISE, _FALL = (
    "增长|增加|提高|提升|上升|上涨|增|涨",
    "下降|降低|减少|下调|回落|压减|压缩|缩减|减|降",
)
_ROLES: tuple[tuple[re.Pattern[str], Role], ...] = (
    (re.compile(rf"(?:{_RISE}){_ROUGH}$"), "rise"),
    (re.compile(rf"(?:{_FALL}){_ROUGH}$"), "fall"),
    (re.compile(r"(?:增速|增幅|涨幅|增长率|增长(?:目标|预期))[^，,；;。\d]{0,12}$"), "rise"),
    (re.compile(r"降幅[^，,；;。\d]{0,12}$"), "fall"),
    (re.compile(rf"(?:为|是|达到?|完成|实现|到|至|占|有|在){_ROUGH}$"), "level"),
)
_BASE = re.compile(r"(?:比|较|与|同|是|为|相当于|于)$")
_AND = re.compile(r"(?:左右|以上|以下|以内|多|余)?(?:、|和|及|与|至|[-—–~])?")
_CLAUSE, _SENTENCE = re.compile("[，,；;。！？]"), re.compile("[。！？]")
_FROM = re.compile(r"[由从]$")
_RANGE = ("-", "—", "–", "~", "至", "到")
_ENOUGH = 14


@dataclass(frozen=True, slots=True)
class NumberSaid:
    """What is said of `number`; `before` are the words of its line before it.

    `words` are those of `time` as printed. `modes` are target, expected, average, cumulative.
    `quoted` numbers stand in the report's own words, `listed` ones are dealt out over a list.
    """

    number: PlainAmount
    before: str
    time: Time | None
    words: str
    modes: frozenset[str]
    role: Role | None
    share: bool
    named: EvalIndicator | None
    quoted: bool
    listed: bool


def claims(text: str, numbers: Sequence[PlainAmount], year: int) -> Iterator[NumberSaid]:
    """A claim for each number of a line, as a reader of a report of that year takes it."""
    numbers = ranges(text, numbers)
    said = [each for each in times(text, year) if not _BASE.search(text[: each.start])]
    roles: dict[int, Role | None] = {}
    for at, number in enumerate(numbers):
        before = text[: number.start]
        when = _when(before, said)
        roles[at] = _dealt(text, numbers, roles, at) or _role(before)
        yield NumberSaid(
            number=number,
            before=before,
            time=when.time if when else None,
            words=text[when.start : when.end] if when else "",
            modes=_modes(text, number, said),
            role=roles[at],
            share=bool(SHARE.search(own_words(before))),
            named=_named(before, text[number.end :]),
            quoted=before.count("“") > before.count("”"),
            listed=bool(LISTED.search(_sentence(before))),
        )


def _when(before: str, said: Sequence[SaidTime]) -> SaidTime | None:
    """The time said last; in 由2015年的2600元增加到1.18万元 that of the second is not said."""
    last = next((each for each in reversed(said) if each.end <= len(before)), None)
    started = last is not None and _FROM.search(before[: last.start])
    return None if started and last and re.search(r"\d", before[last.end :]) else last


def ranges(text: str, numbers: Sequence[PlainAmount]) -> list[PlainAmount]:
    """Both ends of a range in the unit of the last: 7-8% are 7% and 8%."""
    ends = [
        replace(one, unit=other.unit)
        if not one.unit and text[one.end : other.start] in _RANGE
        else one
        for one, other in pairwise(numbers)
    ]
    return [*ends, *numbers[-1:]]


def own_words(before: str) -> str:
    """The words of the number's own clause."""
    return _CLAUSE.split(before)[-1]


def _sentence(before: str) -> str:
    return _SENTENCE.split(before)[-1]


def _role(before: str) -> Role | None:
    own = own_words(before).rstrip("“：: ")
    return next((role for form, role in _ROLES if form.search(own)), None)


def _dealt(
    text: str, numbers: Sequence[PlainAmount], roles: dict[int, Role | None], at: int
) -> Role | None:
    """The role of the number before, where only a comma of a list stands between: 增长6%、9%."""
    if not at:
        return None
    between = text[numbers[at - 1].end : numbers[at].start]
    return roles[at - 1] if _AND.fullmatch(between) else None


def _named(before: str, behind: str) -> EvalIndicator | None:
    """The indicator named last before the number in its clause, first behind it, last before.

    With 口径 in brackets, 工业增加值（入统）, it is not the bare name that is said.
    """
    for words, place in (
        (own_words(before), -1),
        (_CLAUSE.split(behind)[0], 0),
        (_sentence(before), -1),
    ):
        if found := mentions(words):
            named = found[place]
            return None if words[named.end :].startswith("（") else named.indicator
    return None


def _modes(text: str, number: PlainAmount, said: Sequence[SaidTime]) -> frozenset[str]:
    """Plan and expectation hold to the end of their sentence, or until another year is said."""
    before = text[: number.start]
    clause = own_words(before)
    behind = _CLAUSE.split(text[number.end : number.end + _ENOUGH])[0]
    over = [*AVERAGE.finditer(clause), *CUMULATIVE.finditer(clause)]
    last = max(over, key=lambda each: each.start(), default=None)
    found = {"average" if AVERAGE.match(last.group()) else "cumulative"} if last else set[str]()
    lead = before.rfind("：“") if before.count("“") > before.count("”") else -1
    start = len(before) - len(_sentence(before))
    for name, form in (("target", TARGET), ("expected", EXPECTED)):
        marks = [each.start() for each in form.finditer(before)]
        held = (start <= at and not _other_year(said, at, number.start) for at in marks)
        if any(held) or any(at < lead for at in marks):
            found.add(name)
    if re.match(r"(?:左右|以上|以下|以内)?的(?:目标(?!任务)|预期|计划)", behind):
        found.add("target")
    return frozenset(found)


def _other_year(said: Sequence[SaidTime], mark: int, number: int) -> bool:
    """Whether a year other than the one in force at the mark is said between it and the number."""
    held = [each for each in said if each.start <= mark]
    later = [each for each in said if mark < each.start and each.end <= number]
    return bool(held and later) and later[-1].time.last != held[-1].time.last
