"""Tables: between words only, values whole, no line wider than the terminal."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from service.cli.grid import Grid, filled
from service.language.quantity_grammar import TOKEN

VALUES = (
    "12000亿元", "增长7-8%", "预计309亿元，增长8%", "2024年目标290亿元以上；年份不同", "下降16.8%",
    "第2位", "报告未提及", "50660元、增长7.7%", "9.96%（区本级）", "0.35个百分点", "",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(VALUES), min_size=1, max_size=4).map("".join)
ROWS = st.integers(2, 7).flatmap(
    lambda columns: st.lists(st.tuples(*[TEXTS] * columns), min_size=1, max_size=5)
)

COMPARED = Grid(
    ("指标", "类型", *(f"{region}\n2021年报告" for region in ("东昌区", "乌海市", "满洲里市"))),
    (
        ("地区生产总值", "结果", "预计增长0.3%", "增长0.1%\n2023年", "141.5亿元\n2020年"),
        ("固定资产投资", "目标", "增长10%以上", "报告另处写作2024年目标290亿元以上", "增长6%"),
    ),
    keys=2,
)


@settings(deadline=None)
@given(text=TEXTS, width=st.integers(1, 60))
def test_wrapping_keeps_every_value_whole_and_loses_nothing(text: str, width: int) -> None:
    lines = filled(text, width)
    assert "".join(lines) == text
    ends = {sum(map(len, lines[:at])) for at in range(1, len(lines))}
    inside = [m.group() for m in TOKEN.finditer(text) if any(m.start() < e < m.end() for e in ends)]
    assert inside == []


@settings(deadline=None)
@given(rows=ROWS, width=st.sampled_from((80, 100, 120)))
def test_no_line_is_wider_than_the_terminal(rows: list[tuple[str, ...]], width: int) -> None:
    headers = tuple(f"列{at}" for at in range(len(rows[0])))
    table = Grid(headers, tuple(rows))
    assert max(map(cell_len, table.lines(width))) <= width


def test_what_fits_stands_in_one_part() -> None:
    assert list(COMPARED.lines(100)) == [
        "指标          类型  东昌区        乌海市                             满洲里市",
        "                    2021年报告    2021年报告                         2021年报告",
        "───────────────────────────────────────────────────────────────────────────────",
        "地区生产总值  结果  预计增长0.3%  增长0.1%                           141.5亿元",
        "                                  2023年                             2020年",
        "固定资产投资  目标  增长10%以上   报告另处写作2024年目标290亿元以上  增长6%",
    ]


def test_columns_that_do_not_fit_are_shown_in_parts_led_by_the_keys() -> None:
    assert list(COMPARED.lines(60)) == [
        "指标          类型  东昌区        乌海市",
        "                    2021年报告    2021年报告",
        "────────────────────────────────────────────────────────────",
        "地区生产总值  结果  预计增长0.3%  增长0.1%",
        "                                  2023年",
        "固定资产投资  目标  增长10%以上   报告另处写作2024年目标",
        "                                  290亿元以上",
        "",
        "指标          类型  满洲里市",
        "                    2021年报告",
        "──────────────────────────────",
        "地区生产总值  结果  141.5亿元",
        "                    2020年",
        "固定资产投资  目标  增长6%",
    ]


@pytest.mark.parametrize("width", [80, 120])
def test_numbers_stand_right(width: int) -> None:
    table = Grid(("报告", "字数"), (("甲市-2021", "9"), ("乙", "11,513")), right=frozenset({1}))
    assert list(table.lines(width)) == [
        "报告         字数",
        "─────────────────",
        "甲市-2021       9",
        "乙         11,513",
    ]
