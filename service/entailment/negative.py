"""What a draft says is not there: that quotes do not tell a thing, or that one region alone does."""

import re
from collections.abc import Sequence

from service.entailment.frame import Frame
from service.entailment.premise import Premise, is_light
from service.entailment.reading import Reading, Token
from service.entailment.standing import stands

ABSENT = re.compile(
    r"(?:没有|并未|未|未能|均未|都未|没)(?:直接|明确|具体|单独|专门)?"
    r"(?:给出|提及|提到|公布|披露|说明|列出|涉及|交代|写明|提供)"
)
ONLY = re.compile(r"(?:只有|仅有|唯有|唯独|仅|惟有)(?=[^,;。:\d]{2,})")
NUMBERS = re.compile("数字|数额|数据|数值|金额|指标|目标|增速|多少|比例|规模")


def absence(
    reading: Reading, start: int, end: int, frame: Frame, given: Sequence[Premise]
) -> bool | None:
    """Whether it is true that the quotes do not tell what a clause says they do not; None where
    a clause says no such thing. A number is missed only where no number stands by the thing."""
    found = ABSENT.search(reading.text, start, end)
    if found is None:
        return None
    things = [
        token
        for token in reading.between(start, end)
        if token.kind == "word"
        and not is_light(token)
        and not found.start() <= token.start < found.end()
    ]
    things = [token for token in things if not NUMBERS.fullmatch(token.text)]
    numbered = NUMBERS.search(reading.text, start, end) is not None
    return bool(things) and not any(
        _tells(things, premise, frame, numbered=numbered) for premise in given
    )


def _tells(things: Sequence[Token], premise: Premise, frame: Frame, *, numbered: bool) -> bool:
    reading = premise.reading
    for cell in premise.cells:
        if frame.years and not set(frame.years) & premise.years(cell):
            continue
        if all(stands(token.text, reading, cell.start, cell.end) for token in things):
            start, end = reading.clause(cell.start)
            if not numbered or any(start <= n.start < end for n in reading.numbers):
                return True
    return False
