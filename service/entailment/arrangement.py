"""Words of one cell that a draft puts together otherwise: another's, of a wider thing, of a pair or
a list dealt out crosswise."""

from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

from service.entailment.classes import is_deed, is_light, is_noun
from service.entailment.dealt import DEALT, parts
from service.entailment.item import ListMember, is_said
from service.entailment.lexicon import load
from service.entailment.premise import SCOPE, Premise, QuoteCell
from service.entailment.reading import CLAUSE_STOPS, LIST_STOPS, Reading, Token
from service.entailment.standing import place_of, stands

SIZES = frozenset("大小高低多少快慢新老")


def misplaced(
    draft: Reading,
    item: ListMember,
    deeds: list[Token],
    nouns: list[Token],
    premise: Premise,
    cell: QuoteCell,
) -> Iterable[str]:
    """Why the words of an item do not stand together in a cell as the draft has them."""
    yield from _of_another(draft, item, premise, cell)
    yield from _of_wider(item, premise, cell)
    yield from _of_season(item, premise, cell)
    yield from _of_longer(item, deeds, nouns, premise, cell)
    yield from _paired(draft, item, premise, cell)
    yield from _dealt_wrongly(item, premise, cell)
    yield from _of_neighbour(item, premise, cell)
    yield from _of_two_members(nouns, premise, cell)


def _of_another(
    draft: Reading, item: ListMember, premise: Premise, cell: QuoteCell
) -> Iterable[str]:
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


def _of_wider(item: ListMember, premise: Premise, cell: QuoteCell) -> Iterable[str]:
    """全国试点 where the quote tells of 全省试点, and says 全国 of something else."""
    tokens = premise.reading.between(cell.start, cell.end)
    for scope, thing in zip(item.tokens, item.tokens[1:], strict=False):
        if not SCOPE.fullmatch(scope.text) or not (is_noun(thing) or is_deed(thing)):
            continue
        before = [
            one.text
            for one, other in pairwise(tokens)
            if other.text == thing.text and SCOPE.fullmatch(one.text)
        ]
        if before and scope.text not in before:
            yield f"原文说的是“{before[0]}{thing.text}”"


def _of_season(item: ListMember, premise: Premise, cell: QuoteCell) -> Iterable[str]:
    """全年 where the quote tells it of a season: 旅游旺季稳定达到Ⅲ类水质."""
    spoken = "|".join(token.text for token in (*item.before, *item.tokens))
    for token in premise.reading.between(cell.start, cell.end):
        if load().has("seasons", token.text) and not is_said(token.text, spoken):
            yield f"原文说的是“{token.text}”"


def _of_longer(
    item: ListMember, deeds: list[Token], nouns: list[Token], premise: Premise, cell: QuoteCell
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
    return not passes and not is_said(behind[0].text, spoken)


def _paired(draft: Reading, item: ListMember, premise: Premise, cell: QuoteCell) -> Iterable[str]:
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


def _dealt_wrongly(item: ListMember, premise: Premise, cell: QuoteCell) -> Iterable[str]:
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


def _of_neighbour(item: ListMember, premise: Premise, cell: QuoteCell) -> Iterable[str]:
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


def _of_two_members(nouns: Sequence[Token], premise: Premise, cell: QuoteCell) -> Iterable[str]:
    """川酒集团吴家沟酿酒区 where the quote lists 郎酒吴家沟酿酒区、川酒集团永乐基地: neighbours stand in one
    member, but for what the first says for all and what the last does."""
    reading = premise.reading
    pieces = list(reading.spans(LIST_STOPS, *reading.clause(cell.start)))
    if len(pieces) < 2:
        return
    for one, other in combinations(nouns, 2):
        ours = [at for at, span in enumerate(pieces) if stands(one.text, reading, *span)]
        theirs = [at for at, span in enumerate(pieces) if stands(other.text, reading, *span)]
        kind = one.text in SIZES or any(
            load().has(name, one.text) for name in ("kinds", "generic", "linking")
        )
        if ours and theirs and min(ours) > max(theirs) and not kind:
            yield f"原文里“{other.text}”与“{one.text}”不在一起"


def _names_alone(member: Sequence[Token], members: Sequence[Sequence[Token]], words: str) -> bool:
    """Whether words name what tells a member of a list from the others."""
    others = {token.text for each in members if each is not member for token in each}
    alone = [token.text for token in member if token.text not in others and not is_light(token)]
    return bool(alone) and any(each in words for each in alone)


def _beside_pairs(draft: Reading, item: ListMember) -> list[str]:
    """The things on either side of 与 in an item and what stands right before it."""
    start = item.tokens[0].start
    lead = draft.text[draft.clause(start)[0] : start].rstrip()
    before = [t for t in draft.between(draft.clause(start)[0], start) if is_noun(t)]
    return [
        t.text for t in (*(before[-1:] if lead.endswith("与") else ()), *item.tokens) if is_noun(t)
    ]
