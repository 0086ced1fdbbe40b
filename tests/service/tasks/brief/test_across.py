"""Several reports on one page: what they share and what only one says."""

from service.facts.extract import extract
from service.tasks.brief.across import alone, common, told
from service.tasks.brief.desk import BriefDesk
from service.tasks.sources import ReportSource
from tests.service.tasks.making import report
from vectorstore.documents import Section

HEAD = "（一）产业转型迈出新步"
LACK = "我们也清醒看到存在的问题：营商环境还需进一步优化；{}。"
OPENS, ENDS = (
    "产业转型步伐加快。",
    "各项工作扎实有序推进，群众的满意度稳步提升，发展的基础更加牢固。",
)
NOTHING: frozenset[str] = frozenset()


def _source(region: str, work: str, lack: str) -> ReportSource:
    one = report(region, 2021)
    text = f"{HEAD}\n{OPENS}{work}{ENDS}\n{LACK.format(lack)}"
    section = Section(path=("一、回顾",), heading=HEAD, part="review", start=0, end=len(text))
    return ReportSource(one, text, (section,), extract(one, text, (section,)))


A = _source("甲市", "实施重点项目31个。获批省级农产品加工示范园区。", "人才引进难度较大")
B = _source("乙县", "实施重点项目31个，入选全国电子商务进农村县。", "财政收支矛盾突出")


def test_only_a_first_that_no_other_report_has_a_word_of_is_one_regions_alone() -> None:
    desk = BriefDesk([A, B])
    assert [item.text for item in alone(desk, A, 60.0)] == [
        "仅见于甲市：获批省级农产品加工示范园区。"
    ]
    twin = _source("丙县", "获批省级农产品加工示范园区。", "短板较多")
    assert not alone(BriefDesk([A, twin]), A, 60.0)


def test_a_word_that_both_reports_lack_is_common() -> None:
    assert [item.text for item in common(BriefDesk([A, B]))] == [
        "自述的问题中，甲市、乙县都提到“营商环境”。"
    ]


def test_each_reports_best_point_stands_behind_its_name() -> None:
    items = told(BriefDesk([A, B]), B, "乙县：", 40.0, NOTHING, plan=False)
    assert [item.text for item in items] == ["乙县：实施重点项目31个，入选全国电子商务进农村县。"]
