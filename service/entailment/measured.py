"""A number of a draft against the numbers of one quote: equal, and said of the same thing."""

from collections.abc import Iterable, Sequence

from service.entailment.attribution import Bearing, bearing, same_relation
from service.entailment.frame import Frame, frame_reasons
from service.entailment.lexicon import load
from service.entailment.numbers import agrees, indicators
from service.entailment.premise import Premise, is_deed, is_light, is_noun
from service.entailment.reading import JOINS, Reading, Token
from service.entailment.standing import stands

ENOUGH = 0.6


def number_reasons(draft: Reading, said: Bearing, premise: Premise, frame: Frame) -> list[str]:
    """Why a number of a draft does not follow from a quote; empty where it does."""
    reading = premise.reading
    best: list[str] | None = None
    for held in reading.numbers:
        if not agrees(said.number, held):
            continue
        reasons = thing_reasons(draft, said, premise, bearing(reading, held), frame)
        if best is None or len(reasons) < len(best):
            best = reasons
    return [f"所引原文没有“{said.number.text}”"] if best is None else best


def thing_reasons(
    draft: Reading, said: Bearing, premise: Premise, held: Bearing, frame: Frame
) -> list[str]:
    """Why what a draft says a number of is not what a quote says this number of."""
    cell = premise.cell_at(held.number.start)
    framing = frame_reasons(frame, premise, cell, reached=True)
    return [*_against(draft, said, premise, held), *framing]


def same_thing(draft: Reading, said: Bearing, premise: Premise, held: Bearing) -> bool:
    """Whether two numbers are said of the same thing, whatever their values, years and kinds."""
    if said.number.is_rank != held.number.is_rank or not same_relation(
        said.relation, held.relation
    ):
        return False
    if said.half != held.half and (said.half or not _halved(said, held)):
        return False
    return not [*_unlicensed(said, premise, held), *_left_out(said, premise, held)]


def _against(draft: Reading, said: Bearing, premise: Premise, held: Bearing) -> Iterable[str]:
    reading, number = premise.reading, said.number
    if not same_relation(said.relation, held.relation):
        yield f"“{number.text}”在原文里是{_RELATIONS[held.relation]}"
    if said.half != held.half and (said.half or not _halved(said, held)):
        yield f"“{number.text}”不是这一项的数"
    if (number.start in draft.denied) != (held.number.start in reading.denied):
        yield f"“{number.text}”前的否定与原文不符"
    if premise.expected(held.number.start) != expected(draft, number.start):
        yield "原文是预计数" if premise.expected(held.number.start) else "原文没有说是预计数"
    yield from _unlicensed(said, premise, held)
    yield from _left_out(said, premise, held)


_RELATIONS = {
    "amount": "数额",
    "to": "变到的数",
    "from": "变化之前的数",
    "up": "增加",
    "down": "减少",
}


def _halved(said: Bearing, held: Bearing) -> bool:
    """Whether the draft names the half itself: 农村居民 of 城乡居民."""
    words = "".join(token.text for token in (*said.own, *said.kin, *said.topic))
    twin = {"城镇": ("城镇", "城市"), "农村": ("农村", "农民", "乡村")}
    return any(name in words for name in twin.get(held.half, ("",)))


def expected(draft: Reading, at: int) -> bool:
    """Whether a draft tells what stands there as only expected."""
    start, _ = draft.sentence(at)
    return any(load().has("expectations", t.text) for t in draft.between(start, at))


def _unlicensed(said: Bearing, premise: Premise, held: Bearing) -> Iterable[str]:
    """Words that the draft says of the number and the quote does not."""
    known = load()
    deeds = any(is_deed(token) for token in held.own)
    for token in said.words:
        if is_light(token) or token.kind != "word" or _is_linking(token):
            continue
        near = (*held.own, *held.kin)
        if is_deed(token):
            near = held.own if deeds else near
        wide = (*near, *held.topic) if is_noun(token) else near
        if _held(token, wide, premise) or _half(token, held):
            continue
        if is_noun(token) and _in_section(token, premise):
            continue
        if _same_indicator(token, said, held) or premise.is_whole(token, *_item(held)):
            continue
        kind = "强调" if known.has("strong", token.text) else "说"
        yield f"原文没有这样{kind}“{token.text}”"


def _is_linking(token: Token) -> bool:
    """Words that only tie a thing to its number (达, 实现, 增长): `relation` weighs them."""
    return token.text in LINKING


LINKING = frozenset(
    "达 达到 为 是 有 共 共有 实现 完成 超 超过 突破 逾 首超 首次超过 居 位居 位列 排名 增长 增加 提高 提升 上升 下降 减少 "
    "降低 回落 增幅 增速 涨幅 降幅 同比 比上年 较上年 比去年 较去年 比 较 增 降 多 少 增产 控制 控制在 保持 稳定 由 从 至 到 "
    "升至 跃升至 跃升 升 上升至 升到 提高到 缩短至 压减至 降至 一位 位次 总 总数 总量 共计 "
    "高于 低于 快于 慢于 多于 少于 大于 小于 高 低 快 慢 高出 持平 至少 最少 实际 实绩 分别".split()
)


def _held(token: Token, near: Sequence[Token], premise: Premise) -> bool:
    for start, end in _stretches(near):
        if stands(token.text, premise.reading, start, end):
            return True
    return False


def _stretches(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The tokens as runs of text, so that a word may be held across two of them."""
    runs: list[list[int]] = []
    for token in sorted(tokens, key=lambda each: each.start):
        if runs and token.start <= runs[-1][1]:
            runs[-1][1] = max(runs[-1][1], token.end)
        else:
            runs.append([token.start, token.end])
    return [(start, end) for start, end in runs]


def _in_section(token: Token, premise: Premise) -> bool:
    return stands(token.text, premise.section, 0, len(premise.section.text))


def _half(token: Token, held: Bearing) -> bool:
    return bool(held.half) and token.text.startswith((held.half, held.half[:1]))


def _same_indicator(token: Token, said: Bearing, held: Bearing) -> bool:
    """Whether a word is part of another name of the quote's indicator: 外贸总额 for 进出口总额."""
    ours = {i.name for i in _indicators(said.words, token)}
    theirs = {i.name for _, _, i in indicators("".join(t.text for t in (*held.own, *held.kin)))}
    return bool(ours & theirs)


def _indicators(words: Sequence[Token], token: Token) -> Iterable:
    text = "".join(each.text for each in words)
    at = text.find(token.text)
    for start, end, indicator in indicators(text):
        if start <= at < end:
            yield indicator


def _left_out(said: Bearing, premise: Premise, held: Bearing) -> Iterable[str]:
    """Words that bound the number in the quote and that the draft leaves out."""
    known = load()
    spoken = (*said.own, *said.kin, *said.topic)
    text = "|".join(token.text for token in spoken)
    if held.head and not _covers(text, held, said):
        name = "".join(token.text for token in held.head)
        yield f"这个数在原文里说的是“{name}”"
    bounds = [t for t in held.own if t.start < held.number.start or is_deed(t)]
    for token in bounds:
        if token.kind != "word":
            continue
        must = known.has("stages", token.text) or known.has("counting", token.text)
        must = must or (known.has("hedges", token.text) and not _weighed(token.text))
        if must and not _spoken(token.text, spoken):
            yield f"原文说的是“{token.text}”"
    for token in said.own:
        if known.has("counting", token.text) and not _held(token, (*held.own, *held.kin), premise):
            yield f"原文没有说“{token.text}”"
    yield from _parted(said, premise, held)


def _weighed(word: str) -> bool:
    """Hedges that are weighed with the number (近) or with the frame (力争)."""
    return word in "约左右近接近将近" or any(load().has(n, word) for n in ("plans", "expectations"))


def _spoken(word: str, spoken: Sequence[Token]) -> bool:
    proving = {word} | {w for w in _proves(word)}
    return any(token.text in proving or word in token.text for token in spoken)


def _proves(word: str) -> Iterable[str]:
    return (each for each, proofs in load().proofs.items() if word in proofs)


def _covers(text: str, held: Bearing, said: Bearing) -> bool:
    """Whether the draft names most of what the number is said of in the quote."""
    size = sum(len(token.text) for token in held.head)
    found = 0
    for token in held.head:
        if any(word in text for word in (token.text, *_proves(token.text))):
            found += len(token.text)
        elif len(token.text) > 2:
            pairs = {token.text[i : i + 2] for i in range(len(token.text) - 1)}
            found += len(token.text) * sum(p in text for p in pairs) // len(pairs)
    if found >= ENOUGH * size:
        return True
    ours = {i.name for _, _, i in indicators(text.replace("|", ""))}
    theirs = {i.name for _, _, i in indicators("".join(t.text for t in held.head))}
    return bool(ours & theirs)


def _parted(said: Bearing, premise: Premise, held: Bearing) -> Iterable[str]:
    """A number given for two things together (投产和在建…295GWh) is not that of one."""
    tokens = [t for t in premise.reading.between(*_item(held)) if t.kind != "number"]
    spoken = (*said.own, *said.kin, *said.topic)
    for at, token in enumerate(tokens[1:-1], 1):
        if token.text not in JOINS or token.start > held.number.start or held.half:
            continue
        one, other = tokens[at - 1], tokens[at + 1]
        if is_light(one) or is_light(other):
            continue
        told = [_spoken(each.text, spoken) for each in (one, other)]
        if sum(told) == 1 and other.start < held.number.start:
            yield f"原文是“{one.text}{token.text}{other.text}”一起的数"


def _item(held: Bearing) -> tuple[int, int]:
    own = [t for t in held.own if t.kind == "word"]
    if not own:
        return held.number.start, held.number.start
    return min(t.start for t in own), max(t.end for t in own)
