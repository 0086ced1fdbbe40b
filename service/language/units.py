"""Units and scales: what may follow a number, and what it is worth."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

SCALES: dict[str, Decimal] = {
    "万亿": Decimal(10) ** 12,
    "千亿": Decimal(10) ** 11,
    "百亿": Decimal(10) ** 10,
    "十亿": Decimal(10) ** 9,
    "亿": Decimal(10) ** 8,
    "千万": Decimal(10) ** 7,
    "百万": Decimal(10) ** 6,
    "十万": Decimal(10) ** 5,
    "万": Decimal(10) ** 4,
    "千": Decimal(1000),
    "百": Decimal(100),
}

_PERCENT = "% ‰ ％ 个百分点 百分点 个千分点 个基点 个点"
_MEASURES = f"""
元 美元 欧元 港元 港币 日元 卢布 元人民币 μg ug
吨 公斤 千克 斤 克 吨标准煤 吨标煤 毫克 微克 载重吨 吨位 吨公里
公里 千米 米 皮公里 车道公里 延米 延长米 厘米 毫米 海里 纳米 微米
平方米 平方公里 平方千米 平米 平方 公顷 亩 亩次
立方米 立方 方 升 千升
千瓦 兆瓦 千瓦时 度 千伏安 千伏 兆伏安 吉瓦 瓦 伏 瓦时 吉瓦时 兆瓦时
kW KW kV KV kWh MW GW MWh GWh km Km KM TEU
人 人次 人份 名 位 户 户次 个 项 项次 家 家次 件 件套 条 条段 处 座 座次 所 套 间 辆 辆次
台 台套 台次 列 架 架次 艘 艘次 只 头 匹 羽 株 棵 栋 幢 场 场次 次 宗 起 例 批 批次 款 种 类
部 支 对 块 张 份 篇 本 册 卷 道 片 孔 眼 口 门 标箱 标准箱 班 班次 车次 站 幅 盏 组 笔 单 席
枚 根 层 单元 团 队 盘 尾 箱 盒 剂 剂次 针 瓶 桶 首 集 岗 行 村 镇 乡 县 社区 校 店 岁 床 张床 国
颗 英寸 蒸吨 小时 分钟 秒 天 日 个月 年 周 个工作日 工作日 个小时 个年头 个季度 个交易日
倍 番 成 位次 个位次 岁
{_PERCENT}
""".split()

_CANONICAL = {
    "％": "%",
    "百分点": "个百分点",
    "个点": "个百分点",
    "平方千米": "平方公里",
    "千米": "公里",
    "平米": "平方米",
    "μg/m³": "微克/立方米",
    "μg/m3": "微克/立方米",
    "ug/m3": "微克/立方米",
}
_PER = "m³|m3|万元GDP|万元|亿元|年|月|日|天|人|户|亩|公顷|小时|吨|次|平方米|平方公里|立方米|升|千瓦时|万人|秒|标方"


def alternation(words: Sequence[str]) -> str:
    """A regex alternation, longest word first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


SCALE = (
    r"(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千(?![瓦伏米克升卡帕])|百(?=[余多个家名元人户]))"
)
UNIT = rf"(?:个亿(?![元美])|(?:台|件|架)[（(]套[)）]|分(?![别之钟])|(?:{alternation(_MEASURES)}))(?:[/／·](?:{_PER}))*"


@lru_cache(maxsize=1024)
def plain(unit: str) -> tuple[Decimal, str]:
    """The factor of a printed unit and its plain unit: 万元 → (10000, 元), 个亿 → (10**8, 元)."""
    unit = "亿元" if unit == "个亿" else unit
    for scale, factor in SCALES.items():
        rest = unit.removeprefix(scale)
        if rest != unit and not (scale == "千" and rest[:1] in tuple("瓦伏米克升")):
            return factor, _CANONICAL.get(rest, rest)
    return Decimal(1), _CANONICAL.get(unit, unit)
