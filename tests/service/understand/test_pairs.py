"""Questions about two figures of one region, and questions that go on without punctuation."""

import pytest

from service.understand import understand
from service.understand.parts import parts_of
from vectorstore.documents import Report

REPORT = Report.model_validate(
    {
        "id": "海拉尔区-2021", "region": "海拉尔区", "parents": ("内蒙古自治区", "呼伦贝尔市"),
        "level": "county", "year": 2021, "covers": 2020, "title": "", "source": "", "chars": 0,
        "passages": 0, "figures": 0, "sha256": "",
    }
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("固投增速是多少今年目标多少", ["固投增速是多少", "今年目标多少"]),
        ("社零完成了多少 增速呢", ["社零完成了多少", "增速呢"]),
        ("外贸进出口 2020年 多少", ["外贸进出口 2020年 多少"]),
        ("A比B高,高多少", ["A比B高,高多少"]),
        ("去年实施101个 今年计划少了几个", ["去年实施101个 今年计划少了几个"]),
    ],
)
def test_a_question_is_parted_where_both_sides_ask(question: str, parts: list[str]) -> None:
    assert parts_of(question) == parts


def test_a_plan_set_against_a_result_is_two_figures() -> None:
    read = understand("海拉尔2021年计划新增城镇就业比2020年完成的少多少人", [REPORT])
    said = [(each.relation, each.kind, each.years) for each in (read, *read.then)]
    assert said == [("gap", "target", (2021,)), ("gap", "result", (2020,))]


def test_a_plan_without_its_year_is_the_newest_one() -> None:
    read = understand("海拉尔新增就业目标比去年实际低多少", [REPORT])
    assert [each.years for each in (read, *read.then)] == [(2021,), (2020,)]


@pytest.mark.parametrize(
    "question",
    [
        "海拉尔2020年城镇居民收入比农村高多少",
        "海拉尔城乡居民收入差多少",
        "海拉尔城、乡居民收入各增长多少",
    ],
)
def test_town_and_country_are_two_indicators(question: str) -> None:
    read = understand(question, [REPORT])
    assert read.indicators == ("城镇居民人均可支配收入", "农村居民人均可支配收入")


def test_the_second_of_two_names_may_leave_out_what_they_share() -> None:
    assert understand("海拉尔旅游总人数和总收入分别多少", [REPORT]).indicators == (
        "旅游人次",
        "旅游收入",
    )


def test_two_indicators_of_one_region_are_compared() -> None:
    assert understand("海拉尔GDP和社零增速谁更快", [REPORT]).relation == "between"


def test_a_share_of_outlay_is_an_indicator_and_any_other_share_has_a_whole() -> None:
    outlay = understand("海拉尔民生支出占财政支出的比重是多少", [REPORT])
    assert (outlay.indicators, outlay.relation) == (("民生支出占比",), None)
    other = understand("海拉尔市级重点项目总投资占全部重点项目总投资的比重", [REPORT])
    assert (other.subject, other.whole) == ("市级重点项目总投资", "重点项目总投资")


def test_how_many_times_keeps_what_it_was_asked_of() -> None:
    then = understand("海拉尔“十三五”民生支出多少,是十二五的几倍?", [REPORT]).then[0]
    assert (then.relation, then.period, then.indicators) == (
        "multiple",
        "2016-2020",
        ("民生支出",),
    )


def test_an_attribute_alone_is_that_of_the_part_before() -> None:
    then = understand("海拉尔市级重点项目有多少个,总投资多少?", [REPORT]).then[0]
    assert (then.about, then.subject) == ("市级重点项目", "总投资")


def test_that_very_year_is_not_the_year_of_the_report() -> None:
    assert understand("海拉尔2020年当年民生支出", [REPORT]).years == (2020,)
