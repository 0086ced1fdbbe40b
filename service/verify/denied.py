"""Sentences that say a report gives nothing: false where the evidence holds the figure."""

from service.facts.model import Fact
from service.verify.cues import clause_bounds
from service.verify.numbers import Quantity
from service.verify.said import Reading
from service.verify.when import PERIOD_ANY, UNCLEAR
from vectorstore import late

ABSENT = late.pattern(
    r"(?:没有|并未|未|未能)(?:直接|明确|具体)?(?:给出|提及|提到|公布|披露|说明|列出|涉及)"
)
RATE = late.pattern(r"增速|增长|增幅|涨幅|降幅|下降")


def denied(reading: Reading) -> str:
    """Why a sentence of absence is not true; nothing where it is, or where there is none."""
    for found in ABSENT.finditer(reading.text):
        place = Quantity(found.group(), found.start(), found.end(), None)
        indicator = reading.under("indicator", place)
        if indicator is None:
            continue
        left, right = clause_bounds(reading.text, *found.span())
        rate = RATE.search(reading.text, left, right) is not None
        region, period = reading.under("region", place), reading.under("period", place)
        for fact in reading.evidence.facts:
            if fact.indicator != indicator.value or fact.scope:
                continue
            if region is not None and region.value != fact.region:
                continue
            given = fact.growth if rate else fact.value
            if given and _same_time(fact, period.value if period else reading.context.period):
                return f"依据里有“{fact.quote}”"
    return ""


def _same_time(fact: Fact, period: str | None) -> bool:
    if period in (None, UNCLEAR) or period.startswith(PERIOD_ANY):
        return fact.period == str(fact.year - 1)
    return fact.period == period
