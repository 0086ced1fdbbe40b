"""Indicators that are easily taken for each other: never compared, but named where one is blank."""

FAMILIES: tuple[tuple[str, ...], ...] = (
    ("一般公共预算收入", "地方级财政收入", "财政总收入"),
    (
        "城镇居民人均可支配收入",
        "农村居民人均可支配收入",
        "全体居民人均可支配收入",
        "农民人均纯收入",
    ),
    ("城镇登记失业率", "城镇调查失业率"),
    ("规模以上工业增加值", "规模以上工业总产值"),
)


def siblings(indicator: str) -> tuple[str, ...]:
    """The other indicators of its family."""
    for family in FAMILIES:
        if indicator in family:
            return tuple(name for name in family if name != indicator)
    return ()
