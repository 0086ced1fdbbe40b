"""A clause of a draft without numbers against one quote: every word of content in one cell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from service.entailment.classes import is_deed, is_light, is_noun
from service.entailment.dealt import DEALT, parts
from service.entailment.lexicon import load
from service.entailment.premise import SCOPE, Cell, Premise
from service.entailment.reading import CLAUSE_STOPS, JOINS, LIST_STOPS, Reading, Token
from service.entailment.standing import held, place_of, stands
from vectorstore import late

WHOLE = frozenset({"全部", "所有", "一律"})
MEETS = frozenset({"达到", "达成", "达", "实现", "完成"})
AIM = late.pattern("目标|任务|计划|预期")


@dataclass(frozen=True, slots=True)
class Item:
    """A member of a list, or a clause that is none: its words, the deed that is dealt out to it
    from its neighbours (优先发展夜间经济、数字消费) with the word that leads it, and what its sentence
    said `before` it."""

    tokens: tuple[Token, ...]
    deed: Token | None = None
    lead: Token | None = None
    before: tuple[Token, ...] = ()

    @property
    def content(self) -> tuple[Token, ...]:
        """The words that the quote has to hold."""
        return tuple(
            token
            for at, token in enumerate(self.tokens)
            if token.kind in ("word", "base") and (not is_light(token) or self._meets(at))
        )

    def _meets(self, at: int) -> bool:
        """Whether a word that else only frames claims that an aim was met: 达到了目标."""
        behind = "".join(token.text for token in self.tokens[at + 1 : at + 4])
        return self.tokens[at].text in MEETS and AIM.search(behind) is not None


def word_reasons(draft: Reading, item: Item, premise: Premise, cell: Cell) -> list[str]:
    """Why an item does not follow from one cell of a quote; empty where it does."""
    return list(dict.fromkeys(_against(draft, item, premise, cell)))


def _against(draft: Reading, item: Item, premise: Premise, cell: Cell) -> Iterable[str]:
    reading = premise.reading
    deeds = [t for t in item.content if is_deed(t)]
    nouns = [t for t in item.content if is_noun(t) or t.start in draft.titled]
    near = _nearest(item.tokens, deeds, nouns)
    sentence = reading.sentence(cell.start)[0]
    subject = premise.subject(cell)
    leading = True  # what a heading says of all below it stands first, or nowhere
    for token in item.content:
        if held(token, reading, cell.start, cell.end, like=draft):
            leading = False
            continue
        if token in nouns and token not in near and len(nouns) > 1:
            above = leading and stands(token.text, premise.section, 0, len(premise.section.text))
            if above or (not subject and stands(token.text, reading, sentence, cell.start)):
                continue
        if premise.is_whole(token, cell.start, cell.end) or _is_kind(token, item):
            continue
        if load().has("generic", token.text) and len(item.content) > 2:
            continue
        if token in deeds and _shared(token, premise, cell):
            continue
        if stands(token.text, reading, cell.start, cell.end):
            yield f"“{token.text}”的肯定与否定与原文不符"
        elif _promotes(draft, token, deeds, premise, cell):
            continue
        else:
            yield f"所引原文没有“{token.text}”"
    dealt = item.deed
    if dealt and not (
        stands(dealt.text, reading, cell.start, cell.end) or _shared(dealt, premise, cell)
    ):
        yield f"原文没有说“{dealt.text}”这一项"
    if item.lead and not stands(item.lead.text, reading, *reading.clause(cell.start)):
        yield f"原文没有说“{item.lead.text}”这一项"
    yield from _disowned(item, deeds, premise, cell)
    yield from _of_another(draft, item, premise, cell)
    yield from _all_of(item, premise, cell)
    yield from _hedged(draft, item, premise, cell)
    yield from _of_wider(item, premise, cell)
    yield from _of_season(item, premise, cell)
    yield from _of_longer(item, deeds, nouns, premise, cell)
    yield from _paired(draft, item, premise, cell)
    yield from _dealt_wrongly(item, premise, cell)
    yield from _of_neighbour(item, premise, cell)
    yield from _turned(item, deeds, nouns, premise, cell)


def _promotes(
    draft: Reading, verb: Token, deeds: list[Token], premise: Premise, cell: Cell
) -> bool:
    """Whether a verb only promotes a deed that the cell holds, and neither denies nor wants."""
    reading, known = premise.reading, load()
    if not known.has("promoting", verb.text) and not known.has("doing", verb.text):
        return False
    if any(at in reading.denied or at in reading.needed for at in range(cell.start, cell.end)):
        return False
    return known.has("doing", verb.text) or any(
        deed is not verb and held(deed, reading, cell.start, cell.end, like=draft) for deed in deeds
    )


def _shared(deed: Token, premise: Premise, cell: Cell) -> bool:
    """Whether a deed stands before the members of its list, of which the cell is one without a
    deed: 实现负债率“双降”、利润“双增”."""
    reading = premise.reading
    own = reading.between(cell.start, cell.end)
    if any(is_deed(token) and token.start not in reading.titled for token in own):
        return False
    return stands(deed.text, reading, reading.clause(cell.start)[0], cell.start)


def _disowned(item: Item, deeds: list[Token], premise: Premise, cell: Cell) -> Iterable[str]:
    """A deed told without the one that the quote tells it of: 古蔺获评… is not the whole city's."""
    subject = (premise.subject(cell) if deeds else ()) or premise.owner(cell)
    words = "|".join(token.text for token in (*item.before, *item.tokens))
    if subject and not any(_spoken(token.text, words) for token in subject):
        yield f"原文说的是“{''.join(token.text for token in subject)}”"


def _of_another(draft: Reading, item: Item, premise: Premise, cell: Cell) -> Iterable[str]:
    """甲公司的改制 where the quote tells 改制 of another, and something else of 甲公司."""
    reading = premise.reading
    pieces = list(reading.spans(CLAUSE_STOPS + LIST_STOPS, cell.start, cell.end))
    for one, of, other in zip(item.tokens, item.tokens[1:], item.tokens[2:], strict=False):
        if of.text != "的" or not is_noun(one) or is_light(other):
            continue
        ours = [span for span in pieces if stands(one.text, reading, *span)]
        theirs = [span for span in pieces if stands(other.text, reading, *span)]
        owned = any("的" in reading.text[start:end] for start, end in ours)
        if ours and theirs and owned and not set(ours) & set(theirs):
            yield f"原文里“{other.text}”不是“{one.text}”的"


def _all_of(item: Item, premise: Premise, cell: Cell) -> Iterable[str]:
    """全部积案清零 where the quote tells it only of 10年以上 ones: what bounds them is left out."""
    if not any(token.text in WHOLE for token in item.tokens):
        return
    tokens = premise.reading.between(cell.start, cell.end)
    whole = next((at for at, token in enumerate(tokens) if token.text in WHOLE), None)
    spoken = "|".join(token.text for token in (*item.before, *item.tokens))
    for token in tokens[: whole or 0]:
        bounds = token.kind == "number" or is_noun(token)
        if bounds and not _spoken(token.text, spoken):
            yield f"原文说的是“{token.text}”"


def _of_wider(item: Item, premise: Premise, cell: Cell) -> Iterable[str]:
    """全国试点 where the quote tells of 全省试点, and says 全国 of something else."""
    tokens = premise.reading.between(cell.start, cell.end)
    for scope, thing in zip(item.tokens, item.tokens[1:], strict=False):
        if not SCOPE.fullmatch(scope.text) or not is_noun(thing):
            continue
        before = [
            one.text
            for one, other in pairwise(tokens)
            if other.text == thing.text and SCOPE.fullmatch(one.text)
        ]
        if before and scope.text not in before:
            yield f"原文说的是“{before[0]}{thing.text}”"


def _of_season(item: Item, premise: Premise, cell: Cell) -> Iterable[str]:
    """全年 where the quote tells it of a season: 旅游旺季稳定达到Ⅲ类水质."""
    spoken = "|".join(token.text for token in (*item.before, *item.tokens))
    for token in premise.reading.between(cell.start, cell.end):
        if load().has("seasons", token.text) and not _spoken(token.text, spoken):
            yield f"原文说的是“{token.text}”"


def _of_longer(
    item: Item, deeds: list[Token], nouns: list[Token], premise: Premise, cell: Cell
) -> Iterable[str]:
    """承办西博会 where the quote tells 承办 of 西博会主题活动: the last thing done to goes on there."""
    if not deeds or not nouns or nouns[-1].start < deeds[-1].end:
        return
    reading, word = premise.reading, nouns[-1].text
    spoken = "|".join(token.text for token in (*item.before, *item.tokens))

    def ends(at: int) -> bool:
        return not _goes_on(reading, at + len(word), cell.end, spoken)

    if place_of(word, reading, cell.start, cell.end) and not place_of(
        word, reading, cell.start, cell.end, ends
    ):
        yield f"原文说的不只是“{word}”"


def _goes_on(reading: Reading, at: int, end: int, spoken: str) -> bool:
    """Whether a name goes on behind a place with a thing that is not spoken of."""
    behind = [t for t in reading.between(at, end) if t.kind != "region"][:1]
    between = reading.text[at : behind[0].start].strip() if behind else ""
    if not behind or (between and between not in reading.names) or not is_noun(behind[0]):
        return False
    passes = any(load().has(name, behind[0].text) for name in ("kinds", "generic", "linking"))
    return not passes and not _spoken(behind[0].text, spoken)


def _paired(draft: Reading, item: Item, premise: Premise, cell: Cell) -> Iterable[str]:
    """甲与丁 where the quote pairs 甲与乙、丙与丁: the two have to stand in one member of its list."""
    reading = premise.reading
    pieces = list(reading.spans(LIST_STOPS, cell.start, cell.end))
    if len(pieces) < 2 or not all("与" in reading.text[start:end] for start, end in pieces):
        return
    for one, other in pairwise(_beside_pairs(draft, item)):
        ours = {span for span in pieces if stands(one, reading, *span)}
        theirs = {span for span in pieces if stands(other, reading, *span)}
        if ours and theirs and not ours & theirs:
            yield f"原文里与“{other}”相对的不是“{one}”"


def _dealt_wrongly(item: Item, premise: Premise, cell: Cell) -> Iterable[str]:
    """丙 told of 甲 where the quote deals 丙、丁 out to 甲、乙 (甲、乙分别入选丙、丁)."""
    reading = premise.reading
    start, end = reading.clause(cell.start)
    dealt = DEALT.search(reading.text, start, end)
    if dealt is None:
        return
    things, dues = parts(reading, start, dealt.start()), parts(reading, dealt.end(), end)
    if len(things) < 2 or len(things) != len(dues):
        return
    words = "".join(token.text for token in item.tokens)
    own = [at for at, thing in enumerate(things) if _names_alone(thing, things, words)]
    due = [at for at, thing in enumerate(dues) if _names_alone(thing, dues, words)]
    if len(own) == 1 and due and own != due:
        yield f"原文里这一项不是“{things[own[0]][-1].text}”的"


def _of_neighbour(item: Item, premise: Premise, cell: Cell) -> Iterable[str]:
    """外海达到IV类 where the quote tells 草海达到IV类、外海保持Ⅴ类: of clauses in a row the words of one
    stay together."""
    reading, known = premise.reading, load()
    pieces = list(reading.spans(LIST_STOPS, cell.start, cell.end))
    told = [
        any(
            known.has("linking", t.text) or (is_deed(t) and not known.has("nominal", t.text))
            for t in reading.between(*span)
        )
        and is_noun(reading.between(*span)[0])
        for span in pieces
    ]
    if len(pieces) < 2 or not all(told):
        return
    found = [
        {span for span in pieces if stands(token.text, reading, *span)} for token in item.content
    ]
    alone = [places for places in found if len(places) == 1]
    if len({place for places in alone for place in places}) > 1:
        yield "原文里这几个词说的不是一件事"


def _names_alone(member: Sequence[Token], members: Sequence[Sequence[Token]], words: str) -> bool:
    """Whether words name what tells a member of a list from the others."""
    others = {token.text for each in members if each is not member for token in each}
    alone = [token.text for token in member if token.text not in others and not is_light(token)]
    return bool(alone) and any(each in words for each in alone)


def _beside_pairs(draft: Reading, item: Item) -> list[str]:
    """The things on either side of 与 in an item and what stands right before it."""
    start = item.tokens[0].start
    lead = draft.text[draft.clause(start)[0] : start].rstrip()
    before = [t for t in draft.between(draft.clause(start)[0], start) if is_noun(t)]
    return [
        t.text for t in (*(before[-1:] if lead.endswith("与") else ()), *item.tokens) if is_noun(t)
    ]


def _spoken(word: str, text: str) -> bool:
    if any(each in text for each in (word, *load().proved_by(word))):
        return True
    pairs = [word[at : at + 2] for at in range(len(word) - 1)]
    return len(word) > 2 and sum(pair in text for pair in pairs) * 2 >= len(pairs)


def _is_kind(token: Token, item: Item) -> bool:
    """Whether a word only says what kind of things a list names: …等企业."""
    if not load().has("kinds", token.text):
        return False
    at = item.tokens.index(token)
    listed = [t for t in item.tokens[:at] if t.text == "等"]
    return bool(listed) and all(
        load().has("kinds", t.text) or is_light(t)
        for t in item.tokens[item.tokens.index(listed[-1]) + 1 : at]
    )


def _nearest(tokens: Sequence[Token], deeds: list[Token], nouns: list[Token]) -> set[Token]:
    """For each deed the thing next to it: behind it, or before it where nothing is behind."""
    near: set[Token] = set()
    for deed in deeds:
        behind = [n for n in nouns if n.start > deed.start]
        before = [n for n in nouns if n.start < deed.start]
        if behind or before:
            near.add(behind[0] if behind else before[-1])
    return near or set(nouns[-1:])


def _hedged(draft: Reading, item: Item, premise: Premise, cell: Cell) -> Iterable[str]:
    """What weakens a deed or bounds a thing in the quote: 基本竣工, 部分企业."""
    reading = premise.reading
    spoken = {token.text for token in item.tokens}
    of_all = spoken & {*WHOLE, "零", "清零"}  # 事故“零发生” of 重大事故 alone
    bounds = ("hedges", "narrowing") if of_all else ("hedges",)
    for token in item.content:
        place = place_of(token.text, reading, cell.start, cell.end)
        if place is None:
            continue
        for hedge in reversed(reading.between(cell.start, place[0])[-2:]):
            if hedge.kind == "stop" or hedge.text in JOINS:
                break
            if not any(load().has(name, hedge.text) for name in bounds):
                continue
            if load().has("expectations", hedge.text) and any(
                load().has("expectations", t.text) for t in draft.tokens
            ):
                continue
            said = load().proving(hedge.text) | {hedge.text}
            if not said & spoken and not any(hedge.text in each for each in spoken):
                yield f"原文说的是“{hedge.text}{token.text}”"


def _turned(
    item: Item, deeds: list[Token], nouns: list[Token], premise: Premise, cell: Cell
) -> Iterable[str]:
    """A thing that does in the quote what is done to it in the draft."""
    reading, known = premise.reading, load()
    for deed in deeds:
        behind = [n for n in nouns if n.start >= deed.end]
        if not behind or known.has("results", deed.text):
            continue
        place = place_of(deed.text, reading, cell.start, cell.end)
        thing = place_of(behind[0].text, reading, cell.start, cell.end)
        if place is None or thing is None or thing[0] > place[0]:
            continue
        again = place_of(
            behind[0].text, reading, cell.start, cell.end, lambda at, p=place[0]: at > p
        )
        others = [t for t in reading.between(place[1], cell.end) if is_noun(t)]
        if again is None and others:
            yield f"原文里“{behind[0].text}”不是“{deed.text}”的对象"
