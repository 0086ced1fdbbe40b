import pytest

from vectorstore.clean import clean
from vectorstore.clean.digits import digits
from vectorstore.clean.edits import Tracked


def after(text: str) -> str:
    return Tracked.start(text).apply(digits(text)).text


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("完成86·4亿元，增长4•2%。", "完成86.4亿元，增长4.2%。"),
        ("增长19・5%，达到7‧25万人。", "增长19.5%，达到7.25万人。"),
        ("完成86。4亿元，增长4｡2%。", "完成86.4亿元，增长4.2%。"),
        ("产值 | 86·4 | 4·2 |", "产值 | 86.4 | 4.2 |"),
        ("完成36.5 9亿元，增长4.2 5%。", "完成36.59亿元，增长4.25%。"),
        ("收入26，530元，合计27，203，319，000元。", "收入26530元，合计27203319000元。"),
        ("建设12，984套安置房，完成10，300.5万元。", "建设12984套安置房，完成10300.5万元。"),
        ("20 22年，比202 3年少，2 021年最多。", "2022年，比2023年少，2021年最多。"),
        ("1 9 9 8年，达到4 6 2 8 0亿元，增长1 0.3%。", "1998年，达到46280亿元，增长10.3%。"),
        (
            "占8 5%，增长1 5 0亿元，2 0 1 0年，1 1.5 8万人。",
            "占85%，增长150亿元，2010年，11.58万人。",
        ),
        ("增长1O.5%，2O23年，增长l2.3亿元。", "增长10.5%，2023年，增长12.3亿元。"),
    ],
)
def test_a_number_that_can_only_be_one_is_made_whole(broken: str, whole: str) -> None:
    assert after(broken) == whole


@pytest.mark.parametrize(
    "text",
    [
        "“5·12”地震、“4·20”地震，9·18事变、7·20暴雨，“9·8消费节”。",
        "新建4 5个，改造13 2.5亿元。",
        "上一页1 2 3 4下一页，共5页。",
        "皖北第1。4个国考断面，达到1000。5个县。",
        "甲占5，乙占6，丙3，400，丁。",
        "两县分别增加5，100个。",
        "O2O平台、5G网络，PM2.5和CO2，Ⅱ2类。",
        "1月5 日，1—5 6月",
        "增加值 120 300",
    ],
)
def test_what_may_be_two_numbers_or_a_day_stays(text: str) -> None:
    assert after(text) == text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("完成19·5％，增长１，２３４万元。", "完成19.5%，增长1234万元。"),
        (
            "完成1\u2009186.4亿元，36.5\u20099亿元，4\u202f200万元。",
            "完成1186.4亿元，36.59亿元，4200万元。",
        ),
        ("完成８６·４亿元，３６．５ ９亿元。", "完成86.4亿元，36.59亿元。"),
    ],
)
def test_the_whole_of_cleaning_reads_broken_numbers(raw: str, expected: str) -> None:
    assert clean(raw).text == expected
    assert clean(clean(raw).text).text == clean(raw).text


def test_a_mended_number_is_listed_where_it_stands() -> None:
    repaired = clean("全年完成86·4亿元，增长4.2%。")
    (repair,) = repaired.repairs
    assert (repair.kind, repair.before, repair.after) == ("number", "·", ".")
    assert repaired.text[repair.start - 2 : repair.end + 1] == "86.4"
    assert repaired.raw_offset(repaired.text.index("4亿元")) == 7
