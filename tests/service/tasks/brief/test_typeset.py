import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.tasks.brief.typeset import typeset


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("完成22.4亿元,增长8%;稳中有进", "完成22.4亿元，增长8%；稳中有进"),
        ("实施项目101个,其中27个", "实施项目101个，其中27个"),
        ("分别增长2%,3%", "分别增长2%，3%"),
        ("开(复)工44个", "开（复）工44个"),
        ("1,402名", "1,402名"),
        ("完成1,050项", "完成1,050项"),
        ("汇率1:6", "汇率1:6"),
        ("截至2020年:", "截至2020年："),
    ],
)
def test_marks_between_han_become_full_width_and_numbers_stay(text: str, expected: str) -> None:
    assert typeset(text) == expected


@given(st.text(alphabet="年亿元1234567890.,;:()%", max_size=60))
def test_digits_are_never_touched(text: str) -> None:
    assert re.sub(r"[^\d.]", "", typeset(text)) == re.sub(r"[^\d.]", "", text)
    assert typeset(typeset(text)) == typeset(text)


def test_quotation_marks_inside_others_are_single_ones() -> None:
    assert typeset("报告说“坚持“三抓””。") == "报告说“坚持‘三抓’”。"
    assert typeset("“十三五”和“十四五”") == "“十三五”和“十四五”"
    assert typeset("说“坚持“三抓”。") == "说“坚持“三抓”。"
