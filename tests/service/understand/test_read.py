"""Questions in staff wording and what they are read as."""

import pytest

from service.understand import understand
from vectorstore.documents import Report


def report(region: str, year: int, parents: tuple[str, ...], level: str = "county") -> Report:
    return Report.model_validate(
        {
            "id": f"{region}-{year}", "region": region, "parents": parents, "level": level,
            "year": year, "covers": year - 1, "title": "", "source": "", "chars": 0,
            "passages": 0, "figures": 0, "sha256": "",
        }
    )  # fmt: skip


REPORTS = (
    report("满洲里市", 2021, ("内蒙古自治区", "呼伦贝尔市")),
    report("乌海市", 2024, ("内蒙古自治区",), "prefecture"),
    report("海拉尔区", 2021, ("内蒙古自治区", "呼伦贝尔市")),
    report("回民区", 2022, ("内蒙古自治区", "呼和浩特市")),
    report("东昌区", 2021, ("吉林省", "通化市")),
)


@pytest.mark.parametrize(
    ("question", "regions"),
    [
        ("满洲里市2020年地区生产总值是多少?", ("满洲里市",)),
        ("海拉尔和满洲里2020年GDP谁高,高多少?", ("海拉尔区", "满洲里市")),
        ("通化市东昌区2020年脱贫了多少人", ("东昌区",)),
        ("内蒙古自治区呼伦贝尔市海拉尔区的固投", ("海拉尔区",)),
        ("满州里市2020年GDP", ("满洲里市",)),
        ("呼伦贝尔各地的固投", ("满洲里市", "海拉尔区")),
        ("内蒙古各地GDP目标", ("满洲里市", "乌海市", "海拉尔区", "回民区")),
    ],
)
def test_regions_are_found_by_official_short_parent_and_misspelt_names(
    question: str, regions: tuple[str, ...]
) -> None:
    assert understand(question, REPORTS).regions == regions


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("呼和浩特市2021年地区生产总值是多少?", ("呼和浩特市",)),
        ("通化市GDP是多少", ("通化市",)),
        ("火星市2020年GDP是多少?", ("火星市",)),
        ("包头市2023年GDP增长多少?", ("包头市",)),
    ],
)
def test_a_parent_or_a_stranger_is_never_taken_for_a_region_of_the_library(
    question: str, unknown: tuple[str, ...]
) -> None:
    read = understand(question, REPORTS)
    assert read.unknown_regions == unknown
    assert read.regions == ()
    assert read.reports == ()


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("乌海市2023年社零增长多少?", (2023,)),
        ("满洲里去年固定资产投资完成多少亿?", (2020,)),
        ("东昌区今年GDP目标增长多少", (2021,)),
        ("满洲里市2018-2020年GDP", (2018, 2019, 2020)),
        ("回民区四年来累计完成固定资产投资多少?", ()),
    ],
)
def test_years_are_those_of_the_figures_and_relative_ones_those_of_the_report(
    question: str, years: tuple[int, ...]
) -> None:
    assert understand(question, REPORTS).years == years


@pytest.mark.parametrize(
    ("question", "kind"),
    [("去年各地社零都是涨还是跌", None), ("今年各地GDP目标分别是多少", "target"),
     ("各地今年新增就业多少人", "target")],
)  # fmt: skip
def test_last_year_of_several_regions_is_that_of_each_report(
    question: str, kind: str | None
) -> None:
    read = understand(question, REPORTS)
    assert (read.years, read.kind) == ((), kind)
    assert len(read.reports) == len(REPORTS)


def test_last_year_of_regions_whose_reports_are_of_one_year_is_that_year() -> None:
    assert understand("海拉尔和满洲里去年的社零", REPORTS).years == (2020,)


def test_a_report_named_by_its_year_is_no_year_of_figures() -> None:
    read = understand("满洲里2021年报告里提到的口岸过货量", REPORTS)
    assert read.report_years == (2021,)
    assert read.years == ()


def test_a_plan_period_is_a_span() -> None:
    read = understand("海拉尔“十三五”期间民生支出累计多少?", REPORTS)
    assert read.period == "2016-2020"
    assert read.kind == "cumulative"


@pytest.mark.parametrize(
    ("question", "indicators"),
    [
        ("满洲里市2020年GDP", ("地区生产总值",)),
        ("乌海市2023年社零增长多少?", ("社会消费品零售总额",)),
        ("海拉尔区2020年地区生产总职多少", ("地区生产总值",)),
        ("乌海2023年城乡居民人均可支配收入分别增长多少?",
         ("城镇居民人均可支配收入", "农村居民人均可支配收入")),
    ],
)  # fmt: skip
def test_indicators_are_found_by_alias_short_name_and_misspelt_name(
    question: str, indicators: tuple[str, ...]
) -> None:
    assert understand(question, REPORTS).indicators == indicators


@pytest.mark.parametrize(
    ("question", "task"),
    [
        ("满洲里市2020年地区生产总值是多少?", "lookup"),
        ("各地的GDP增长目标?", "list"),
        ("海拉尔和满洲里2020年GDP谁高,高多少?", "compare"),
        ("五个地区谁的GDP最高", "rank"),
        ("双随机一公开是什么意思", "explain"),
        ("满洲里市2021年怎么恢复旅游业?", "done"),
        ("海拉尔区存在哪些问题", "problems"),
        ("今天天气怎么样", "other"),
    ],
)
def test_the_task_is_told_by_the_question_words(question: str, task: str) -> None:
    assert understand(question, REPORTS).task == task


@pytest.mark.parametrize(
    ("question", "measures"),
    [
        ("乌海市2023年地区生产总值是多少亿元?", ("amount",)),
        ("乌海市2023年地区生产总值增长多少?", ("growth",)),
        ("满洲里市2020年地区生产总值多少亿元,增速多少", ("amount",)),
        ("海拉尔区2020年城镇登记失业率", ()),
    ],
)
def test_amount_and_growth_are_told_apart(question: str, measures: tuple[str, ...]) -> None:
    assert understand(question, REPORTS).measures == measures


def test_the_subject_keeps_content_words_only() -> None:
    read = understand("请问满洲里市2020年开行中欧班列多少列?", REPORTS)
    assert read.subject.split()[0] == "开行中欧班列"


def test_the_same_question_reads_the_same_twice() -> None:
    question = "海拉尔和满洲里2020年GDP谁高,高多少?"
    assert understand(question, REPORTS) == understand(question, REPORTS)


@pytest.mark.parametrize("question", ["", "?", "😀", "' OR 1=1 --", "a" * 500, "⟦F1⟧"])
def test_odd_questions_are_survived(question: str) -> None:
    assert understand(question, REPORTS).task in ("lookup", "list")


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("满洲里市2020年地区生产总值是多少?增速呢?", [("地区生产总值", "growth")]),
        ("回民区2021年GDP多少,增速多少?", [("地区生产总值", "growth")]),
        ("海拉尔和满洲里2020年GDP谁高,高多少?", []),
        ("乌海市2023年改造完成老旧小区多少个?", []),
    ],
)
def test_a_later_part_inherits_what_it_leaves_unsaid(
    question: str, parts: list[tuple[str, str]]
) -> None:
    read = understand(question, REPORTS)
    assert [(then.indicators[0], then.measures[0]) for then in read.then] == parts
    assert all(then.regions == read.regions and then.years == read.years for then in read.then)


def test_a_later_part_may_change_the_year() -> None:
    read = understand("乌海市2023年改造完成老旧小区多少个?2024年计划呢?", REPORTS)
    assert [(then.years, then.kind, then.indicators) for then in read.then] == [
        ((2024,), "target", ("老旧小区改造",))
    ]


def test_a_follow_up_inherits_from_the_question_before() -> None:
    first = understand("满洲里市2020年GDP是多少", REPORTS)
    second = understand("那固定资产投资呢?", REPORTS, before=first)
    assert (second.regions, second.years) == (("满洲里市",), (2020,))
    assert second.indicators == ("固定资产投资",)
    third = understand("和海拉尔比呢?", REPORTS, before=second)
    assert third.indicators == ("固定资产投资",)


def test_a_place_inside_a_quoted_term_is_no_place() -> None:
    read = understand("回民区的“五宜城市”是什么意思", REPORTS)
    assert read.unknown_regions == ()
    assert read.task == "explain"
    assert "五宜城市" in read.subject


def test_years_to_come_ask_for_targets() -> None:
    read = understand("回民区今后五年要改造多少个老旧小区?", REPORTS)
    assert (read.any_span, read.kind) == (True, "target")


def test_a_short_name_of_an_autonomous_place_is_the_place() -> None:
    aba = report("阿坝藏族羌族自治州", 2022, ("四川省",), "prefecture")
    for question in ("阿坝州2022年GDP目标", "阿坝2022年GDP目标", "四川省阿坝州的固投"):
        read = understand(question, (*REPORTS, aba))
        assert (read.regions, read.unknown_regions) == (("阿坝藏族羌族自治州",), ())


def test_whether_a_target_was_met_asks_for_target_and_result() -> None:
    read = understand("海拉尔区2020年GDP完成目标了吗", REPORTS)
    assert [read.kind, *(then.kind for then in read.then)] == ["target", "result"]
