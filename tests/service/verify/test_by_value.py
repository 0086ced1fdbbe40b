"""A sentence that code composed stands by the values it was composed from, and by nothing else."""

from dataclasses import replace
from decimal import Decimal

import pytest

from service.shapes import Citation
from service.verify import Derived, DraftEvidence, DraftLine, prove
from tests.service.verify.evidence import evidence, fact

HERE, THERE = "乌海市", "回民区"
GDP = fact(
    HERE,
    "地区生产总值",
    "地区生产总值完成716.4亿元，增长5.2%",
    10,
    value="716.4",
    unit="亿元",
    growth="5.2%",
)
BEFORE = fact(
    HERE,
    "地区生产总值",
    "2022年地区生产总值700.1亿元",
    90,
    value="700.1",
    unit="亿元",
    period="2022",
)
ELSEWHERE = fact(THERE, "地区生产总值", "地区生产总值完成309亿元", 10, value="309", unit="亿元")
LARGE = fact(
    HERE,
    "规模以上工业增加值",
    "2000万元以上企业增加值88亿元",
    150,
    value="88",
    unit="亿元",
    indicator_text="2000万元以上企业增加值",
)
FACTS = (GDP, BEFORE, LARGE)
GAP = Derived(
    "difference", "16.3亿元", Decimal(1630000000), "元", "地区生产总值", (HERE,), (GDP, BEFORE)
)  # fmt: skip
SAID = "2023年乌海市地区生产总值为716.4亿元，增长5.2%[1]。"
APART = "乌海市地区生产总值2023年比2022年多16.3亿元（716.4亿元−700.1亿元）[1][2]。"
QUOTED = "2023年乌海市：“地区生产总值完成716.4亿元，增长5.2%”[1]。"
GIVEN = replace(evidence(FACTS), derived=(GAP,))


def reasons(line: DraftLine, given: DraftEvidence = GIVEN) -> tuple[str, ...]:
    """What stands against a line."""
    return prove([line], given).verdicts[0].reasons


@pytest.mark.parametrize(
    "line",
    [
        DraftLine(SAID, (1,), "ledger", (GDP,)),
        DraftLine(APART, (1, 2), "ledger", (GDP, BEFORE, GAP)),
        DraftLine(APART, (1, 2), "ledger", (GAP,)),
        DraftLine(QUOTED, (1,), "report", (GDP,)),
        DraftLine("乌海市2000万元以上企业增加值为88亿元[3]。", (3,), "ledger", (LARGE,)),
        DraftLine("乌海市的报告没有给出这一数[1]。", (1,), "ledger", (GDP,)),
    ],
)
def test_a_sentence_of_its_own_values_stands(line: DraftLine) -> None:
    assert reasons(line) == ()


def test_a_fact_that_was_not_given_fells_it() -> None:
    line = DraftLine("回民区地区生产总值为309亿元[1]。", (1,), "ledger", (ELSEWHERE,))
    assert reasons(line) == ("“地区生产总值完成309亿元”不在所给依据中",)


def test_an_operand_that_was_not_given_fells_a_computation() -> None:
    given = replace(evidence((GDP, LARGE)), derived=(GAP,))
    line = DraftLine("乌海市多16.3亿元[1]。", (1,), "ledger", (GAP,))
    assert reasons(line, given) == ("“2022年地区生产总值700.1亿元”不在所给依据中",)


def test_a_computation_that_was_not_given_fells_it() -> None:
    made = replace(GAP, text="17亿元", value=Decimal(1700000000))
    line = DraftLine("乌海市多17亿元[1][2]。", (1, 2), "ledger", (made,))
    assert reasons(line) == ("17亿元不在所给依据中",)
    assert reasons(DraftLine(APART, (1, 2), "ledger", (GAP,)), evidence(FACTS)) == (
        "16.3亿元不在所给依据中",
    )


def test_a_source_that_was_not_given_fells_it() -> None:
    line = DraftLine("乌海市地区生产总值为716.4亿元[7]。", (7,), "ledger", (GDP,))
    assert reasons(line) == ("引用[7]不在所给依据中",)


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("2023年乌海市地区生产总值为716.5亿元[1]。", "716.5亿元"),
        ("2023年乌海市地区生产总值为716.4万元[1]。", "716.4万元"),
        ("2023年乌海市地区生产总值为716.4亿元，增长5.3%[1]。", "5.3%"),
        ("2023年乌海市地区生产总值为716.4亿元，居第3位[1]。", "3"),
        ("2023年乌海市地区生产总值为716.4亿元，增长5.2个百分点[1]。", "5.2个百分点"),
        ("2023年乌海市地区生产总值为716.4亿元，比2022年多700.1亿元[1]。", "700.1亿元"),
        ("2023年乌海市地区生产总值为七百亿元[1]。", "七百亿元"),
        ("2023年乌海市地区生产总值翻番[1]。", "翻番"),
    ],
)
def test_a_number_of_its_own_fells_it(text: str, strange: str) -> None:
    found = reasons(DraftLine(text, (1,), "ledger", (GDP,)))
    assert len(found) == 1
    assert strange in found[0]
    assert found[0].endswith("没有对应的数")


def test_the_direction_of_a_computation_is_the_word_s_not_the_sign_s() -> None:
    less = replace(GAP, value=Decimal(-1630000000))
    given = replace(GIVEN, derived=(less,))
    assert reasons(DraftLine(APART, (1, 2), "ledger", (less,)), given) != ()


@pytest.mark.parametrize(
    "quote",
    [
        "地区生产总值完成716.5亿元，增长5.2%",
        "地区生产总值完成716.4亿元，增长15.2%",
        "2022年地区生产总值716.4亿元",
        "地区生产总值为88.8亿元",
    ],
)
def test_a_quotation_that_is_not_word_for_word_proves_no_number_of_its_own(quote: str) -> None:
    found = reasons(DraftLine(f"乌海市：“{quote}”[2]。", (2,), "report", (BEFORE,)))
    assert found
    assert all(each.endswith("没有对应的数") for each in found)


def test_a_quotation_proves_its_numbers_only_by_the_source_that_is_cited() -> None:
    line = DraftLine("乌海市：“2000万元以上企业增加值88亿元”[2]。", (2,), "report", (BEFORE,))
    assert reasons(line) == ("2000万元以上：没有对应的数", "88亿元：没有对应的数")
    right = DraftLine("乌海市：“2000万元以上企业增加值88亿元”[3]。", (3,), "report", (BEFORE,))
    assert reasons(right) == ()


def test_a_number_outside_the_quotation_is_not_proven_by_it() -> None:
    line = DraftLine(
        "乌海市多88亿元：“2022年地区生产总值700.1亿元”[2]。", (2,), "report", (BEFORE,)
    )
    assert reasons(line) == ("88亿元：没有对应的数",)


def test_two_quotations_of_one_line_prove_each_its_own() -> None:
    text = "乌海市：“地区生产总值完成716.4亿元”[1]“2022年地区生产总值700.1亿元”[2]"
    assert reasons(DraftLine(text, (1, 2), "report", (GDP,))) == ()
    wrong = text.replace("700.1", "709.9")
    assert reasons(DraftLine(wrong, (1, 2), "report", (GDP,))) == ("709.9亿元：没有对应的数",)


def test_a_quotation_with_a_quoted_name_in_it_is_proven_whole() -> None:
    quote = "实施“十百千”工程，引进36家企业"
    source = Citation(
        n=9, report=GDP.report, region=HERE, year=2024, section=(), quote=quote, start=300,
        end=300 + len(quote),
    )  # fmt: skip
    given = replace(GIVEN, citations=(*GIVEN.citations, source))
    assert reasons(DraftLine(f"乌海市：“{quote}”[9]。", (9,), "report", (GDP,)), given) == ()


def test_a_model_s_line_is_read_whatever_it_carries() -> None:
    line = DraftLine("回民区地区生产总值为309亿元[1]。", (1,), "model")
    assert reasons(line) != ()
