"""Which report a text is: region, year, title, speaker and meeting, told by the text itself."""

from vectorstore.documents import CleanText, Identity
from vectorstore.errors import NotAWorkReport, UnknownRegion, UnknownYear, UnlistedRegion
from vectorstore.identity.genre import refusal
from vectorstore.identity.masthead import Masthead, before_address, read_masthead
from vectorstore.identity.planned_year import planned_year
from vectorstore.identity.whose import choose, regions_told, title_place
from vectorstore.regions import Region, is_listed


def is_unheard(region: Region, clean: CleanText) -> bool:
    """Whether neither the national table nor the text knows a region: 火星市 said of a report of
    乌海市. A zone or a county that is no more is named in its report."""
    return not is_listed(region) and all(
        region.name not in text for text in (clean.front, clean.text, clean.back)
    )


def identify(
    clean: CleanText,
    *,
    name: str = "",
    region: str | None = None,
    year: int | None = None,
    parents: tuple[str, ...] | None = None,
    heard: bool = False,
) -> Identity:
    """Say which report this is; overrides win, and the file `name` is only a last hint.

    `heard`: a region that is given must be known to the national table or to the text.
    Raises NotAWorkReport, UnknownRegion (unknown, or several of that name), UnlistedRegion,
    UnknownYear.
    """
    masthead = read_masthead(clean)
    head = [*clean.front.splitlines(), *clean.text[:3000].splitlines()]
    if reason := refusal(clean.text, masthead, before_address(head)):
        raise NotAWorkReport(f"{reason}；请只收录政府工作报告全文")
    found = choose(region, parents) if region else regions_told(clean, masthead, name)
    place = _only(found, region)
    if heard and region and is_unheard(place, clean):
        raise UnlistedRegion(f"全国行政区划里没有“{place.name}”，报告里也没有写到它")
    planned = year or planned_year(clean.text, masthead, name)
    if planned is None:
        raise UnknownYear("看不出这份报告安排的是哪一年的工作；请用 --year 写明年份")
    return Identity(
        region=place.name,
        parents=place.parents,
        level=place.level,
        year=planned,
        delivered=masthead.delivered,
        title=_title(masthead, place, planned),
        speaker=masthead.speaker,
        meeting=masthead.meeting,
    )


def _only(found: tuple[Region, ...], given: str | None) -> Region:
    if len(found) == 1:
        return found[0]
    if not found:
        what = f"不认识地区“{given}”" if given else "看不出这份报告属于哪个地区"
        raise UnknownRegion(f"{what}；请用 --region 写明地区的全称")
    choices = "、".join("".join((*region.parents[-1:], region.name)) for region in found[:6])
    raise UnknownRegion(f"“{found[0].name}”不止一个：{choices}；请用 --region 连同上级写明是哪一个")


def _title(masthead: Masthead, region: Region, year: int) -> str:
    """The printed title if it names the place, else one of the usual form."""
    printed = masthead.title or ""
    if len(printed) > len("政府工作报告") + 2 and title_place(printed):
        return printed
    whose = "国务院" if region.level == "state" else region.name
    return f"{whose}{year}年政府工作报告"
