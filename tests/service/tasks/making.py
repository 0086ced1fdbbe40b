"""Hand-made reports and facts for tests of comparisons and briefings."""

from decimal import Decimal
from typing import Any

from service.facts.model import Fact
from service.language.measure import Measure
from service.language.measures import measures
from vectorstore.documents import Report


def report(
    region: str, year: int = 2021, parents: tuple[str, ...] = ("某省",), **more: Any
) -> Report:
    """A report of a region that plans `year`."""
    return Report(
        id=f"{region}-{year}", region=region, level="county", parents=parents, year=year,
        covers=year - 1, title=f"{region}{year}年政府工作报告", source="测试", chars=1000,
        passages=1, figures=1, sha256="0" * 64, **more,
    )  # fmt: skip


def fact(
    of: Report,
    quote: str = "地区生产总值完成141.5亿元",
    *,
    value: str | None = "141.5",
    unit: str | None = "亿元",
    growth: str | None = None,
    start: int = 0,
    **more: Any,
) -> Fact:
    """A fact whose figures are read from its quote."""
    found = tuple(
        figure.model_copy(update={"start": figure.start + start, "end": figure.end + start})
        for figure in measures(quote)
    )
    plain: dict[str, Any] = {
        "id": f"{of.id}/{start}/{quote}", "report": of.id, "region": of.region, "year": of.year,
        "indicator": "地区生产总值", "known": True, "indicator_text": "地区生产总值",
        "period": str(of.covers), "period_text": None, "kind": "actual", "basis": "annual",
        "value": value, "unit": unit, "growth": growth, "quote": quote, "start": start,
        "end": start + len(quote), "figures": found,
    }  # fmt: skip
    return Fact.model_validate(plain | more)


def figure(text: str, value: str) -> Measure:
    """A figure in 元."""
    return Measure(
        text=text, start=0, end=len(text), number=value, unit="元", value=Decimal(value),
        plain_unit="元",
    )  # fmt: skip
