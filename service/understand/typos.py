"""One wrong, missing or swapped character in a name that the library or the lexicon knows."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Misspelt:
    """`wrong` stands in the question where `name` was meant."""

    wrong: str
    name: str


def _one_apart(wrong: str, name: str) -> bool:
    if len(wrong) == len(name):
        unlike = [at for at in range(len(name)) if wrong[at] != name[at]]
        if len(unlike) == 1:
            return True
        return (
            len(unlike) == 2
            and unlike[1] == unlike[0] + 1
            and wrong[unlike[0]] == name[unlike[1]]
            and wrong[unlike[1]] == name[unlike[0]]
        )
    if len(wrong) + 1 == len(name):
        return any(name[:at] + name[at + 1 :] == wrong for at in range(1, len(name)))
    return False


def misspelt(text: str, names: Iterable[str]) -> Misspelt | None:
    """The first window of the text that is one character away from a name of three or more.

    The first character has to be right: 中山区 is no typo of 南山区.
    """
    for name in sorted(set(names), key=len, reverse=True):
        if name in text:  # it stands there as it is, and was not meant
            continue
        for size in (len(name), len(name) - 1):
            if size < 3:
                continue
            for at in range(len(text) - size + 1):
                window = text[at : at + size]
                if window[0] == name[0] and window != name and _one_apart(window, name):
                    return Misspelt(window, name)
    return None
