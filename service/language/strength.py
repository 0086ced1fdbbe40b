"""How firmly a clause says a thing: its level on each ladder of `lexicon/strength.yaml`."""

from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from service.language.lexicon import data_of


@dataclass(frozen=True, slots=True)
class Standing:
    """A word of a clause on a ladder: `着力` on 力度 is level 1."""

    ladder: str
    word: str
    level: int


@dataclass(frozen=True, slots=True)
class _Ladder:
    name: str
    words: tuple[tuple[str, int], ...]  # longest first
    ends: tuple[tuple[str, int], ...]
    holds: tuple[tuple[str, int], ...]
    otherwise: tuple[tuple[str, int], ...]
    masks: tuple[str, ...]
    verbs: tuple[str, ...]


def _longest(levels: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(levels.items(), key=lambda pair: -len(pair[0])))


@cache
def _ladders() -> tuple[_Ladder, ...]:
    rows = cast(list[dict[str, Any]], data_of("strength"))
    return tuple(
        _Ladder(
            row["name"],
            _longest({w: level for level, words in enumerate(row["levels"]) for w in words}),
            _longest(row.get("ends", {})),
            _longest(row.get("holds", {})),
            _longest(row.get("otherwise", {})),
            tuple(row.get("masks", ())),
            tuple(row.get("verbs", ())),
        )
        for row in rows
    )


def standings(clause: str) -> tuple[Standing, ...]:
    """The words of a clause that tell how firmly it speaks, one a ladder at most.

    A word that holds counts first (推进…前期工作 is no more than preparation), then one that ends
    the clause (…建成通车), else the first that stands in it; where none does, what it means otherwise.
    """
    found = (_on(ladder, clause) for ladder in _ladders())
    return tuple(each for each in found if each is not None)


def _before_verb(ladder: _Ladder, clause: str) -> Standing | None:
    """深入创建 of 深入创建食品安全城市, 创建 of the same without 深入."""
    for word, level in ladder.words:
        for verb in ladder.verbs if clause.startswith(word) else ():
            if clause.startswith(word + verb):
                return Standing(ladder.name, word + verb, level)
    return None


def _on(ladder: _Ladder, clause: str) -> Standing | None:
    if ladder.verbs:
        return _before_verb(ladder, clause)
    for mask in ladder.masks:
        clause = clause.replace(mask, " " * len(mask))
    for word, level in ladder.holds:
        if word in clause:
            return Standing(ladder.name, word, level)
    for word, level in ladder.ends:
        if clause.endswith(word):
            return Standing(ladder.name, word, level)
    places = [(clause.find(word), -len(word), word, level) for word, level in ladder.words]
    placed = sorted(place for place in places if place[0] >= 0)
    if placed:
        return Standing(ladder.name, placed[0][2], placed[0][3])
    left = ((word, level) for word, level in ladder.otherwise if word in clause)
    return next((Standing(ladder.name, word, level) for word, level in left), None)


@cache
def ladder_words() -> tuple[str, ...]:
    """All words of all ladders, the longest first."""
    words = {
        word
        for ladder in _ladders()
        for word, _ in (*ladder.words, *ladder.ends, *ladder.holds)
        if word
    }
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def verb_of(standing: Standing) -> str:
    """The verb behind the word of a ladder of effort: 创建 of 深入创建; none on other ladders."""
    verbs = next(ladder.verbs for ladder in _ladders() if ladder.name == standing.ladder)
    return next((verb for verb in verbs if standing.word.endswith(verb)), "")


def is_held(standing: Standing) -> bool:
    """Whether the word sets the level wherever it stands: 打下坚实基础."""
    return any(
        standing.word == word
        for ladder in _ladders()
        if ladder.name == standing.ladder
        for word, _ in ladder.holds
    )


@cache
def slogans() -> tuple[str, ...]:
    """The terms of policy that the lexicon knows, the longest first."""
    rows = cast(list[dict[str, Any]], data_of("slogans"))
    words = {word for row in rows for word in row.get("words", ())}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@cache
def policy_weights() -> dict[str, int]:
    """How early each of these terms is named: 新质生产力 before 会展经济."""
    rows = cast(list[dict[str, Any]], data_of("slogans"))
    return {word: int(row.get("weight", 1)) for row in rows for word in row.get("words", ())}


@cache
def naming(key: str) -> tuple[str, ...]:
    """Words of the lexicon of terms that tell one from what is none: `figures` of speech, `aims` that
    a region is to become, `works` that are no programme, `kinds` that name nothing by themselves."""
    rows = cast(list[dict[str, Any]], data_of("slogans"))
    return tuple(word for row in rows for word in row.get(key, ()))


@cache
def _same() -> dict[str, tuple[str, ...]]:
    rows = cast(list[dict[str, Any]], data_of("slogans"))
    return {name: tuple(names) for row in rows for names in row.get("same", ()) for name in names}


def names_of(term: str) -> tuple[str, ...]:
    """The names of a term: 夜经济 is 夜间经济 too."""
    return _same().get(term, (term,))


@cache
def _spelt() -> dict[str, tuple[str, ...]]:
    rows = cast(list[dict[str, Any]], data_of("slogans"))
    return {name: tuple(parts) for row in rows for name, parts in row.get("spelt", {}).items()}


def members(term: str) -> tuple[str, ...]:
    """What a term counts, spelt out: 经济建设, 政治建设… of 五位一体; nothing for what counts nothing."""
    return _spelt().get(term, ())


@cache
def wholes() -> tuple[tuple[str, str], ...]:
    """Members that name what only one whole has, with it: 海上丝绸之路 is of 一带一路."""
    rows = cast(list[dict[str, Any]], data_of("slogans"))
    return tuple((part, whole) for row in rows for part, whole in row.get("parts", {}).items())


@cache
def _short() -> tuple[tuple[str, str], ...]:
    groups = set(_same().values())
    pairs = [(name, max(names, key=len)) for names in groups for name in names]
    return tuple(sorted((short, full) for short, full in pairs if short not in full))


def full_names(text: str) -> str:
    """A text in which each thing bears the longest of its names: 优先发展公交 is 优先发展公共交通."""
    for short, full in _short():
        text = text.replace(short, full)
    return text
