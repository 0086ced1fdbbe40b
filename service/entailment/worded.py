"""A clause of a draft without numbers against one quote: every word of content in one cell."""

from collections.abc import Iterable, Sequence

from service.entailment.arrangement import misplaced
from service.entailment.classes import is_deed, is_light, is_manner, is_noun
from service.entailment.item import ListMember, is_said
from service.entailment.lexicon import load
from service.entailment.premise import Premise, QuoteCell
from service.entailment.reading import JOINS, Reading, Token
from service.entailment.standing import held, place_of, stands
from vectorstore import late

SOME = late.pattern("(?<![各第])[两三四五六七八九][县市区镇乡村]")
WHOLE = frozenset({"全部", "所有", "一律"})


def word_reasons(draft: Reading, item: ListMember, premise: Premise, cell: QuoteCell) -> list[str]:
    """Why an item does not follow from one cell of a quote; empty where it does."""
    return list(dict.fromkeys(_against(draft, item, premise, cell)))


def _against(draft: Reading, item: ListMember, premise: Premise, cell: QuoteCell) -> Iterable[str]:
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
        elif not _passes(draft, item, token, premise, cell):
            yield f"所引原文没有“{token.text}”"
    dealt = item.deed
    if dealt and not (
        stands(dealt.text, reading, cell.start, cell.end) or _shared(dealt, premise, cell)
    ):
        yield f"原文没有说“{dealt.text}”这一项"
    if item.lead and not stands(item.lead.text, reading, *reading.clause(cell.start)):
        yield f"原文没有说“{item.lead.text}”这一项"
    yield from _disowned(item, deeds, premise, cell)
    yield from _of_some(item, premise, cell)
    yield from misplaced(draft, item, deeds, nouns, premise, cell)
    yield from _all_of(item, premise, cell)
    yield from _hedged(draft, item, premise, cell)
    yield from _turned(item, deeds, nouns, premise, cell)


def _passes(
    draft: Reading, item: ListMember, token: Token, premise: Premise, cell: QuoteCell
) -> bool:
    """Whether a word that the cell does not hold claims nothing beside what it does hold."""
    deeds = [each for each in item.content if is_deed(each)]
    if _promotes(draft, token, deeds, premise, cell):
        return True
    if not is_manner(token) or premise.mentions(token.text):
        return False
    start, end = cell.start, cell.end
    others = (each for each in item.content if not is_manner(each))
    return any(held(each, premise.reading, start, end, like=draft) for each in others)


def _promotes(
    draft: Reading, verb: Token, deeds: list[Token], premise: Premise, cell: QuoteCell
) -> bool:
    """Whether a verb only promotes a deed that the cell holds, and neither denies nor wants."""
    reading, known = premise.reading, load()
    if not known.has("promoting", verb.text) and not known.has("doing", verb.text):
        return False
    spoken = "|".join(token.text for token in draft.tokens)
    ended = [t for t in reading.between(cell.start, cell.end) if known.has("ending", t.text)]
    if any(not is_said(token.text, spoken) for token in ended):
        return False
    if any(at in reading.denied or at in reading.needed for at in range(cell.start, cell.end)):
        return False
    return known.has("doing", verb.text) or any(
        deed is not verb and held(deed, reading, cell.start, cell.end, like=draft) for deed in deeds
    )


def _shared(deed: Token, premise: Premise, cell: QuoteCell) -> bool:
    """Whether a deed stands before the members of its list, of which the cell is one without a
    deed: 实现负债率“双降”、利润“双增”."""
    reading = premise.reading
    own = reading.between(cell.start, cell.end)
    if any(is_deed(token) and token.start not in reading.titled for token in own):
        return False
    return stands(deed.text, reading, reading.clause(cell.start)[0], cell.start)


def _disowned(
    item: ListMember, deeds: list[Token], premise: Premise, cell: QuoteCell
) -> Iterable[str]:
    """A deed told without the one that the quote tells it of: 古蔺获评… is not the whole city's."""
    subject = (premise.subject(cell) if deeds else ()) or premise.owner(cell)
    words = "|".join(token.text for token in (*item.before, *item.tokens))
    if subject and not any(is_said(token.text, words) for token in subject):
        yield f"原文说的是“{''.join(token.text for token in subject)}”"


def _of_some(item: ListMember, premise: Premise, cell: QuoteCell) -> Iterable[str]:
    """全州实现… where the quote tells it of 两县."""
    words = "".join(token.text for token in (*item.before, *item.tokens))
    for found in SOME.finditer(premise.reading.text, *premise.reading.clause(cell.start)):
        if found.end() <= cell.end and found[0] not in words:
            yield f"原文说的是“{found[0]}”"


def _all_of(item: ListMember, premise: Premise, cell: QuoteCell) -> Iterable[str]:
    """全部积案清零 where the quote tells it only of 10年以上 ones: what bounds them is left out."""
    if not any(token.text in WHOLE for token in item.tokens):
        return
    tokens = premise.reading.between(cell.start, cell.end)
    whole = next((at for at, token in enumerate(tokens) if token.text in WHOLE), None)
    spoken = "|".join(token.text for token in (*item.before, *item.tokens))
    for token in tokens[: whole or 0]:
        bounds = token.kind == "number" or is_noun(token)
        if bounds and not is_said(token.text, spoken):
            yield f"原文说的是“{token.text}”"


def _is_kind(token: Token, item: ListMember) -> bool:
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


def _hedged(draft: Reading, item: ListMember, premise: Premise, cell: QuoteCell) -> Iterable[str]:
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
    item: ListMember, deeds: list[Token], nouns: list[Token], premise: Premise, cell: QuoteCell
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
