"""The record of first sights: appended, read back, printed as a curve."""

from pathlib import Path

import pytest

from evals import first_sight
from evals.bad_case import BadCase
from evals.first_sight import FirstSight, append, curve, load

FIRST = FirstSight(
    date="2026-11-27", commit="40620c284514", task="facts", draw=("甲县_2017", "乙市_2021"), n=60,
    fields={"value": (50, 52), "all": (45, 60)}, said=58, sure_false=9,
)  # fmt: skip
ASKED = FIRST.model_copy(
    update={"date": "2026-12-01", "task": "questions", "fields": {"right": (30, 60)}}
)


def test_a_draw_is_put_behind_the_others_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "first_sight.jsonl"
    assert load(path) == ()
    append(FIRST, path)
    append(ASKED, path)
    assert load(path) == (FIRST, ASKED)


def test_the_curve_has_a_table_for_each_task_and_a_row_for_each_draw() -> None:
    assert list(curve((ASKED, FIRST))) == [
        "| date | commit | draw | n | value | growth | period | kind | name | all | sure and false |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
        "| 2026-11-27 | 40620c284514 | facts, 2 reports | 60 "
        "| 96.2% | – | – | – | – | 75.0% | 9 of 58 |",
        "",
        "| date | commit | draw | n | right | right or poor | status | sure and false |",
        "|---|---|---|---|---|---|---|---|",
        "| 2026-12-01 | 40620c284514 | questions, 2 reports | 60 | 50.0% | – | – | 9 of 58 |",
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"date": "heute"}', "first_sight.jsonl:1: date"),
        ("no json", "first_sight.jsonl:1: "),
        (FIRST.model_dump_json().replace("facts", "poems"), "task：应为'facts'、'questions'"),
    ],
)
def test_a_line_that_is_no_draw_says_where_it_stands(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "first_sight.jsonl"
    path.write_text(line, "utf-8")
    with pytest.raises(BadCase) as stopped:
        load(path)
    assert said in str(stopped.value)


def test_our_own_record_can_be_read() -> None:
    drawn = first_sight.load()
    assert drawn == tuple(sorted(drawn, key=lambda each: each.date))
