import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.vectorstore.reports import made_up
from vectorstore.chunk import clauses, embedded_text, own_spans, passages, sentences
from vectorstore.documents import Passage, Section
from vectorstore.outline import outline, section_at
from vectorstore.tokens import count

REPORT = "桃花县-2023"


def cut(text: str, budget: int = 320) -> tuple[Passage, ...]:
    return passages(REPORT, text, outline(text, 2023), budget)


def test_sentences_end_at_full_stops_and_line_breaks_and_keep_closing_quotes():
    text = "增长5%；下降2%。他说：“好！”真的?是\n下一段"
    assert [text[a:b] for a, b in sentences(text, 0, len(text))] == [
        "增长5%；下降2%。",
        "他说：“好！”",
        "真的?",
        "是\n",
        "下一段",
    ]


def test_clauses_also_end_at_semicolons():
    text = "增长5%；下降2%。完"
    assert [text[a:b] for a, b in clauses(text, 0, len(text))] == ["增长5%；", "下降2%。", "完"]


def test_spans_stay_inside_the_bounds_given():
    text = "甲。乙。丙。"
    assert sentences(text, 2, 4) == [(2, 4)]


def test_passages_tile_the_text_and_are_numbered():
    text = made_up()
    found = cut(text)
    assert "".join(passage.text for passage in found) == text
    assert [passage.id for passage in found] == [f"{REPORT}#{n}" for n in range(len(found))]
    assert all(text[p.start : p.end] == p.text for p in found)


def test_a_passage_lies_inside_one_deepest_section():
    text = made_up()
    sections = outline(text, 2023)
    for passage in passages(REPORT, text, sections):
        offsets = (passage.start, passage.end - 1)
        assert {section_at(sections, offset).path for offset in offsets} == {passage.section}


@pytest.mark.parametrize("budget", [60, 120, 320])
def test_no_passage_is_over_budget_and_no_sentence_is_cut(budget: int):
    text = made_up(body="\n".join(f"（{n}）" + "经济发展稳中向好。" * 30 for n in "三四五"))
    for passage in cut(text, budget):
        assert passage.tokens == count(passage.text) <= budget
        assert re.search(r"[。！？：”]\n*$|\n$", passage.text)


def test_a_sentence_over_budget_is_cut_at_semicolons_then_commas_else_kept():
    clause = "新建高标准农田两万亩并完成验收"
    text = "；".join([clause] * 6) + "。" + "，".join([clause] * 6) + "。" + clause * 6 + "。"
    section = Section(path=("正文",), heading="正文", part="plan", start=0, end=len(text))
    found = passages(REPORT, text, (section,), 60)
    assert "".join(passage.text for passage in found) == text
    assert all(passage.text[-1] in "；，。" for passage in found)
    over = [passage.text for passage in found if passage.tokens > 60]
    assert over == [clause * 6 + "。"]


def test_a_long_section_is_cut_into_parts_of_about_equal_size():
    text = "全市经济运行总体平稳。" * 45
    section = Section(path=("正文",), heading="正文", part="review", start=0, end=len(text))
    sizes = [passage.tokens for passage in passages(REPORT, text, (section,), 200)]
    assert max(sizes) < 1.6 * min(sizes)


def test_embedded_text_puts_region_year_and_path_in_front():
    text = made_up()
    passage = next(p for p in cut(text) if "规上工业增加值" in p.text)
    told = embedded_text(passage, "桃花县", 2023)
    assert told.startswith("桃花县2023年政府工作报告 一、2022年工作回顾 › （一）产业发展提速\n")
    assert told.endswith(passage.text.strip())


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["一、2022年回顾\n", "（一）提速。", "增长5%。", "各位代表！\n", "二、2023年安排\n",
             "五年来，我们奋斗。\n", "（二）惠民。增收\n", "今年要努力，", "\n", "名词解释\n", "1.甲：指乙\n"]
        ),
        max_size=40,
    )
)  # fmt: skip
@example(["各位代表！\n", "\n", "五年来，我们奋斗。\n"])
def test_whatever_the_text_its_passages_and_own_spans_tile_it(pieces: list[str]):
    text = "".join(pieces)
    sections = outline(text, 2023)
    spans = [(start, end) for _, start, end in own_spans(sections, len(text))]
    assert "".join(text[start:end] for start, end in spans) == text
    found = passages(REPORT, text, sections, 20)
    assert "".join(passage.text for passage in found) == text
    assert len({passage.id for passage in found}) == len(found)
