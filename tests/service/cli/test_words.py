"""How answers, sources and proofs read on a terminal."""

import pytest

from service.cli.words import made_by, place, proof_line, removed_lines, source_line
from service.shapes import Answer, Citation, ProofCount, Removed, Searched


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        (("一、2020年工作回顾", "（一）坚持稳中求进"), "一、（一）"),
        (("第二章 今年工作", "1.抓项目"), "第二章1"),
        (("过去五年工作",), "过去五年工作"),
        (("一个没有编号而且写得特别特别长的小标题一直写下去",), "一个没有编号而且写得特别特别长的小标题…"),
        (("二、今年安排", "2021年", "（二）抓产业", "一是扩投资"), "二 · 2021年 · （二）一是"),
        (("一、回顾",), "一"),
        ((), ""),
    ],
)  # fmt: skip
def test_a_place_is_told_by_the_numbers_of_its_headings(
    section: tuple[str, ...], expected: str
) -> None:
    assert place(section) == expected


def cited(section: tuple[str, ...]) -> Citation:
    return Citation(
        n=1,
        report="满洲里市-2021",
        region="满洲里市",
        year=2021,
        section=section,
        quote="全年地区生产总值完成141.5亿元",
        start=5,
        end=21,
    )


def test_a_source_names_report_place_and_quote() -> None:
    assert source_line(cited(("一、回顾", "（一）经济"))) == (
        "满洲里市2021年政府工作报告 · 一、（一）：“全年地区生产总值完成141.5亿元”",
        "[1] ",
    )


def test_a_source_without_headings_names_the_report() -> None:
    assert source_line(cited(()))[0].startswith("满洲里市2021年政府工作报告：“")


@pytest.mark.parametrize(
    ("numbers", "proven", "expected"),
    [
        (0, 0, "没有需要核验的数字"),
        (2, 2, "数字2个，全部核验"),
        (3, 2, "数字2个，全部核验；另有1个无法证实，已删去"),
    ],
)
def test_the_proof_line_counts_what_is_shown_and_what_was_cut(
    numbers: int, proven: int, expected: str
) -> None:
    assert proof_line(ProofCount(numbers=numbers, proven=proven)) == expected


def test_what_was_cut_is_never_repeated() -> None:
    lines = removed_lines([Removed(text="增长9.9%。", reason="原文没有这个数字")])
    assert lines == ["删去一处：原文没有这个数字"]


def test_the_writer_is_named() -> None:
    empty = Searched(reports=0, regions=())
    made = Answer(
        question="", understood={}, status="not_found", answer="", searched=empty,
        backend="offline", elapsed_ms=1234,
    )  # fmt: skip
    assert made_by(made) == "离线 · 1.2秒"
    by_model = made.model_copy(update={"backend": "openai", "model": "qwen"})
    assert made_by(by_model) == "qwen · 1.2秒"
