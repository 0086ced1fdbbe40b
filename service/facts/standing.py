"""Standing: which facts are sure, and why the others are doubtful."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from decimal import Decimal

from service.facts.model import Fact
from service.facts.second_look import doubts
from service.facts.seen import Seen
from service.language.claim import Claim
from service.language.commands import KINDS, commands
from service.language.words import words_of
from vectorstore import late

TWICE = "同一处有两个不同的数"
_COMMAND = "像是写给程序的指令，不是报告的话"
OTHERWISE = "报告别处对同一指标另有不同的数"
_RESULTS = ("actual", "expected")
_NEARLY = Decimal("1.02")
_HEADLINES = 3
_WHOLE = late.pattern(r"[全我][省市县区州旗盟]")
_CUT = "句子过长，分段读的"


def judged(
    facts: Sequence[Fact],
    claims: Sequence[Claim],
    text: str,
    cut: Collection[tuple[int, int]] = (),
) -> tuple[Fact, ...]:
    """The facts with their standing; `claims` are those they were made of, in the same order.

    `cut` are the pieces of sentences that were too long to be read whole: nothing in them is sure.
    """
    looked = [
        (_CUT,) if claim.sentence in cut else doubts(Seen(fact, text, *claim.sentence, claim.part))
        for fact, claim in zip(facts, claims, strict=True)
    ]
    # An order is no fact, so it makes none of the others doubtful either.
    looked = [
        (*found, _COMMAND) if _is_ordered(text, *claim.sentence) else found
        for found, claim in zip(looked, claims, strict=True)
    ]
    places = [claim.sentence for claim in claims]
    twice = contradicting(facts, places)
    sure = [not found and number not in twice for number, found in enumerate(looked)]
    otherwise = elsewhere_otherwise(facts, places, sure)
    return tuple(
        _standing(
            fact,
            (*found, *((TWICE,) * (number in twice)), *((OTHERWISE,) * (number in otherwise))),
        )
        for number, (fact, found) in enumerate(zip(facts, looked, strict=True))
    )


def _is_ordered(text: str, start: int, end: int) -> bool:
    return any(next(commands(kind, text, start, end), None) for kind in KINDS)


def _standing(fact: Fact, found: tuple[str, ...]) -> Fact:
    return fact.model_copy(update={"standing": "doubtful", "doubts": found}) if found else fact


def contradicting(facts: Sequence[Fact], places: Sequence[tuple[int, int]]) -> set[int]:
    """Which of the facts, each of a sentence at its place, cannot all be meant so. Two amounts under one key in one sentence: the name is too poor to tell them apart."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, (fact, place) in enumerate(zip(facts, places, strict=True)):
        if "力争" not in (fact.qualifier, fact.growth_qualifier):
            key = (fact.indicator, fact.scope, fact.period, fact.kind, fact.basis, fact.unit)
            groups[(*key, fact.terms, fact.value is None, place)].append(number)
    exact = {key: _without_marks(facts, group) for key, group in groups.items()}
    return {
        number
        for group in exact.values()
        if len({_amount(facts[number]) for number in group}) > 1
        for number in group
    }


def _without_marks(facts: Sequence[Fact], group: Sequence[int]) -> list[int]:
    """A group without the marks that its number has passed: 投入强度1.02%，首次突破1%."""
    amounts = [
        facts[at].figures[0].value for at in group if facts[at].qualifier not in words_of("passed")
    ]
    most = max((each for each in amounts if each is not None), default=None)
    return [
        at for at in group
        if facts[at].qualifier not in words_of("passed") or most is None
        or (mark := facts[at].figures[0].value) is None or mark > most
    ]  # fmt: skip


def elsewhere_otherwise(
    facts: Sequence[Fact], places: Sequence[tuple[int, int]], sure: Sequence[bool]
) -> set[int]:
    """Which facts are told otherwise elsewhere in the report: a zone's 地区生产总值 that names no
    zone stands beside the city's. The amount that the region's own frame tells stays sure: 全市
    before it, or the most main indicators beside it; where none does, all are doubtful.
    """
    beside = Counter(
        place for fact, place in zip(facts, places, strict=True) if fact.known and not fact.scope
    )
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, fact in enumerate(facts):
        if sure[number] and fact.known and fact.value is not None and fact.kind in _RESULTS:
            key = (fact.indicator, fact.scope, fact.period, fact.basis)
            groups[(*key, fact.figures[0].plain_unit)].append(number)
    found: set[int] = set()
    for group in groups.values():
        amounts = [facts[at].figures[0].value for at in group]
        known = [each for each in amounts if each is not None]
        if not known or max(known) <= min(known) * _NEARLY:
            continue
        framed = {at: _framed(facts[at], beside[places[at]]) for at in group}
        best = max(framed.values())
        kept = {facts[at].figures[0].value for at in group if framed[at] == best}
        found |= {at for at in group if framed[at] < best or len(kept) > 1}
    return found


def _framed(fact: Fact, beside: int) -> tuple[bool, int, bool]:
    exact = fact.qualifier is None
    return _WHOLE.search(fact.quote) is not None, min(beside, _HEADLINES), exact


def _amount(fact: Fact) -> Decimal | str | None:
    figure = fact.figures[0]
    return figure.value if figure.value is not None else fact.value or fact.growth
