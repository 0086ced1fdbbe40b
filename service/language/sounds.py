"""Which words sound alike: the characters of lexicon/sounds.yaml."""

from functools import cache

from pydantic import TypeAdapter

from service.language.lexicon import data_of

SAME = (("zh", "z"), ("ch", "c"), ("sh", "s"))


@cache
def _sounds() -> dict[str, frozenset[str]]:
    held = TypeAdapter(dict[str, str]).validate_python(data_of("sounds"))
    found: dict[str, set[str]] = {}
    for sound, letters in held.items():
        for letter in letters:
            found.setdefault(letter, set()).add(_plain(sound))
    return {letter: frozenset(sounds) for letter, sounds in found.items()}


def _plain(sound: str) -> str:
    """A sound as the south says it: 振 and 镇, 真 and 争 are typed for each other."""
    for long, short in SAME:
        sound = sound.replace(long, short)
    return sound.removesuffix("g")


def alike(one: str, other: str) -> bool:
    """Whether two words sound alike: 棉阳 and 绵阳."""
    nothing = frozenset[str]()
    return len(one) == len(other) and all(
        a == b or _sounds().get(a, nothing) & _sounds().get(b, nothing)
        for a, b in zip(one, other, strict=True)
    )
