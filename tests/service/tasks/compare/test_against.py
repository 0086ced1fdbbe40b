from typing import Any

import pytest

from service.shapes import Against, Cell, Row, RowKind
from service.tasks.citing import Citing
from service.tasks.compare.against import against
from tests.service.tasks.making import fact, report

A = report("甲市")


def _said(reached: Any, wanted: Any) -> list[str]:
    kinds: tuple[RowKind, ...] = ("result", "target")
    rows = [
        Row(indicator=each.indicator, kind=kind,
            cells=(Cell(report=A.id, state="value", fact=each),))
        for kind, each in zip(kinds, (reached, wanted), strict=True)
    ]  # fmt: skip
    told, count = against(rows, {A.id: A}, Citing({A.id: A}))
    assert count.numbers == count.proven
    assert all(isinstance(one, Against) and one.citations for one in told)
    return [one.text for one in told]


def _rate(text: str, growth: str, **more: Any) -> Any:
    return fact(A, text, value=None, unit=None, growth=growth, **more)


AIM = {"kind": "target", "period": "2021", "start": 40}


@pytest.mark.parametrize(
    ("growth", "qualifier", "said"),
    [
        ("6%", None, "目标增速比2020年完成增速高3.8个百分点"),
        ("1%", None, "目标增速比2020年完成增速低1.2个百分点"),
        ("2.2%", None, "目标增速与2020年完成增速相同"),
        ("6%", "左右", "目标增速比2020年完成增速高"),
    ],
)
def test_a_target_is_held_against_what_was_reached(
    growth: str, qualifier: str | None, said: str
) -> None:
    wanted = _rate(f"增长{growth}{qualifier or ''}", growth, growth_qualifier=qualifier, **AIM)
    assert _said(_rate("增长2.2%", "2.2%"), wanted) == [said]


def test_a_level_in_percent_is_no_growth() -> None:
    wanted = fact(A, "失业率控制在5.5%以内", value="5.5", unit="%", **AIM)
    reached = fact(A, "失业率5.1%", value="5.1", unit="%")
    assert _said(reached, wanted) == ["目标比2020年完成高0.4个百分点"]


def test_amounts_are_told_with_their_difference() -> None:
    wanted = fact(A, "地区生产总值达到150亿元", value="150", **AIM)
    assert _said(fact(A), wanted) == ["目标比2020年完成多8.5亿元"]


def test_what_lies_in_another_scope_or_not_in_the_next_year_is_not_held_against_it() -> None:
    reached = _rate("增长2.2%", "2.2%")
    assert _said(reached, _rate("增长6%", "6%", **(AIM | {"period": "2025"}))) == []
    assert _said(reached, _rate("增长6%", "6%", scope="区本级", **AIM)) == []
