"""What a number is said of: the words of its own item, of the list it is dealt out over, and of
the items before it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from service.entailment.lexicon import load
from service.entailment.numbers import LISTED, Number
from service.entailment.premise import is_deed, is_noun
from service.entailment.reading import CLAUSE_STOPS, JOINS, LIST_STOPS, Reading, Token

Relation = Literal["amount", "up", "down", "to", "from"]

DEALT = re.compile("分别|依次")
TO = re.compile(r"(?:至|(?<!达)到)[^,;。\d]{0,3}$")
FROM = re.compile(r"(?:由|从)[^,;。\d至到]{0,6}$")
BEHIND = re.compile(r"的?(?:增速|增幅|增长)")
RISE = re.compile(
    r"(?:(?<!新)增长|(?<!新)增加|提高|提升|上升|上涨|增幅|增速|涨幅|增产|增收|扩大|回升|(?<![较众许])多|高)"
    r"(?:了|目标|预期|速度|幅度|率|值|为|是|在|达到?|约|超过?|突破|近|控制|保持|设定|定|同口径|\()*$"
)
FALL = re.compile(
    r"(?:下降|减少|降低|回落|压减|下滑|降幅|缩减|负增长|收窄|缩短|压缩|(?<![不])少|低)"
    r"(?:了|目标|预期|速度|幅度|率|为|是|在|达到?|约|超过?|突破|近|控制|保持|\()*$"
)
HALVES = ("城镇", "农村")
BOTH_HALVES = re.compile("城乡|城、乡")


@dataclass(frozen=True, slots=True)
class Bearing:
    """What one number is said of.

    `own` are the words of its item (of its member, where a list is dealt out), `kin` those it
    takes over from the items before, `topic` what else its sentence said before it; `head` are the
    words that name the thing that is counted or measured. Of a list that is dealt out, `named` are
    the words of its own member alone, what the members share among them.
    """

    number: Number
    own: tuple[Token, ...]
    kin: tuple[Token, ...]
    topic: tuple[Token, ...]
    head: tuple[Token, ...]
    half: str
    relation: Relation
    named: tuple[Token, ...] = ()

    @property
    def words(self) -> tuple[Token, ...]:
        """The words that the number is said of, without what only stands before it."""
        return (*self.own, *self.kin)


def bearing(reading: Reading, number: Number) -> Bearing:
    """What a number of a text is said of."""
    run = _run(reading, number)
    start, end = _segment(reading, number)
    own = [token for token in reading.between(start, end) if token.kind != "number"]
    sentence, _ = reading.sentence(number.start)
    before = _before(reading, sentence, start, own)
    relation = _relation(reading, run[0], _segment(reading, run[0])[0])
    dealt = _dealt_out(reading, run, number) if len(run) > 1 else None
    if dealt is not None:
        return replace(dealt, topic=tuple(before), relation=relation)
    nouns = _things(own, number)
    kin: list[Token] = []
    if not nouns or not any(map(is_deed, own)):
        kin = _kin(reading, start, sentence, needs_noun=not nouns)
    head = _head(nouns, own, number) or [token for token in kin if is_noun(token)]
    if relation == "amount" and not nouns and kin:
        relation = _relation_of_kin(reading, kin, number)
    return Bearing(number, tuple(own), tuple(kin), tuple(before), tuple(head), "", relation)


def _dealt_out(reading: Reading, run: Sequence[Number], number: Number) -> Bearing | None:
    """A number of a list dealt out over things: 甲、乙分别为x、y, 城乡居民收入分别增长x、y."""
    sentence, _ = reading.sentence(run[0].start)
    left = reading.clause(run[0].start)[0]
    dealt = list(DEALT.finditer(reading.text, left, run[0].start))
    if not dealt:
        return None
    place = list(run).index(number)
    lead = [token for token in reading.between(left, run[0].start) if token.kind != "number"]
    for start, stop in _stretches_before(reading, sentence, left, dealt[-1].start()):
        members = _parts(reading, start, stop)
        if len(members) == len(run) and all(any(map(is_noun, member)) for member in members):
            listed = [token for member in members for token in member]
            shared = [token for token in lead if token not in listed]
            mine, others = members[place], [m for m in members if m is not members[place]]
            own, tail = (*mine, *shared), tuple(members[-1])
            named = own if place == len(members) - 1 else (*own, *tail[1:])
            head = tuple(_singular(mine, others))
            return Bearing(number, own, tail, (), head, "", "amount", named)
        if len(run) == len(HALVES) and BOTH_HALVES.search(reading.text, start, stop):
            words = (*reading.between(start, stop), *lead)
            head = tuple(token for token in words if is_noun(token))
            return Bearing(number, words, (), (), head, HALVES[place], "amount")
    return None


def _stretches_before(
    reading: Reading, sentence: int, left: int, stop: int
) -> Iterator[tuple[int, int]]:
    """The words before 分别 in its clause, then the clauses before it, the nearest first."""
    yield left, stop
    yield from reversed(list(reading.spans(CLAUSE_STOPS, sentence, left)))


def _before(reading: Reading, sentence: int, start: int, own: Sequence[Token]) -> list[Token]:
    """What a sentence said before an item; not what it said of a like item with its own number
    (城镇居民收入增长8%，农村居民收入增长9%)."""
    nouns = {token.text for token in own if is_noun(token)}
    kept: list[Token] = []
    for left, right in reading.spans(CLAUSE_STOPS + LIST_STOPS, sentence, start):
        tokens = reading.between(left, right)
        numbered = any(token.kind == "number" for token in tokens)
        if not (numbered and nouns & {token.text for token in tokens}):
            kept.extend(token for token in tokens if token.kind != "number")
    return kept


def _singular(mine: Sequence[Token], others: Sequence[Sequence[Token]]) -> list[Token]:
    """What tells one member of a list from the others: 工业 of 工业投资、技改投资."""
    nouns = [t for t in mine if is_noun(t) or load().has("strong", t.text)]
    shared = {token.text for other in others for token in other}
    return [token for token in nouns if token.text not in shared] or nouns


def _things(own: Sequence[Token], number: Number) -> list[Token]:
    """The nouns that name what is counted or measured: of a rank (…居全省第二) those before 居."""
    nouns = [token for token in own if is_noun(token)]
    if not number.is_rank:
        return nouns
    placed = [token.start for token in own if load().has("placed", token.text)]
    if placed:
        return [token for token in nouns if token.start < placed[0]]
    return [token for token in nouns if token.start < number.start][:-1]


def _head(nouns: list[Token], own: Sequence[Token], number: Number) -> list[Token]:
    """The nouns before a number, or behind it: 甲等5个项目 is of 项目."""
    before = [token for token in nouns if token.start < number.start]
    behind = [token for token in nouns if token.start > number.start]
    listed = any(t.text == "等" and t.end == number.start for t in own)
    return behind if behind and (listed or not before) else before


def _segment(reading: Reading, number: Number) -> tuple[int, int]:
    for start, end in reading.spans(CLAUSE_STOPS + LIST_STOPS):
        if start <= number.start < end:
            return start, end
    return number.start, number.end


def _run(reading: Reading, number: Number) -> list[Number]:
    """The numbers of one list that nothing but commas and 和 stand between."""
    runs: list[list[Number]] = []
    for each in reading.numbers:
        if runs and LISTED.fullmatch(reading.text, runs[-1][-1].end, each.start):
            runs[-1].append(each)
        else:
            runs.append([each])
    return next(run for run in runs if number in run)


def _parts(reading: Reading, start: int, end: int) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in reading.between(start, end):
        if token.text in LIST_STOPS or token.text in JOINS:
            parts.append([])
        elif token.kind != "number":
            parts[-1].append(token)
    return [part for part in parts if part]


def _kin(reading: Reading, start: int, sentence: int, *, needs_noun: bool) -> list[Token]:
    """The words of the nearest items before that name the thing, or do the deed."""
    kin: list[Token] = []
    spans = list(reading.spans(CLAUSE_STOPS + LIST_STOPS, sentence, start))
    noun, deed = not needs_noun, False
    for left, right in reversed(spans):
        tokens = [t for t in reading.between(left, right) if t.kind != "number"]
        if not noun and any(map(is_noun, tokens)):
            return [*tokens, *kin]
        if not needs_noun and not deed and any(map(is_deed, tokens)):
            return [t for t in tokens if not is_noun(t)]
    return kin


def _relation(reading: Reading, number: Number, start: int) -> Relation:
    before = reading.text[start : number.start]
    if FROM.search(before):
        return "from"
    if TO.search(before):
        return "to"
    if number.falls or FALL.search(before):
        return "down"
    risen = RISE.search(before) or BEHIND.match(reading.text, number.end)
    return "up" if risen else "amount"


def _relation_of_kin(reading: Reading, kin: Sequence[Token], number: Number) -> Relation:
    words = "".join(token.text for token in kin)
    bracketed = reading.text[: number.start].rstrip().endswith("(")
    if not bracketed:
        return "amount"
    if FALL.search(words):
        return "down"
    return "up" if RISE.search(words) else "amount"


def same_relation(said: Relation, held: Relation) -> bool:
    """Whether a number is told as the same kind of number: a rise is no amount."""
    return said == held or (said == "amount" and held == "to")
