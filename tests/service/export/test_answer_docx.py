from io import BytesIO
from typing import Any

import docx

from service.export.answer_docx import answer_docx
from service.shapes import Answer, Searched
from tests.service.export.made import citation

ANSWER = Answer(
    question="甲市2020年地区生产总值是多少?",
    understood={},
    status="answered",
    answer="2020年甲市地区生产总值完成141.5亿元[1],报告称“十三五”收官。\n\n"
    "| 地区 | 目标 |\n|---|---|\n| 甲市 | 3%[1] |\n- 另有一条[1]。",
    citations=(citation(1, "地区生产总值完成141.5亿元,“十三五”收官"),),
    searched=Searched(reports=2, regions=("甲市",)),
    backend="offline",
)


def test_an_answer_has_its_source_numbers_raised_its_table_and_its_quotes() -> None:
    document: Any = docx.Document(BytesIO(answer_docx(ANSWER)))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts == [
        "甲市2020年地区生产总值是多少？",
        "据2份政府工作报告核对",
        "2020年甲市地区生产总值完成141.5亿元[1]，报告称“十三五”收官。",
        "另有一条[1]。",
        "出处",
        "甲市2021年政府工作报告 · 一、回顾：[1]“地区生产总值完成141.5亿元，‘十三五’收官”",
    ]
    assert [run.text for run in document.paragraphs[2].runs if run.font.superscript] == ["[1]"]
    assert [cell.text for cell in document.tables[0].rows[1].cells] == ["甲市", "3%[1]"]
    assert document.core_properties.title == "甲市2020年地区生产总值是多少?"
