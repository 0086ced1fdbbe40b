"""Region names: what a name means, where names stand in a text, and the id of a report."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from vectorstore import late
from vectorstore.documents import Level
from vectorstore.encodable import encodable
from vectorstore.region_table import RANK, STATE, Region, names, short_names, table

if TYPE_CHECKING:
    import rjieba
else:
    rjieba = late.module("rjieba")

__all__ = ["RANK", "STATE", "Region", "RegionMention"]

_LONGEST = 15
_STATE_NAMES = ("全国", "中国", "国家", "国务院", "中华人民共和国")
_ZONE = (
    r"(?:开发区|高新区|经开区|自贸区|新区|管理区|园区|示范区|试验区|实验区|合作区|保税区|度假区|风景区"
    r"|工业区|新片区)"
)
_TOWNSHIP = r"(?:民族乡|街道|苏木|[镇乡])"
_UNLISTED = late.pattern(
    r"[\u4e00-\u9fff]{1,18}?(?:[(（][\u4e00-\u9fff]{2,12}[)）])?[\u4e00-\u9fff]{0,18}?"
    rf"(?P<suffix>{_ZONE}|{_TOWNSHIP}|自治[区州县旗]|地区|[省市县区旗盟])"
)
_TOWNSHIP_INSIDE = late.pattern(
    rf"(?P<holder>[\u4e00-\u9fff]{{2,}}?(?:{_ZONE}|[县区市旗]))(?P<rest>[\u4e00-\u9fff]{{2,}}{_TOWNSHIP})"
)
_SUFFIX_LEVELS: tuple[tuple[str, Level], ...] = (
    (_ZONE, "zone"),
    (_TOWNSHIP, "township"),
    (r"省|自治区", "province"),
    (r"市|自治州|地区|盟", "prefecture"),
    (r".*", "county"),
)


@dataclass(frozen=True, slots=True)
class RegionMention:
    """A region named at `start:end`; `regions` are all it may mean, highest level first.

    A chain as 通化市东昌区 is one mention of its last region.
    """

    start: int
    end: int
    text: str
    regions: tuple[Region, ...]


@lru_cache(maxsize=8192)
def named(name: str) -> tuple[Region, ...]:
    """The regions a name or a chain of names stands for; () when unknown or an ordinary word."""
    name = name.strip()
    if name in _STATE_NAMES:
        return (STATE,)
    if name[:2] not in _heads():
        return ()
    first, regions = _longest(name, 0)
    end, last = _chain(name, first, regions)
    if not regions or end != len(name):  # known before any word is cut: that takes 33 MB
        return ()
    short = first == 2 and _is_no_name(0, first, _word_edges(name), regions)
    return () if short else last


def is_listed(region: Region) -> bool:
    """Whether the national table holds the region, where it lies."""
    return region == STATE or region in _table_set()


@cache
def _table_set() -> frozenset[Region]:
    return frozenset(table())


def mentions(text: str) -> tuple[RegionMention, ...]:
    """All region names of the national table in a question or a report, in order."""
    return tuple(_mentions(text))


def _mentions(text: str) -> Iterator[RegionMention]:
    position = 0
    heads = _heads()
    edges: frozenset[int] | None = None
    while position < len(text) - 1:
        if text[position : position + 2] not in heads:
            position += 1
            continue
        end, regions = _longest(text, position)
        if not regions:
            position += 1
            continue
        if end - position == 2:
            edges = _word_edges(text) if edges is None else edges
            if _is_no_name(position, end, edges, regions):
                position += 1
                continue
        start, (position, regions) = position, _chain(text, end, regions)
        yield RegionMention(start, position, text[start:position], regions)


def _chain(text: str, end: int, regions: tuple[Region, ...]) -> tuple[int, tuple[Region, ...]]:
    """Where a chain ends whose first name ends here, and the regions of its last name."""
    while step := _child(text, end, regions):
        end, regions = step
    return end, regions


def _is_no_name(start: int, end: int, edges: frozenset[int], regions: tuple[Region, ...]) -> bool:
    """Whether a name of two characters is none here: a county's that is no whole word, any that
    a longer word begins with (哈密 in 哈密瓜)."""
    if regions[0].level == "county":
        return not {start, end} <= edges
    return start in edges and end not in edges and start + 1 not in edges


def _word_edges(text: str) -> frozenset[int]:
    """Where words begin and end; names of two characters also arise across words (盈利|通道)."""
    cut = rjieba.cut(encodable(text))
    return frozenset((0, *accumulate(len(word) for word in cut)))


def _longest(text: str, start: int) -> tuple[int, tuple[Region, ...]]:
    known = names()
    for end in range(min(len(text), start + _LONGEST), start + 1, -1):
        word = text[start:end]
        if regions := known.official.get(word) or known.short.get(word):
            return end, regions
    return start, ()


def _child(
    text: str, start: int, parents: tuple[Region, ...]
) -> tuple[int, tuple[Region, ...]] | None:
    """The region named right behind its parent, where ordinary words count as names too."""
    known = names()
    holders = {region.name for region in parents}
    for end in range(min(len(text), start + _LONGEST), start + 1, -1):
        word = text[start:end]
        for table_names in known:
            inside = tuple(r for r in table_names.get(word, ()) if holders & set(r.parents))
            if inside:
                return end, inside
    return None


@cache
def _heads() -> frozenset[str]:
    known = names()
    return frozenset(name[:2] for name in (*known.official, *known.short))


def resolve(place: str) -> tuple[Region, ...]:
    """The last region of a printed place, listed or not: 通化市东昌区金厂镇 → 金厂镇.

    Names that the table does not hold (former counties, zones, townships) are taken by
    their suffix, with the parents printed in front.
    """
    place = re.sub(r"\s+", "", place)
    if place in _STATE_NAMES:
        return (STATE,)
    found = mentions(place)
    head = found[0] if found and found[0].start == 0 else None
    if head and head.end == len(place):
        return head.regions
    if match := _UNLISTED.fullmatch(place):
        if head is None or not _is_chain(head):
            return (_within_namesake(_unlisted(place, ()), found),)
        rest = place[head.end :]
        if not _UNLISTED.fullmatch(rest):
            return (_unlisted(place, ()),) if match["suffix"] else ()
        return tuple(_unlisted(rest, (*r.parents, r.name)) for r in head.regions)
    return ()


def _unlisted(name: str, parents: tuple[str, ...]) -> Region:
    """A region by its suffix; a township may have an unlisted holder printed in front."""
    if match := _TOWNSHIP_INSIDE.fullmatch(name):
        name, parents = match["rest"], (*parents, match["holder"])
    return Region(name, parents, level_of(name))


def _within_namesake(region: Region, named_in: Sequence[RegionMention]) -> Region:
    """A zone or township that bears the name of the one region it lies in."""
    if len(named_in) != 1 or region.parents or RANK[region.level] < RANK["zone"]:
        return region
    holder, *others = named_in[0].regions
    if any(holder.name not in other.parents for other in others):
        return region
    return Region(region.name, (*holder.parents, holder.name), region.level)


def _is_chain(mention: RegionMention) -> bool:
    return mention.text.endswith(mention.regions[0].name)


def level_of(name: str) -> Level:
    """The level that the suffix of an unlisted name tells."""
    for suffix, level in _SUFFIX_LEVELS:
        if re.search(rf"(?:{suffix})$", name):
            return level
    return "county"


def is_within(region_name: str, parents: Sequence[str], ancestor: str) -> bool:
    """Whether a region is `ancestor` (official or short name) or lies inside it."""
    if ancestor in _STATE_NAMES:
        return True
    targets = named(ancestor) or (Region(ancestor, (), level_of(ancestor)),)
    for target in targets:
        if target.name in parents:
            return True
        if target.name == region_name and _agree(target.parents, parents):
            return True
    return False


def _agree(left: Sequence[str], right: Sequence[str]) -> bool:
    return not left or not right or bool(set(left) & set(right))


def report_id(region: str, parents: Sequence[str], year: int) -> str:
    """`region-year`, with the shortest unique chain of parents in front of a shared name.

    The table holds no townships and few zones, many of which share their names, so they
    always bear the chain of what they lie in, unless they bear its name already.
    """
    return f"{_unique_chain(region, parents)}-{year}"


def _unique_chain(region: str, parents: Sequence[str]) -> str:
    holders = [other for other in table() if other.name == region]
    if not holders and parents and RANK[level_of(region)] >= RANK["zone"]:
        bears_it = any(name in region for name in _names_in_use(parents))
        return region if bears_it else _unique_chain(parents[-1], parents[:-1]) + region
    chain = region
    if len(holders) > 1:
        for parent in reversed(parents):
            chain = parent + chain
            if sum(parent in other.parents for other in holders) <= 1:
                break
    return chain


def _names_in_use(places: Sequence[str]) -> set[str]:
    """The official and short names of regions."""
    listed = [other for other in table() if other.name in places]
    return {*places, *(name for other in listed for name in short_names(other))}
