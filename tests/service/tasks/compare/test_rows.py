"""The cells of a row from a report's own facts and words."""

from service.shapes import Cell
from service.tasks.compare.ground import OfSources
from service.tasks.compare.rows import asked_for, rows
from service.tasks.sources import ReportSource
from tests.service.tasks.making import fact, report
from vectorstore.documents import Section

A = report("甲市")
HEAD = "一、2020年工作回顾"


def _cell(of: str, said: str, **facts: object) -> Cell:
    text = f"{HEAD}\n{said}。"
    section = Section(path=(HEAD,), heading=HEAD, part="review", start=0, end=len(text))
    held = fact(A, said, start=text.index(said), **facts)  # pyright: ignore[reportArgumentType]
    source = ReportSource(A, text, (section,), (held,))
    ground = OfSources([source])
    return rows(asked_for([of], "result", ground), ground)[0].cells[0]


def test_a_figure_told_of_two_indicators_together_is_noted_for_each() -> None:
    said = "办理市人大代表建议和政协委员提案209件"
    name = {"indicator": "办理市人大代表建议和政协委员提案", "known": False}
    for indicator in ("人大代表建议", "政协委员提案"):
        made = _cell(indicator, said, value="209", unit="件", **name)
        assert (made.state, made.note) == (
            "no_number",
            f"与他项合写：{name['indicator']}2020年209件",
        )


def test_a_list_that_ends_in_an_indicator_is_no_figure_of_it() -> None:
    said = "南湖路、客运站等重点项目120个"
    made = _cell("重点项目", said, value="120", unit="个", indicator=said[:-4], known=False)
    assert made.note == ""


def test_where_an_amount_is_missing_its_share_is_noted() -> None:
    said = "民生支出占一般公共预算支出的80%"
    made = _cell("民生支出", said, value="80", unit="%", indicator="民生支出占比", basis="level")
    assert made.note == "口径不同：民生支出占比2020年80%"
