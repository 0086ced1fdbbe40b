"""Whether something aimed at was reached: said by a report, or asked about."""

import re
from functools import cache

from service.language.words import pattern_of


@cache
def unmet() -> re.Pattern[str]:
    """What finds that an aim was missed: 没有全面完成…确定的经济发展目标, 投资低于预期, 指标未达标."""
    aim, missed = pattern_of("aim").pattern, f"(?:{_missed()})"
    return re.compile(
        rf"{pattern_of('unmet').pattern}|{missed}[^，,。；;]{{0,20}}?(?:{aim})"
        rf"|(?:{aim})(?:都|均|还)?{missed}"
    )


def asks_unmet(asked: str) -> bool:
    """Whether a question asks what was missed: 没达到年初目标的是哪几个指标, 哪几项未完成."""
    which = pattern_of("sort_asked", "aim").search(asked)
    return bool(unmet().search(asked) or (which and re.search(_missed(), asked)))


@cache
def _missed() -> str:
    """未达到, 没有全面完成; what was told not to be (没有, 没) and what one does with an aim."""
    negation, verb = pattern_of("negation").pattern, pattern_of("achieving").pattern
    return rf"(?:{negation})(?:如期|全面|完全|全部|都|按期|按时|很好)?地?(?:{verb})"
