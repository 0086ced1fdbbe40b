"""Places that no table knows: invented, abolished, or below the level that is listed."""

from typing import TYPE_CHECKING

from service.language.indicators import mentions
from vectorstore import late
from vectorstore.encodable import encodable

if TYPE_CHECKING:
    import rjieba
else:
    rjieba = late.module("rjieba")

SUFFIX = r"(?:特别行政区|自治区|自治州|自治县|自治旗|地区|省|市|区|县|旗|盟|镇|乡|州)"
BEFORE_PLACE = late.pattern(r"^(?:请问|那么?|[，,\s])*|(?<=[年来度间期和与、比跟])")
UNLISTED = late.pattern(rf"[\u4e00-\u9fff]{{1,6}}?(?:{SUFFIX})")
BEHIND_PLACE = late.pattern(r"\d|的|今|去|明|上|[和与、比跟]|$|[A-Za-z]")
NO_PLACE = late.pattern(
    r"^(?:全|我|本|各|每|哪|该|这|那|此|几|多少|请问|什么|库里|老旧|居民|中心|主|新|城|社|小|园|景|地|辖|市|整个|棚户|棚改|保税|自贸|示范|试验|开发|高新|经开|工业|集聚|塌陷|矿|灾|库|林|牧|灌|山|平房|危房|自治|直辖|产业|物流|重点|特色|试点|脱贫|贫困|特困|强|大|外|邻|建)+"
)
BARE_LEVELS = frozenset("省市州盟县区旗镇乡") | {"地区", "自治州", "自治县", "自治旗", "新区"}
LONGEST = 9


def unlisted(text: str) -> list[str]:
    """Names of places that no table knows, where a place is named and its question begins behind:
    假县 of 假县2020年GDP and of 五年来假县固定资产投资. No word of its own is one: 乡镇, 保护区."""
    asked = [(start, end) for start, end, _ in mentions(text)]
    found: dict[int, str] = {}
    for opening in BEFORE_PLACE.finditer(text):
        start = opening.end()
        for size in range(2, LONGEST + 1):
            name, end = text[start : start + size], start + size
            behind = BEHIND_PLACE.match(text, end) or any(end == first for first, _ in asked)
            if behind and UNLISTED.fullmatch(name):
                inside = any(first < end and start < last for first, last in asked)
                if not inside and _may_be_place(name):
                    found[end] = name  # of two that end here the shorter
                break
    return list(found.values())


def _may_be_place(name: str) -> bool:
    """Whether the level at its end stands apart from a name, or the whole is known for a place."""
    if NO_PLACE.match(name):
        return False
    *_, last = rjieba.cut(encodable(name), False)
    return last in BARE_LEVELS or rjieba.tag(encodable(name), False)[-1] == (name, "ns")
