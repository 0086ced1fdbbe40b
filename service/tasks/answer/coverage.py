"""Which clauses of a report cover what is asked: the question's words of content, the rare ones
counting most, each in the ways in which reports print it."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from service.entailment.lexicon import load as equals
from service.language.alike import alike, known_in
from service.language.asked_units import units
from service.language.indicators import find, mentions
from service.language.words import pattern_of, starting, words_of
from service.tasks.answer.fitting import Fitting
from service.tasks.answer.naming import QUOTES, spelt
from service.tasks.answer.page import Page, PageSentence, Span
from service.tasks.answer.term import is_empty
from vectorstore import late
from vectorstore.encodable import encodable

if TYPE_CHECKING:
    import rjieba
else:
    rjieba = late.module("rjieba")

PAIR = 2
USUAL = 250  # sentences of a report; in a shorter one no word is less rare
LONGEST_WORD = 6  # tokens that make one word of the lexicon
FUZZY = 4  # letters of a word that may be spelt with others between
SPELT, LETTER = 0.8, 0.5  # what a word counts that stands so; what one of one letter does
UNFIT, UNASKED = 0.7, 0.85
AROUND = 0.6  # what a word counts that stands in the sentence, not in the clauses quoted
LONG = 110  # letters of a clause that is quoted whole
COMMA = late.pattern(r"[，,]")
STOP = late.pattern(r"[；;。！？\n]")
ASKING = late.pattern(
    rf"(?:多少|几)(?:万|亿)*(?:{units()}|个?百分点|[条次斤只钱点])?"
    r"|(?:了|好了|过)?[吗呢吧呀啊]|[了过]没有?|比前|百分之几|什么|哪[些个几]?(?:个|家|项|条|件|块)?|怎么样|怎么|如何|为什么|是不是|有没有|多大|多长|分别|各自?|一共|总共|全年|报告(?:里面?|中)?"
)


@dataclass(frozen=True, slots=True)
class WantedWord:
    """A word of content of a question, in the ways in which it may be printed, and what it counts;
    one of several `parts` may be printed in them (预计生产原油 for 原油产量)."""

    names: tuple[str, ...]
    weight: float
    parts: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Covering:
    """A clause (；) of a sentence, `span` in the clean text, the share and the weight of what is
    asked that it covers, and how far `apart` the words stand in it."""

    sentence: PageSentence
    span: Span
    share: float
    weight: float
    apart: int


def coverings(
    wanted: Sequence[WantedWord], sentences: Iterable[PageSentence], fits: Fitting | None = None
) -> list[Covering]:
    """The clauses that cover what is asked, the fullest first, of these the one that says it
    closest together; one that does not hold what `fits` finds (a number) counts less, and so does
    one that tells what was added where that is not asked."""
    names = [name for each in wanted for name in (*each.names, *itertools.chain(*each.parts))]
    added = any(each.names[0] in words_of("increment") for each in wanted)
    total = sum(each.weight for each in wanted)
    found: list[Covering] = []
    for sentence in sentences:
        text = sentence.text
        plain = text.translate(QUOTES)
        if not any(name in plain for name in names):
            continue
        for start, end in _clauses(text):
            clause = text[start:end].translate(QUOTES)
            share = covered_by(wanted, clause, plain)
            if fits is not None:
                share *= 1.0 if fits.is_told(text[start:end]) else UNFIT
                share *= 1.0 if added or not starting("increment").match(clause) else UNASKED
            if share:
                span = (sentence.start + start, sentence.start + end)
                apart = _apart(wanted, clause)
                found.append(Covering(sentence, span, share, share * total, apart))
    return sorted(found, key=rank_of)


def rank_of(found: Covering) -> tuple[float, int, Span]:
    """The fullest first, of these the one that says it closest together, then in order."""
    return -round(found.share, 2), found.apart, found.span


def trimmed(wanted: Sequence[WantedWord], text: str, span: Span) -> Span:
    """A long clause from the first of its parts (，) that covers something to the last, with the
    number behind it."""
    start, end = span
    if end - start <= LONG:
        return span
    stops = [start, *(found.end() for found in COMMA.finditer(text, start, end)), end]
    spans = [(left, right) for left, right in itertools.pairwise(stops) if left < right]
    held = [at for at, (left, right) in enumerate(spans) if covered_by(wanted, text[left:right])]
    if not held:
        return span
    last = held[-1]
    while last + 1 < len(spans) and starting("rise", "fall", "share").match(
        text, spans[last + 1][0]
    ):
        last += 1
    return spans[held[0]][0], spans[last][0] + len(text[slice(*spans[last])].rstrip("，,"))


def _apart(wanted: Sequence[WantedWord], clause: str) -> int:
    """How far the words lie apart in a clause, each where it stands first."""
    places = [
        min((place for name in each.names if (place := clause.find(name)) >= 0), default=-1)
        for each in wanted
    ]
    held = [place for place in places if place >= 0]
    return max(held) - min(held) if held else len(clause)


def _clauses(text: str) -> Iterator[Span]:
    start = 0
    for stop in (*(found.end() for found in STOP.finditer(text)), len(text)):
        held = text[start:stop]
        bare = held.strip().rstrip("；;。！？")
        if bare:
            begin = start + len(held) - len(held.lstrip())
            yield begin, begin + len(bare)
        start = stop


def wanted_of(asked: str, pages: Sequence[Page]) -> list[WantedWord]:
    """The words of content of a question against the pages that may answer it."""
    every = [each.text.translate(QUOTES) for page in pages for each in page.sentences]
    text = "\n".join(every)
    found: list[WantedWord] = []
    for names in _groups(asked, text):
        count = sum(any(name in one for name in names) for one in every)
        weight = log(1 + max(len(every), USUAL) / (count or 1))
        found.append(
            WantedWord(names, weight * (LETTER if len(names[0]) == 1 else 1.0), _parts(names[0]))
        )
    return found


def _parts(word: str) -> tuple[tuple[str, ...], ...]:
    """The words that make a longer one, each in its ways."""
    tokens = rjieba.cut(encodable(word)) if len(word) >= FUZZY else []
    parts = tuple(_ways(token) for token in tokens)
    return parts if len(parts) > 1 and all(len(each[0]) > 1 for each in parts) else ()


def _groups(asked: str, text: str) -> Iterator[tuple[str, ...]]:
    """`海口13年违建拆了多少` → 违建 违法建筑…, 拆 拆除…"""
    seen: set[str] = set()
    asked = ASKING.sub(" ", pattern_of("when_asked").sub(" ", asked))
    phrases = known_in(asked)
    for start, end, indicator in reversed(mentions(asked)):
        if any(a <= start and end <= b and b - a > end - start for a, b in phrases):
            continue  # 民生 in 民生花钱
        word = asked[start:end]
        asked = f"{asked[:start]} {asked[end:]}"
        if indicator.name not in seen:
            seen.add(indicator.name)
            short = (each for each in indicator.asked if len(each) >= FUZZY)
            yield tuple(dict.fromkeys((word, indicator.name, *indicator.aliases, *short)))
    for piece in asked.split():
        for word in _words(rjieba.tag(encodable(piece)), text):
            empty = word in words_of("beside_the_asked") or not any(map(str.isalnum, word))
            if word not in seen and not empty:
                seen.add(word)
                yield _ways(word)


def _words(tokens: Sequence[tuple[str, str]], text: str) -> Iterator[str]:
    """The words of content: the longest that the lexicon knows or that stand in the text as they
    are (东数西算); of a token that is neither what it holds (死 and 少 of 死的人少了)."""
    at = 0
    while at < len(tokens):
        ends = range(min(len(tokens), at + LONGEST_WORD), at, -1)
        whole = (("".join(token for token, _ in tokens[at:end]), end) for end in ends)
        run = [
            (w, e) for w, e in whole if alike(w) or (e > at + 1 and _stands(w, tokens[at:e], text))
        ]
        word, tag = tokens[at]
        if run:
            word, at = run[0]
            yield word
            continue
        at += 1
        if len(word) < PAIR or is_empty(word, tag) or tag[:1] == "m":
            continue
        yield from [word] if word in text else _held_in(word, text) or [word]


def _stands(word: str, tokens: Sequence[tuple[str, str]], text: str) -> bool:
    content = not any(is_empty(*token) or token[1][:1] in "mc" for token in tokens)
    return content and len(word) >= FUZZY and word in text


def _held_in(word: str, text: str) -> list[str]:
    """The words in a token that stands nowhere: 高企 in 高企有, 人 and 少 in 人少; nothing where more
    than one letter of it would be lost (常住人口 is no 人口)."""
    known = [word[start:end] for start, end in known_in(word)]
    if len(word) - sum(map(len, known)) <= 1:
        return known
    held = (word[:-1], word[1:]) if len(word) > PAIR else ()
    return [each for each in held if each in text][:1]


def _ways(word: str) -> tuple[str, ...]:
    held = equals()
    same = sorted(held.proving(word) | held.proved_by(word)) if len(word) > 1 else []
    known = find(word)
    names = (known.name, *known.aliases) if known else ()
    return tuple(dict.fromkeys((word, *alike(word), *same, *names)))


def named_in(asked: str) -> str:
    """The things that a question names, without its deeds: 重点项目 of 重点项目建成几个."""
    bare = ASKING.sub(" ", asked)
    names = [bare[start:end] for start, end, _ in mentions(bare)]
    for piece in bare.split():
        names += [
            word for word, tag in rjieba.tag(encodable(piece)) if tag[:1] == "n" and len(word) > 1
        ]
    return " ".join(dict.fromkeys(names))


def covered_by(wanted: Sequence[WantedWord], text: str, around: str = "") -> float:
    """How much of what is asked a text covers, 0 to 1; a word in `around` alone counts less."""
    total = sum(each.weight for each in wanted)
    held = sum(
        each.weight * max(_held(each, text), AROUND * _held(each, around) if around else 0.0)
        for each in wanted
    )
    return held / total if total else 0.0


def _held(wanted: WantedWord, text: str) -> float:
    if any(name in text for name in wanted.names):
        return 1.0
    if wanted.parts and all(any(n in text for n in names) for names in wanted.parts):
        return SPELT
    first = wanted.names[0]
    return SPELT if len(first) >= FUZZY and spelt(first, text) else 0.0
