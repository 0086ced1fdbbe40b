"""What a proof says of a whole text: offsets, sources, what goes without saying, what instead."""

from service.entailment.frame import Frame
from service.entailment.premise import Premise
from service.entailment.proof import names_of, prove, sentences
from tests.service.entailment.proving import plan, proven, quote, verdicts

GDP = quote(1, "地区生产总值完成309亿元，增长8%。")
TARGET = plan(2, "地区生产总值增长6%左右。")
OTHER = quote(3, "地区生产总值完成141.5亿元。", "乙县")


def test_sentences_keep_their_offsets_and_the_marks_behind_them() -> None:
    text = "一、指标\n甲市309亿元。[1] 乙县更少！“好的。”下一句[2]。"
    found = [(each.start, each.end, each.said) for each in sentences(text)]
    assert [text[start:end] for start, end, _ in found] == [said for _, _, said in found]
    assert [said for _, _, said in found] == [
        "一、指标", "甲市309亿元。[1]", "乙县更少！", "“好的。”", "下一句[2]。",
    ]  # fmt: skip


def test_a_proven_sentence_names_the_quotes_that_prove_it() -> None:
    text = "2022年甲市地区生产总值309亿元，2023年目标为增长6%左右。"
    assert [each.n for each in proven(text, GDP, TARGET, OTHER)[0].sources] == [1, 2]


def test_a_mark_that_was_not_given_proves_nothing() -> None:
    found = proven("2022年甲市地区生产总值309亿元。[7]", GDP)[0]
    assert (found.verdict, found.reasons[0]) == ("not_found", "引用[7]不在所给依据中")


def test_region_and_year_go_on_to_the_sentence_behind() -> None:
    text = "2022年甲市地区生产总值309亿元。地区生产总值增长8%。乙县是141.5亿元。"
    assert verdicts(text, GDP, OTHER)[:2] == ["proven", "proven"]
    assert verdicts("乙县的情况如下。地区生产总值309亿元。", GDP, OTHER) == [
        "no_claim",
        "contradicted",
    ]


def test_a_region_given_beside_the_text_is_what_it_speaks_of() -> None:
    names = names_of(("甲市", "乙县"))
    premises = [Premise(each, names) for each in (GDP, OTHER)]
    told = [
        prove(sentences("地区生产总值309亿元。"), lambda _, __: premises, names, frame=frame)[0]
        for frame in (Frame(("甲市",)), Frame(("乙县",)))
    ]
    assert [each.verdict for each in told] == ["proven", "contradicted"]


def test_what_the_source_says_instead_is_told() -> None:
    expected = quote(4, "预计全年进出口总额达到20亿元。")
    told = {
        text: proven(text, GDP, TARGET, OTHER, expected)[0].instead
        for text in (
            "2021年甲市地区生产总值309亿元。",
            "2022年乙县地区生产总值309亿元。",
            "2022年甲市地区生产总值310亿元。",
            "2023年甲市地区生产总值增长6%左右。",
            "2022年甲市进出口总额20亿元。",
        )
    }
    assert told == {
        "2021年甲市地区生产总值309亿元。": "309亿元是2022年数，不是2021年",
        "2022年乙县地区生产总值309亿元。": "原文是141.5亿元，不是309亿元",
        "2022年甲市地区生产总值310亿元。": "原文是309亿元，不是310亿元",
        "2023年甲市地区生产总值增长6%左右。": "6%左右是2023年目标，不是结果",
        "2022年甲市进出口总额20亿元。": "20亿元是2022年预计数，不是完成数",
    }


def test_a_plan_told_as_a_deed_is_told_to_be_a_plan() -> None:
    found = proven("甲市已推进老旧小区改造。", plan(1, "推进老旧小区改造。"))[0]
    assert (found.verdict, found.instead) == (
        "contradicted",
        "原文是2023年的计划：“推进老旧小区改造”",
    )


def test_headings_and_framing_claim_nothing() -> None:
    assert verdicts("一、经济运行情况\n具体如下：\n", GDP) == ["no_claim", "no_claim"]


def test_a_quote_may_begin_with_a_stop_or_hold_nothing_else() -> None:
    for words in (
        "。，",
        "；甲园区承接项目48个，园区总产值增长39.6%",
        "",
        "\n：甲园区，园区增长39.6%。",
    ):
        assert verdicts("甲市园区总产值增长5%[1]。", quote(1, words)) != ["proven"]
