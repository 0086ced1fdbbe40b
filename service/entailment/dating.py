"""When a text tells of a thing: the part of a year, whether it is only expected, the year of 去年."""

from service.entailment.classes import is_light
from service.entailment.lexicon import load
from service.entailment.reading import TERM, Reading, Token

ENDS = frozenset({"目标", "预期目标"})  # an aim behind 预计 is an aim


def months_in(reading: Reading, start: int, end: int) -> str:
    """The part of a year last spoken of in a stretch (前三季度); 全年 and a new year end it."""
    months = ""
    for token in reading.between(start, end):
        if token.kind == "part":
            months = token.value
        elif token.kind == "year" or token.text in ("全年", "年末", "年底"):
            months = ""
    return months


def expected(reading: Reading, at: int, *, carried: bool = True) -> bool:
    """Whether what stands there is told as only expected; 预计产值过百亿的项目17个 are there. It is
    `carried` on to the end of a sentence, which a draft may or may not mean."""
    start, _ = reading.sentence(at) if carried else reading.clause(at)
    for token in reading.between(start, at):
        if load().has("expectations", token.text):
            rest = reading.text[token.end : min(at, reading.clause(token.start)[1])]
            aimed = any(t.text in ENDS for t in reading.between(token.end, at))
            if "的" not in rest[1:] and not aimed:
                return True
    return False


def year_of(token: Token, year: int) -> str:
    """The year that a word of time means in a report that plans `year`."""
    return {
        "今年": str(year),
        "去年": str(year - 1),
        "上年": str(year - 1),
        "明年": str(year + 1),
    }.get(token.value, token.value)


def is_attributive(reading: Reading, token: Token) -> bool:
    """Whether a term of years but describes a thing: 面对三年来最为严峻的形势, 500项在今后三年内实施的项目."""
    start, end = reading.clause(token.start)
    leads = any(not is_light(t) for t in reading.between(start, token.start))
    return token.value == TERM and leads and "的" in reading.text[token.end : end]


def opening(reading: Reading, start: int) -> Token | None:
    """The years that a sentence before `start` opens with and that go on till others are named:
    五年来，…。…, 到2035年，…。…."""
    years = [t for t in reading.between(0, start) if t.kind == "year"]
    if not years:
        return None
    last = years[-1]
    lead = reading.text[reading.sentence(last.start)[0] : last.start]
    several = last.value == TERM or "-" in last.value or lead == "到"
    opens = reading.text[last.end : last.end + 1] == "," and len(lead) < len("到到")
    return last if several and opens else None
