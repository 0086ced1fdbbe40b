"""The figures of two years of a thing outside the lexicon: a result beside the one of another year,
or this year's plan beside last year's result."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product

from service.draft import amount, period_words
from service.facts.model import Fact
from service.language.alike import alike, known_in
from service.language.spoken import in_staff_words
from service.language.units import plain
from service.language.words import words_of
from service.tasks.answer.contest import measure_of
from service.tasks.answer.draft_lines import stated
from service.tasks.answer.phrases import ENOUGH_NAME, covered
from service.tasks.answer.pick import RESULT
from service.tasks.answer.relation_lines import Made, printed_gap
from service.tasks.answer.sources import Sources
from service.understand import Understood
from vectorstore import late

DIGITS = late.pattern(r"\d+")  # 50亿元以上项目 are others than 亿元以上项目
# What is done to a thing, which the two years may say in other words: 新建停车位, 新增停车泊位.
DEEDS = ("increment", "names_no_thing")
RATE = late.pattern(r"[率度]|比[重例]|占比|几成|百分")
PERCENTS = {"%", "‰"}
NO_SMALL_PART = (
    0.3  # 高企 of 有效高企 and 造林 of (新增)造林绿化 are 0.33, 煤炭 of 煤炭矿权成功出让 0.14
)
Rated = tuple[float, Fact]


def pair_of(held: Sequence[Fact], understood: Understood) -> tuple[Fact, ...]:
    """The figures of the two years whose names are likest to what is asked, counted in one unit: 新建高标
    准农田56万亩 planned beside 27万亩 of the year before; the likest one where only one year has one."""
    first, second = (_rated(held, understood, year) for year in understood.years)
    alike_in_unit = [
        (one[0] + other[0], one[1], other[1])
        for one, other in product(first, second)
        if _unit(one[1]) == _unit(other[1])
    ]
    best = max(alike_in_unit, key=lambda each: each[0], default=None)
    if best is not None:
        return best[1:]
    alone = max((*first, *second), key=lambda each: each[0], default=None)
    return (alone[1],) if alone else ()


def _rated(held: Sequence[Fact], understood: Understood, year: int) -> list[Rated]:
    """The amounts of a year whose names hold enough of what is asked: those of the kind asked for,
    else of the other, for a year that is planned has no result yet. Only a rate has percents: the tax on
    coal is not how much 煤 was 挖."""
    digits, rate = {*DIGITS.findall(understood.subject)}, RATE.search(understood.spoken) is not None
    then = [
        fact for fact in held
        if fact.period == str(year) and fact.value and {*DIGITS.findall(fact.indicator_text)} <= digits
        and (rate or fact.unit not in PERCENTS)
    ]  # fmt: skip
    names = [*dict.fromkeys(names_of(understood))]
    rated = [(_likeness(names, f.indicator_text), f) for f in then]
    likely = [each for each in rated if each[0] >= ENOUGH_NAME]
    planned = understood.kind == "target"
    kinds = (("target",), RESULT) if planned else (RESULT, ("target",))
    first, second = ([each for each in likely if each[1].kind in kind] for kind in kinds)
    return first or second


def _likeness(names: Sequence[str], printed: str) -> float:
    """How much of what is asked about is printed; nothing where it is but a small part of what is:
    煤炭 of 煤炭矿权成功出让."""
    thing = printed.removeprefix(next(filter(printed.startswith, _deeds()), ""))
    whole = max(covered(thing, name) for name in names) >= NO_SMALL_PART
    return max(covered(name, printed) for name in names) if whole else 0.0


def names_of(understood: Understood) -> Iterator[str]:
    """What is asked about in the ways in which it may be printed: 停车位 as 泊位."""
    for said in (understood.subject, understood.spoken):
        yield from filter(None, (said, in_staff_words(said)))
        bare = said.removeprefix(next(filter(said.startswith, _deeds()), ""))
        for start, end in known_in(bare):
            yield from (bare[:start] + way + bare[end:] for way in alike(bare[start:end]))


@cache
def _deeds() -> tuple[str, ...]:
    return tuple(word for name in DEEDS for word in words_of(name) if len(word) > 1)


def _unit(fact: Fact) -> str:
    return plain(fact.unit or "")[1]


def renamed_lines(later: Fact, earlier: Fact, sources: Sources) -> Made:
    """Two years of what the reports name in other words (新签约亿元以上项目, 新招引亿元以上项目): how far
    the numbers lie apart, and which words each year's has."""
    first, second = measure_of(later, "amount"), measure_of(earlier, "amount")
    if first is None or second is None or first.unit != second.unit or later.scope != earlier.scope:
        return [], []
    gap = printed_gap(later, earlier, "amount", first, second)
    if gap is None:
        return [], []
    rose = (first.printed or 0) > (second.printed or 0)
    more, less = (later, earlier) if rose else (earlier, later)
    numbers = (sources.cite_fact(later), sources.cite_fact(earlier))
    text = (
        f"{later.region}{_then(later)}的“{later.indicator_text}”比"
        f"{_then(earlier)}的“{earlier.indicator_text}”{'多' if rose else '少'}{gap.text}"
        f"（{amount(more)}−{amount(less)}）；两年的说法不同，只供参考[{numbers[0]}][{numbers[1]}]。"
    )
    return [stated(text, (later, earlier, gap), *numbers)], [gap]


def _then(fact: Fact) -> str:
    """2025年, of a plan 2025年计划."""
    return f"{period_words(fact.period)}{'计划' if fact.kind == 'target' else ''}"
