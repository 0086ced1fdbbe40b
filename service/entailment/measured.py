"""A number of a draft against the numbers of one quote: equal, and said of the same thing."""

from collections.abc import Iterator, Sequence

from service.entailment.agreement import agrees
from service.entailment.attribution import bearing
from service.entailment.classes import is_deed, is_light, is_manner, is_noun
from service.entailment.dating import expected
from service.entailment.frame import Frame, frame_reasons
from service.entailment.lexicon import load
from service.entailment.numbers import indicators
from service.entailment.pairing import Pair, covers, in_two, is_spoken, named
from service.entailment.premise import SCOPE, Premise
from service.entailment.reading import TERM, Reading, Token
from service.entailment.relation import LEVEL, Bearing, same_relation
from service.entailment.rivals import item_of, parted, told_elsewhere
from service.entailment.standing import stands

RELATIONS = {
    "amount": "数额",
    "to": "变到的数",
    "from": "变化之前的数",
    "up": "增加",
    "down": "减少",
}
TWINS = {"城镇": ("城镇", "城市"), "农村": ("农村", "农民", "乡村")}
BOUNDS = ("stages", "counting", "hedges", "ending")
CHANGES = frozenset({"增长", "增加", "提高", "提升", "上升", "下降", "减少", "降低", "回落"})
SIZES = frozenset({"总量", "规模", "总数", "数量", "绝对值"})
BOUNDED = ("约", "左右", "近", "接近", "将近")  # weighed with the number itself


def number_reasons(draft: Reading, said: Bearing, premise: Premise, frame: Frame) -> list[str]:
    """Why a number of a draft does not follow from a quote; empty where it does."""
    best: list[str] | None = None
    for number in premise.reading.numbers:
        if not agrees(said.number, number):
            continue
        pair = Pair(draft, said, premise, bearing(premise.reading, number), wide=True)
        reasons = thing_reasons(pair, frame)
        if best is None or len(reasons) < len(best):
            best = reasons
    return [f"所引原文没有“{said.number.text}”"] if best is None else best


def thing_reasons(pair: Pair, frame: Frame) -> list[str]:
    """Why what a draft says of a number is not what the quote says of this one."""
    at = pair.there.number.start
    cell = pair.premise.cell_at(at)
    reached = not frame.planned_later or pair.said.relation in ("up", "down")
    reached = reached or any(load().has("results", token.text) for token in pair.said.own)
    return [*_against(pair), *frame_reasons(frame, pair.premise, cell, reached=reached, at=at)]


def same_thing(pair: Pair) -> bool:
    """Whether two numbers are said of the same thing, whatever their values, years and kinds."""
    said, there = pair.said, pair.there
    if said.number.is_rank != there.number.is_rank:
        return False
    if not same_relation(said, there) or not _same_half(pair):
        return False
    return not [*_unlicensed(pair), *_left_out(pair)]


def _against(pair: Pair) -> Iterator[str]:
    said, there, premise = pair.said, pair.there, pair.premise
    at, place = said.number.start, there.number.start
    if not same_relation(said, there):
        yield f"“{said.number.text}”在原文里是{RELATIONS[there.relation]}"
    if not _same_half(pair):
        yield f"“{said.number.text}”不是这一项的数"
    if (at in pair.draft.denied) != (place in premise.reading.denied):
        yield f"“{said.number.text}”前的否定与原文不符"
    yield from _denied(pair)
    if premise.expected(place) and not expected(pair.draft, at):
        yield "原文是预计数"
    if not premise.expected(place) and expected(pair.draft, at, carried=False):
        yield "原文没有说是预计数"
    if ours := _of_another(pair):
        yield ours
    yield from _unlicensed(pair)
    yield from _left_out(pair)


def _denied(pair: Pair) -> Iterator[str]:
    """Deeds that the draft denies beside a number, and the quote does not: 1429名渔民退捕尚未完成."""
    span = pair.premise.reading.clause(pair.there.number.start)
    for token in pair.said.own:
        if is_deed(token) and token.start in pair.draft.denied and not pair.stands(token, *span):
            yield f"“{token.text}”的肯定与否定与原文不符"


def _of_another(pair: Pair) -> str:
    """Why the indicator that the draft names is not the quote's: 出口总额 stands in 进出口总额."""
    if pair.there.half or pair.said.half:
        return ""
    own = [token for token in pair.there.own if token.start < pair.there.number.start]
    ours, theirs = named(pair.said.words), named((*own, *pair.there.kin))
    if not ours or not theirs or ours & theirs or in_two(ours, theirs, pair):
        return ""
    return f"这是“{'、'.join(sorted(theirs))}”的数"


def _same_half(pair: Pair) -> bool:
    """城乡居民…分别增长: the first is the towns', the second the country's."""
    if pair.said.half == pair.there.half:
        return True
    words = "".join(token.text for token in pair.spoken)
    return not pair.said.half and any(name in words for name in TWINS[pair.there.half])


def _unlicensed(pair: Pair) -> Iterator[str]:
    """Words that the draft says of the number and the quote does not.

    A deed has to be that of the quote's own item; a thing may have been named before it, or by
    the heading above, which says first what all below it is about.
    """
    there = pair.there
    near = (*there.own, *there.kin)
    own = there.own if any(map(is_deed, there.own)) else near
    leading = True
    part = any(token.text == "其中" for token in (*pair.said.own, *pair.said.topic))
    for token in pair.said.words:
        if token.kind not in ("word", "base") or is_light(token) or _ties(token, pair):
            continue
        if token.kind == "base" and _is_year_before(token, pair):
            continue
        if is_manner(token) and not pair.premise.mentions(token.text):
            continue
        if load().has("shares", token.text) and pair.said.number.unit != "%":
            continue  # 82.8亿元只占计划的91.2%
        goes_on = part or not LEVEL.search(pair.premise.reading.text, 0, there.number.start)
        wide = (*near, *there.topic) if goes_on and token in pair.said.kin else near
        if not is_noun(token) and token in pair.said.kin and _told_apart(token, pair):
            continue
        if is_deed(token) and token not in pair.said.kin:
            wide = own
        elif is_noun(token):
            wide = there.own if _ranks(token, pair) else (*near, *there.topic)
        if pair.holds(token, wide) or _of_half(token, there):
            leading = False
        elif not (leading and is_noun(token) and _in_section(token, pair.premise)) and not (
            _same_indicator(token, pair)
            or pair.premise.is_whole(token, *item_of(there))
            or any(token.text == each.text for each in _area(pair))
            or told_elsewhere(token, pair)
        ):
            yield f"原文没有这样说“{token.text}”"


def _qualifies(token: Token, draft: Reading) -> bool:
    """Whether a word of size but names a kind of thing: 低标准农田."""
    behind = draft.between(token.end, token.end + 1)
    return token.text in tuple("高低多少大小快慢") and bool(behind) and is_noun(behind[0])


def _ties(token: Token, pair: Pair) -> bool:
    """Whether a word only ties a thing to its number; of a rank the size is a claim: the growth,
    not 总量, may be what is ranked."""
    if pair.said.number.is_rank and token.text in SIZES and _ranks_growth(pair):
        return False
    changed = pair.said.relation == "amount" and token.text in CHANGES
    if _qualifies(token, pair.draft) or changed:  # 增长全省的21.4% is no 占
        return False
    return any(load().has(name, token.text) for name in ("linking", "doing"))


def _ranks_growth(pair: Pair) -> bool:
    """Whether the quote's sentence gives nothing but growth before a rank: 增长2.3%，居全省第4位."""
    reading, at = pair.premise.reading, pair.there.number.start
    before = [n for n in reading.numbers if reading.sentence(at)[0] <= n.start < at]
    told = [bearing(reading, n).relation for n in before if not n.is_rank]
    return bool(told) and all(each in ("up", "down") for each in told)


def _area(pair: Pair) -> Sequence[Token]:
    """The part of the region that the quote's sentence before tells it of: 园区…。实现总产值350亿元."""
    return pair.premise.area(pair.premise.cell_at(pair.there.number.start), above=True)


def _told_apart(deed: Token, pair: Pair) -> bool:
    """Whether a deed or a scope that a number takes over is told by a clause of its own, where it
    is proven, and sets no stage: …翻了一番，达到127户."""
    known = load()
    strict = any(known.has(name, deed.text) for name in ("stages", "counting", "strong"))
    if strict and not SCOPE.fullmatch(deed.text):
        return False
    return pair.draft.clause(deed.start) != pair.draft.clause(pair.said.number.start)


def _ranks(token: Token, pair: Pair) -> bool:
    """Whether a word tells among whom a rank is held: 居粤北地区第一位."""
    placed = [t.end for t in pair.said.own if load().has("placed", t.text[-2:].lstrip("中仍"))]
    return pair.said.number.is_rank and bool(placed) and token.start >= placed[-1]


def _is_year_before(token: Token, pair: Pair) -> bool:
    """Whether a year that is measured against is the one before the number's: 比2022年增长."""
    years = pair.premise.years(pair.premise.cell_at(pair.there.number.start))
    return token.value.isdigit() and str(int(token.value) + 1) in years


def _in_section(token: Token, premise: Premise) -> bool:
    return stands(token.text, premise.section, 0, len(premise.section.text))


def _of_half(token: Token, there: Bearing) -> bool:
    return bool(there.half) and token.text.startswith((there.half, there.half[:1]))


def _same_indicator(token: Token, pair: Pair) -> bool:
    """Whether a word is part of another name of the quote's indicator: 外贸总额, 进出口总额."""
    said = "".join(each.text for each in pair.said.words)
    at = said.find(token.text)
    ours = {known.name for start, end, known in indicators(said) if start <= at < end}
    return bool(ours & named((*pair.there.own, *pair.there.kin)))


def _of_term(token: Token, pair: Pair) -> bool:
    """Whether what was counted up is told of the years it was counted over: 五年间减少近20万人."""
    years = [t.value for t in pair.draft.between(0, pair.said.number.start) if t.kind == "year"]
    return token.text == "累计" and bool(years) and (years[-1] == TERM or "-" in years[-1])


def _left_out(pair: Pair) -> Iterator[str]:
    """Words that bound the number in the quote and that the draft leaves out, or the reverse."""
    known, there = load(), pair.there
    if there.head and not covers(pair):
        yield f"这个数在原文里说的是“{''.join(token.text for token in there.head)}”"
    for token in there.own:
        if token.kind != "word" or (token.start > there.number.start and not is_deed(token)):
            continue
        bounds = any(known.has(name, token.text) for name in BOUNDS)
        if (
            bounds
            and not _weighed(token.text)
            and not _of_term(token, pair)
            and not is_spoken(token.text, pair.spoken)
        ):
            yield f"原文说的是“{token.text}”"
    for token in there.own:
        narrow = token.end <= there.number.start and known.has("narrowing", token.text)
        narrow = narrow and not _is_manner_of(token, pair.premise.reading)  # 重点建设
        if narrow and not is_spoken(token.text, pair.spoken):
            yield f"原文说的是“{token.text}”的数"
    for token in pair.said.own:
        counts = known.has("counting", token.text)
        if counts and not pair.holds(token, (*there.own, *there.kin)):
            yield f"原文没有说“{token.text}”"
    clause = pair.premise.reading.between(*pair.premise.reading.clause(there.number.start))
    for token in (*there.topic, *clause):
        if known.has("seasons", token.text) and not is_spoken(token.text, pair.spoken):
            yield f"原文说的是“{token.text}”的数"
    if _striven(pair, there) and not any(known.has("striven", t.text) for t in pair.said.own):
        yield "原文说的是力争的数"
    yield from _disowned(pair)
    yield from parted(pair)


def _striven(pair: Pair, there: Bearing) -> bool:
    """Whether a number is what is striven for beyond an aim: 14% of 增长12%、争取14%."""
    reading, number = pair.premise.reading, there.number
    start, _ = reading.clause(number.start)
    aimed = any(start <= n.start < number.start and n.unit == number.unit for n in reading.numbers)
    own = [t for t in there.own if t.end <= number.start]
    return aimed and any(load().has("striven", t.text) for t in own)


def _disowned(pair: Pair) -> Iterator[str]:
    """A number told without the body that the quote tells it of."""
    cell = pair.premise.cell_at(pair.there.number.start)
    level = pair.there.number.unit == "%" and pair.there.relation in ("amount", "to")
    owner = pair.premise.owner(cell) or pair.premise.area(cell, above=not level)
    spoken = pair.draft.between(0, pair.said.number.end)
    if owner and not any(is_spoken(token.text, spoken) for token in owner):
        yield f"原文说的是“{''.join(token.text for token in owner)}”"


def _is_manner_of(token: Token, reading: Reading) -> bool:
    behind = reading.between(token.end, token.end + 1)
    return bool(behind) and is_deed(behind[0]) and not load().has("nominal", behind[0].text)


def _weighed(word: str) -> bool:
    """Hedges that are weighed with the number (近) or with the frame (力争)."""
    return word in BOUNDED or any(load().has(name, word) for name in ("plans", "expectations"))
