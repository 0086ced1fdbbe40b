"""Evidence made by hand: facts whose figures are read from their own quotes."""

from service.facts.model import Fact
from service.language.measures import measures
from service.shapes import Citation
from service.verify import Context, DraftEvidence
from vectorstore.documents import Report

MANZHOULI, HAILAR, WUHAI, HUIMIN = "满洲里市", "海拉尔区", "乌海市", "回民区"
YEARS = {MANZHOULI: 2021, HAILAR: 2021, WUHAI: 2024, HUIMIN: 2022}


def report(region: str) -> Report:
    year = YEARS[region]
    return Report(
        id=f"{region}-{year}", region=region, level="county", parents=("内蒙古自治区",), year=year,
        covers=year - 1, title="", source="", chars=0, passages=0, figures=0, sha256="",
    )  # fmt: skip


def fact(region: str, indicator: str, quote: str, start: int = 0, **said: object) -> Fact:
    """A fact of `region`; unsaid fields are those of a plain result of the year covered."""
    year = YEARS[region]
    fields: dict[str, object] = {
        "id": f"{region}#{start}", "report": f"{region}-{year}", "region": region, "year": year,
        "indicator": indicator, "known": True, "indicator_text": indicator,
        "period": str(year - 1), "period_text": None, "kind": "actual", "basis": "annual",
        "value": None, "unit": None, "growth": None, "quote": quote, "start": start,
        "end": start + len(quote),
        "figures": tuple(
            figure.model_copy(update={"start": figure.start + start, "end": figure.end + start})
            for figure in measures(quote)
        ),
    }  # fmt: skip
    return Fact.model_validate(fields | said)


FACTS = (
    fact(MANZHOULI, "地区生产总值", "全年地区生产总值完成141.5亿元", 100, value="141.5", unit="亿元"),
    fact(MANZHOULI, "地区生产总值", "地区生产总值年均增长2.2%", 200, growth="2.2%",
         period="2016-2020", kind="average", basis="average"),
    fact(MANZHOULI, "地区生产总值", "地区生产总值增长3%", 300, growth="3%", period="2021",
         kind="target"),
    fact(HAILAR, "地区生产总值", "地区生产总值完成174.46亿元", 100, value="174.46", unit="亿元"),
    fact(HAILAR, "地区生产总值", "地区生产总值增长3%左右", 200, growth="3%", period="2021",
         kind="target", growth_qualifier="左右"),
    fact(HAILAR, "民生支出", "民生支出累计达到109.98亿元", 300, value="109.98", unit="亿元",
         period="2016-2020", kind="cumulative", basis="cumulative"),
    fact(HAILAR, "民生支出", "全年民生支出22.21亿元", 400, value="22.21", unit="亿元"),
    fact(WUHAI, "地区生产总值", "地区生产总值增长0.1%", 100, growth="0.1%"),
    fact(HUIMIN, "地区生产总值", "预计全区地区生产总值实现309亿元，同比增长8%", 100, value="309",
         unit="亿元", growth="8%", kind="expected"),
    fact(MANZHOULI, "城镇登记失业率", "城镇登记失业率控制在4.5%以内", 400, value="4.5", unit="%",
         qualifier="以内", period="2021", kind="target"),
)  # fmt: skip


def cited(facts: tuple[Fact, ...]) -> tuple[Citation, ...]:
    return tuple(
        Citation(
            n=n, report=each.report, region=each.region, year=each.year, section=(),
            quote=each.quote, start=each.start, end=each.end,
        )
        for n, each in enumerate(facts, 1)
    )  # fmt: skip


def evidence(facts: tuple[Fact, ...] = FACTS, context: Context | None = None) -> DraftEvidence:
    reports = tuple({each.region: report(each.region) for each in facts}.values())
    return DraftEvidence(reports, facts, cited(facts), (), context or Context())
