"""Which reports are of one region, and which are not ranked beside each other: names and levels."""

from collections.abc import Sequence
from functools import lru_cache

from vectorstore.documents import Report
from vectorstore.regions import named

RENAMED = {"县": ("区", "市"), "市": ("区",), "地区": ("市",)}
Place = tuple[str, tuple[str, ...]]


@lru_cache(maxsize=4096)
def current(name: str, parents: tuple[str, ...] = ()) -> str:
    """The name a region bears today: 清苑县 → 清苑区; one that is still borne stays as it is.

    伊宁县 is no former 伊宁市: the national table knows both.
    """
    if any(region.name == name for region in named(name)):
        return name
    for old, later in RENAMED.items():
        if not name.endswith(old):
            continue
        for suffix in later:
            new = name.removesuffix(old) + suffix
            held = [region for region in named(new) if region.name == new]
            if any(not parents or set(parents) & set(region.parents) for region in held):
                return new
    return name


def place(report: Report) -> Place:
    """What the reports of one region have in common, whatever it was called."""
    return current(report.region, report.parents), report.parents


def levels_apart(reports: Sequence[Report], asked: Sequence[str]) -> bool:
    """Whether regions of several levels stand beside each other that nobody asked for by name."""
    names = {region.name for name in asked for region in named(name)} | set(asked)
    unasked = any(report.region not in names for report in reports)
    return unasked and len({report.level for report in reports}) > 1
