"""A claim beside a gold fact of the same number: are time, kind and indicator said as the gold has them.

Every part is right, wrong, or None where the claim or the gold does not tell.
"""

import re
from functools import cache

from evals.amounts import PlainAmount, amounts
from evals.claims import NEW, NumberSaid, claims, own_words, ranges
from evals.dataset import ExpectedFact, allowed
from evals.names import known, of_case
from evals.outcome import AnswerLine
from evals.scorers.unsupported import numbers_of
from evals.times import agrees, of_period

JUDGEMENT = "judgement"
RATE = re.compile("占|比重|比例|率")
OF_WHOLE = re.compile("占(?!比)")
_NEAR = 16


@cache
def _numbers(digits: str | None, unit: str | None) -> tuple[PlainAmount, ...]:
    """The number of a gold field, both ends of a range in the unit of the last."""
    if digits is None:
        return ()
    text = digits if unit and digits.endswith(unit) else digits + (unit or "")
    return tuple(ranges(text, list(amounts(text))))


def holds(claim: NumberSaid, gold: ExpectedFact) -> bool:
    """Whether the gold fact states the number of the claim, as its value or as its growth."""
    return _is_value(claim, gold) or _is_growth(claim, gold)


def _is_value(claim: NumberSaid, gold: ExpectedFact) -> bool:
    return any(map(claim.number.equals, _numbers(gold.value, gold.unit)))


def _is_growth(claim: NumberSaid, gold: ExpectedFact) -> bool:
    return any(map(claim.number.equals, _numbers((gold.growth or "").removeprefix("-"), None)))


def compared(claim: NumberSaid, gold: ExpectedFact) -> dict[str, bool | None]:
    """Of gold that could be read otherwise, only what lists all readings can be said wrongly."""
    found = {"period": _period(claim, gold), "kind": _kind(claim, gold)}
    found |= {"indicator": _indicator(claim, gold)}
    if JUDGEMENT not in gold.tags:
        return found
    listed = {part for part in found if isinstance(getattr(gold, part), tuple)}
    return {part: right if part in listed else right or None for part, right in found.items()}


def _period(claim: NumberSaid, gold: ExpectedFact) -> bool | None:
    periods = [each for each in allowed(gold.period) if each is not None]
    wanted = [time for each in periods if (time := of_period(each))]
    if claim.time is None or not wanted or None in allowed(gold.period):
        return None
    if claim.quoted and claim.time.last is None:  # the report's own 2023年以来
        return None
    level = "level" in allowed(gold.basis) or gold.basis is None
    return any(agrees(claim.time, each, level=level) for each in wanted)


def _kind(claim: NumberSaid, gold: ExpectedFact) -> bool | None:
    kinds = {str(each) for each in allowed(gold.kind) if each is not None}
    bases = {str(each) for each in allowed(gold.basis) if each is not None}
    if not kinds:
        return None
    modes = claim.modes
    average = "average" in kinds | bases
    open_basis = not bases and kinds <= {"target", "expected"}  # may be of one year or of each
    if ("average" in modes) != average and not open_basis:
        return None if claim.quoted and average else False
    if "target" in modes or "expected" in modes:
        return bool(modes & kinds)
    if "cumulative" in modes and not _summed(kinds | bases, gold):
        return False
    aimed = kinds <= {"target", "expected"}
    return None if claim.quoted and aimed else not aimed


def _summed(said: set[str], gold: ExpectedFact) -> bool:
    return "cumulative" in said or "累计" in (gold.quote or "")


def _indicator(claim: NumberSaid, gold: ExpectedFact) -> bool | None:
    """Wrong where the name, the share, the flow or the change is another; right by the name."""
    name = _name(claim, gold)
    others = (_role(claim, gold), _share(claim, gold), _flow(claim, gold))
    return False if False in others else name


def _name(claim: NumberSaid, gold: ExpectedFact) -> bool | None:
    printed = _in_quote(claim, gold)
    if claim.quoted and printed and claim.before.endswith(own_words(printed.before)):
        return True
    if claim.named is None or gold.indicator is None or claim.listed:
        return None
    wanted = known(of_case(gold.indicator).name)
    if wanted is not None:
        whole = OF_WHOLE.search(own_words(claim.before))  # the last name is what it is a share of
        return None if whole else wanted is claim.named
    names = (claim.named.name, *claim.named.also)
    said = f"{gold.indicator} {gold.indicator_text or ''} {gold.quote or ''}"
    return None if any(name in said for name in names) or claim.quoted else False


def _role(claim: NumberSaid, gold: ExpectedFact) -> bool | None:
    if claim.role is None:
        return None
    if _is_growth(claim, gold):
        falls = (gold.growth or "").startswith("-")
        return claim.role == ("fall" if falls else "rise")
    printed = _in_quote(claim, gold)
    return claim.role == "level" or (printed is not None and printed.role == claim.role)


def _in_quote(claim: NumberSaid, gold: ExpectedFact) -> NumberSaid | None:
    """The number as the gold's own quote says it: 农村贫困人口减少1442万人."""
    line = AnswerLine(gold.quote or "")
    found = claims(line.text, numbers_of(line), 0)
    return next((each for each in found if each.number.equals(claim.number)), None)


def _words(claim: NumberSaid, gold: ExpectedFact) -> str:
    """The gold's names, and the words before the number in the clause of its quote."""
    printed = _in_quote(claim, gold)
    own = own_words(printed.before) if printed else ""
    return f"{gold.indicator or ''} {gold.indicator_text or ''} {own}"


def _share(claim: NumberSaid, gold: ExpectedFact) -> bool | None:
    name = gold.indicator or ""
    if claim.share and claim.number.unit == "%" and _is_value(claim, gold):
        return bool(RATE.search(_words(claim, gold)))
    if "占" in name or "比重" in name:
        return claim.share or (None if claim.quoted else False)
    return None


def _flow(claim: NumberSaid, gold: ExpectedFact) -> bool | None:
    """新增 and 余额 are said where the gold's name has them, and nowhere else."""
    name, said = gold.indicator or "", claim.before
    if "新增" in name:
        return bool(NEW.search(said))
    if "新增" in said[-_NEAR:] and not claim.quoted:
        return bool(NEW.search(_words(claim, gold)))
    return "余额" in said if "余额" in name else None
