"""The grammar of how officials write numbers."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.language.measure import Measure
from service.language.measures import measures
from service.language.numerals import numeral
from service.language.units import plain


def only(text: str) -> Measure:
    found = measures(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    "text", ["增长□.2%左右", "完成1□2亿元", "增长1□亿元", "完成□2亿元", "增长2.□%", "增长□5%"]
)
def test_a_number_of_which_a_character_could_not_be_read_is_none(text: str) -> None:
    assert measures(text) == []


def test_a_character_beside_the_unit_that_could_not_be_read_takes_no_number() -> None:
    assert only("完成12亿元□增幅居前").number == "12"


@pytest.mark.parametrize(
    ("text", "number", "unit", "value", "plain_unit"),
    [
        ("141.5亿元", "141.5", "亿元", "14150000000", "元"),
        ("1,402名", "1402", "名", "1402", "名"),
        ("1.2万亿元", "1.2", "万亿元", "1200000000000", "元"),
        ("100%", "100", "%", "100", "%"),
        ("98.5％", "98.5", "%", "98.5", "%"),
        ("46天", "46", "天", "46", "天"),
        ("12个百分点", "12", "个百分点", "12", "个百分点"),
        ("5.53‰", "5.53", "‰", "5.53", "‰"),
        ("200万千瓦", "200", "万千瓦", "2000000", "千瓦"),
        ("110千伏", "110", "千伏", "110", "千伏"),
        ("36微克/立方米", "36", "微克/立方米", "36", "微克/立方米"),
        ("1935元/月", "1935", "元/月", "1935", "元/月"),
        ("848万人次", "848", "万人次", "8480000", "人次"),
        ("28.5亿美元", "28.5", "亿美元", "2850000000", "美元"),
        ("90台套", "90", "台套", "90", "台套"),
        ("近亿吨", "亿", "吨", "100000000", "吨"),
        ("1415000万元", "1415000", "万元", "14150000000", "元"),
        ("百余家", "百", "家", "100", "家"),
        ("70个工作日以内", "70", "个工作日", "70", "个工作日"),
    ],
)
def test_a_quantity_is_read_with_its_scale_and_unit(
    text: str, number: str, unit: str, value: str, plain_unit: str
) -> None:
    found = only(text)
    actual = (found.number, found.unit, found.value, found.plain_unit)
    assert actual == (number, unit, Decimal(value), plain_unit)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("6%左右", "左右"),
        ("4100人以上", "以上"),
        ("控制在4.5%以内", "以内"),
        ("8,100余万元", "余"),
        ("达20多亿元", "多"),
        ("近70万人次", "近"),
        ("突破20亿元", "突破"),
        ("不低于50%", "不低于"),
        ("超200亿元", "超"),
        ("约3万人", "约"),
        ("压减至1天内", "内"),
    ],
)
def test_a_qualifier_is_kept(text: str, qualifier: str) -> None:
    assert only(text).qualifier == qualifier


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("7-8%", "7", "8"), ("6.5%－7%", "6.5", "7"), ("7%至8%", "7", "8"), ("3—5个", "3", "5")],
)
def test_a_range_has_two_ends(text: str, low: str, high: str) -> None:
    found = only(text)
    actual = (found.number, found.value, found.high)
    assert actual == (f"{low}-{high}", Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    "text",
    [
        "第七批", "“十四五”", "2035年", "5A级", "G6", "一枚公章", "七连升", "三年行动", "2017年以来",
        "2016-2020年", "2021年6月24日", "1-11月", "100周年", "21世纪", "国内500强", "110国道", "县道342线",
        "〔2021〕1号", "“1+5+X”", "“620燃气爆炸”", "“24小时不打烊”", "PM2.5", "地铁1、2、3、6号线",
        "“科技兴蒙”2.0版", "名词解释[12]", "节约集约", "增长$1.$2％",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_quantity_is_no_figure(text: str) -> None:
    assert measures(text) == []


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("下降16.8%", "down"),
        ("同比增长8%", "up"),
        ("降幅较一季度收窄12个百分点", "down"),
        ("增长4.6倍", "up"),
        ("同比-3.1%", "down"),
        ("下降到3.2%", None),
        ("完成9.8亿元", None),
    ],
)
def test_the_direction_is_that_of_the_verb_before(text: str, direction: str | None) -> None:
    assert only(text).direction == direction


def test_a_half_width_comma_between_two_percentages_is_no_thousands_separator() -> None:
    assert [figure.number for figure in measures("增长2%,4.3%")] == ["2", "4.3"]


def test_a_thousands_separator_is_left_out_of_the_number() -> None:
    assert [figure.number for figure in measures("1,050项,512项")] == ["1050", "512"]


def test_a_ratio_is_one_figure() -> None:
    found = only("三次产业结构为3.7:23.1:73.2")
    assert (found.number, found.value, found.plain_unit) == ("3.7:23.1:73.2", None, ":")


@pytest.mark.parametrize(
    ("text", "value"), [("翻番", 1), ("翻一番", 1), ("翻了两番", 2), ("与上年持平", 0)]
)
def test_words_that_are_quantities_have_their_value(text: str, value: int) -> None:
    assert only(text).value == Decimal(value)


def test_a_fraction_in_words_has_its_value() -> None:
    assert (only("占四分之一").value, only("百分之三十").value) == (Decimal("0.25"), Decimal(30))


@pytest.mark.parametrize(("text", "value"), [("三百五十", 350), ("两万", 20000), ("亿", 10**8)])
def test_a_chinese_numeral_has_its_value(text: str, value: int) -> None:
    assert numeral(text) == value


def test_what_is_no_numeral_has_no_value() -> None:
    assert numeral("若干") is None


def test_a_unit_is_split_from_its_scale() -> None:
    assert (plain("万元"), plain("千瓦")) == ((Decimal(10000), "元"), (Decimal(1), "千瓦"))


@given(
    st.text(
        alphabet="0123456789.,，%％亿万元个百分点年月第“”增长下降至-—:、。 一二百余近", max_size=60
    )
)
def test_every_figure_is_its_own_span_and_spans_do_not_overlap(text: str) -> None:
    found = measures(text)
    assert [text[figure.start : figure.end] for figure in found] == [f.text for f in found]
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_a_span_reads_the_same_as_the_whole() -> None:
    text = "前言2020年。地区生产总值141.5亿元,增长3%。后文。"
    assert measures(text, 8, 27) == measures(text)


def test_the_word_that_deals_out_a_list_is_no_unit() -> None:
    assert [figure.text for figure in measures("净增超千万分别为85户和7户")] == ["85户", "7户"]
