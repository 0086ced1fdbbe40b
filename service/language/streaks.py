"""Streaks and time taken: 连续7年保持在Ⅱ类, 仅用46天就集中救治了…: what lasted, or was done."""

from service.language.measure import Measure
from service.language.subjects import Subject, tidy
from service.language.wording import TAIL
from vectorstore import late

STREAK = late.pattern(r"(?:连续|历时|为期|长达|时隔)(?:[第近超]|超过)?$")
_ON_END = late.pattern(r"连续(?:[近超]|超过)?$")
_TOOK = late.pattern(r"(?:仅|只|仅仅)(?:用|花|用了|花了)(?:[不近]|不到|短短)?$")
_TIMES = frozenset({"年", "个月", "天", "日", "个季度", "季度", "周", "小时", "个小时", "次"})
_PREDICATE = late.pattern(
    r"(?:时间|左右|之久|以上)?(?:就|便|内|里|中|的)*(?P<says>[^，,。；;：:！!？?\n\d]{2,24})"
)
_GOES_ON = late.pattern(
    r"保持|稳|增长|负增长|正增长|两位数|下降|提高|超|实现|位|居|领跑|领先|排|净增"
)
_SHORTEST = 2


def lasting(words: str, figure: Measure) -> bool:
    """Whether a figure counts how long something has gone on or took."""
    return STREAK.search(words) is not None or took(words, figure)


def done_in(text: str, words: str, figure: Measure) -> bool:
    """28天完成病房建设: a time at the head of a clause is what the work behind it took."""
    begins = figure.unit in ("天", "个月", "小时") and not words.strip()
    return begins and text.startswith(("完成", "建成", "就", "内完成", "内建成"), figure.end)


def took(words: str, figure: Measure) -> bool:
    """Whether a figure is the time that what follows took: 仅用46天."""
    return figure.unit in _TIMES and _TOOK.search(words) is not None


def streak(
    text: str, words: str, start: int, figure: Measure, end: int, said: tuple[Subject, ...]
) -> Subject | None:
    """What lasted or took as long as the figure says; None where the clause does not say what.

    `words` stand at `start`; `end` is where the clause ends; `said` is what was spoken of before.
    """
    if figure.unit not in _TIMES:
        return None
    predicate = _PREDICATE.match(text, figure.end, end)
    if predicate is None:
        return None
    if took(words, figure) or done_in(text, words, figure):
        return Subject(f"{predicate['says']}用时", figure.end)
    if predicate.end() < end:
        return None
    on_end = _ON_END.search(words)
    if on_end is None:
        return None
    own = tidy(TAIL.sub("", words[: on_end.start()]))
    goes_on = said and _GOES_ON.match(predicate["says"])
    head = own if len(own) >= _SHORTEST else said[-1].text if goes_on else ""
    return Subject(f"{head}{predicate['says']}连续时间", start)
