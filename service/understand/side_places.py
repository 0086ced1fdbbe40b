"""Places beside the region asked about: with whom a matter is, where something built stands."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from service.language.words import pattern_of
from service.understand.unlisted import SUFFIX
from vectorstore import late
from vectorstore.documents import Report
from vectorstore.regions import RegionMention, named

LEVELS = frozenset("省市州盟县区旗")
# The peoples in the name of an autonomous region, which nobody says.
PEOPLES = late.pattern(
    r"(?<=[\u4e00-\u9fff]{2})(?:(?:傣|哈尼|彝|藏|羌|苗|侗|布依|土家|朝鲜|白|景颇|傈僳|回|蒙古|壮|瑶|黎|佤|拉祜|纳西"
    r"|怒|独龙|水|仡佬|满|达斡尔|鄂温克|鄂伦春|哈萨克|柯尔克孜|塔吉克|锡伯|维吾尔|保安|东乡|撒拉|土|裕固|畲|仫佬|毛南"
    r"|布朗|普米|阿昌|德昂|基诺|京|俄罗斯)族|各族|蒙古)+$"
)
COUNTIES = frozenset("县区旗")
TOWARDS = late.pattern(r"(?:去|往|赴|给|向|援|驰援|支援|对口|对接|融入|承接)$")
TOGETHER = late.pattern(
    r"(?:的|方面)?(?:合作|协作|对口|帮扶|结对|对接|共建|一体化|同城化|那边)|[冬夏青残]?(?:奥|奥运|亚运|大运|全运|世博|进博|园博)会"
)


@lru_cache(maxsize=16384)
def short_name(region: str) -> str:
    """`海拉尔区` → `海拉尔`, `红河哈尼族彝族自治州` → `红河`; a region whose short form is no
    name keeps its own."""
    whole = re.sub(rf"{SUFFIX}$", "", region)
    short = PEOPLES.sub("", whole)
    if short != whole:
        return short
    if len(short) >= 3:
        return short
    return short if any(found.name == region for found in named(short)) else region


def is_other_side(rest: str, start: int, end: int) -> bool:
    """Whether a region beside a known one is whom the matter is with (去湖北的医护, 与天津协作), or
    names an event (北京奥运会) or something built: 涟水机场, 遂川至大余高速."""
    behind = rest[end:]
    return bool(TOWARDS.search(rest[:start]) or TOGETHER.match(behind) or _built().match(behind))


@cache
def _built() -> re.Pattern[str]:
    """What goes on from the name of a place as that of something built there."""
    return re.compile(
        rf"(?:[至到][\u4e00-\u9fff]{{2,5}}?)?[\u4e00-\u9fff]{{0,4}}?(?:{pattern_of('built').pattern})"
    )


def is_glued(rest: str, mention: RegionMention, reports: Sequence[Report]) -> bool:
    """Whether a bare county name stands right behind a region that does not hold it: 商城 of
    临沂商城 is a market, and no 商城县 of 信阳."""
    county = all(region.name[-1] in COUNTIES for region in mention.regions)
    bare = mention.text[-1] not in LEVELS
    if not (county and bare and rest[: mention.start].endswith("＿")):
        return False
    return not any(
        report.region in region.parents for region in mention.regions for report in reports
    )


def holding(mention: RegionMention, after: str, reports: Sequence[Report]) -> list[str]:
    """The region of the library by whose name that of one of its parts begins, where something built
    there is asked about: 庆阳 of 庆阳环县机场."""
    if not _built().match(after):
        return []
    parents = {parent for region in mention.regions for parent in region.parents}
    held = dict.fromkeys(r.region for r in reports if r.region in parents)
    return [name for name in held if mention.text.startswith(short_name(name))]
