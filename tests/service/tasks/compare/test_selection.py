from service.shapes import Cell, Row
from service.tasks.compare.selection import Selection, missing_words, newest, over_years, select
from service.tasks.compare.task import notes
from tests.service.tasks.making import fact, report
from vectorstore.documents import Report

HULUNBUIR = ("内蒙古自治区", "呼伦贝尔市")
HAILAR = report("海拉尔区", 2021, HULUNBUIR)
HAILAR_OLD = report("海拉尔区", 2020, HULUNBUIR)
MANZHOULI = report("满洲里市", 2021, HULUNBUIR)
WUHAI = report("乌海市", 2024, ("内蒙古自治区",))
DONGCHANG = report("东昌区", 2021, ("吉林省", "通化市"))
ALL = (DONGCHANG, HAILAR_OLD, HAILAR, MANZHOULI, WUHAI)


def test_without_names_every_region_stands_with_its_newest_report() -> None:
    assert select(ALL).reports == (DONGCHANG, HAILAR, MANZHOULI, WUHAI)


def test_short_names_are_understood_and_keep_the_askers_order() -> None:
    chosen = select(ALL, ["满洲里", "海拉尔"])
    assert [report.id for report in chosen.reports] == ["满洲里市-2021", "海拉尔区-2021"]


def test_a_parent_takes_in_its_children() -> None:
    assert select(ALL, ["呼伦贝尔市"]).reports == (HAILAR, MANZHOULI)
    assert select(ALL, ["内蒙古"]).reports == (HAILAR, MANZHOULI, WUHAI)


def test_years_are_report_years_and_all_of_them_are_taken() -> None:
    assert select(ALL, ["海拉尔区"], [2020, 2021]).reports == (HAILAR_OLD, HAILAR)


def test_a_region_without_a_report_is_missing_by_its_official_name() -> None:
    chosen = select(ALL, ["满洲里", "赤峰"])
    assert chosen.reports == (MANZHOULI,)
    assert chosen.missing == ("赤峰市",)


def test_a_year_without_a_report_is_missing_of_a_region_that_is_held() -> None:
    chosen = select(ALL, ["乌海市"], [2023, 2024])
    assert chosen.reports == (WUHAI,)
    assert chosen.missing == ("乌海市（2023年）",)


def test_a_region_named_twice_stands_once() -> None:
    assert select(ALL, ["海拉尔区", "海拉尔", "呼伦贝尔"]).reports == (HAILAR, MANZHOULI)


def test_regions_of_one_name_in_different_places_are_different() -> None:
    other = report("东昌区", 2020, ("别省", "别市"))
    assert newest((DONGCHANG, other)) == (DONGCHANG, other)


def test_years_that_are_not_held_are_told_together() -> None:
    missing = ["甲市（2001年）", "甲市（2002年）", "甲市（2005年）", "乙市"]
    assert missing_words(missing) == "甲市（2001—2002、2005年）、乙市"


def test_one_region_alone_is_compared_over_all_its_years() -> None:
    both = (HAILAR_OLD, HAILAR)
    assert over_years(ALL, select(ALL, ["海拉尔区"])).reports == both
    assert over_years(ALL, select(ALL, ["海拉尔", "满洲里"])).reports == (HAILAR, MANZHOULI)
    assert over_years(ALL, select(ALL, ["海拉尔", "赤峰"])).reports == (HAILAR,)


def test_years_side_by_side_are_remarked_on_where_they_are_of_several_regions() -> None:
    def said(*reports: Report) -> tuple[str, ...]:
        cells = tuple(Cell(report=r.id, state="value", fact=fact(r)) for r in reports)
        return notes(Selection(reports), [Row(indicator="甲", kind="result", cells=cells)])

    assert said(HAILAR_OLD, HAILAR) == ()
    assert said(HAILAR, WUHAI) == (
        "各报告的结果所属年份不同（2020年、2023年），不同年份的数不作排序。",
    )
