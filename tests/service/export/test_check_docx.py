from io import BytesIO
from typing import Any

import docx

from service.export.check_docx import check_docx, commented_docx
from service.shapes import Searched
from service.tasks.check.shapes import Check, CheckedSentence, CheckSource, Fix

FIRST, SECOND, THIRD = "甲市完成141.5亿元。", "乙县完成200亿元。", "丙市建成机场。"
SOURCE = CheckSource(
    n=1, report="乙县-2021", region="乙县", year=2021, section=(), quote="完成174.46亿元，“十三五”"
)
MADE = Check(
    text=f"{FIRST}{SECOND}\n{THIRD}",
    sentences=(
        CheckedSentence(text=FIRST, start=0, end=12, verdict="no_claim"),
        CheckedSentence(text=SECOND, start=12, end=22, verdict="contradicted", citations=(1,),
                        instead="原文是174.46亿元，不是200亿元", denied=1,
                        fixes=(Fix(wrong="200亿元", right="174.46亿元", start=16, end=21),)),
        CheckedSentence(text=THIRD, start=23, end=30, verdict="not_found", reasons=("没有机场",)),
    ),
    citations=(SOURCE,),
    searched=Searched(reports=1, regions=()),
)  # fmt: skip
REMARKS = [
    "与报告不符：原文是174.46亿元，不是200亿元。\n乙县2021年政府工作报告：“完成174.46亿元，‘十三五’”",
    "未找到依据：没有机场。",
]


def _remarks(data: bytes) -> list[str]:
    return [comment.text for comment in docx.Document(BytesIO(data)).comments]


def test_a_pasted_draft_becomes_a_document_with_comments() -> None:
    assert _remarks(check_docx(MADE)) == REMARKS


def test_a_persons_own_file_keeps_its_look_and_gets_the_comments_in_their_place() -> None:
    draft = docx.Document()
    paragraph = draft.add_paragraph(FIRST[:3])
    paragraph.add_run(FIRST[3:] + SECOND[:4]).bold = True
    paragraph.add_run(SECOND[4:])
    draft.add_table(1, 1).cell(0, 0).text = THIRD
    held = BytesIO()
    draft.save(held)
    data = commented_docx(held.getvalue(), MADE)
    assert _remarks(data) == REMARKS
    back: Any = docx.Document(BytesIO(data))
    assert back.paragraphs[0].text == FIRST + SECOND
    assert [(run.text, run.bold) for run in back.paragraphs[0].runs] == [
        (FIRST[:3], None), (FIRST[3:], True), (SECOND[:4], True), (SECOND[4:], None), ("", None),
    ]  # fmt: skip


def _words(data: bytes, *tags: str) -> list[str]:
    paragraph: Any = docx.Document(BytesIO(data)).paragraphs[0]
    return ["".join(paragraph._p.xpath(f"./w:{tag}//text()")) for tag in tags]


def test_what_was_put_right_is_a_change_in_the_look_of_what_it_replaces() -> None:
    draft = docx.Document()
    paragraph = draft.add_paragraph(f"{FIRST}乙县完成")
    paragraph.add_run("200亿").bold = True
    paragraph.add_run("元。")
    held = BytesIO()
    draft.save(held)
    for data in (commented_docx(held.getvalue(), MADE, [16]), check_docx(MADE, [16])):
        assert _words(data, "del", "ins") == ["200亿元", "174.46亿元"]
        assert _remarks(data)[0] == REMARKS[0]
    assert _words(check_docx(MADE), "del", "ins") == ["", ""]
