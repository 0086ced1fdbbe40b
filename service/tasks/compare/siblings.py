"""Indicators that are easily taken for each other: never compared, but named where one is blank."""

from functools import lru_cache

FAMILIES: tuple[tuple[str, ...], ...] = (
    ("一般公共预算收入", "地方级财政收入", "财政总收入"),
    (
        "城镇居民人均可支配收入",
        "全体居民人均可支配收入",
        "农村居民人均可支配收入",
        "农民人均纯收入",
    ),
    ("隐性债务化解", "债务化解"),
    ("城镇登记失业率", "城镇调查失业率"),
    ("规模以上工业增加值", "规模以上工业总产值"),
)
# What a question's name may mean where the report has only the other: said under its own name.
# What a short name may mean besides, and the word by which it does not.
UNSPECIFIED = {
    "城镇登记失业率": ("登记", "城镇调查失业率"),
    "农村居民人均可支配收入": ("可支配", "农民人均纯收入"),
}
STAND_INS = {"一般公共预算收入": "地方级财政收入", "服务业增加值": "第三产业增加值"}
RELATED: tuple[tuple[str, ...], ...] = (
    ("进出口总额", "出口总额"),
    ("研发经费投入", "研发投入强度"),
    ("民生支出", "民生支出占比"),
    ("实际利用外资", "到位省外资金"),
)


def siblings(indicator: str) -> tuple[str, ...]:
    """The other indicators of its family, the nearest first: those that stand beside it there."""
    return _others(indicator, FAMILIES)


@lru_cache(maxsize=1024)
def related(indicator: str) -> tuple[str, ...]:
    """Its siblings, and what else a reader who finds no figure of it looks for."""
    return siblings(indicator) or _others(indicator, RELATED)


def _others(indicator: str, families: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    for family in families:
        if indicator in family:
            at = family.index(indicator)
            others = [name for name in reversed(family) if name != indicator]
            return tuple(sorted(others, key=lambda name: abs(family.index(name) - at)))
    return ()
