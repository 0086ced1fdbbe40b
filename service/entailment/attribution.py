"""What a number is said of: the words of its own item, of the list it is dealt out over, and of
the items before it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from service.entailment.carried import acts, again, kin_of, segments, shared_deed
from service.entailment.classes import is_deed, is_light, is_noun
from service.entailment.dealt import HALVES, dealt_out, run_of
from service.entailment.lexicon import load
from service.entailment.numbers import HOLDERS, Number, indicators
from service.entailment.reading import JOINS, LIST_STOPS, Reading, Token
from service.entailment.relation import (
    BEHIND,
    FALL,
    FROM,
    LEVEL,
    OVER,
    RATE,
    RISE,
    TO,
    UNDER,
    Bearing,
    Relation,
)
from vectorstore import late

ALL = frozenset({"都", "均", "皆", "同为", "同样", "相同", "一致", "均为", "都是"})
ADDED = ("新增", "净增")
AIMS = ("目标", "预期目标", "预期", "计划")
KNOWN = late.pattern("可知|推算|可见|来看")  # 由提高1.3个百分点可知
CLOSE = late.pattern(r"(?:左右|以上|以内)?[\u4e00-\u9fff“]")


@lru_cache(maxsize=4096)
def bearing(reading: Reading, number: Number) -> Bearing:
    """What a number of a text is said of."""
    run = run_of(reading, number)
    start, end = _item(reading, number)
    own = [token for token in reading.between(start, end) if token.kind != "number"]
    own = _till_next(reading, own, number, end)
    sentence, _ = reading.sentence(number.start)
    before = _before(reading, sentence, start, own)
    relation = _relation(reading, run[0], _segment(reading, run[0])[0])
    share = dealt_out(reading, run, number) if len(run) > 1 else None
    if share is not None:
        topic = tuple(token for token in before if token not in share.listed)
        own, tail, head = share.own, share.tail, share.head
        if relation == "amount" and _aims(reading, run[0]):
            relation = _relation_before(reading, run[0])
        return Bearing(number, own, tail, topic, head, share.half, relation, share.named)
    nouns = _things(own, number)
    if not nouns and len(run) > 1 and (like := _in_order(reading, run, number)):
        kin = [t for t in like.words if t.kind == "word" and not acts(t)] + [
            t for t in like.words if t.text in ADDED
        ]
        told = relation if relation != "amount" else like.relation
        words = tuple(own), tuple(kin), tuple(before), like.head
        return Bearing(number, *words, like.half, told, like.named)
    kin = [] if nouns else again(reading, own, start, sentence) or kin_of(reading, start, sentence)
    half = len(nouns) == 1 and nouns[0].text in HALVES
    if half and not _names(own):  # 城镇…为660元，农村为5200元
        kin = [t for t in kin_of(reading, start, sentence) if t.text not in HALVES]
    level = LEVEL.search(reading.text, start, number.start)  # 新增甲5家、乙达67家: 乙 is no 新增
    if nouns and not any(map(acts, own)) and not level:
        kin = shared_deed(reading, start, sentence, number)
    if any(map(acts, own)):  # 建成56.76万亩，还要新建30.61万亩
        kin = [t for t in kin if not acts(t) and t.text != "累计"]
    if any(token.text in (*AIMS, "任务") for token in own):  # 建成2万亩，任务是9000亩
        kin = [t for t in kin if not acts(t) or t.text in ADDED]
    if relation == "to" and number.unit == "%" and any(t.text in AIMS for t in own):
        relation = _relation_before(reading, number, relation)  # 财政总收入目标降到15%
    if relation == "amount" and not nouns and kin:
        relation = _relation_of_kin(reading, kin, number)
    if relation == "amount" and not nouns and _aims(reading, number):
        relation = _relation_before(reading, number)
    head = _head(reading, nouns, own, number) or [token for token in kin if is_noun(token)]
    return Bearing(number, tuple(own), tuple(kin), tuple(before), tuple(head), "", relation)


def each(reading: Reading, said: Bearing) -> list[Bearing]:
    """The number of all (甲和乙的目标相同，都是8%) as the number of each."""
    before = reading.between(reading.sentence(said.number.start)[0], said.number.start)
    if not any(token.text in ALL for token in before):
        return [said]
    words = [t for t in said.words if t.start < said.number.start]
    members: list[list[Token]] = [[]]
    for token in sorted(words, key=lambda each: each.start):
        if token.text in LIST_STOPS or token.text in JOINS:
            members.append([])
        else:
            members[-1].append(token)
    if len(members) < 2 or not all(any(map(is_noun, member)) for member in members):
        return [said]
    of = [at for at, token in enumerate(members[-1]) if token.text == "的"]
    tail = members[-1][of[-1] + 1 :] if of else members[-1][1:]  # …和增加值的增速目标都定在7%
    owns = [(*member, *tail) for member in members[:-1]] + [tuple(members[-1])]
    return [replace(said, own=own, kin=(), topic=(), named=own) for own in owns]


def _names(own: Sequence[Token]) -> bool:
    """Whether the words of a number are an indicator's name: 城镇新增就业 is not of what was said before,
    as 农村为5200元 is."""
    return bool(indicators("".join(token.text for token in own)))


def _till_next(reading: Reading, own: list[Token], number: Number, end: int) -> list[Token]:
    """The words of a number up to what is done with the next one of its kind: of 39个问题完成整改37个
    the first is said of 问题."""
    behind = [n for n in reading.numbers if number.end <= n.start < end]
    if not behind or behind[0].unit != number.unit:
        return own
    deeds = [t.start for t in own if is_deed(t) and number.end <= t.start < behind[0].start]
    return [t for t in own if not deeds or t.start < deeds[0]]


def _before(reading: Reading, sentence: int, start: int, own: Sequence[Token]) -> list[Token]:
    """What a sentence said before an item; not what it said of a like item with its own number
    (城镇居民收入增长8%，农村居民收入增长9%)."""
    first = [token.text for token in own if is_noun(token)]
    nouns = {*first}
    whole = reading.text.rfind(
        "其中", sentence, own[-1].end if own else start
    )  # what is part of it is told of it too
    kept: list[Token] = []
    for left, right in segments(reading, sentence, start):
        tokens = reading.between(left, right)
        numbered = any(token.kind == "number" for token in tokens)
        there = [token.text for token in tokens if is_noun(token)]
        again = bool(first) and first[0] in there[1:]  # 装机容量 of 新能源装机容量127.8万千瓦
        alike = numbered and nouns & {*there} and not again
        if left < whole or not alike:
            kept.extend(token for token in tokens if token.kind != "number")
    return kept


def _things(own: Sequence[Token], number: Number) -> list[Token]:
    """The nouns that name what is counted or measured: of a rank (…居全省第二) those before 居."""
    nouns = [token for token in own if is_noun(token)]
    if not number.is_rank:
        return nouns
    placed = [token.start for token in own if load().has("placed", token.text)]
    if placed:
        return [token for token in nouns if token.start < placed[0]]
    return [token for token in nouns if token.start < number.start][:-1]


def _head(
    reading: Reading, nouns: list[Token], own: Sequence[Token], number: Number
) -> list[Token]:
    """The nouns before a number, or behind it: of 甲等5个项目 and 5个重点项目 it is 项目."""
    listed = [token.end for token in own if token.text == "等"]
    if listed and listed[-1] <= number.start:
        nouns = [token for token in nouns if token.start >= listed[-1]]
    before = [token for token in nouns if token.start < number.start]
    deeds = [token.end for token in own if is_deed(token) and token.end <= number.start]
    done = [token for token in before if deeds and token.start >= deeds[-1]]
    before = done or before  # 住宅加装电梯251台 counts lifts
    behind = [token for token in nouns if token.start >= number.end]
    counted = behind and number.unit in HOLDERS and CLOSE.match(reading.text, number.end)
    if behind and (listed or counted or not before):
        return behind
    return before


def _item(reading: Reading, number: Number) -> tuple[int, int]:
    """The item of a number, with the members of a list that have none of their own: 教育集团、
    教育共同体22个."""
    start, end = _segment(reading, number)
    clause = reading.clause(number.start)
    spans = segments(reading, *clause)
    at = next((place for place, span in enumerate(spans) if span[0] == start), None)
    if at is None:
        return start, end
    while at > 0 and _listed(reading, spans[at - 1]) and not _does(reading, (start, end)):
        at -= 1
        start = spans[at][0]
    following = [span for span in spans if span[0] > end - 1]
    for span in following:
        if _numbered(reading, span) or _does(reading, span) or number.unit not in HOLDERS:
            break
        end = span[1]
    return start, end


def _listed(reading: Reading, span: tuple[int, int]) -> bool:
    """Whether an item but names a thing, or does something to it: no number, no clause."""
    content = [token for token in reading.between(*span) if not is_light(token)]
    return not _numbered(reading, span) and not any(map(is_deed, content[1:]))


def _numbered(reading: Reading, span: tuple[int, int]) -> bool:
    return any(token.kind == "number" for token in reading.between(*span))


def _does(reading: Reading, span: tuple[int, int]) -> bool:
    return any(
        is_deed(token) and not load().has("linking", token.text) for token in reading.between(*span)
    )


def _segment(reading: Reading, number: Number) -> tuple[int, int]:
    for start, end in segments(reading):
        if start <= number.start < end:
            return start, end
    return number.start, number.end


def _in_order(reading: Reading, run: Sequence[Number], number: Number) -> Bearing | None:
    """What the number of the same place was said of in the list before: 分别增长34%和39%，2023年的目标
    为7%和10%."""
    start, _ = reading.sentence(run[0].start)
    before = [n for n in reading.numbers if start <= n.start < run[0].start][-len(run) :]
    if [n.unit for n in before] != [n.unit for n in run]:
        return None
    return bearing(reading, before[run.index(number)])


def _relation(reading: Reading, number: Number, start: int) -> Relation:
    before = reading.text[start : number.start].rstrip()
    if FROM.search(before) and not KNOWN.match(reading.text, number.end):
        return "from"
    if TO.search(before):
        return "to"
    apart = number.unit == "个百分点"  # 高出全国、全省1.7个、0.3个百分点
    before = reading.text[reading.clause(start)[0] : number.start] if apart else before
    if number.falls or FALL.search(before) or (apart and UNDER.search(before)):
        return "down"
    if apart and OVER.search(before):
        return "up"
    risen = RISE.search(before) or BEHIND.match(reading.text, number.end)
    return "up" if risen else "amount"


def _relation_of_kin(reading: Reading, kin: Sequence[Token], number: Number) -> Relation:
    """The relation that the words before give to a number without any of its own: 目标增速（8%）,
    增长目标相同，都是8%."""
    words = "".join(token.text for token in kin)
    start, _ = reading.clause(number.start)
    bracketed = number.unit == "%" and reading.text[max(0, start - 1) : start] == "("
    lead = reading.text[start : number.start]
    level = number.unit != "%" or (LEVEL.search(lead) and not any(aim in lead for aim in AIMS))
    if not bracketed and level and not (number.unit == "%" and RATE.search(words)):
        return "amount"
    if FALL.search(words):
        return "down"
    return "up" if RISE.search(words) or RATE.search(words) else "amount"


def _aims(reading: Reading, number: Number) -> bool:
    """Whether a rate is but told to be aimed at: 增长12%、争取14%, 2022年的目标分别为7%和8%."""
    start, _ = _segment(reading, number)
    lead = [t.text for t in reading.between(start, number.start)]
    return number.unit == "%" and any(load().has("plans", t) or t in AIMS for t in lead)


def _relation_before(reading: Reading, number: Number, own: Relation = "amount") -> Relation:
    """The relation of the rate before a rate in its sentence, else its own."""
    start, _ = reading.sentence(number.start)
    rates = [n for n in reading.numbers if start <= n.start < number.start and n.unit == "%"]
    return bearing(reading, rates[-1]).relation if rates else own
