"""Which regions a question names, which of them the library holds, and which it does not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from service.understand.side_places import LEVELS, holding, is_glued, is_other_side, short_name
from service.understand.typos import misheard, misspelt
from service.understand.unlisted import unlisted
from vectorstore import late
from vectorstore.documents import Report
from vectorstore.regions import Region, is_within, mentions, named

# Other regions than the one spoken of, or all of them: 其他城市呢.
ALL = late.pattern(
    r"各地|各个?地区|各[区县市省]|[每各]一?[份个]?(?:政府工作)?报告|所有|全部地区|每个地区|[两三四五六七八九十\d]+个?(?:地区|地方)|哪[些个几一座]个?(?:地区|地方|城市)"
    r"|(?:其他|其它|别的|其余|另外的?|另外几个)(?:的|各)?(?:地区|地方|城市|地|[省市区县州旗]|几个|呢)"
)
EVERYWHERE = late.pattern(
    r"各地|各个?地区|各[区县市省]|各?(?:份|个)?报告(?:里|中)?(?=都)|[各每](?:份|个)?报告|所有(?!制)|全部地区|每个|(?:其他|其它|别的|其余)(?:的|各)?(?:地区|地方|城市|地|[省市区县州旗]|呢)|[两三四五六七八九十几\d]+个?(?:地区|地方|[省市区县](?![两三四五六七八九十一])|份报告|地(?![方区位点址理]))"
    r"|(?:库|资料)[里中内]的?|哪[些个几一座]?个?(?:地区|地方|城市|[省市区县旗]|地|家)|哪里|哪儿|(?<!是)谁(?![作做讲念当任])|^哪些(?=提|写|定了|给出)"
)
# Where a place among others is asked for: 在保定各县里排第几 is about no other county.
AMONG = late.pattern(
    r"(?:的|下辖的?|所辖的?)?(?:各|所有)?[省市州盟区县旗]{0,3}(?:当中|之?中|里面?|内|范围内?)?的?"
)
INSIDE = late.pattern(r"^(?:的|下辖的?|所辖的?|下面的?|内的?)?(?:各|所有|几个|哪)")
QUOTED = late.pattern(r"[“\"'《「][^”\"'》」]*[”\"'》」]")
SURE_LENGTH = 3
LONGEST = 8
COMPOUND = late.pattern(r"市场(?!\d)|市值|市民|县域|区域|区间|县城|州府|省级|市级|县级")
NATION = ("全国", "中国", "国家", "全国的")
OF_NATION = late.pattern(
    r"^(?:请问)?(?:全国|我国|中国)(?:的|去年|今年|上年|前年|(?:19|20)\d{2}年)*(?!排|第|居|位|名)(?P<what>[^，。,?？\s]{2,})"
)
# The report that the nation's government gives is the nation's: 国务院2023年报告.
OF_COUNCIL = late.pattern(r"国务院(?:的)?(?:(?:19|20)\d{2}年?(?:的)?)?(?:政府工作)?报告")
HONOURS = late.pattern(
    r"^(?:百强|文明|先进|首|第|最|率先|试点|示范|重点|两会|人大|优秀|十|双拥|一流|平均|卫生|知名)"
)


@dataclass(frozen=True, slots=True)
class AskedPlaces:
    """`regions` of the library, `unknown` ones, and the question without their names. None is
    named where all are meant (`everywhere`) or where it goes without saying (`unsaid`). `around`
    are those among whose parts a place is asked for, `nearest` what a misspelt name may mean."""

    regions: tuple[str, ...]
    unknown: tuple[str, ...]
    everywhere: bool
    rest: str
    corrected: tuple[str, ...] = ()
    unsaid: bool = False
    around: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()


def _names(reports: Sequence[Report]) -> dict[str, tuple[str, ...]]:
    """Every way a library region may be written → the regions (chains of parents included)."""
    return _names_of(tuple(dict.fromkeys((report.region, report.parents) for report in reports)))


@lru_cache(maxsize=8)
def _names_of(places: Sequence[tuple[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for region, parents in places:
        chains = [*parents, ""]
        short = short_name(region)
        for name in {region, short, short + _ending(region, short)}:
            for at in range(len(chains)):
                chain = "".join(chains[at:])
                found.setdefault(chain + name, set()).add(region)
            for parent in parents:
                found.setdefault(short_name(parent) + name, set()).add(region)
    return {name: tuple(sorted(regions)) for name, regions in found.items()}


def _ending(region: str, short: str) -> str:
    """`州` of 红河哈尼族彝族自治州, which people call 红河州."""
    return region[-1] if short != region and region[-1] in LEVELS else ""


def _take_known(question: str, names: dict[str, tuple[str, ...]]) -> tuple[list[str], str]:
    found: list[tuple[int, str]] = []
    rest = question
    for name in sorted((name for name in names if name in question), key=len, reverse=True):
        taken = [
            m
            for m in re.finditer(re.escape(name), rest)
            if not _is_longer(rest, *m.span()) and not _runs_on(rest, m.end(), name, names)
        ]
        for match in taken:
            found.extend((match.start(), region) for region in names[name])
            rest = rest[: match.start()] + "＿" * len(name) + rest[match.end() :]
    return [region for _, region in sorted(found)], rest


def _runs_on(text: str, end: int, name: str, names: dict[str, tuple[str, ...]]) -> bool:
    """Whether the 市 of a name belongs to the word behind it: 朝阳市场主体 of 朝阳."""
    return name[:-1] in names and bool(COMPOUND.match(text, end - 1))


def _is_longer(text: str, start: int, end: int) -> bool:
    """Whether a name goes on as that of another region: 吉林 in 吉林省, of 吉林市; 岳阳 in 岳阳楼区
    and in 岳阳市君山区."""
    ends = range(end + 1, min(len(text), end + LONGEST) + 1)
    return any(text[at - 1] in LEVELS and named(text[start:at]) for at in ends)


def _is(report: Report, region: Region) -> bool:
    """Whether a region of the national table is the report's own: by name and parents."""
    if report.region != region.name:
        return False
    return not report.parents or not region.parents or bool({*report.parents} & {*region.parents})


def _take_others(rest: str, reports: Sequence[Report]) -> tuple[list[str], list[str], str]:
    """Names of the national table that are no report: children of a parent, or not in the library."""
    children: list[str] = []
    unknown: list[str] = []
    for mention in reversed(mentions(rest)):
        ours = [r.region for r in reports if any(_is(r, region) for region in mention.regions)]
        name = mention.regions[0].name
        inside = [r.region for r in reports if is_within(r.region, r.parents, name)]
        after = rest[mention.end :]
        if mention.text in NATION or is_glued(rest, mention, reports):
            continue
        if held := holding(mention, after, reports):
            children = [*held, *children]  # 庆阳环县机场 is asked of 庆阳
            continue
        if ours:
            children = [*ours, *children]
        elif after.startswith("＿"):
            pass
        elif "＿" in rest and is_other_side(rest, mention.start, mention.end):
            continue
        elif inside and (INSIDE.match(after) or EVERYWHERE.search(after)):
            children = [*inside, *children]
        else:
            unknown.insert(0, name)
        rest = rest[: mention.start] + "＿" * len(mention.text) + after
    for name in unlisted(rest):
        if EVERYWHERE.match(name):
            continue
        unknown.append(name)
        rest = rest.replace(name, "＿" * len(name))
    return children, unknown, rest


def _is_listed(text: str, words: str) -> bool:
    """Whether words stand beside a place that was taken out, in a list with it."""
    at = re.escape(words)
    return bool(re.search(rf"{at}[和与跟、比]＿|＿[和与跟、比]{at}", text))


def _in_a_place(text: str, words: str) -> bool:
    """Whether words are those of a place that is there: 绵阳涪 of 绵阳涪城区 is no 绵阳市."""
    start = text.find(words)
    end = start + len(words)
    return any(found.start < end and start < found.end for found in mentions(text))


def _take_around(
    rest: str, regions: Sequence[str], reports: Sequence[Report]
) -> tuple[list[str], str]:
    """The wider regions among whose parts a place is asked for: 江苏 of 镇江GDP在江苏排第几."""
    parents = {name for r in reports if r.region in regions for name in r.parents}
    found: list[str] = []
    for mention in reversed(mentions(rest)):
        names = parents & {region.name for region in mention.regions}
        if names:
            found.insert(0, min(names))
            among = AMONG.match(rest, mention.end)
            end = among.end() if among else mention.end
            start = mention.start - (rest[: mention.start].endswith("在"))
            rest = rest[:start] + "＿" * (end - start) + rest[end:]
    return found, rest


def _without_quoted(text: str) -> str:
    """What stands in quotation marks is a term, whatever place it may hold (“五宜城市”)."""
    return QUOTED.sub(lambda match: "＊" * len(match.group()), text)


def _with_quoted(rest: str, question: str) -> str:
    if len(rest) != len(question):
        return rest
    return "".join(was if now == "＊" else now for now, was in zip(rest, question, strict=True))


def _of_nation(question: str) -> bool:
    """Whether the figures of the nation are asked for."""
    asked = OF_NATION.match(question)
    return not (asked is None or HONOURS.match(asked["what"]) or EVERYWHERE.search(question))


def read_places(
    question: str,
    reports: Sequence[Report],
    *,
    ranked: bool = False,
    spoken_of: Sequence[str] = (),
) -> AskedPlaces:
    """The places of a question, misspelt names of library regions put right; of one that asks for
    a place among others (`ranked`) the region around it, or around those `spoken_of` before it, is
    none that it is about."""
    names = _names(reports)
    regions, rest = _take_known(question, names)
    around: list[str] = []
    if ranked:
        around, rest = _take_around(rest, regions or spoken_of, reports)
    corrected: tuple[str, ...] = ()
    right = None if regions else misspelt(rest, [n for n in names if len(n) >= SURE_LENGTH])
    if right is not None and not _in_a_place(rest, right.wrong):
        regions, rest = _take_known(rest.replace(right.wrong, right.name), names)
        corrected = (f"{right.wrong}→{right.name}",)
    children, unknown, rest = _take_others(_without_quoted(rest), reports)
    rest = _with_quoted(rest, question)
    if not (regions or children or unknown):
        heard = misheard(rest, names)
        if len(heard) == 1 and heard[0].sure:
            put = read_places(rest.replace(heard[0].wrong, heard[0].name), reports, ranked=ranked)
            return replace(put, corrected=(f"{heard[0].wrong}→{heard[0].name}",))
        nearest = tuple(dict.fromkeys(region for each in heard for region in names[each.name]))
    else:
        nearest = ()
        for one in misheard(rest, names):  # 围坊和镇江: one of a list of places
            if one.sure and _is_listed(rest, one.wrong):
                more, rest = _take_known(rest.replace(one.wrong, one.name), names)
                regions, corrected = [*more, *regions], (*corrected, f"{one.wrong}→{one.name}")
    found = tuple(dict.fromkeys([*regions, *children]))
    if not found and not unknown and (OF_COUNCIL.search(rest) or _of_nation(question)):
        found = tuple(r.region for r in reports if r.level == "state")[:1]
        unknown = [] if found else ["全国"]
    nobody = not found and not unknown and not (around and spoken_of)
    everywhere = bool(EVERYWHERE.search(rest)) and not found
    return AskedPlaces(
        found,
        tuple(dict.fromkeys(unknown)),
        everywhere,
        rest.replace("＿", " "),
        corrected,
        nobody and not everywhere,
        tuple(around),
        nearest,
    )
