"""Names that the library or the lexicon knows, typed with a wrong, missing or swapped character."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.language.indicators import mentions
from service.language.sounds import alike
from vectorstore import late
from vectorstore.encodable import encodable

if TYPE_CHECKING:
    import rjieba
else:
    rjieba = late.module("rjieba")

SHORTEST, MOST_OFFERED = 2, 3
OPENING = late.pattern(
    r"^(?:请问|帮我|帮忙|查一?下|查查|看看|我?想知道|那么?|[，,\s])*|(?<=[和与跟比、])"
)
# What stands behind a place in front of its question: a time, 的, a level, 市.
BEHIND = late.pattern(
    r"[省市区县州盟旗]?(?:\d|今年|去年|前年|明年|上年|十[一二三四五]五|这[两几三五]年|的|报告|$)"
)


@dataclass(frozen=True, slots=True)
class Misspelt:
    """`wrong` stands in the question where `name` was meant; a guess where it is not `sure`."""

    wrong: str
    name: str
    sure: bool = True


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
    for name in sorted({name for name in names if name[0] in text}, key=len, reverse=True):
        if name in text:  # it stands there as it is, and was not meant
            continue
        for size in (len(name), len(name) - 1):
            if size < 3:
                continue
            for at in range(len(text) - size + 1):
                window = text[at : at + size]
                spelt = window[0] == name[0] and window != name and " " not in window
                if spelt and _one_apart(window, name):
                    return Misspelt(window, name)
    return None


def is_of_words(text: str, typo: Misspelt) -> bool:
    """Whether the wrong character is one of a word of its own: 规上企业 is no 规上工业."""
    wrong, name = typo.wrong, typo.name
    if len(wrong) != len(name):
        return False
    at = text.find(wrong) + next(i for i, letter in enumerate(wrong) if letter != name[i])
    end = 0
    for word in rjieba.cut(encodable(text), False):
        end += len(word)
        if at < end:
            return len(word) > 1
    return False


def nearest(stem: str, stems: Iterable[str]) -> list[str]:
    """The names that share half of their letters with one that nobody knows: 东 and 东昌."""
    return [each for each in stems if 2 * len({*stem} & {*each}) >= max(len(stem), len(each))]


def misheard(text: str, names: Iterable[str]) -> tuple[Misspelt, ...]:
    """The names that a meaningless word where a place is named may stand for: those that sound
    like it (棉阳2020年: 绵阳), else those one character away (清宛: 清苑), which are a guess.

    危房改造 begins with a word, and is no typo of 潍坊.
    """
    known = sorted({name for name in names if len(name) >= SHORTEST})
    cut = list(rjieba.cut(encodable(text), False))
    edges = {sum(map(len, cut[:at])) for at in range(len(cut) + 1)}
    near: list[Misspelt] = []
    sizes = {len(name) for name in known}
    for opening in OPENING.finditer(text):
        start, windows = opening.end(), dict[int, str]()
        for size in sizes if start in edges else ():
            end, window = start + size, text[start : start + size]
            plain = end in edges and window not in cut and window.isalpha()
            if plain and len(window) == size and not mentions(window):
                windows[size] = window
        for name in known if windows else ():
            window, end = windows.get(len(name), name), start + len(name)
            if window == name:
                continue
            if alike(window, name):
                return (Misspelt(window, name),)
            if _one_apart(window, name) and BEHIND.match(text, end):
                near.append(Misspelt(window, name, sure=False))
    return tuple(near[:MOST_OFFERED])
