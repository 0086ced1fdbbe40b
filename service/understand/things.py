"""What a part of a question is about: indicators, the items of a list, a share, its own words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.language.asked_units import PLACES_COUNTED, is_of
from service.language.indicators import Indicator, Mention, find, listed, load_lexicon, mentions
from service.language.spoken import in_report_words
from service.understand.pairs import halves, joined
from service.understand.parts import indicators_of, items_of
from service.understand.places import EVERYWHERE
from service.understand.shares import as_share
from service.understand.typos import Misspelt, is_of_words, misspelt
from service.understand.words import FIGURE, SORT, topic_of
from vectorstore import late

TYPO_LENGTH, LONG_NAME = 4, 8
ASKING = late.pattern(r"多少|几(?=个|[亿万])|什么|哪[些个]")


@dataclass(frozen=True, slots=True)
class Things:
    """The indicators named, the `items` of a list, the `part` and the `whole` of a share, and the
    `rest` of the text without their names; `corrected` is a name that was put right."""

    indicators: tuple[str, ...]
    items: tuple[str, ...]
    part: str
    whole: str
    rest: str
    corrected: tuple[str, ...]
    called: tuple[str, ...] = ()


def things_of(text: str, *, first: bool, unit: str = "") -> Things:
    """What a text without places and times asks about; an everyday word (就业) is an indicator by
    itself in the `first` question only, where a figure is asked for. An indicator that is not
    counted in the `unit` asked for is none (新增规上工业几家)."""
    found, rest, corrected = _indicators(text)
    if re.fullmatch(SORT, text.strip()):
        found, rest = [], text
    counted = is_of("counted", unit) and _counted_behind(text, unit)
    if len(found) == 1 and counted and not _takes(found[0], unit, text):
        found, rest = [], text
    alone = topic_of(text).replace(" ", "")
    everyday = first and FIGURE.search(text) is not None
    if (
        not found
        and not is_of("counted", unit)
        and (spelt := find(alone) or (listed(alone) if everyday else None))
    ):
        found, rest = [spelt], text.replace(alone, " ")
    items = items_of(text)
    listed_names = indicators_of(items)
    if len(listed_names) > len(found):
        found, rest = listed_names, _without(text, items)
    found, part, whole = as_share(text, found)
    more = tuple(items) if len(found) < len(items) else ()
    put = "".join(each.partition("→")[2] for each in corrected)
    called = [word for each in found if (word := _short_name(each, text + put))]
    found = _so_called(found, called, unit) if FIGURE.search(text) else found
    names = tuple(each.name for each in found)
    return Things(names, more, part, whole, rest, corrected, tuple(called))


def _so_called(found: Sequence[Indicator], called: Sequence[str], unit: str) -> list[Indicator]:
    """All that one short name is asked of, where no unit tells them apart: 旅游想涨多少 asks for the
    visitors and for what they spend."""
    if len(found) != 1 or not called:
        return [*found]
    alike = [each for each in load_lexicon().indicators if called[0] in each.asked]
    return [each for each in alike if not unit or each.takes(unit)] or [*found]


def _counted_behind(text: str, unit: str) -> bool:
    """Whether a count is asked of what is named before it: 规上工业几家, not 几个地区的GDP."""
    end = max((last for _, last, _ in mentions(text)), default=len(text))
    return re.search(rf"(?:多少|几)(?:万|亿)*{unit}", text[end:]) is not None


def _takes(indicator: Indicator, unit: str, text: str) -> bool:
    """Whether an indicator is counted in a unit; one of persons is not where places are counted:
    脱贫了几个县."""
    persons = indicator.unit_family in ("persons", "poor")
    return indicator.takes(unit) and not (persons and PLACES_COUNTED.search(text))


def _short_name(indicator: Indicator, text: str) -> str:
    """The short name by which a text asks for an indicator; none where it has a printed one."""
    if any(each in text for each in (indicator.name, *indicator.aliases)):
        return ""
    return max((each for each in indicator.asked if each in text), key=len, default="")


def _indicators(text: str) -> tuple[list[Indicator], str, tuple[str, ...]]:
    """Indicators of a text, the text without their names, and a name that was put right."""
    both = halves(text)
    if both is not None:
        return [each for _, _, each in both[0]], both[1], ()
    found = mentions(text)
    found = sorted([*found, *joined(text, found)], key=lambda mention: mention[:2])
    corrected: tuple[str, ...] = ()
    if len(found) <= 1:
        least = TYPO_LENGTH if not found else LONG_NAME
        names = [name for name in load_lexicon().spoken if len(name) >= least]
        right = next(filter(None, (misspelt(piece, names) for piece in ASKING.split(text))), None)
        if right is not None and is_of_words(text, right):
            right = None
        if right is not None and all(_is_within(text[slice(*m[:2])], right) for m in found):
            text = text.replace(right.wrong, right.name)
            found = mentions(text)
            corrected = (f"{right.wrong}→{right.name}",)
    rest = text
    for start, end, _ in reversed(found):
        rest = rest[:start] + " " * (end - start) + rest[end:]
    specific = len(topic_of(EVERYWHERE.sub(" ", _beside(rest, text, found))).replace(" ", "")) >= 2
    unique = {
        indicator.name: indicator
        for start, end, indicator in found
        if not (specific and _is_ordinary(text[start:end], indicator))
        and not _is_joined(start, end, text, found)
    }
    return list(unique.values()), rest, corrected


def _beside(rest: str, text: str, found: Sequence[Mention]) -> str:
    """What is left beside the names; what a short name stands for goes with it: 产量 of 粮食目标比实际产量."""
    for start, end, indicator in found:
        tail = indicator.name.removeprefix(text[start:end])
        rest = rest.replace(tail, " ") if tail != indicator.name and len(tail) > 1 else rest
    return rest


def _is_within(name: str, typo: Misspelt) -> bool:
    """Whether a name stands in a longer one that has one wrong letter: 社会消费品 in
    社会消费品零受总额."""
    return name in typo.wrong and name != typo.wrong and len(typo.wrong) == len(typo.name)


def _is_ordinary(word: str, indicator: Indicator) -> bool:
    """项目, 旅游, 就业: short for an indicator when alone, an ordinary word beside others."""
    return word in indicator.asked and word not in indicator.aliases and word in indicator.name


def _is_joined(start: int, end: int, text: str, found: Sequence[Mention]) -> bool:
    """招商引资 and 项目 in 招商引资项目 make a third thing."""
    joined = any(first == end or last == start for first, last, _ in found)
    return joined and any(
        text[first:last] in indicator.asked and text[first:last] not in indicator.aliases
        for first, last, indicator in found
        if first in (start, end) or last in (start, end)
    )


def subject_of(text: str) -> str:
    """The words to search for: abbreviations of indicators as reports print them."""
    printed = load_lexicon().printed
    for start, end, indicator in reversed(mentions(text)):
        word = text[start:end]
        if word.isascii() or (word not in printed and word not in indicator.name):
            text = text[:start] + indicator.name + text[end:]
    return in_report_words(topic_of(EVERYWHERE.sub(" ", text)))


def _without(text: str, words: list[str]) -> str:
    """A text without these words: what is asked of them is left."""
    for word in words:
        text = text.replace(word, " ")
    return text
