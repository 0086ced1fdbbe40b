"""The quantities of a draft: what must be proven before it may be shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from service.language.describe import one_unit
from service.language.measure import Measure
from service.language.measures import measures
from service.language.units import SCALE, UNIT
from service.verify.quotes import blank_markers
from vectorstore import late

# What carries digits and says no quantity: years and dates, the numbers of sections and lists.
NO_QUANTITY = late.pattern(
    r"(?:19|20)\d{2}\s*年?\s*(?:[-—–~～]{1,2}|至|到)\s*(?:19|20)\d{2}\s*年"
    r"|(?:19|20)\d{2}年(?:(?:1\s*[-—–~至]\s*)?(?:1[0-2]|0?[1-9])月(?:[0-3]?\d日)?)?"
    r"|(?<!\d)(?:1[0-2]|[1-9])月(?:[0-3]?\d日)"
    r"|⟦[^⟧]*⟧"
    r"|PM\s?_?(?:2\.5|10)|(?<![\d.])[2-6]G(?![A-Za-z])|(?<![A-Za-z])[A-Z]{2,}\d+(?:\.\d+)?"
    rf"(?![\d.,%％‰]|{SCALE}|{UNIT})"
)
ACRONYM = late.pattern(r"(?:GDP|CPI|PPI|R&D)(?=\d)")
DIGITS = late.pattern(r"[A-Za-z]*\d[\d.,:%]*[A-Za-z]*")
# Digits of other kinds: a superscript or a fraction always, a ringed one beside a number or a unit.
OTHER_DIGITS = late.pattern(
    rf"(?<![mM㎡])[¹²³⁰⁴-⁹₀-₉]+|[¼-¾⅐-⅞ↀ-ↂ]|[Ⅰ-ⅿ]+(?={SCALE}|{UNIT})"
    rf"|[①-⓿❶-➓㉑-㊿]+(?=[.,·\d%％]|{SCALE}|{UNIT})|(?<=[\d.·])[①-⓿❶-➓㉑-㊿]+"
)
_HAN = "零〇一二三四五六七八九十百千万亿两"
HAN_NUMBER = late.pattern(
    r"百分之[零一二三四五六七八九十百点]+"
    rf"|[{_HAN}]+点[零〇一二三四五六七八九]+"
    rf"|[{_HAN}]+(?:亿元|万元|千元|元|个百分点|倍|成(?=[，。；、左以]|$)|万人|万吨|万户|万亩|万套)"
    rf"|(?<![第{_HAN}点])[{_HAN}]{{2,}}(?:[%％‰]|(?![年国村镇乡岁次大周届])(?:{UNIT}))"
    r"|[零〇一二三四五六七八九]{3,}(?!年)"
    rf"|(?<=[为是达到有共约])[百千万亿]{{1,3}}(?:{UNIT})"  # 为亿吨, of 近亿吨
    r"|(?:[一过近超逾大]|超过|将近|接近)半数?(?=[的以左]|[^\u4e00-\u9fff]|$)"
    rf"|(?:[数几][十百千万亿]+|[成上近]?[十百千万]+[余多几])(?:{UNIT})"
    r"|(?:突破|超过|超|逾|近|达到?|迈[上过入]|站上|跨上)[一二两三四五六七八九几数]?[十百千][万亿]?"
    r"(?=[，。；、大的台级关]|$)"
    r"|翻倍|翻了?[一两三四几]番|成倍|倍增|数倍|几倍"
)
LISTED = late.pattern(r"[、，,]|和|与|及|以及")
RANKING = late.pattern(
    r"(?:全[国省区市县旗盟]|自治区|国内|世界|全球)[^，。；、\d]{0,4}(?:第[一二三四五六七八九十\d]+|前列|首位|前茅|领先)"
    r"|(?:排名?|位[居列]|名列|居)?第[一二三四五六七八九十\d]+(?:位|名|高|低|$|(?=\s*(?:[，。；、]|$)))"
    r"|最[高低大小多少快慢](?=的?[是为，。；、：（(]|的(?:地区|一个)|\s|$)"
    r"|(?:更|较)[高低大小多少快](?=[，。；：:、\[ ]|的|$)"
    r"|(?:居|位列|排)(?:首|末|前列|榜首)|首位|末位"
)


_NEAR = 16  # of a list's verb: 分别控制在


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity of a draft; `figure` is None where the grammar cannot read it."""

    text: str
    start: int
    end: int
    figure: Measure | None


def _in_lists(text: str, read: Sequence[Measure]) -> list[Measure]:
    """The figures with the unit that a list says once: 3个、5个、70个工作日以内."""
    lists: list[list[Measure]] = []
    for figure in read:
        last = lists[-1][-1] if lists else None
        if last is not None and LISTED.fullmatch(text, last.end, figure.start):
            lists[-1].append(figure)
        else:
            lists.append([figure])
    return [
        figure
        for each in lists
        for figure in one_unit(tuple(each), text[max(0, each[0].start - _NEAR) : each[0].start])
    ]


@lru_cache(maxsize=4096)
def quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities of a line in order; digits that nothing explains count as one, unread."""
    blanked = ACRONYM.sub(lambda found: "值" * len(found.group()), blank_markers(text))
    silent = [match.span() for match in NO_QUANTITY.finditer(blanked)]
    found = [
        Quantity(f.text, f.start, f.end, f)
        for f in _in_lists(blanked, measures(blanked))
        if not any(start <= f.start and f.start < end for start, end in silent)
    ]
    taken = [(quantity.start, quantity.end) for quantity in found] + silent
    for pattern in (DIGITS, OTHER_DIGITS, HAN_NUMBER):
        found.extend(
            Quantity(match.group(), match.start(), match.end(), None)
            for match in pattern.finditer(blanked)
            if not any(start < match.end() and match.start() < end for start, end in taken)
        )
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def rankings(text: str) -> tuple[Quantity, ...]:
    """Words that rank: 最高, 第一, 更高, 居首."""
    blanked = blank_markers(text)
    return tuple(
        Quantity(match.group(), match.start(), match.end(), None)
        for match in RANKING.finditer(blanked)
    )
