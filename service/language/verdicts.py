"""What a report says of an aim itself: reached, passed by so much, reached early, or missed."""

import re
from functools import cache

from service.language.unmet import unmet
from service.language.words import pattern_of

_MORE = r"(?:\d[\d.]*(?:%|倍|个百分点)?)"


@cache
def verdict() -> re.Pattern[str]:
    """What finds such a word: 超额完成省定目标, 任务超额完成, 超年度目标36%, 占年度计划的108%, 是省上下达计划的3.9
    倍, 提前两年完成“十四五”治理目标, 没有完成年度计划."""
    aim = f"(?:{pattern_of('aim').pattern})"
    how = f"(?:{pattern_of('as_planned').pattern})(?:[一二两三四五\\d]+(?:个月|年|天))?"
    verb = f"(?:{pattern_of('achieving').pattern})"
    within = r"[^，,；;。]"
    return re.compile(
        rf"{how}+地?{verb}了?(?:{within}{{0,18}}?{aim})(?:任务)?(?:的?{_MORE})?"
        rf"|{aim}(?:任务)?{how}+地?{verb}"
        rf"|(?:超额?|超过|超出){within}{{0,10}}?{aim}(?:任务)?(?:{verb}|{within}{{0,3}}{_MORE})"
        rf"|(?:为|是|占(?!全)|{verb})了?[^，,；;。\d]{{0,14}}{aim}(?:任务)?的{_MORE}"
        rf"|(?:好|高|优|快|低|慢)于{within}{{0,6}}{aim}"
        rf"|{unmet().pattern}"
    )
