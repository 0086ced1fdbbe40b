"""Marks: amounts beside the amount itself, such as one passed, striven for, held or added."""

from dataclasses import replace

from service.language.claim import Claim
from service.language.lines import SentenceReading
from service.language.measure import Measure
from service.language.roles import RoleReading
from service.language.subjects import Subject
from service.language.timing import When
from service.language.words import words_of
from vectorstore import late

_STRIVES = late.pattern(r"力争|争取|奋斗目标|努力")
_AIM = late.pattern(r"的(?:全?年度?|预期|既定|预定|计划|省|市|县|区)*(?:目标|任务|计划)")
_ON = late.pattern(r"\s*(?:已|将|预计)?(?:达到?了?|为)\s*")
_MILESTONE = late.pattern(r"(?:的)?[新大]?(?:台阶|大关|关口)")
_AND_REACHED = late.pattern(
    r"(?:的)?[新大]?(?:台阶|大关|关口)?[\s、，,]*(?:总量|总额|总值|规模)?(?:已|将|实际|预计)*(?:达到?了?|升至|增至|为|完成|实现)"
)
_FAR = 2
_HELD = late.pattern(r"连续(?:\d+|[一二三四五六七八九十]+)年[^，,。；]{0,10}$")
_ADDED = late.pattern(r"(?:新增|净增|增加|增长)(?:额)?(?:了|达到?|为)?\s*$")


def passed(
    line: SentenceReading, subject: Subject, figure: Measure, when: When
) -> tuple[Subject, Measure]:
    """登上700亿斤台阶: a mark that was passed, and beside the amount itself no second amount."""
    if _known(line, subject, when):
        return subject.renamed(f"{subject.text}台阶"), figure
    qualifier = figure.qualifier or "突破"
    return subject, figure.model_copy(update={"qualifier": qualifier})


def is_mark(text: str, figure: Measure) -> bool:
    """Whether the words behind a figure make it a mark: 700亿斤台阶."""
    return _MILESTONE.match(text, figure.end) is not None


def reached(
    line: SentenceReading, subjects: tuple[Subject, ...], words: str, figure: Measure
) -> tuple[Claim, ...]:
    """突破1000亿元、达到1035亿元: beside the amount the mark before it is no second amount."""
    last = line.last
    if last is None or len(subjects) != 1 or not _AND_REACHED.fullmatch(words):
        return line.claims
    mark = last.value
    if mark is None or last.growth or last.subject.name != subjects[0].name:
        return line.claims
    less = mark.value is not None and figure.value is not None and mark.value < figure.value
    if not less or mark.plain_unit != figure.plain_unit or mark.qualifier not in words_of("passed"):
        return line.claims
    step = last.subject.renamed(f"{last.subject.text}台阶")
    return (*line.claims[:-1], replace(last, subject=step))


def held(
    line: SentenceReading, subjects: tuple[Subject, ...], so_far: str, when: When
) -> tuple[Subject, ...]:
    """产量726亿斤,连续6年保持在700亿斤以上: what was held for years is no second amount."""
    streak = _HELD.search(so_far)
    if not streak or not any(_known(line, each, when) for each in subjects):
        return subjects
    return tuple(each.renamed(f"{each.text}{streak.group()}") for each in subjects)


def added(
    reading: RoleReading, line: SentenceReading, subject: Subject, words: str, figure: Measure
) -> RoleReading:
    """贷款余额1009亿元,新增130亿元: what was added is no second amount; nor is 净增超千亿元,达1200亿元."""
    last = line.last
    goes_on = last is not None and last.role == "increment" and _ON.fullmatch(words)
    goes_on = goes_on and _near(last, figure)
    indicator = subject.indicator
    stock = subject.text.endswith("余额")
    whole = stock or (indicator is not None and (indicator.stock or indicator.yearly))
    if reading.role == "value" and (goes_on or (whole and _ADDED.search(words))):
        return replace(reading, role="increment")
    return reading


def _near(last: Claim | None, figure: Measure) -> bool:
    """净增超1000亿元,达1200亿元 goes on with what was added; 新增130亿元,达到1009亿元 does not."""
    before = last.value.value if last and last.value else None
    return before is None or figure.value is None or figure.value < before * _FAR


def aimed(text: str, figure: Measure) -> bool:
    """超额完成新增就业20万人的目标: the amount is what was aimed at."""
    return _AIM.match(text, figure.end) is not None


def striven(
    line: SentenceReading, subject: Subject, when: When, figure: Measure, words: str
) -> Measure:
    """增长12%、力争14%: the second target is one that is striven for."""
    first = any(
        claim.subject.name == subject.name and claim.period == when.period for claim in line.claims
    )
    if not first or figure.qualifier or not _STRIVES.search(words):
        return figure
    return figure.model_copy(update={"qualifier": "力争"})


def _known(line: SentenceReading, subject: Subject, when: When) -> bool:
    return any(
        claim.value and claim.subject.name == subject.name and claim.period == when.period
        for claim in line.claims
    )
