"""A number of a draft beside one of a quote: which words of one stand with the other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product, takewhile, zip_longest

from service.entailment.agreement import same_unit
from service.entailment.classes import is_deed, is_noun
from service.entailment.lexicon import load
from service.entailment.numbers import Number, indicators
from service.entailment.premise import Premise
from service.entailment.reading import JOINS, LIST_STOPS, Reading, Token
from service.entailment.relation import Bearing
from service.entailment.standing import AMOUNTS, held

ENOUGH = 0.6
BETWEEN = frozenset({"实现", "完成", "达到"})  # 农村劳动力实现转移就业


@dataclass(frozen=True, slots=True)
class Pair:
    """A number of a draft and one of a quote, each with what it is said of."""

    draft: Reading
    said: Bearing
    premise: Premise
    there: Bearing
    wide: bool = False  # words of the quote's sentence count, where no rival number owns them

    def holds(self, token: Token, near: Sequence[Token]) -> bool:
        """Whether a word of the draft stands among words of the quote."""
        stretches = _stretches(near)
        if any(self._in(token, *stretch) for stretch in stretches):
            return True
        if not is_noun(token):
            return False
        return self._is_unit(token, stretches) or any(
            all(any(self._in(part, *stretch) for stretch in stretches) for part in parts)
            for parts in _cuts(token)
        )

    def _is_unit(self, token: Token, stretches: Sequence[tuple[int, int]]) -> bool:
        """Whether a word is what numbers beside those words count in: 人次 of 接待游客1851万人次."""
        last = self.there.number.start
        return len(token.text) > 1 and any(
            number.text.endswith(token.text)
            for number in self.premise.reading.numbers
            for start, _ in stretches
            if start <= number.start < last
        )

    def _in(self, token: Token, start: int, end: int) -> bool:
        return held(token, self.premise.reading, start, end, like=self.draft)

    def stands(self, token: Token, start: int, end: int) -> bool:
        """Whether a word of the draft stands in a stretch of the quote."""
        return self._in(token, start, end)

    def is_rival(self, number: Number) -> bool:
        """Whether a number of the quote is another of the same kind: the draft could mean it."""
        own = self.there.number
        return same_unit(number.unit, own.unit) and number.value != own.value

    @property
    def spoken(self) -> tuple[Token, ...]:
        """All that the draft said up to its number."""
        return (*self.said.own, *self.said.kin, *self.said.topic)


def _cuts(token: Token) -> Iterator[tuple[Token, Token]]:
    """A compound in two: 粮食产量 may stand as 粮食 before and 产量 beside the number."""
    for cut in range(2, len(token.text) - 1):
        middle = token.start + cut
        one = replace(token, text=token.text[:cut], end=middle)
        yield one, replace(token, text=token.text[cut:], start=middle)


def _stretches(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The tokens as runs of text, so that a word may be held across two of them."""
    runs: list[list[int]] = []
    for token in sorted(tokens, key=lambda each: each.start):
        if runs and token.start <= runs[-1][1]:
            runs[-1][1] = max(runs[-1][1], token.end)
        else:
            runs.append([token.start, token.end])
    return [(start, end) for start, end in runs]


def named(tokens: Iterable[Token]) -> set[str]:
    """The indicators that words name."""
    words = [t for t in tokens if t.kind not in ("region", "year") and t.text not in BETWEEN]
    behind: dict[int, Token] = {}
    text = ""
    for one, other in zip_longest(words, words[1:]):
        text += one.text
        if other is not None and other.start == one.end:
            behind[len(text)] = other
    return {
        known.name
        for start, end, known in indicators(text)
        if text[start:end] not in known.asked or not _names_on(behind.get(end))
    }


def _names_on(token: Token | None) -> bool:
    """Whether a word goes on with the name before it: 就业培训 is no 就业."""
    return token is not None and (is_noun(token) or load().has("nominal", token.text))


def in_two(ours: set[str], theirs: set[str], pair: Pair) -> bool:
    """Whether the draft says an indicator in two parts: 城镇 and 居民人均可支配收入 of a list."""
    words = "|".join(token.text for token in pair.said.words)
    for one, name in product(ours, theirs):
        ends = takewhile(lambda pair: pair[0] == pair[1], zip(one[::-1], name[::-1], strict=False))
        shared = len(list(ends))
        parted, apart = name[: len(name) - shared], one[: len(one) - shared]
        if shared and parted in words and apart not in words:
            return True
    return False


def is_spoken(word: str, spoken: Sequence[Token]) -> bool:
    """Whether a draft says a word of the quote, itself or by an equal."""
    proved = {word, *load().proved_by(word)}
    return any(token.text in proved or word in token.text for token in spoken)


def covers(pair: Pair) -> bool:
    """Whether the draft names most of what the number is said of in the quote."""
    spoken = pair.said.named or pair.spoken
    if any(token.text == "其中" for token in pair.said.own):  # what is said of all is said of these
        start = pair.draft.sentence(pair.said.number.start)[0]
        spoken = (*spoken, *pair.draft.between(start, pair.said.number.start))
    text = "|".join(token.text for token in spoken)
    head = pair.there.head
    if _in_the_deed(pair) or _of_quoted(pair):
        return True
    initials = _initials(spoken, head)
    for group in _alternatives(pair):
        found = sum(
            len(token.text) if token.text[0] in initials else share(token.text, text)
            for token in group
        )
        if found >= ENOUGH * sum(len(token.text) for token in group):
            return True
    own = [token for token in pair.there.own if token.start < pair.there.number.start]
    return bool(named(pair.said.named or pair.spoken) & (named(head) | named(own)))


def _of_quoted(pair: Pair) -> bool:
    """Whether the quote's number is said of a name in quotation marks that the draft gives too."""
    reading = pair.premise.reading
    words = "".join(token.text for token in pair.said.own)
    head = [t for t in pair.there.head if t.start in reading.titled]
    name = "".join(token.text for token in head)
    return len(name) > 2 and name in words


def _in_the_deed(pair: Pair) -> bool:
    """Whether a deed that names its own thing (造林500万亩) is the draft's too."""
    at = pair.there.number.start
    own = [token for token in pair.there.own if token.start < at]
    deeds = {token.text for token in own if is_deed(token)}
    return bool(deeds) and not any(map(is_noun, own)) and deeds <= {t.text for t in pair.said.own}


def _initials(spoken: Sequence[Token], head: Sequence[Token]) -> frozenset[str]:
    """The letters of short forms that the draft makes of the head's words: 林草 of 林业和草原."""
    first = "".join(token.text[0] for token in head)
    short = [t.text for t in spoken if 1 < len(t.text) <= 4 and not load().knows(t.text)]
    return frozenset(letter for word in short if word in first for letter in word)


def _alternatives(pair: Pair) -> list[list[Token]]:
    """What may name the number: all its head; of a list (供水、排水、通讯老旧管网1047公里) its last
    member, and of a rate that is given for several things any one of them."""
    whole = "全" + pair.premise.quote.region[-1]  # 全省信访总量 of a province
    head = [t for t in pair.there.head if not load().has("linking", t.text) and t.text != whole]
    head = head or list(pair.there.head)
    groups: list[list[Token]] = [[]]
    for token in sorted((*head, *pair.there.own), key=lambda each: each.start):
        if token.text in (*JOINS, *LIST_STOPS):
            groups.append([])
        elif token in head and token not in groups[-1]:
            groups[-1].append(token)
    listed = groups if pair.there.number.unit == "%" else groups[-1:]
    return [head, *(group for group in listed if group)]


def share(word: str, text: str) -> float:
    """How many characters of a word a text names, by itself, an equal, or its pairs."""
    bare = word.removeprefix("完成") if len(word) > len("完成") + 1 else word.rstrip(AMOUNTS)
    if any(each in text for each in (word, bare, *load().proved_by(word))):
        return len(word)
    pairs = {word[at : at + 2] for at in range(len(word) - 1)}
    return len(word) * sum(pair in text for pair in pairs) / len(pairs) if len(word) > 2 else 0
