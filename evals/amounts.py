"""Numbers as the evaluation reads them: on its own, so that no mistake of the product is shared."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

SCALES = {
    "万亿": 12, "千亿": 11, "百亿": 10, "十亿": 9, "亿": 8,
    "千万": 7, "百万": 6, "十万": 5, "万": 4, "千": 3,
}  # fmt: skip
_UNITS = (
    "个百分点 百分点 个月 个 元 美元 吨标准煤 吨 公斤 人次 人份 人 名 位 户次 户 家 项 条 处 座 所 套 间 辆"
    " 台套 台 列 架次 架 只 头 株 棵 栋 场次 场 次 起 例 批 种 类 部 件 对 块 张 份 篇 公里 平方公里 平方米"
    " 立方米 米 亩 公顷 千升 升 千瓦 兆瓦 度 天 日 小时 分钟 岁 年 倍 成 番 分 % ‰ 微克 班 幅 款 村 镇"
)
_UNIT = "|".join(sorted(_UNITS.split(), key=len, reverse=True))
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
NUMBER = re.compile(
    r"(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)"
    rf"\s*[余多]?(?P<scale>(?:{_SCALE})(?![瓦米克升]))?[余多]?(?P<unit>{_UNIT})?"
)
_ALIKE = {"百分点": "个百分点"}
WIDE = str.maketrans("０１２３４５６７８９．％，", "0123456789.%,")  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlainAmount:
    """A number in its plain unit; `text` as printed at `start:end`."""

    value: Decimal
    unit: str
    text: str
    start: int
    end: int

    def equals(self, other: "PlainAmount") -> bool:
        """Same value and same unit; a unit that was not read fits any but a rate's."""
        return self.value == other.value and same_unit(self.unit, other.unit)


def same_unit(one: str, other: str) -> bool:
    """% is not 个百分点; an unread unit is no rate."""
    rates = {"%", "‰", "个百分点", "倍", "成", "番"}
    if one in rates or other in rates:
        return one == other
    return one == other or not one or not other


def amounts(text: str) -> Iterator[PlainAmount]:
    """Every number of a text with Arabic digits."""
    plain = text.translate(WIDE)
    for found in NUMBER.finditer(plain):
        scale = Decimal(10) ** SCALES.get(found["scale"] or "", 0)
        unit = _ALIKE.get(found["unit"] or "", found["unit"] or "")
        value = Decimal(found["digits"].replace(",", "")) * scale
        yield PlainAmount(value, unit, found.group(), found.start(), found.end())


def amount(text: str) -> PlainAmount | None:
    """The one number of a text, None where it holds none or several."""
    found = list(amounts(text))
    return found[0] if len(found) == 1 else None


def decimal(text: str) -> Decimal | None:
    """The value of printed digits with sign, %, ‰ or 倍 behind; None for words and ranges."""
    try:
        return Decimal(text.translate(WIDE).replace(",", "").rstrip("%‰倍"))
    except InvalidOperation:
        return None
