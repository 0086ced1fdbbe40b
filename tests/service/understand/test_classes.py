"""What a question asks for, class by class: fresh instances of each, none of a report's own."""

import pytest

from service.understand import Understood, understand
from tests.service.understand.test_read import report

REPORTS = (
    *(report("德阳市", year, ("四川省",), "prefecture") for year in (2021, 2022, 2023)),
    report("吕梁市", 2022, ("山西省",), "prefecture"),
    *(report("安国市", year, ("河北省", "保定市")) for year in (2021, 2023)),
    report("盱眙县", 2023, ("江苏省", "淮安市")),
)
GDP, RETAIL, TRADE, REVENUE = "地区生产总值", "社会消费品零售总额", "进出口总额", "一般公共预算收入"


def read(question: str, before: Understood | None = None) -> Understood:
    return understand(question, REPORTS, before=before)


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("德阳2022年GDP在四川排第几", (GDP,)),
        ("德阳22年外贸在四川省能排到第几位", (TRADE,)),
        ("吕梁社零全省排多少名", (RETAIL,)),
        ("安国2022年财政收入在保定各县市里排名第几", (REVENUE,)),
        ("盱眙GDP在淮安居第几位", (GDP,)),
        ("在江苏，盱眙2022年GDP是不是第三", (GDP,)),
        ("吕梁营商环境在山西位列第几", ()),
    ],
)
def test_a_place_among_others_is_the_measure_and_no_second_region(
    question: str, about: tuple[str, ...]
) -> None:
    asked = read(question)
    assert (asked.relation, asked.indicators, asked.unknown_regions) == ("rank", about, ())
    assert len(asked.regions) == 1


@pytest.mark.parametrize(
    "question", ["德阳开行中欧班列多少列", "德阳新建几座水库", "吕梁第几次人口普查"]
)
def test_a_unit_is_no_place(question: str) -> None:
    assert read(question).relation is None


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("德阳2022年哪些指标排全省第二", "第二"),
        ("吕梁有哪几项工作位居山西第一", "第一"),
        ("盱眙2022年哪些排名全市前三", "前三"),
    ],
)
def test_what_holds_a_place_is_asked(question: str, place: str) -> None:
    asked = read(question)
    assert (asked.place, asked.unknown_regions) == (place, ())


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("德阳2020年和2022年社零合计多少", (2020, 2022)),
        ("德阳2020、2021两年外贸总共多少亿", (2020, 2021)),
        ("德阳21年22年财政收入加起来多少", (2021, 2022)),
        ("德阳这两年财政收入一共多少", (2021, 2022)),
        ("德阳和吕梁2021年GDP合计", (2021,)),
    ],
)
def test_a_sum_of_years_or_places(question: str, years: tuple[int, ...]) -> None:
    asked = read(question)
    assert (asked.relation, asked.years) == ("sum", years)


@pytest.mark.parametrize(
    "question",
    [
        "德阳2025年城镇化率要到多少",
        "吕梁22年粮食产量要稳在多少",
        "盱眙2023年社零定多少",
        "盱眙23年财政收入想收多少",
        "德阳2023年GDP增速定在几个点",
        "德阳2023年GDP打算涨多少",
    ],
)
def test_what_is_wanted_is_a_target(question: str) -> None:
    asked = read(question)
    assert asked.kind == "target"
    assert (len(asked.indicators), asked.topic) == (1, "")


@pytest.mark.parametrize(
    "question",
    ["德阳主要农产品产量多少", "德阳需要多少水", "我要知道德阳社零多少", "德阳规定多少条"],
)
def test_other_words_with_the_same_letters_want_nothing(question: str) -> None:
    assert read(question).kind != "target"


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("德阳历年社零", (2020, 2021, 2022)),
        ("德阳2020到2022年每年GDP多少", (2020, 2021, 2022)),
        ("德阳这几年财政收入各是多少", (2020, 2021, 2022)),
        ("德阳2020年以来外贸分别是多少", (2020, 2021, 2022)),
        ("安国社零，逐年的", (2020, 2022)),
    ],
)
def test_a_series_is_year_by_year(question: str, years: tuple[int, ...]) -> None:
    asked = read(question)
    assert (asked.task, asked.years) == ("trend", years)


@pytest.mark.parametrize(
    "question",
    [
        "德阳2022年财政收入为啥少了",
        "德阳社零怎么降了",
        "吕梁把GDP目标定成7%是怎么考虑的",
        "盱眙外贸下滑的原因",
        "盱眙咋没完成目标",
    ],
)
def test_a_reason_is_asked(question: str) -> None:
    assert read(question).task == "why"


@pytest.mark.parametrize(
    ("question", "year"),
    [
        ("德阳2022年年度目标完成得咋样", 2022),
        ("吕梁21年的目标都兑现了没", 2021),
        ("盱眙去年各项任务完成了吗", 2022),
        ("安国2022年定的经济目标实现了没有", 2022),
    ],
)
def test_targets_that_are_not_named_are_all_of_them(question: str, year: int) -> None:
    asked = read(question)
    assert (asked.task, asked.relation, asked.years) == ("headline", "fulfilled", (year,))
    assert (asked.indicators, asked.then) == ((), ())


@pytest.mark.parametrize(
    ("question", "titled"),
    [
        ("盱眙县长是谁", ("who",)),
        ("德阳2021年和2023年的市长分别是谁", ("who",)),
        ("德阳2022年报告在哪次会议上做的", ("where",)),
        ("吕梁2022年报告是什么时候作的", ("when",)),
        ("安国23年报告谁作的，哪天作的，在什么会上", ("who", "when", "where")),
    ],
)
def test_the_title_line_is_asked(question: str, titled: tuple[str, ...]) -> None:
    asked = read(question)
    assert (asked.task, asked.titled, asked.then) == ("person", titled, ())


@pytest.mark.parametrize(
    ("question", "years", "measures"),
    [
        ("2021年财政收入增速是多少", (2021,), ("growth",)),
        ("去年GDP多少亿", (), ("amount",)),
        ("新增就业目标是多少", (), ()),
    ],
)
def test_a_question_without_a_region_keeps_what_it_says_for_the_region_that_follows(
    question: str, years: tuple[int, ...], measures: tuple[str, ...]
) -> None:
    asked = read(question)
    assert (asked.unsaid, asked.regions) == (True, ())
    told = read("盱眙的", asked)
    assert (told.unsaid, told.regions, told.measures) == (False, ("盱眙县",), measures)
    assert told.indicators == asked.indicators
    assert told.years == (years or ((2022,) if "去年" in question else ()))
    assert told.carried["about"] == asked.indicators


@pytest.mark.parametrize(
    "question", ["各地2021年GDP增速", "哪个市社零最高", "谁的外贸多", "所有县的GDP"]
)
def test_all_regions_are_asked_in_words(question: str) -> None:
    asked = read(question)
    assert (asked.unsaid, asked.all_regions) == (False, True)


def test_the_one_region_of_a_library_goes_without_saying() -> None:
    asked = understand("去年GDP多少", [each for each in REPORTS if each.region == "吕梁市"])
    assert (asked.unsaid, asked.regions, asked.years) == (False, ("吕梁市",), (2021,))


@pytest.mark.parametrize(
    ("question", "region", "corrected"),
    [
        ("得阳2022年GDP", "德阳市", "得阳→德阳"),
        ("吕粱2021年社零", "吕梁市", "吕粱→吕梁"),
        ("品梁去年外贸", "吕梁市", None),
        ("盱贻县2022年GDP", "盱眙县", "盱贻县→盱眙县"),
    ],
)
def test_a_misspelt_region_is_put_right_where_it_sounds_alike(
    question: str, region: str, corrected: str | None
) -> None:
    asked = read(question)
    assert (asked.regions, asked.corrected) == (
        ((region,), (corrected,)) if corrected else ((), ())
    )
    assert asked.nearest == (() if corrected else (region,))


@pytest.mark.parametrize("question", ["得失2022年", "旅游收入2022年", "实验学校2022年多少"])
def test_a_word_is_no_misspelt_region(question: str) -> None:
    asked = read(question)
    assert (asked.regions, asked.nearest) == ((), ())


def test_each_report_of_a_list_is_read_by_itself() -> None:
    asked = read("德阳2022、吕梁2022、盱眙2023这三份报告，上一年GDP增速各是多少")
    parts = [(each.regions, each.report_years, each.years) for each in (asked, *asked.then)]
    assert parts == [
        (("德阳市",), (2022,), (2021,)),
        (("吕梁市",), (2022,), (2021,)),
        (("盱眙县",), (2023,), (2022,)),
    ]


@pytest.mark.parametrize(
    ("question", "report_years", "years"),
    [
        ("安国2021年报告里财政收入多少", (2021,), ()),
        ("2021年安国市政府工作报告里社零多少", (2021,), ()),
        ("安国2021年财政收入多少", (), (2021,)),
        ("安国2021年的报告里，去年社零多少", (2021,), (2020,)),
    ],
)
def test_the_year_of_a_report_is_not_that_of_a_figure(
    question: str, report_years: tuple[int, ...], years: tuple[int, ...]
) -> None:
    asked = read(question)
    assert (asked.report_years, asked.years) == (report_years, years)


def test_a_conversation_counts_its_years_and_yields_to_others() -> None:
    first = read("德阳2020年和2022年外贸差多少")
    both = read("社零呢，这两年加起来多少", first)
    assert (both.indicators, both.years, both.relation) == ((RETAIL,), (2020, 2022), "sum")
    every = read("其他城市呢", read("吕梁2021年社零"))
    assert (every.regions, every.all_regions, every.indicators) == ((), True, (RETAIL,))
    afresh = read("另外，盱眙2022年外贸多少", first)
    assert (afresh.regions, afresh.indicators, afresh.carried) == (("盱眙县",), (TRADE,), {})
    everywhere = read("各地的社零目标？", first)
    assert (everywhere.all_regions, everywhere.years, everywhere.carried) == (True, (), {})
    assert set(every.reports) > {"吕梁市-2022"}


def test_the_second_of_a_list_is_asked_by_its_number() -> None:
    assert read("盱眙2023年的第二个目标是什么").nth == 2
    assert read("德阳第三产业多少").nth is None


def test_these_two_are_the_two_that_were_asked_about() -> None:
    before = read("德阳2022年固投、社零目标各定多少")
    after = read("那2021年这两项实际涨了多少", before)
    assert (after.indicators, after.measures) == (before.indicators, ("growth",))


def test_how_a_matter_is_to_be_gone_about_is_asked_of_the_matter() -> None:
    after = read("2022年打算怎么治", read("德阳2021年城市治堵都干了啥"))
    assert (after.task, after.subject, after.topic) == ("planned", "城市治堵", "城市治堵")


@pytest.mark.parametrize(
    ("question", "matters"),
    [
        ("德阳2022年在稳就业、促增收上有什么安排", ("稳就业", "促增收")),
        ("德阳2021年在教育和医疗方面做了哪些工作", ("教育", "医疗")),
        ("盱眙今后五年怎么发展消费和商贸", ("发展消费", "发展商贸")),
        ("盱眙2023年怎么抓旅游、养老", ("旅游", "养老")),
        ("德阳2022年招商引资有什么安排", ("招商引资",)),
    ],
)
def test_each_of_several_matters_is_a_part(question: str, matters: tuple[str, ...]) -> None:
    whole = read(question)
    assert tuple(each.spoken.split()[0] for each in (whole, *whole.then)) == matters
