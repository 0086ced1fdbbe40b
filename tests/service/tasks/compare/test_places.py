"""Regions under their names, former ones too, and regions of several levels."""

from service.tasks.compare.places import current, levels_apart
from service.tasks.compare.selection import newest, over_years, select
from tests.service.tasks.making import report

BAODING = ("河北省", "保定市")
OLD, NEW = report("清苑县", 2014, BAODING), report("清苑区", 2023, BAODING)


def test_a_former_name_is_that_of_today() -> None:
    assert current("清苑县", BAODING) == "清苑区"
    assert current("清苑区", BAODING) == "清苑区"


def test_two_regions_that_both_exist_stay_two() -> None:
    assert current("伊宁县") == "伊宁县"
    assert current("伊宁市") == "伊宁市"


def test_a_region_that_nobody_knows_keeps_its_name() -> None:
    assert current("甲县") == "甲县"


def test_reports_of_both_names_are_of_one_region() -> None:
    assert newest([OLD, NEW]) == (NEW,)
    assert over_years([OLD, NEW], select([OLD, NEW])).reports == (OLD, NEW)
    assert select([OLD, NEW], ["清苑区"], [2014, 2023]).reports == (OLD, NEW)
    assert select([OLD, NEW], ["清苑县"]).reports == (NEW,)


def test_levels_are_apart_unless_every_region_was_asked_for() -> None:
    city = report("乌海市", 2024, ("内蒙古自治区",)).model_copy(update={"level": "prefecture"})
    county = report("满洲里市", 2021, ("内蒙古自治区", "呼伦贝尔市"))
    assert levels_apart([city, county], ())
    assert levels_apart([city, county], ["内蒙古"])
    assert not levels_apart([city, county], ["乌海", "满洲里"])
    assert not levels_apart([county], ())
