"""The glossary behind a report: its heading and its entries."""

import pytest

from tests.vectorstore.reports import made_up
from vectorstore.outline import glossary, outline


@pytest.mark.parametrize(
    "line",
    [
        "1.放管服：是指简政放权。",
        "1、放管服：简政放权。",
        "[1]放管服：即简政放权。",
        "①“放管服”：指简政放权。",
        "放管服：指简政放权。",
    ],
)
def test_glossary_entries_are_read_in_their_styles(line: str):
    text = made_up() + f"\n名 词 解 释\n{line}\n"
    (entry,) = glossary(text, outline(text, 2023))
    assert entry.term.strip("“”") == "放管服"
    assert text[entry.start : entry.end] == entry.explanation == "简政放权。"


@pytest.mark.parametrize(
    "heading", ["名词解释和说明", "附件二：名词注释", "《政府工作报告》特定词语解释"]
)
def test_a_glossary_is_known_by_what_its_heading_says(heading: str):
    text = made_up() + f"\n{heading}\n1.“2+4”产业：指六个产业。\n"
    assert [entry.term for entry in glossary(text, outline(text, 2023))] == ["“2+4”产业"]


def test_an_explanation_may_go_on_over_lines():
    text = made_up() + "\n名词解释\n1.甲：指一。\n续一。\n2.乙：指二。\n3.丙：指三。"
    entries = glossary(text, outline(text, 2023))
    assert [(e.term, e.explanation) for e in entries] == [
        ("甲", "一。\n续一。"),
        ("乙", "二。"),
        ("丙", "三。"),
    ]
