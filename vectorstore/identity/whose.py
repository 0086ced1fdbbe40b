"""Whose report it is: the region that the head, the opening and the body agree on."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from vectorstore.documents import CleanText, Level
from vectorstore.identity.masthead import Masthead
from vectorstore.regions import RANK, Region, is_within, mentions, named, resolve

_OFTEN = 5
_LEAST = 3
_STATE = ("国务院", "中央人民政府", "政务院")
_STATE_TITLE = re.compile(r"^(?:中华人民共和国)?(?:\d{4}年)?(?:国务院|中央人民政府|政务院)")
_LEVELS: dict[str, tuple[Level, ...]] = {
    **dict.fromkeys(("省", "自治区"), ("province",)),
    **dict.fromkeys("县区旗", ("county",)),
    **dict.fromkeys("州盟", ("prefecture",)),
    "市": ("prefecture", "county"),
}
_KIND = re.compile(r"代表(?:本届|[我本])?(省|自治区|[市区县州旗盟])(?:人民)?政府")
_GENERIC = re.compile(r"(?:本届|[我本]?(?:自治)?[省市区县州旗盟镇乡]|国家)?")
_OFFICE = re.compile(
    r"([\u4e00-\u9fff]{2,20}?)(?:人民政府|管委会|管理委员会)(?:办公室|办公厅|门户网站|网站|网|)?"
)
_PLAN_NAME = re.compile(r"《([\u4e00-\u9fff]{2,24}?)国民经济和?社会发展第")
_THANKS = re.compile(r"(?:支持|关心|代表)([\u4e00-\u9fff]{2,16}?)(?:人民政府|发展|建设|经济社会)")
_TITLE_TAIL = re.compile(
    r"(?:人民)?政府.*|管委会.*|管理委员会.*|办事处.*|(?:行政)?公署.*|行署.*|[《]?工作报告.*"
)
_NO_PLACE = re.compile(
    r"(?:19|20)\d\d\s*年?度?|[^\u4e00-\u9fff(（)）]|[(（][^)）]*[\d\s][^)）]*[)）]"
)


def regions_told(clean: CleanText, masthead: Masthead, hint: str) -> tuple[Region, ...]:
    """The regions the best evidence allows: one, several of the same name, or none."""
    printed = list(_printed(masthead))
    for find in (_listed, resolve):
        for place in printed:
            if found := find(place):
                return _supported(found, clean)
    kind = _KIND.search(masthead.opening or "")
    of_province = kind is not None and _LEVELS[kind[1]] == ("province",)
    for place in _told_in_passing(clean, hint, kind[1] if kind else ""):
        found = _listed(place)
        if found and (not of_province or found[0].level == "province"):
            return _supported(found, clean)
    return ()


def _listed(place: str) -> tuple[Region, ...]:
    """The region of the national table that a printed place ends in."""
    place = re.sub(r"\s+", "", place)
    found = named(place)
    if not found and (inside := mentions(place)) and inside[-1].end == len(place):
        return inside[-1].regions
    return found


def _told_in_passing(clean: CleanText, hint: str, kind: str) -> Iterator[str]:
    """Names of places outside the head, the strongest evidence first.

    `kind` is the kind of region, where the speaker says 我代表县人民政府; it may have become
    a district or a city since.
    """
    for source in (clean.text, clean.back, clean.front):
        yield from _frequent(_OFFICE.findall(source))
    yield from _frequent(_PLAN_NAME.findall(clean.text))
    yield from _frequent(_THANKS.findall(clean.text))
    yield from _most_named(clean, kind)
    yield title_place(hint)


def _printed(masthead: Masthead) -> Iterator[str]:
    opening = re.sub(r"^.*?代表", "", masthead.opening or "")
    if opening.startswith(_STATE) or _STATE_TITLE.search(masthead.title or ""):
        yield "全国"
    places = (
        masthead.place,
        title_place(masthead.title or ""),
        masthead.speaker_place,
        _TITLE_TAIL.sub("", opening.split("向")[0]),
    )
    for place in places:
        if place and not _GENERIC.fullmatch(place):
            yield place


def title_place(title: str) -> str:
    """The region in a printed title: 2021年呼伦贝尔市海拉尔区政府工作报告 → its middle."""
    return _TITLE_TAIL.sub("", _NO_PLACE.sub("", title)).strip("()（）")


def _frequent(places: list[str]) -> Iterator[str]:
    bare = (re.sub(r"^.*(?:代表|在|向|受|是)", "", place) for place in places)
    counted = Counter(place for place in bare if not _GENERIC.fullmatch(place))
    yield from (place for place, _ in counted.most_common(3))


def _most_named(clean: CleanText, kind: str) -> Iterator[str]:
    told = (m.regions[0] for m in mentions(clean.text) if len(m.regions) == 1)
    wanted = _LEVELS.get(kind, tuple(level for level in RANK if level != "province"))
    counted = _with_what_lies_inside(told) if "province" in wanted else Counter(told)
    times = Counter[str]()
    for region, often in counted.items():
        if region.level in wanted:
            times[region.name] += often
    yield from (name for name, often in times.most_common(1) if often >= _LEAST)


def _supported(found: tuple[Region, ...], clean: CleanText) -> tuple[Region, ...]:
    """Of regions with one name, those whose parents the text names most."""
    if len({region.name for region in found}) > 1:
        found = tuple(r for r in found if RANK[r.level] == min(RANK[o.level] for o in found))
    whole = "\n".join((clean.front, clean.text, clean.back))
    if len(found) == 1:
        return (_namesake(found[0], whole) or with_parents(found[0], whole),)
    scores = [sum(_times(parent, whole) for parent in region.parents) for region in found]
    best = max(scores)
    if best == 0:
        return found
    return tuple(region for region, score in zip(found, scores, strict=True) if score == best)


def _namesake(region: Region, text: str) -> Region | None:
    """The former region of the same name elsewhere (重庆市江北区), if the text tells so.

    The text names nothing that the listed one lies in, and often what the former one lay in.
    """
    if region.level != "county" or any(_times(parent, text) for parent in region.parents):
        return None
    elsewhere = with_parents(Region(region.name, (), region.level), text, listed=False)
    often = elsewhere.parents and _times(elsewhere.parents[-1], text) >= _OFTEN
    return elsewhere if often else None


def _times(name: str, text: str) -> int:
    return sum(any(r.name == name for r in m.regions) for m in mentions(text))


def with_parents(region: Region, text: str, *, listed: bool = True) -> Region:
    """An unlisted region with the province, prefecture and county that its text names most.

    `listed` tells that a region of the national table is to stay as it is listed.
    """
    known = region.parents or (listed and named(region.name))
    if known or region.level in ("state", "province"):
        return region
    told = (m.regions[0] for m in mentions(text) if len(m.regions) == 1)
    counted = _with_what_lies_inside(other for other in told if other.name != region.name)
    parents: tuple[str, ...] = ()
    for level in ("province", "prefecture", "county"):
        if RANK[level] >= RANK[region.level]:
            break
        inside = [
            (times, r.name, r.parents)
            for r, times in counted.items()
            if r.level == level
            and times > 1
            and (not parents or is_within(r.name, r.parents, parents[-1]))
        ]
        if inside:
            _, name, above = max(inside)
            parents = (*above, name)
    return Region(region.name, parents, region.level)


def _with_what_lies_inside(named_regions: Iterable[Region]) -> Counter[Region]:
    """How often each region, or a region inside it, is named."""
    counted = Counter[Region]()
    for region in named_regions:
        counted[region] += 1
        for place, parent in enumerate(region.parents):
            level: Level = "prefecture" if place else "province"
            counted[Region(parent, region.parents[:place], level)] += 1
    return counted


def choose(name: str, parents: Sequence[str] | None) -> tuple[Region, ...]:
    """The regions an override may mean, narrowed by the parents given with it."""
    found = resolve(name)
    if parents is None:
        return found
    narrowed = tuple(
        region
        for region in found
        if all(is_within("", region.parents, parent) for parent in parents)
    )
    if narrowed:
        return narrowed
    return tuple(Region(region.name, tuple(parents), region.level) for region in found[:1])
