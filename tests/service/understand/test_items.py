"""Several things in one question, places among others, two years, and names that go on."""

import pytest

from service.understand import understand
from service.understand.pairs import without_base
from service.understand.parts import indicators_of, is_shared, items_of
from service.understand.places import read_places
from service.understand.wider import asks_place, without_place
from tests.service.understand.test_read import report
from vectorstore.regions import mentions

YUEYANG = [report("岳阳市", year, ("湖南省",), "prefecture") for year in (2024, 2025)]
CHENZHOU = report("郴州市", 2025, ("湖南省",), "prefecture")
JILIN = report("吉林市", 2023, ("吉林省",), "prefecture")


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("芡实、莲藕、小龙虾产量各多少", ["芡实产量", "莲藕产量", "小龙虾产量"]),
        ("芡实和莲藕种植面积分别是多少", ["芡实种植面积", "莲藕种植面积"]),
        ("芡实产量、莲藕产量各是多少", ["芡实产量", "莲藕产量"]),
        ("投资、消费、就业各怎么样", ["投资", "消费", "就业"]),
        ("芡实产量多少", []),
        ("芡实产量、", []),
        ("和谐社区建设", []),
        ("建设一批非常非常非常长名字的公园，产量", []),
    ],
)
def test_a_list_is_told_item_by_item(text: str, items: list[str]) -> None:
    assert items_of(text) == items


def test_a_list_is_shared_where_one_noun_stands_for_all() -> None:
    assert is_shared(["芡实产量", "莲藕产量"])
    assert not is_shared(["芡实产量", "莲藕种植面积"])
    assert not is_shared(["芡实产量"])
    assert not is_shared(["投资", "消费"])


def test_a_list_of_everyday_names_is_one_of_indicators_only_if_all_are() -> None:
    assert [each.name for each in indicators_of(["投资", "消费"])] == [
        "固定资产投资",
        "社会消费品零售总额",
    ]
    assert indicators_of(["投资", "芡实"]) == []


def test_the_items_of_a_question_are_parts_of_it() -> None:
    read = understand("岳阳2024年粮食、莲藕产量各多少", YUEYANG)
    parts = [(each.indicators, each.subject) for each in (read, *read.then)]
    assert parts == [(("粮食产量",), "粮食产量"), ((), "莲藕产量")]
    everyday = understand("岳阳2024年投资、消费、就业各咋样", YUEYANG)
    assert everyday.indicators == ("固定资产投资", "社会消费品零售总额", "城镇新增就业")


@pytest.mark.parametrize(
    ("text", "asks", "rest"),
    [
        ("gdp省里排第几", True, "gdp"),
        ("固投全国排名", True, "固投"),
        ("社零在全省位次", True, "社零"),
        ("固投增速多少", False, "固投增速多少"),
    ],
)
def test_a_place_is_asked_for_in_many_words(text: str, asks: bool, rest: str) -> None:
    assert asks_place(text) is asks
    assert without_place(text).strip() == rest


@pytest.mark.parametrize(
    ("question", "base"),
    [
        ("岳阳2024年税收比上一年多多少", -1),
        ("岳阳2024年税收跟去年比是升还是降", -1),
        ("岳阳2024年税收比2022年高了多少", 2022),
        ("岳阳2024年税收较上年变化大不大", -1),
        ("岳阳2024年税收比上年增长多少", None),
        ("岳阳2024年税收比去年计划多多少", None),
        ("岳阳2024年税收比上年", None),
        ("岳阳2024年税收多少", None),
    ],
)
def test_what_a_year_is_held_against_is_taken_out(question: str, base: int | None) -> None:
    rest, against = without_base(question)
    assert against == base
    assert (rest == question) is (base is None)


@pytest.mark.parametrize(
    ("question", "years", "relation"),
    [
        ("岳阳2024年税收比上一年多多少", (2024, 2023), "years"),
        ("岳阳税收跟去年比咋样", (2024, 2023), "years"),
        ("岳阳24比22年税收多了多少", (2024, 2022), "years"),
        ("岳阳22和23两年税收差多少", (2022, 2023), "years"),
        ("岳阳2024年税收比上年增长多少", (2024,), None),
    ],
)
def test_a_change_is_one_of_two_years(
    question: str, years: tuple[int, ...], relation: str | None
) -> None:
    read = understand(question, YUEYANG)
    assert (read.years, read.relation) == (years, relation)


@pytest.mark.parametrize(
    ("question", "found", "unknown"),
    [
        ("吉林GDP多少", ("吉林市",), ()),
        ("吉林省GDP多少", (), ("吉林省",)),
        ("吉林市GDP多少", ("吉林市",), ()),
        ("岳阳GDP多少", ("岳阳市",), ()),
        ("岳阳县GDP多少", (), ("岳阳县",)),
        ("岳阳楼区GDP多少", (), ("岳阳楼区",)),
        ("岳阳市君山区GDP多少", (), ("君山区",)),
        ("湖南省岳阳市GDP多少", ("岳阳市",), ()),
        ("岳阳市民营经济", ("岳阳市",), ()),
        ("岳阳市区停车位", ("岳阳市",), ()),
        ("岳阳和岳阳县GDP", ("岳阳市",), ("岳阳县",)),
        ("“岳阳县”是什么", (), ()),
    ],
)
def test_a_name_that_goes_on_is_another_region_s(
    question: str, found: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    places = read_places(question, [*YUEYANG, JILIN])
    assert (places.regions, places.unknown) == (found, unknown)


@pytest.mark.parametrize(
    ("text", "names"),
    [("岳阳哈密瓜产量", ["岳阳"]), ("哈密GDP", ["哈密"]), ("岳阳和三亚的旅游", ["岳阳", "三亚"])],
)
def test_a_word_that_begins_with_a_place_s_name_is_no_place(text: str, names: list[str]) -> None:
    assert [each.text for each in mentions(text)] == names


@pytest.mark.parametrize(
    ("before", "question", "carried"),
    [
        ("岳阳2023年固投多少", "社零呢", {"regions": ("岳阳市",), "years": ("2023",)}),
        ("岳阳2023年固投多少", "2024年呢", {"regions": ("岳阳市",), "about": ("固定资产投资",)}),
        ("岳阳2023年固投多少", "郴州呢", {"years": ("2023",), "about": ("固定资产投资",)}),
        ("岳阳2023年固投多少", "郴州2024年社零多少", {}),
        ("岳阳2023年固投多少", "郴州社零多少", {}),
        ("岳阳文旅咋弄的", "打算呢", {"regions": ("岳阳市",), "about": ("文旅",)}),
        ("岳阳2024年固投达标了吗", "那社零呢", {"regions": ("岳阳市",), "years": ("2024",)}),
    ],
)
def test_what_a_follow_up_took_over_is_told(
    before: str, question: str, carried: dict[str, tuple[str, ...]]
) -> None:
    reports = [*YUEYANG, CHENZHOU]
    held = understand(before, reports)
    last = held.then[-1] if held.then else held
    assert understand(question, reports, before=last).carried == carried


@pytest.mark.parametrize(
    ("question", "found", "unknown"),
    [
        ("假县2020年GDP是多少", (), ("假县",)),
        ("假县固定资产投资增长多少", (), ("假县",)),
        ("请问无名镇的财政收入", (), ("无名镇",)),
        ("2020年前三季度假县GDP", (), ("假县",)),
        ("岳阳市和假县2020年GDP谁高", ("岳阳市",), ("假县",)),
        ("滨海新区2020年GDP", (), ("滨海新区",)),
        ("2020年乡镇财政收入", (), ()),
        ("保护区的面积", (), ()),
        ("改造小区90个", (), ()),
        ("自治区2020年GDP", (), ()),
        ("全县GDP", (), ()),
        ("建市60年来", (), ()),
    ],
)
def test_a_place_that_no_table_knows_is_one_all_the_same(
    question: str, found: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    places = read_places(question, [*YUEYANG, JILIN])
    assert (places.regions, places.unknown) == (found, unknown)
