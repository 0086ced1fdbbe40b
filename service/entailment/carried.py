"""What an item of a text takes over from the items before it: their thing, and the deed of a list."""

from collections.abc import Sequence

from service.entailment.classes import is_deed, is_noun
from service.entailment.lexicon import load
from service.entailment.numbers import Number
from service.entailment.reading import CLAUSE_STOPS, JOINS, LIST_STOPS, Reading, Token


def segments(reading: Reading, left: int = 0, right: int | None = None) -> list[tuple[int, int]]:
    """The items of a stretch: between stops and 、, and at 和 between things that each have a
    number (800座基站和500个充电桩)."""
    found: list[tuple[int, int]] = []
    for start, end in reading.spans(CLAUSE_STOPS + LIST_STOPS, left, right):
        at = start
        tokens = reading.between(start, end)
        for place, token in enumerate(tokens):
            if token.text in JOINS and _whole(tokens, place):
                found.append((at, token.start))
                at = token.end
        found.append((at, end))
    return found


def _whole(tokens: Sequence[Token], place: int) -> bool:
    """Whether a thing and its number stand on either side of a word that joins."""
    sides = (tokens[:place], tokens[place + 1 :])
    return all(any(t.kind == "number" for t in side) and any(map(is_noun, side)) for side in sides)


def kin_of(reading: Reading, start: int, sentence: int) -> list[Token]:
    """The words of the nearest item before that names a thing."""
    for left, right in reversed(segments(reading, sentence, start)):
        tokens = [token for token in reading.between(left, right) if token.kind != "number"]
        if any(map(is_noun, tokens)):
            return tokens
    return []


def again(reading: Reading, own: Sequence[Token], start: int, sentence: int) -> list[Token]:
    """The words of the item before that tells the same deed: 改造老旧小区61个，惠及1.3万户，再改造31个."""
    deeds = {t.text for t in own if is_deed(t) and not load().has("linking", t.text)}
    for left, right in reversed(segments(reading, sentence, start)):
        tokens = [token for token in reading.between(left, right) if token.kind != "number"]
        if deeds & {token.text for token in tokens} and any(map(is_noun, tokens)):
            return tokens
    return []


def shared_deed(reading: Reading, start: int, sentence: int, number: Number) -> list[Token]:
    """The deed that the items before in a list share: 新增甲60家、乙12家，丙5家."""
    clause = reading.clause(start)[0]
    own = reading.between(start, number.start)
    bare = all(is_noun(t) or t.kind != "word" for t in own) and any(map(is_noun, own))
    for left, right in reversed(segments(reading, sentence, start)):
        tokens = reading.between(left, right)
        units = {n.unit for n in reading.numbers if left <= n.start < right}
        if left < clause and (number.unit not in units or not bare):
            return []
        doing = [token for token in tokens if acts(token)]
        if doing:
            last = doing[0].end
            return [t for t in tokens if t.end <= last and t.kind != "number" and not is_noun(t)]
    return []


def acts(token: Token) -> bool:
    """Whether a word tells what was done with a thing, or at what stage it is: 新增."""
    return is_deed(token) or load().has("stages", token.text)
