"""Names of indicators from the evaluation's own data."""

import pytest

from evals.names import known, mentions, of_case, same_name


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("GDP", "地区生产总值"),
        ("全县生产总值", "地区生产总值"),
        ("全社会固定资产投资", "固定资产投资"),
        ("规上工业增加值", "规模以上工业增加值"),
        ("“三公”经费支出", "三公经费"),
        ("环境空气质量优良天数比率", "空气质量优良率"),
    ],
)
def test_a_printed_name_is_its_indicator(printed: str, name: str) -> None:
    assert known(printed) is known(name)
    assert known(name) is not None


@pytest.mark.parametrize(
    "pair",
    [
        ("税收收入", "一般公共预算收入"),
        ("人均地区生产总值", "地区生产总值"),
        ("城镇登记失业率", "城镇调查失业率"),
        ("新增市场主体", "市场主体"),
        ("限额以上社会消费品零售总额", "社会消费品零售总额"),
    ],
)
def test_neighbours_are_two_indicators(pair: tuple[str, str]) -> None:
    one, other = (known(name) for name in pair)
    assert None not in (one, other)
    assert one is not other


def test_a_text_names_the_longest_and_none_inside_a_longer_noun() -> None:
    text = "人均地区生产总值、固定资产投资、非房地产投资、食品加工业增加值、进出口货运量"
    named = [each.indicator.name for each in mentions(text)]
    assert named == ["人均地区生产总值", "固定资产投资"]


@pytest.mark.parametrize(
    ("gold", "said", "scope", "same"),
    [
        ("县城平安小区", "创建县城平安小区", "", True),
        ("重点项目建设完成投资", "完成投资", "", False),
        ("医药健康产业产值", "产值", "", False),
        ("规上工业企业研发经费投入", "研发经费投入", "规上工业企业", True),
        ("规上工业企业研发经费投入", "研发经费投入", "", False),
        ("地区生产总值", "一般公共预算收入", "", False),
        ("雪道平整工程", "地区生产总值", "", False),
    ],
)
def test_each_of_two_names_holds_most_of_the_other(
    gold: str, said: str, scope: str, same: bool
) -> None:
    assert same_name(gold, said, scope=scope) is same


def test_a_cases_own_name_says_whose_it_is() -> None:
    assert (of_case("市级重点项目").name, of_case("市级重点项目").scope) == ("重点项目", "市级")
    assert of_case("地区生产总值").name == "地区生产总值"
