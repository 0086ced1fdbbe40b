"""Numbers dealt out over a list of things: 甲、乙分别为x、y, and 城乡居民收入分别增长x、y."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.entailment.classes import is_noun
from service.entailment.lexicon import load
from service.entailment.numbers import LISTED, Number, indicators
from service.entailment.reading import CLAUSE_STOPS, JOINS, LIST_STOPS, Reading, Token
from vectorstore import late

DEALT = late.pattern("分别|依次|分列|分居|分获")
ROW = (*JOINS, *LIST_STOPS)
HALVES = ("城镇", "农村")
BOTH_HALVES = late.pattern("城乡|城、乡")


@dataclass(frozen=True, slots=True)
class Share:
    """What one number of such a list is said of: the words of its `own` member and those that all
    share, the `tail` that the last member says for all, the `head` that tells it from the others,
    and the `half` of 城乡."""

    own: tuple[Token, ...]
    tail: tuple[Token, ...]
    head: tuple[Token, ...]
    named: tuple[Token, ...]
    listed: tuple[Token, ...] = ()
    half: str = ""


def run_of(reading: Reading, number: Number) -> list[Number]:
    """The numbers of one list that nothing but commas and 和 stand between."""
    runs: list[list[Number]] = []
    for each in reading.numbers:
        if runs and LISTED.fullmatch(reading.text, runs[-1][-1].end, each.start):
            runs[-1].append(each)
        else:
            runs.append([each])
    return next(run for run in runs if number in run)


def dealt_out(reading: Reading, run: Sequence[Number], number: Number) -> Share | None:
    """A number of a list dealt out over things: 甲、乙分别为x、y, 城乡居民收入分别增长x、y."""
    sentence, _ = reading.sentence(run[0].start)
    left = reading.clause(run[0].start)[0]
    if (share := _in_a_row(reading, left, run, number)) is not None:
        return share
    dealt = list(DEALT.finditer(reading.text, left, run[0].start))
    if not dealt:  # 分别达到x、y，增长u和v: dealt out as the clause before
        earlier = list(reading.spans(CLAUSE_STOPS, sentence, left))[-1:]
        dealt = [m for span in earlier for m in DEALT.finditer(reading.text, *span)]
        if not dealt or any(map(is_noun, reading.between(left, run[0].start))):
            return None
        left = earlier[0][0]
    place = list(run).index(number)
    lead = [token for token in reading.between(left, run[0].start) if token.kind != "number"]
    apart = _clauses_before(reading, sentence, left, len(run))
    for start, stop in _stretches_before(reading, sentence, left, dealt[-1].start()):
        members = parts(reading, start, stop)
        if len(members) == 1 and any(map(is_noun, members[0])) and start < left:
            members = apart
        if len(members) == len(run) and all(map(_named, members)):
            listed = [token for member in members for token in member]
            shared = [token for token in lead if token not in listed]
            mine, others = members[place], [m for m in members if m is not members[place]]
            mine = [*_led_by(mine, members[0]), *mine]
            own, tail = (*mine, *shared), _tail(mine, members[-1])
            named = own if place == len(members) - 1 else (*own, *members[-1][1:])
            head = tuple(_singular(mine, others))
            return Share(own, tail, head, named, tuple(listed))
        if len(run) == len(HALVES) and BOTH_HALVES.search(reading.text, start, stop):
            words = (*reading.between(start, stop), *lead)
            head = tuple(token for token in words if is_noun(token))
            return Share(words, (), head, (), half=HALVES[place])
    return None


def _in_a_row(reading: Reading, left: int, run: Sequence[Number], number: Number) -> Share | None:
    """A number of a list right behind the things that it is dealt out over: 减排水、气污染物0.53万吨和1.5
    万吨, 分别高出全国、全省1.7个、0.3个百分点."""
    lead = [t for t in reading.between(left, run[0].start) if t.kind != "number"]
    ends = [
        at for at, t in enumerate(lead) if not is_noun(t) and t.text not in ROW and not _is_scope(t)
    ]
    opened = ends[-1] + 1 if ends else 0
    if opened >= len(lead):
        return None
    members = parts(reading, lead[opened].start, run[0].start)
    if len(members) != len(run) or len(members) < len(HALVES):
        return None
    place = list(run).index(number)
    mine = members[place]
    own = (*mine, *lead[:opened])
    head = tuple(_singular(mine, [m for m in members if m is not mine])) or tuple(mine)
    tail = tuple(members[-1][1:]) if mine is not members[-1] else tuple(mine)
    named = own if place == len(members) - 1 else (*own, *members[-1][1:])
    return Share(own, tail, head, named, tuple(t for m in members for t in m))


def _is_scope(token: Token) -> bool:
    return len(token.text) == len("全国") and token.text[0] == "全"


def _led_by(mine: Sequence[Token], first: Sequence[Token]) -> Sequence[Token]:
    """What the first member of a list says for all: 旅游 of 旅游接待人数、总收入."""
    lead = [token for token in first if is_noun(token)][:-1]
    if mine is first or len(_named(mine)) > len(lead):
        return []
    known = _names(lead) | _names(mine)
    leads = (lead[:size] for size in range(1, len(lead) + 1))
    return next((each for each in leads if _names((*each, *mine)) - known), lead[:0])


def _names(tokens: Sequence[Token]) -> set[str]:
    return {known.name for _, _, known in indicators("".join(token.text for token in tokens))}


def _tail(mine: Sequence[Token], last: Sequence[Token]) -> tuple[Token, ...]:
    """What the last member of a list says for all: 产量 of 粮食、肉类产量; nothing where each names
    an indicator of its own (地区生产总值和社会消费品零售总额)."""
    if mine is last:
        return tuple(last)
    if indicators("".join(token.text for token in mine)):
        return ()
    return tuple(last[1:] if len(last) > 1 else last)


def _stretches_before(
    reading: Reading, sentence: int, left: int, stop: int
) -> Iterator[tuple[int, int]]:
    """The words before 分别 in its clause, then the clauses before it, the nearest first."""
    yield left, stop
    yield from reversed(list(reading.spans(CLAUSE_STOPS, sentence, left)))


def _clauses_before(reading: Reading, sentence: int, left: int, count: int) -> list[list[Token]]:
    """The last clauses before, each with its thing and its number: 甲14006元，乙5450元，分别…."""
    spans = list(reading.spans(CLAUSE_STOPS, sentence, left))[-count:]
    members = [[t for t in reading.between(*span) if t.kind != "number"] for span in spans]
    numbered = all(any(t.kind == "number" for t in reading.between(*span)) for span in spans)
    return members if numbered and len(members) == count else []


def _singular(mine: Sequence[Token], others: Sequence[Sequence[Token]]) -> list[Token]:
    """What tells one member of a list from the others: 工业 of 工业投资、技改投资; of the last
    that says for all what they are (粮食、肉类产量) its first word."""
    nouns = _named(mine)
    if others and all(len(_named(other)) < len(nouns) for other in others):
        return nouns[:1] if others[-1][-1].start < mine[0].start else nouns[-1:]
    shared = {token.text for other in others for token in other}
    return [token for token in nouns if token.text not in shared] or nouns


def _named(member: Sequence[Token]) -> list[Token]:
    return [token for token in member if is_noun(token) or load().has("strong", token.text)]


def parts(reading: Reading, start: int, end: int) -> list[list[Token]]:
    """The members of a list, without its numbers."""
    found: list[list[Token]] = [[]]
    for token in reading.between(start, end):
        if token.text in LIST_STOPS or token.text in JOINS:
            found.append([])
        elif token.kind != "number":
            found[-1].append(token)
    return [part for part in found if part]
