"""What a number is said of: the words of its own item, of the list it is dealt out over, and of
the items before it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from service.entailment.numbers import LISTED, Number
from service.entailment.premise import is_deed, is_noun
from service.entailment.reading import CLAUSE_STOPS, JOINS, LIST_STOPS, Reading, Token

Relation = Literal["amount", "up", "down", "to", "from"]

DEALT = re.compile("分别|依次")
TO = re.compile(r"(?:至|(?<!达)到)[^,;。\d]{0,3}$")
FROM = re.compile(r"(?:由|从)[^,;。\d至到]{0,6}$")
BEHIND = re.compile(r"的?(?:增速|增幅|增长)")
PLACED = frozenset(
    "居 位居 位列 列 排名 排 名列 居于 排在 处于 稳居 进入 跃居 跃升至 升至 上升至 上升到 升到 晋升至 由 从".split()
)
RISE = re.compile(
    r"(?:(?<!新)增长|(?<!新)增加|提高|提升|上升|上涨|增幅|增速|涨幅|增产|增收|扩大|回升|(?<![较众许])多|高)"
    r"(?:了|目标|预期|速度|幅度|率|值|为|是|在|达到?|约|超过?|突破|近|控制|保持|设定|定|同口径|\()*$"
)
FALL = re.compile(
    r"(?:下降|减少|降低|回落|压减|下滑|降幅|缩减|负增长|收窄|缩短|压缩|(?<![不])少|低)"
    r"(?:了|目标|预期|速度|幅度|率|为|是|在|达到?|约|超过?|突破|近|控制|保持|\()*$"
)
BOTH_HALVES = re.compile("城乡|城、乡")


@dataclass(frozen=True, slots=True)
class Bearing:
    """What one number is said of.

    `own` are the words of its item (of its member, where a list is dealt out), `kin` those it
    takes over from the items before, `topic` what else its sentence said before it; `head` are the
    words that name the thing that is counted or measured.
    """

    number: Number
    own: tuple[Token, ...]
    kin: tuple[Token, ...]
    topic: tuple[Token, ...]
    head: tuple[Token, ...]
    half: str
    relation: Relation

    @property
    def words(self) -> tuple[Token, ...]:
        """The words that the number is said of, without what only stands before it."""
        return (*self.own, *self.kin)


def bearing(reading: Reading, number: Number) -> Bearing:
    """What a number of a text is said of."""
    start, end = _segment(reading, number)
    run = _run(reading, number)
    own = [t for t in reading.between(start, end) if t.kind != "number"]
    half = ""
    members = _members(reading, run) if len(run) > 1 else None
    sentence, _ = reading.sentence(number.start)
    before = [t for t in reading.between(sentence, start) if t.kind != "number"]
    relation = _relation(reading, run[0] if len(run) > 1 else number, start)
    if members is not None:
        place = run.index(number)
        halves = isinstance(members, str)
        half = ("城镇", "农村")[place] if halves else ""
        left = reading.clause(run[0].start)[0]
        lead = [t for t in reading.between(left, run[0].start) if t.kind != "number"]
        listed = [t for member in members for t in member] if not halves else []
        shared = [t for t in lead if t not in listed]
        mine = list(members[place]) if not halves else lead
        tail = list(members[-1]) if not halves else []
        return Bearing(
            number,
            tuple([*mine, *shared]),
            tuple(tail),
            tuple(before),
            tuple(t for t in mine if is_noun(t)),
            half,
            relation,
        )
    nouns = _things(own, number)
    kin: list[Token] = []
    if not nouns or not any(map(is_deed, own)):
        kin = _kin(reading, number, start, sentence, needs_noun=not nouns)
    head = _head(nouns, own, number) or [t for t in kin if is_noun(t)]
    if relation == "amount" and not nouns and kin:
        relation = _relation_of_kin(reading, kin, number)
    return Bearing(number, tuple(own), tuple(kin), tuple(before), tuple(head), half, relation)


def _things(own: Sequence[Token], number: Number) -> list[Token]:
    """The nouns that name what is counted or measured: of a rank (…居全省第二) those before 居."""
    nouns = [token for token in own if is_noun(token)]
    if not number.is_rank:
        return nouns
    placed = [token.start for token in own if token.text in PLACED]
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


def _members(reading: Reading, run: Sequence[Number]) -> list[list[Token]] | str | None:
    """The things that a run of numbers is dealt out over, or 城乡 for its two halves."""
    sentence, _ = reading.sentence(run[0].start)
    left = reading.clause(run[0].start)[0]
    dealt = [m for m in DEALT.finditer(reading.text, left, run[0].start)]
    if not dealt:
        return None
    stop = dealt[-1].start()
    while True:
        parts = _parts(reading, left, stop)
        if len(parts) == len(run) and all(any(map(is_noun, part)) for part in parts):
            return parts
        if len(run) == 2 and BOTH_HALVES.search(reading.text, left, stop):
            return "城乡"
        if left <= sentence:
            return None
        stop = left - 1
        left = reading.clause(max(sentence, stop - 1))[0]
        if left >= stop:
            return None


def _parts(reading: Reading, start: int, end: int) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in reading.between(start, end):
        if token.text in LIST_STOPS or token.text in JOINS:
            parts.append([])
        elif token.kind != "number":
            parts[-1].append(token)
    return [part for part in parts if part]


def _kin(
    reading: Reading, number: Number, start: int, sentence: int, *, needs_noun: bool
) -> list[Token]:
    """The words of the nearest items before that name the thing, or do the deed."""
    kin: list[Token] = []
    spans = [s for s in reading.spans(CLAUSE_STOPS + LIST_STOPS, sentence, start)]
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
