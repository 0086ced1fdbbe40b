"""Standing: which facts are sure, and why the others are doubtful."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from decimal import Decimal

from service.facts.model import Fact
from service.facts.second_look import Seen, doubts
from service.language.claim import Claim
from service.language.commands import KINDS, commands

TWICE = "同一处有两个不同的数"
_COMMAND = "像是写给程序的指令，不是报告的话"
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
    twice = contradicting(facts, [claim.sentence for claim in claims])
    looked = [
        (*found, _COMMAND) if _is_ordered(text, *claim.sentence) else found
        for found, claim in zip(looked, claims, strict=True)
    ]
    return tuple(
        _standing(fact, (*found, TWICE) if number in twice else found)
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
        if fact.value is not None and fact.qualifier != "力争":
            key = (fact.indicator, fact.scope, fact.period, fact.kind, fact.basis, fact.unit)
            groups[(*key, place)].append(number)
    return {
        number
        for group in groups.values()
        if len({_amount(facts[number]) for number in group}) > 1
        for number in group
    }


def _amount(fact: Fact) -> Decimal | str | None:
    figure = fact.figures[0]
    return figure.value if figure.value is not None else fact.value
