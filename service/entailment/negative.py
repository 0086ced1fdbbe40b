"""What a draft says is not there: that quotes do not tell a thing, or that one region alone does."""

from collections.abc import Sequence

from service.entailment.classes import is_light, is_noun
from service.entailment.frame import Frame
from service.entailment.numbers import Number
from service.entailment.premise import Premise
from service.entailment.reading import Reading, Token
from service.entailment.standing import stands
from vectorstore import late

ABSENT = late.pattern(
    r"(?:没有|并未|未|未能|均未|都未|没)(?:直接|明确|具体|单独|专门)?"
    r"(?:给出|提及|提到|公布|披露|说明|列出|涉及|交代|写明|提供)"
)
ONLY = late.pattern(r"(?:只有|仅有|唯有|唯独|仅|惟有)(?=[^,;。:\d]{2,})")
AMOUNTS = late.pattern("数额|金额|总量|规模|总额是多少")
RATES = late.pattern("增速|增幅|增长率|增长")
KINDS = {
    "amount": AMOUNTS,
    "rate": RATES,
    "any": late.pattern("数字|数据|数值|指标|目标|多少|比例"),
}
NUMBERS = late.pattern("数字|数额|数据|数值|金额|指标|目标|增速|多少|比例|规模")


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
    if not things:
        before = reading.between(reading.sentence(start)[0], start)
        things = [token for token in before if is_noun(token) and not RATES.search(token.text)]
    kind = next((k for k, p in KINDS.items() if p.search(reading.text, start, end)), "")
    return bool(things) and not any(_tells(things, premise, frame, kind) for premise in given)


def _tells(things: Sequence[Token], premise: Premise, frame: Frame, kind: str) -> bool:
    """Whether a quote speaks of the things, and by a number where one is missed."""
    reading = premise.reading
    for cell in premise.cells:
        if frame.years and not set(frame.years) & premise.years(cell):
            continue
        if all(stands(token.text, reading, cell.start, cell.end) for token in things):
            start, end = reading.clause(cell.start)
            own = [number for number in reading.numbers if start <= number.start < end]
            if not kind or any(_is_of(number, kind) for number in own):
                return True
    return False


def _is_of(number: Number, kind: str) -> bool:
    """Whether a number is of the kind that is missed: an amount (数额), a rate (增速), or any."""
    if kind == "any":
        return True
    return (number.unit in ("%", "个百分点")) == (kind == "rate")
