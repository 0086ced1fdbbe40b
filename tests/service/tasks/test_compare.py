"""Compare over the five reports, for real."""

import asyncio
import re
from typing import Any

import pytest

from service.draft import amount, growth
from service.errors import BadRequest, EmptyLibrary
from service.settings import load_settings
from service.shapes import Cell, Comparison
from service.tasks.compare.task import compare
from service.tasks.words import cell_numbers, cell_text, numbers_of, row_name
from service.wiring import World, wire
from vectorstore.library import Library

ALL = ["东昌区-2021", "乌海市-2024", "回民区-2022", "海拉尔区-2021", "满洲里市-2021"]


def _compare(world: World, **asked: Any) -> Comparison:
    return asyncio.run(compare(world, **asked))


def _cells(made: Comparison, indicator: str, kind: str = "result") -> dict[str, Cell]:
    row = next(r for r in made.rows if (r.indicator, r.kind) == (indicator, kind))
    return {cell.report.split("-")[0].removeprefix("通化市"): cell for cell in row.cells}


def _said(cell: Cell) -> str:
    return (
        f"{amount(cell.fact)}|{growth(cell.fact)}|{cell.fact.period}" if cell.fact else cell.state
    )


@pytest.fixture(scope="module")
def both(world_offline: World) -> Comparison:
    """GDP and fixed investment of all five."""
    return _compare(world_offline, indicators=["地区生产总值", "固定资产投资"])


def test_every_report_has_its_result_with_its_own_year(both: Comparison) -> None:
    assert {name: _said(cell) for name, cell in _cells(both, "地区生产总值").items()} == {
        "满洲里市": "141.5亿元||2020",
        "海拉尔区": "174.46亿元||2020",
        "东昌区": "|增长0.3%|2020",
        "回民区": "309亿元|增长8%|2021",
        "乌海市": "|增长0.1%|2023",
    }


def test_only_results_of_one_year_are_marked_as_comparable(both: Comparison) -> None:
    cells = _cells(both, "地区生产总值")
    assert {name for name, cell in cells.items() if cell.comparable} == {"满洲里市", "海拉尔区"}
    assert "只有增速" in cells["乌海市"].note
    assert "预计数" in cells["回民区"].note


def test_targets_stand_in_their_own_row(both: Comparison) -> None:
    assert {name: _said(cell) for name, cell in _cells(both, "地区生产总值", "target").items()} == {
        "满洲里市": "|增长3%|2021",
        "海拉尔区": "|增长3%左右|2021",
        "东昌区": "|增长7-8%|2021",
        "回民区": "|增长7%左右|2022",
        "乌海市": "|增长6%左右|2024",
    }


def test_the_districts_own_investment_is_shown_as_that_and_compared_with_none(
    both: Comparison,
) -> None:
    cell = _cells(both, "固定资产投资")["海拉尔区"]
    assert cell_text(cell) == "42.44亿元，增长9.96%（区本级）"
    assert (cell.comparable, cell.note) == (False, "口径不同：区本级")
    assert not any("42.44" in item.text for item in both.findings)


def test_the_gap_is_told_with_both_operands(both: Comparison) -> None:
    texts = [item.text for item in both.findings]
    assert (
        "2020年地区生产总值：海拉尔区174.46亿元，满洲里市141.5亿元，海拉尔区比满洲里市多32.96亿元。"
        in texts
    )
    assert both.proof.removed == ()
    assert both.proof.numbers == both.proof.proven > 0


def test_every_quote_is_a_span_of_its_report(both: Comparison, seed_library: Library) -> None:
    for citation in both.citations:
        text = seed_library.text(citation.report)
        assert text[citation.start : citation.end] == citation.quote


def test_findings_cite_what_they_say(both: Comparison) -> None:
    known = {citation.n for citation in both.citations}
    assert 3 <= len(both.findings) <= 6
    assert all(item.citations and set(item.citations) <= known for item in both.findings)


def test_an_alias_asks_for_the_same_row(world_offline: World) -> None:
    made = _compare(world_offline, indicators=["GDP"], kind="target", regions=["满洲里"])
    assert [(row.indicator, row.kind) for row in made.rows] == [("地区生产总值", "target")]
    assert [report.region for report in made.columns] == ["满洲里市"]


def test_a_region_that_is_not_held_has_a_cell_that_says_so(world_offline: World) -> None:
    made = _compare(world_offline, regions=["满洲里", "赤峰"], indicators=["GDP"])
    assert [cell.state for cell in made.rows[0].cells] == ["value", "not_in_library"]
    assert made.rows[0].cells[1].report == "赤峰市"
    assert "未收录：赤峰市。" in made.notes


def test_a_parent_takes_in_its_children(world_offline: World) -> None:
    made = _compare(world_offline, regions=["呼伦贝尔"], indicators=["GDP"])
    assert {report.region for report in made.columns} == {"海拉尔区", "满洲里市"}


def test_an_indicator_that_nobody_knows_is_told_with_the_nearest_names(
    world_offline: World,
) -> None:
    with pytest.raises(BadRequest) as told:
        _compare(world_offline, indicators=["城镇新赠就业"])
    assert str(told.value) == (
        "没有“城镇新赠就业”这个指标，所选报告也没有提到它；最接近的是城镇新增就业、城镇登记失业率、城镇调查失业率。"
    )


def test_an_indicator_of_the_lexicon_that_no_report_names_is_not_mentioned_in_any(
    world_offline: World,
) -> None:
    made = _compare(world_offline, indicators=["存款余额"])
    assert {cell.state for row in made.rows for cell in row.cells} == {"not_mentioned"}


def test_without_names_the_headline_indicators_of_two_reports_are_shown(
    world_offline: World,
) -> None:
    made = _compare(world_offline)
    assert len({row.indicator for row in made.rows}) >= 15
    assert all(any(cell.state == "value" for cell in row.cells) for row in made.rows)
    assert [summary.report for summary in made.summaries] == [r.id for r in made.columns]


def test_summaries_are_the_reports_own_sentences(
    world_offline: World, seed_library: Library
) -> None:
    made = _compare(world_offline, regions=["满洲里"], indicators=["GDP"])
    text = seed_library.text("满洲里市-2021")
    summary = made.summaries[0]
    items = (*summary.done, *summary.plans, *summary.problems)
    assert all(item.text.rstrip("。") in text for item in items)
    assert len(summary.done) >= 5
    assert len(summary.plans) >= 5
    assert summary.problems[0].text.startswith("重大项目储备不足")


def test_all_five_reports_have_their_problems_listed(world_offline: World) -> None:
    made = _compare(world_offline, indicators=["GDP"])
    assert all(summary.problems for summary in made.summaries)


def test_an_empty_library_says_what_to_do(tmp_path: Any) -> None:
    world = wire(load_settings(data_dir=tmp_path, backend="offline"))
    with pytest.raises(EmptyLibrary, match="gongbao ingest"):
        _compare(world)


def test_our_own_words_are_set_with_chinese_marks(world_offline: World) -> None:
    made = _compare(world_offline)
    cells = [cell for row in made.rows for cell in row.cells]
    said = [item.text for item in made.findings] + list(made.notes) + list(map(row_name, made.rows))
    said += [words for cell in cells for words in (cell.note, cell_text(cell))]
    assert [
        text for text in said if re.search(r"[,;:()](?=[一-鿿])|(?<=[一-鿿])[,;:()]", text)
    ] == []


def test_every_figure_of_a_cell_and_of_its_note_is_cited(world_offline: World) -> None:
    made = _compare(world_offline)
    numbers = numbers_of(made.citations)
    cells = [cell for row in made.rows for cell in row.cells]
    for cell in cells:
        figure, noted = cell_numbers(cell, numbers)
        assert len(figure) == (cell.fact is not None)
        assert bool(noted) == bool(cell.noted)
        assert bool(noted) == bool(re.search(r"\d(?!\d*年|—)", cell.note))
    assert made.proof.numbers > sum(cell.fact is not None for cell in cells)
