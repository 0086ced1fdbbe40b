"""Briefings over the five reports, for real."""

import asyncio
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from service.export.docx import brief_docx
from service.export.html import brief_html
from service.export.markdown import brief_markdown
from service.shapes import Brief, Item
from service.tasks.brief import brief
from service.tasks.brief.fit import LINES
from service.tasks.brief.page import page_lines
from service.tasks.brief.typeset import typeset
from service.wiring import World
from tests.service.export.printing import docx_pages_of, html_pages
from vectorstore.errors import UnknownReport
from vectorstore.library import Library

ASKED: dict[str, dict[str, Any]] = {
    "满洲里市": {"regions": ["满洲里"]},
    "海拉尔区": {"regions": ["海拉尔"]},
    "东昌区": {"regions": ["东昌区"]},
    "回民区": {"regions": ["回民区"]},
    "乌海市": {"regions": ["乌海"]},
    "五地": {},
    "营商环境": {"topic": "优化营商环境"},
    "化债": {"topic": "化债"},
}


@pytest.fixture(scope="module")
def briefs(world_offline: World) -> dict[str, Brief]:
    """One of each."""
    today = date(2026, 3, 5)
    return {
        name: asyncio.run(brief(world_offline, today=today, **asked))
        for name, asked in ASKED.items()
    }


def _items(made: Brief) -> list[Item]:
    return [item for block in made.blocks for item in block.items]


@pytest.mark.parametrize("name", ASKED)
def test_every_number_is_proven_and_every_sentence_cited(
    briefs: dict[str, Brief], name: str, seed_library: Library
) -> None:
    made = briefs[name]
    assert made.proof.numbers == made.proof.proven > 0
    assert all(item.citations for item in _items(made))
    assert [citation.n for citation in made.citations] == list(range(1, len(made.citations) + 1))
    for citation in made.citations:
        text = seed_library.text(citation.report)
        assert text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize("name", ASKED)
def test_the_page_is_filled_and_not_overfull(briefs: dict[str, Brief], name: str) -> None:
    lines = page_lines(briefs[name])
    assert 18 <= lines <= LINES


@pytest.mark.parametrize("name", ASKED)
def test_sentences_are_whole(briefs: dict[str, Brief], name: str) -> None:
    made = briefs[name]
    assert all(re.search(r"[。！？；]$", item.text) for item in _items(made))
    assert all(block.items[-1].text[-1] in "。！？" for block in made.blocks)


@pytest.mark.libreoffice
def test_every_docx_is_one_page(briefs: dict[str, Brief], tmp_path: Path) -> None:
    files = {name: brief_docx(made) for name, made in briefs.items()}
    assert docx_pages_of(files, tmp_path) == dict.fromkeys(ASKED, 1)


@pytest.mark.chromium
@pytest.mark.parametrize("name", ASKED)
def test_the_print_is_one_page(briefs: dict[str, Brief], name: str, tmp_path: Path) -> None:
    assert html_pages(brief_html(briefs[name]), tmp_path) == 1


REGIONS = ("满洲里市", "海拉尔区", "东昌区", "回民区", "乌海市")


def test_one_region_is_judged_measured_and_told_by_its_own_parts(briefs: dict[str, Brief]) -> None:
    made = briefs["满洲里市"]
    assert made.title == "满洲里市2021年政府工作报告要点"
    assert [block.heading for block in made.blocks] == ["", "主要工作", "存在问题", "2021年举措"]
    assert [item.text for item in made.blocks[0].items] == [
        "主要指标降幅逐步收窄,企稳回暖态势彰显。",
        "2020年地区生产总值141.5亿元。",
    ]
    assert made.table is not None
    assert made.table.rows[0] == ("地区生产总值", "141.5亿元", "—", "增长3%")
    assert [typeset(item.text) for item in made.blocks[1].items] == [
        "经济基本盘：实施重点项目101个，其中超亿元项目27个，完成投资22.4亿元。",
        "攻坚战：市第二水厂净水工艺改造工程竣工投用。",
        "口岸发展：口岸过货量完成1973.7万吨，开行中欧班列3054列，增长40.9%。",
        "人居环境：升级老旧小区13个。",
        "改善民生：城镇新增就业1477人，城镇登记失业率3.47%；圆满完成第七次全国人口普查。",
    ]
    assert "".join(item.text for item in made.blocks[2].items) == (
        "重大项目储备不足；二产对三产支撑不足；政策优势转化不充分；历史遗留问题集中凸显；"
        "城市管理长效机制尚需完善；个别政府工作人员思维固化。"
    )
    assert [typeset(item.text) for item in made.blocks[3].items] == [
        "计划实施重点项目60个，其中超亿元项目25个；",
        "新增就业1000人，城镇登记失业率控制在4.5%以内。",
    ]


@pytest.mark.parametrize("name", REGIONS)
def test_four_to_six_groups_of_work_each_with_its_name(briefs: dict[str, Brief], name: str) -> None:
    work = next(block for block in briefs[name].blocks if block.heading == "主要工作")
    names = [item.text.partition("：")[0] for item in work.items]
    assert 4 <= len(names) <= 6
    assert len(set(names)) == len(names)
    assert all(len(each) <= 12 for each in names)


@pytest.mark.parametrize("name", ASKED)
def test_no_sentence_is_taken_away_where_sources_are_asked_for(
    briefs: dict[str, Brief], name: str, world_offline: World
) -> None:
    made = asyncio.run(brief(world_offline, sources=True, **ASKED[name]))
    assert (made.blocks, made.table) == (briefs[name].blocks, briefs[name].table)
    markdown, html = brief_markdown(made), brief_html(made)
    assert "⁽¹⁾" in markdown
    assert "<sup>[1]" in html


def test_several_regions_are_compared_and_their_reports_named(briefs: dict[str, Brief]) -> None:
    made = briefs["五地"]
    assert made.table is not None
    assert [row[0] for row in made.table.rows] == [report.region for report in made.reports]
    assert [block.heading for block in made.blocks] == ["主要发现", "各地做法", "共同与独有"]
    assert all(report.region in "".join(made.notes) for report in made.reports)


def test_a_blank_in_the_table_says_why(briefs: dict[str, Brief]) -> None:
    table = briefs["五地"].table
    assert table is not None
    cells = {cell for row in table.rows for cell in row}
    assert "未提及" in cells
    assert "42.44亿元（区本级）" in cells


def test_a_topic_is_told_region_by_region(briefs: dict[str, Brief]) -> None:
    heads = [item.text.partition("：")[0] for item in _items(briefs["化债"])]
    for region in ("海拉尔区", "满洲里市", "回民区", "东昌区", "乌海市"):
        assert any(head.startswith(region) for head in heads), region
    assert not any("未列" in note for note in briefs["化债"].notes)
    assert any("11.35亿元" in item.text for item in _items(briefs["化债"]))


def test_a_plan_is_never_shown_as_a_deed(briefs: dict[str, Brief]) -> None:
    made = briefs["营商环境"]
    plans = [item for block in made.blocks if block.heading == "下一步安排" for item in block.items]
    assert all("计划：" in item.text for item in plans)


def test_a_region_that_is_not_held_is_said_to_be_missing(world_offline: World) -> None:
    with pytest.raises(UnknownReport, match="赤峰"):
        asyncio.run(brief(world_offline, regions=["赤峰"]))
    made = asyncio.run(brief(world_offline, regions=["满洲里", "赤峰"]))
    assert "未收录：赤峰市。" in made.notes
