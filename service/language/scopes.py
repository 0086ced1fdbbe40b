"""Scopes: of what part of the world a figure is said."""

from dataclasses import dataclass

from service.language.wording import TAIL
from vectorstore import late
from vectorstore.documents import Report
from vectorstore.regions import named

_PART = late.pattern(
    r"(?:[省市区县州盟旗]本级|[省市区县州盟旗]直|[省市区县州盟旗]级|中心城区|主城区|城区|市区|县域|建成区|规上|限上|限额以上|规模以上|"
    r"高新区|经开区|开发区|新区|园区|保税区|示范区|试验区|农村|城镇|城市|乡镇|民间|民营|非公|非国有|国有|工业|农业|服务业|制造业|建筑业|房地产|"
    r"全国|全球|世界|同期|集团|公司|企业|商场|广场|中心|医院|学校|项目|行业|产业|口岸|景区|街区|镇|乡|村|政府|以上|省|市|县|区|州|盟|旗|国)"
)
_PLACE = late.pattern(
    r"(?:[省市区县州盟旗]本级|[省市区县州盟旗][直属]|[国家省市区县州盟旗]级|(?:国家|[省市区县州盟旗])[级属]?及?以[上下]|"
    r"中心城区|主城区|城区|市区|郊区|县域|建成区|县（市）|县市区?|农村|城镇|乡镇|"
    r"高新区|经开区|开发区|新区|园区|集聚区|集中区|保税区|示范区|试验区|合作区|片区|口岸|景区|街区|街道|社区|"
    r"[\u4e00-\u9fff]{2}[镇乡村县市区州旗省]|集团|公司|医院|学校|大学|兵团|^对(?:[俄美欧日韩蒙非]|东盟|台|港|外)[\u4e00-\u9fff]{0,2})(?:的)?$"
)
_LEAD = late.pattern(
    r"^(?:(?:本|我|全)(?:省|市|区|县|州|盟|旗|镇|乡)|全自治区|全域|辖区内?|地区|地方|当地|我们)(?:的)?"
)
_HARMLESS = late.pattern(
    r"(?:海关|财政|地方|公共|金融机构|社会|正常年景下?|人民币|全社会|登记|注册|实际|直接|各级|各类|空气质量|环境|综合|"
    r"国内外|海内外|到位|整治|拆迁|发展|亿元|利用|招商|招引|引资|合作|银行|税务|规划|实施|基本建成|开工|交付|落位|认真|办复|一般|预算|全年|（含外资|挂牌以来|剔除.*)+"
)
_SET_ASIDE = late.pattern(r"(?:剔除|扣除|不含)[^，,。；;]{1,12}?后?$")
_SHORTEST = 2
_WIDE = late.pattern(
    r"全国|全球|世界|国家|全省|全自治区|全区|全市|全州|全县|全盟|全旗|东部地区|中部地区|西部地区"
)


@dataclass(frozen=True, slots=True)
class Home:
    """The words by which a report means its own region."""

    region: str
    own: frozenset[str]

    @classmethod
    def of(cls, report: Report) -> "Home":
        kind = "区" if report.region.endswith(("自治区", "新区", "开发区")) else report.region[-1]
        short = report.region.removesuffix("自治区").rstrip("省市区县州盟旗镇乡")
        words = {f"{lead}{kind}" for lead in ("全", "我", "本")}
        return cls(report.region, frozenset({*words, report.region, short, kind, *_nested(report)}))

    def says_own(self, words: str) -> bool:
        """Whether words name the whole region itself: 全市."""
        return any(name in words for name in self.own if len(name) > 1)


def _nested(report: Report) -> tuple[str, ...]:
    if len(report.region) > 3 and report.region.endswith("自治州"):
        return ("全州", "我州", report.region[:2] + "州")
    if report.region.endswith("自治县"):
        return ("全县", "我县")
    return ()


def scope_of(prefix: str, home: Home) -> tuple[str | None, str]:
    """The scope that words before a name state, and what of them makes the name a longer one.

    A scope is a place, a level or an owner: 区本级, 海口综合保税区. 民营经济市场主体 has none: the
    words before the name are part of it.
    """
    words = _SET_ASIDE.sub("", prefix.strip("的、，, "))
    if any(words.endswith(name) for name in home.own if len(name) > 1 and name[0] in "全我本"):
        return None, ""
    for name in sorted(home.own, key=len, reverse=True):
        if words.startswith(name) and len(name) > 1:
            words = words[len(name) :]
    if not words or words in home.own:
        return None, ""
    found = _WIDE.search(words)
    if found and found.group() not in home.own:
        return found.group(), ""
    stripped = _LEAD.sub("", words) if _LEAD.match(words) and found is None else words
    if not stripped or stripped in home.own or _is_harmless(stripped):
        return None, ""
    return (stripped, "") if _PLACE.search(stripped) or named(stripped) else (None, stripped)


def set_aside(words: str) -> str | None:
    """扣除留抵退税因素后增长1.6%: what is left out of what was said before; None for other words."""
    spoken = TAIL.sub("", words).strip("、，,（( ")
    found = _SET_ASIDE.fullmatch(spoken)
    return found.group() if found else None


def part_in(prefix: str, home: Home) -> str | None:
    """The scope a prefix states by the name of a part, such as 农村; None for any other words."""
    scope, _ = scope_of(prefix, home)
    return scope if scope and _PART.search(scope) else None


def _is_harmless(words: str) -> bool:
    """Whether words change nothing of what a name means: 全社会, 人民币."""
    harmless = _HARMLESS.fullmatch(words) or words.endswith(("和", "、", "及", "与"))
    return bool(harmless) or len(words) < _SHORTEST


_INNER = late.pattern(
    r"(?:[省市区县州盟旗]本级|[省市区县州盟旗]直|中心城区|主城区|建成区|市区|城区)"
)


def scope_in(phrase: str, home: Home) -> str | None:
    """The scope that the report's own noun phrase starts with."""
    wide = _WIDE.match(phrase)
    if wide:
        named_so = wide.group() in home.own or wide.group() == "国家"
        return None if named_so else wide.group()
    inner = _INNER.match(phrase)
    return inner.group() if inner else None
