"""Descriptions: what a share, a rate of completion or a multiple is called."""

from dataclasses import replace

from service.language.indicators import load_lexicon
from service.language.measure import Measure
from service.language.roles import RoleReading, changes
from service.language.subjects import Subject
from service.language.units import plain
from service.language.wording import CONNECTIVE, FALLS, GROWS
from vectorstore import late

_OUTLAY = late.pattern(
    r"支出|财力|(?<!主营业务)(?<!主营)(?<!营业)(?<!销售)(?<!产品)收入|GDP|生产总值"
)
_OPENING = late.pattern(
    r"(?:企业|公司)(?:开办|注册|注册登记|设立登记)(?:注册|登记)?(?:实现|平均|全程|全流程)?$|开办企业$"
)
_POOR = late.pattern(r"建档立卡(?:的)?(?:贫困)?(?:户|人口|群众|对象)?$|贫困(?:户|人口|群众)$")
_NO_MORE = late.pattern(r"^(?:的)?[^，,。；;]{0,12}(?:脱贫|摘帽|退出贫困)")
_EXCEEDS = late.pattern(r"(?:占|超过?|相当于|达到?)(?:了)?全[国省市区县州盟旗](?!年).{2,}$")
_LEAD = late.pattern(r"(?:高于|低于|高出|低出|好于|优于|超出|超过).+$")
_LISTED = late.pattern(r"、|和|与(?!会)|以及")
_INDEX_FLOOR = 50
_ADDS = late.pattern(r"(?:新增|净增|增加|增设|增)(?=(?:了|约|近|超过?)*$)")
_SHARED = frozenset({"左右", "以内", "之内", "上下"})
_LEADING = frozenset(
    {"突破", "超", "超过", "近", "接近", "逾", "不低于", "不少于", "不高于", "不超过"}
)
_DEALT = frozenset({"以上", "以下", "及以上", "及以下"})


def described(subject: Subject, reading: RoleReading, words: str) -> Subject:
    """The subject a fact of this role is about."""
    if reading.role == "share":
        return _share(subject, reading.whole)
    if reading.role == "of":
        return subject.renamed(f"为{subject.text}的比例")
    if reading.role == "completion":
        return subject.renamed(f"{subject.text}完成年度任务比例")
    if reading.role == "multiple":
        return subject.renamed(f"{subject.text}与{reading.whole}之比")
    if reading.role in ("points", "increment"):
        change = CONNECTIVE.sub("", words).rpartition("分别")[2].strip()
        added = load_lexicon().printed.get(f"新增{subject.text}")
        if reading.role == "increment" and change.endswith("新增") and added:
            return replace(subject, indicator=added)
        over = _LEAD.search(subject.text)
        if change in subject.text:
            return subject
        if over and change.startswith(over.group()) and not _LISTED.search(change):
            return subject.renamed(f"{subject.text[: over.start()]}{change}")
        if over and subject.text not in change:
            return subject
        if subject.text in change.replace("“", "").replace("”", ""):
            return subject.renamed(change)
        return subject.renamed(change if subject.text in change else f"{subject.text}{change}")
    return subject


def _share(subject: Subject, whole: str) -> Subject:
    indicator = subject.indicator
    if indicator and indicator.share and (not whole or _OUTLAY.search(whole)):
        return replace(subject, indicator=load_lexicon().printed[indicator.share])
    return subject.renamed(f"{subject.text}占{whole}比重" if whole else f"{subject.text}占比")


def anew(
    reading: RoleReading, subjects: tuple[Subject, ...], words: str, end: int
) -> tuple[RoleReading, tuple[Subject, ...]]:
    """增加3700辆公共自行车: what was added stands behind the figures, which end at `end`, and is
    no increment of anything said before."""
    if reading.role != "increment" or any(each.start < end for each in subjects):
        return reading, subjects
    deed = _ADDS.search(words)
    named = (
        tuple(
            each
            if each.indicator or each.text.startswith("新")
            else each.renamed(f"{deed.group()}{each.text}")
            for each in subjects
        )
        if deed
        else subjects
    )
    return RoleReading("value", reading.stop), named


def spent_on(subject: Subject, use: str) -> Subject:
    """70%用于民生: the share of what is spent that goes there."""
    said = "" if use in subject.text else use
    return subject.renamed(f"{subject.text}{said}占比")


def percent_of(subject: Subject, figure: Measure) -> Subject:
    """空气质量优良天数达到100%: a percentage of some indicators is another indicator."""
    indicator = subject.indicator
    if indicator and indicator.share and indicator.unit_family == "days" and figure.unit == "%":
        return replace(subject, indicator=load_lexicon().printed[indicator.share])
    return subject


def timed(subject: Subject, figure: Measure) -> Subject:
    """企业开办压缩至2个工作日: the time that the opening of a firm takes."""
    opening = load_lexicon().printed["企业开办时间"]
    if subject.indicator or not opening.takes(figure.plain_unit):
        return subject
    return replace(subject, indicator=opening) if _OPENING.search(subject.text) else subject


def lifted(subject: Subject, after: str) -> Subject:
    """建档立卡贫困户199户、403人全部脱贫: the poor who are poor no more."""
    if subject.indicator or not _POOR.search(subject.text) or not _NO_MORE.search(after):
        return subject
    return replace(subject, indicator=load_lexicon().printed["脱贫人口"])


def bare_percent(
    reading: RoleReading, subject: Subject, figure: Measure, words: str, *, own: bool
) -> RoleReading:
    """地区生产总值6%左右: a percentage of an amount indicator can only be its change.

    Not so where the subject was said in another clause: …,达到50.2%.
    """
    indicator = subject.indicator
    if indicator is None or not changes(figure):
        return reading
    if reading.role == "growth" and indicator.name.endswith("增长率"):
        return replace(reading, role="value")
    if reading.role != "value" or reading.reaches or not own:
        return reading
    if _EXCEEDS.search(words):
        return replace(reading, role="of")
    if not indicator.takes(figure.plain_unit):
        return replace(reading, role="growth")
    index = indicator.name == "居民消费价格" and figure.plain_unit == "%"
    small = figure.value is not None and figure.value < _INDEX_FLOOR
    return replace(reading, role="growth") if index and small else reading


_RATE_NAME = late.pattern(r"(?:率|比重|占比|比例|强度|水平|满意度)$")


def rate_in_points(reading: RoleReading, subject: Subject, words: str) -> RoleReading:
    """城镇化率提高2.6个百分点: of what is itself a rate, points are its change."""
    rate = subject.indicator.takes("%") if subject.indicator else _RATE_NAME.search(subject.text)
    if reading.role != "points" or not rate or not GROWS.search(words):
        return reading
    return replace(reading, role="growth", falls=FALLS.search(words) is not None)


_VERBS_OF_CHANGE = late.pattern(r"增长(?!率)|上涨|下降|提高|降低|减少|增加|上升|提升")


def each_rate(reading: RoleReading, subject: Subject, words: str) -> RoleReading:
    """失业率、居民消费价格涨幅分别控制在4%和2%: 涨幅 is of the price alone, the other is a level."""
    indicator = subject.indicator
    if reading.role != "growth" or indicator is None or _VERBS_OF_CHANGE.search(words):
        return reading
    level = indicator.takes("%") and indicator.name != "居民消费价格"
    return replace(reading, role="value", falls=False) if level else reading


def _in_unit_of(figure: Measure, last: Measure) -> Measure:
    if figure.unit or figure.value is None or not figure.number[:1].isdigit():
        return figure
    factor, plain_unit = plain(last.unit)
    value = figure.value * factor
    return figure.model_copy(update={"unit": last.unit, "plain_unit": plain_unit, "value": value})


def one_unit(figures: tuple[Measure, ...], words: str = "") -> tuple[Measure, ...]:
    """3个、5个、70个工作日以内, 分别控制在10万吨和12万吨以下: unit and 左右, 以内 of the last hold for
    all, and behind 分别 a bound does too."""
    first, last = figures[0].qualifier, figures[-1]
    if last.unit and any(not figure.unit for figure in figures):
        figures = tuple(_in_unit_of(each, last) for each in figures)
    if len(figures) > 1 and last.unit.startswith("个") and len(last.unit) > 1:
        shared = {"unit": last.unit, "plain_unit": last.plain_unit, "qualifier": last.qualifier}
        return tuple(f.model_copy(update=shared) if f.unit in ("个", "") else f for f in figures)
    if first in _LEADING and "分别" in words and not any(f.qualifier for f in figures[1:]):
        return tuple(f.model_copy(update={"qualifier": first}) for f in figures)
    shares = last.qualifier in _SHARED or (last.qualifier in _DEALT and "分别" in words)
    if shares and all(f.plain_unit == last.plain_unit for f in figures):
        shared = {"qualifier": last.qualifier}
        return tuple(f if f.qualifier else f.model_copy(update=shared) for f in figures)
    return figures
