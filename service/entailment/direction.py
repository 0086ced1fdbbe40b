"""Which of two numbers a gap is said of, and which it is measured against: 甲比乙多5, …15%，低了1.1
个百分点."""

from collections.abc import Iterator, Sequence

from service.entailment.attribution import bearing
from service.entailment.classes import is_noun
from service.entailment.numbers import Number
from service.entailment.operands import Operand, apart, head_of
from service.entailment.reading import Reading, Token
from vectorstore import late

THAN = late.pattern(r"(?:比|较|与|和|同)(?P<other>[^,;。:]*)$")
ABOVE = late.pattern("[高低快慢多少][出于](?P<other>[^,;。:]+)$")
LATTER = late.pattern("前者[^,;。]*后者")
PLANNED = ("目标", "计划", "预期", "任务", "下限")
DONE = ("实际", "实绩", "上年", "去年")
MANY = 6


def ordered(
    reading: Reading, one: Operand, other: Operand, number: Number, lead: str
) -> Iterator[tuple[Operand, Operand]]:
    """Two operands as what is measured and what it is measured against, where the draft tells."""
    found = THAN.search(lead) or ABOVE.search(lead)
    if not same_kind(one, other):
        return
    if found is None:
        later = later_of(one, other)
        if later is not None and same_head(one, other):
            yield (one, other) if later is one else (other, one)
        return
    start, than = reading.clause(number.start)[0] + found.start(), found["other"]
    ahead = reading.text[reading.sentence(number.start)[0] : start]
    ours, theirs = _features(one, other)
    score = _hits(theirs, than) - _hits(ours, than)
    score = score or _hits(ours, ahead) - _hits(theirs, ahead)
    if score:
        yield (one, other) if score > 0 else (other, one)


def sided(
    reading: Reading,
    one: Operand,
    other: Operand,
    told: Sequence[Operand],
    number: Number,
    lead: str,
) -> Iterator[tuple[Operand, Operand]]:
    """Two printed operands so: as named in the clause of the gap, else the later one against the
    earlier; none where the clause speaks of another: 甲比丙快1个百分点 is not proven by 甲 and 乙."""
    than = THAN.search(lead)
    start = reading.clause(number.start)[0]
    cut = start + (than.start() if than else len(lead))
    ahead, behind = reading.between(start, cut), reading.between(cut, start + len(lead))
    subject, base = (one, other)
    if not LATTER.search(lead):
        score = _points(reading, behind, one) - _points(reading, behind, other)
        score -= _points(reading, ahead, one) - _points(reading, ahead, other)
        here = [cut <= _said(each).start < number.start for each in (one, other)]
        score += MANY * (here[0] - here[1])
        later = one if _said(one).start > _said(other).start else other
        subject = later if score == 0 else other if score > 0 else one
        base = other if subject is one else one
    for words, side in ((ahead, subject), (behind, base)):
        if _points(reading, words, side) < max(_points(reading, words, each) for each in told):
            return
    yield subject, base


def same_kind(one: Operand, other: Operand) -> bool:
    """Whether two numbers are both levels, or both changes of a kind."""
    told = {_relation(one), _relation(other)}
    return len(told) == 1 or told <= {"from", "to", "amount"}


def same_head(one: Operand, other: Operand) -> bool:
    """Whether two numbers are said of one thing."""
    ours, theirs = head_of(one), head_of(other)
    return bool(ours & theirs) and (ours <= theirs or theirs <= ours)


def later_of(one: Operand, other: Operand) -> Operand | None:
    """Which of two numbers is the later one: of a plan, of a later year, what another came to."""
    for told in (_rank_of_relation, _rank_of_mode, _rank_of_year):
        ours, theirs = told(one), told(other)
        if None not in (ours, theirs) and ours != theirs:
            return one if (ours or 0) > (theirs or 0) else other
    return None


def _said(operand: Operand) -> Number:
    assert operand.said is not None
    return operand.said


def _relation(operand: Operand) -> str:
    return bearing(operand.premise.reading, operand.held).relation


def _rank_of_relation(operand: Operand) -> int | None:
    return {"from": 0, "to": 1}.get(_relation(operand))


def _rank_of_mode(operand: Operand) -> int | None:
    mode = operand.premise.cell_at(operand.held.start).mode
    return {"done": 0, "plan": 1}.get(mode or "")


def _rank_of_year(operand: Operand) -> int | None:
    years = [int(year) for year in operand.years if year.isdigit()]
    return max(years) if years else None


def _points(reading: Reading, words: Sequence[Token], operand: Operand) -> int:
    """How many of some words speak of an operand: its region, its year, its thing."""
    span = reading.clause(_said(operand).start)
    own = {t.text for t in reading.between(*span)}
    points = 0
    for token in words:
        if token.kind == "region":
            points += 2 * (token.value == operand.premise.quote.region)
        elif token.kind in ("year", "base"):
            points += 2 * (token.value in operand.years)
        elif is_noun(token):
            points += token.text in own
    return points


def _features(one: Operand, other: Operand) -> tuple[set[str], set[str]]:
    """The words that tell two numbers apart."""
    ours, theirs = _words(one), _words(other)
    mine, its = apart(one, other)
    return (ours - theirs) | mine, (theirs - ours) | its


def _words(operand: Operand) -> set[str]:
    reading, quote = operand.premise.reading, operand.premise.quote
    said = bearing(reading, operand.held)
    words = {t.text for t in said.words if is_noun(t)} | set(filter(str.isdigit, operand.years))
    words.add(quote.region.rstrip("省市县区州"))
    words.update(DONE if operand.premise.cell_at(operand.held.start).mode == "done" else PLANNED)
    if said.half:
        words.add(said.half)
    if not any(token.text == "其中" for token in said.own):
        words.add(f"全{quote.region[-1]}")
    return words


def _hits(words: set[str], text: str) -> int:
    return sum(word in text for word in words)
