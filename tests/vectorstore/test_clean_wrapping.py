"""Texts broken into lines, and what pages put between them: as they were before."""

from collections.abc import Callable
from pathlib import Path

import pytest

from vectorstore.clean import clean
from vectorstore.clean.edits import Tracked
from vectorstore.clean.lines import columns, edges
from vectorstore.clean.pages import pages
from vectorstore.clean.wrapping import wrapped

SEEDS = sorted((Path(__file__).parents[2] / "seeds" / "texts").glob("*.txt"))
TEXT = clean(SEEDS[0].read_text("utf-8")).text
PARAGRAPHS = TEXT.split("\n")


def by_characters(paragraph: str, width: int) -> list[str]:
    return [paragraph[at : at + width] for at in range(0, len(paragraph), width)]


def by_columns(paragraph: str, width: int) -> list[str]:
    lines = [""]
    for character in paragraph:
        if columns(lines[-1] + character) > width:
            lines.append("")
        lines[-1] += character
    return lines


def on_pages(lines: list[str], height: int, foot: Callable[[int], list[str]]) -> str:
    """Lines on pages of a height, with what stands at the foot of each and the head of the next."""
    starts = range(0, len(lines), height)
    return "\n".join(
        line
        for page, at in enumerate(starts, 1)
        for line in (*lines[at : at + height], *foot(page))
    )


def indented(paragraph: str, width: int, indent: str = "\u3000\u3000") -> list[str]:
    return by_columns(indent + paragraph, width)


BROKEN = {
    "38 characters, a blank line between paragraphs": "\n\n".join(
        "\n".join(by_characters(p, 38)) for p in PARAGRAPHS
    ),
    "38 characters, indented": "\n".join(
        "\n".join(by_characters("\u3000\u3000" + p, 38)) for p in PARAGRAPHS
    ),
    "76 columns, a blank line, \\r\\n": "\r\n\r\n".join(
        "\r\n".join(by_columns(p, 76)) for p in PARAGRAPHS
    ),
    "76 columns, indented, running heads and page numbers": on_pages(
        [line for p in PARAGRAPHS for line in indented(p, 76, "    ")],
        30,
        lambda page: ["", f"— {page} —", "\f满洲里市人民政府工作报告"],
    ),
    "56 columns, bare page numbers": on_pages(
        [line for p in PARAGRAPHS for line in indented(p, 56)],
        22,
        lambda page: ["", f"{page:>30}", ""],
    ),
    "44 columns, a margin and blank lines everywhere": "\n\n".join(
        " " * 6 + line for p in PARAGRAPHS for line in indented(p, 44)
    ),
}


@pytest.mark.parametrize("layout", BROKEN)
def test_a_broken_text_is_the_text_it_was(layout: str) -> None:
    assert clean(BROKEN[layout]).text == TEXT


@pytest.mark.parametrize("layout", BROKEN)
def test_each_joined_character_leads_to_its_place(layout: str) -> None:
    raw = BROKEN[layout]
    repaired = clean(raw)
    assert list(repaired.offsets) == sorted(repaired.offsets)
    at = repaired.text.index("141.5亿元")
    read = "".join(raw[repaired.raw_offset(at + n)] for n in range(len("141.5亿元")))
    assert read == "141.5亿元"


def test_without_indents_and_blank_lines_only_paragraphs_that_fill_a_line_may_join() -> None:
    raw = "\n".join("\n".join(by_characters(p, 38)) for p in PARAGRAPHS)
    got = clean(raw).text.split("\n")
    full = [p for p in PARAGRAPHS if len(p) % 38 == 0]
    assert len(PARAGRAPHS) - len(got) <= len(full)
    assert sum(paragraph in PARAGRAPHS for paragraph in got) >= len(PARAGRAPHS) - 2 * len(full)


def after(stage: Callable[[str], list], text: str) -> str:
    return Tracked.start(text).apply(stage(text)).text


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("全市上下共同努力，地区生产总值完成86.", "4亿元，增长4.2%。"),
        ("全市上下共同努力，地区生产总值完成8", "6.4亿元，增长4.2%。"),
        ("全市上下共同努力，地区生产总值增长4.2", "%，稳中有进。"),
        ("全市上下共同努力，城镇居民收入达到28,4", "60元，增长4.2%。"),
    ],
)
def test_a_number_cut_by_a_line_or_a_page_is_whole(first: str, second: str) -> None:
    assert after(wrapped, f"{first}\n{second}") == first + second
    assert clean(f"{first}\n\n— 3 —\n\n{second}").text == first + second


@pytest.mark.parametrize(
    "text",
    [
        "一、工作回顾\n（一）经济平稳较快发展\n全年增长5%，\n各位代表",
        "二、全面完成“十四五”规划各项目标任务3\n1.加强产业建设。",
        "新建学校12所，医院3所\n4.加强队伍建设，\n5万元以上项目",
        "\n".join(f"第{n}项，新建改建{n}处便民设施；" for n in range(30)),
    ],
)
def test_paragraphs_on_their_own_lines_are_not_joined(text: str) -> None:
    assert wrapped(text) == []


@pytest.mark.parametrize(
    "foot",
    [
        lambda n: [f"— {n} —"],
        lambda n: [f"第 {n} 页 共 9 页"],
        lambda n: ["", str(n), ""],
        lambda n: [f"{n}/9"],
        lambda n: [f"- {n} -", "\f桃花县人民政府文件"],
        lambda n: ["\f桃花县第十八届人民代表大会文件（3）"],
        lambda n: ["桃花县政府工作报告", f"·{n}·"],
    ],
)
def test_what_pages_add_goes(foot: Callable[[int], list[str]]) -> None:
    lines = [f"第{n}段讲的是第{n}个方面的工作，成效显著。" for n in range(90)]
    raw = on_pages(lines, 10, foot)
    assert after(edges, after(pages, raw)) == "\n".join(lines)


def test_what_was_cut_from_between_pages_is_listed() -> None:
    repairs = clean("工作有序推进，全年完成\n\n— 3 —\n\n投资30亿元以上。").repairs
    assert [one.before.strip() for one in repairs if one.kind == "page"] == ["— 3 —"]


@pytest.mark.parametrize(
    "text",
    [
        "指标\n12\n13\n14\n全年",
        "一、回顾\n各位代表！\n第一段。\n各位代表！\n第二段。\n各位代表！\n第三段。",
        "第一段。\n2023\n第二段。",
    ],
)
def test_lines_that_are_no_furniture_of_pages_stay(text: str) -> None:
    assert pages(text) == []
