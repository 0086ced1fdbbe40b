from service.export.markdown import brief_markdown, comparison_markdown
from tests.service.export.made import brief, comparison


def test_a_comparison_shows_every_kind_of_blank() -> None:
    text = comparison_markdown(comparison())
    for words in ("报告未提及", "有提及但无数字", "未收录该报告", "141.5亿元"):
        assert words in text


def test_table_lines_have_as_many_cells_as_the_header() -> None:
    lines = [line for line in comparison_markdown(comparison()).split("\n") if line[:1] == "|"]
    assert {line.replace("\\|", "").count("|") for line in lines} == {5}


def test_a_topic_stands_report_by_report_then_what_is_common_and_what_is_not() -> None:
    text = comparison_markdown(comparison())
    heads = ("## 专题：", "### 甲市2021年政府工作报告", "### 丙市", "### 共同点", "### 独有的提法")
    places = [text.index(head) for head in heads]
    assert places == sorted(places)
    assert "侧重不同" not in text


def test_words_of_a_report_never_become_markup() -> None:
    text = comparison_markdown(comparison()) + brief_markdown(brief())
    assert "<script" not in text.replace("\\<script", "")
    assert "*粗*" not in text.replace("\\*", "")


def test_a_brief_lists_its_sources_when_asked() -> None:
    assert "## 出处" not in brief_markdown(brief())
    assert "⁽¹⁾" not in brief_markdown(brief())
    assert "## 出处" in brief_markdown(brief(sources=True))
    assert "⁽¹⁾" in brief_markdown(brief(sources=True))


def test_a_brief_keeps_the_order_of_its_page() -> None:
    text = brief_markdown(brief())
    places = [text.index(h) for h in ("一、主要工作", "二、主要指标", "三、存在问题")]
    assert places == sorted(places)
