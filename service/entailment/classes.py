"""What a word does by its class: names a thing, tells a deed, or says nothing to be proven."""

from functools import lru_cache

from service.entailment.lexicon import load
from service.entailment.reading import Token

LIGHT = ("framing", "adverbs", "denials", "plans", "needs", "expectations", "deeds_done")
NO_THING = ("strong", "hedges", "counting", "stages", "placed", "times", "bases", "shares")


def is_deed(token: Token) -> bool:
    """Whether a token is a verb of doing."""
    return token.kind == "word" and _does(token.text)


@lru_cache(maxsize=8192)
def _does(word: str) -> bool:
    known = load()
    if known.has("framing", word):
        return False
    told = ("deeds", "strong")
    lead, rest = word[:2], word[2:]
    phrase = len(word) == 4 and any(known.has(name, rest) for name in told)  # 稳步推进, 进展顺利
    phrase = phrase and any(known.has(name, lead) for name in (*told, "framing"))
    return phrase or known.has("deeds", word)


def is_light(token: Token) -> bool:
    """Whether a token says nothing that a quote would have to hold."""
    if token.kind == "base":
        return token.value in ("上年", "去年")
    if token.kind != "word":
        return token.kind in ("stop", "self", "region", "year", "part")
    return _light(token.text)


@lru_cache(maxsize=8192)
def _light(word: str) -> bool:
    known = load()
    if known.has("strong", word):
        return False
    if any(known.has(name, word) for name in LIGHT):
        return True
    if known.has("countries", word[-1:]):
        return False  # 中日
    sized = any(letter in word for letter in "高低多少快慢大小")  # 低端
    return (
        len(word) == 2 and not sized and not known.knows(word) and all(map(_frames, word))
    )  # 中居, 仍达


def _frames(letter: str) -> bool:
    return any(load().has(name, letter) for name in ("framing", "adverbs", "placed", "linking"))


def is_noun(token: Token) -> bool:
    """Whether a token names a thing: content that is no deed, degree, time or mark."""
    return token.kind == "word" and _names(token.text)


@lru_cache(maxsize=8192)
def _names(word: str) -> bool:
    if _light(word) or _does(word):
        return False
    known = load()
    if known.has("linking", word) and not known.has("sizes", word):
        return False  # 提高到, 高于
    return not any(known.has(name, word) for name in NO_THING)


MANNER = ("v", "vd", "vn", "d", "ad")


def is_manner(token: Token) -> bool:
    """Whether a word that no class knows is a verb or an adverb that turns nothing round: it
    colours what is told (顶住压力, 迈过万亿元), and names no thing."""
    return token.kind == "word" and _colours(token.text)


@lru_cache(maxsize=8192)
def _colours(word: str) -> bool:
    known = load()
    if known.knows(word) or any(known.has("risky", letter) for letter in word):
        return False
    return known.part_of_speech(word) in MANNER
