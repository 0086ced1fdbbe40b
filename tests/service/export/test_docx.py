import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from docx.shared import Mm, Pt

from service.export.answer_docx import answer_docx
from service.export.check_docx import check_docx
from service.export.docx import brief_docx
from tests.service.export.made import EVIL, brief
from tests.service.export.printing import docx_pages_of
from tests.service.export.test_answer_docx import ANSWER
from tests.service.export.test_check_docx import MADE

ORDER = ("rFonts", "b", "i", "color", "spacing", "w", "kern", "sz", "szCs", "lang")


def _document(sources: bool = False) -> Any:
    return docx.Document(BytesIO(brief_docx(brief(sources))))


def test_the_page_has_the_margins_of_official_documents() -> None:
    section = _document().sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin,
               section.right_margin)  # fmt: skip
    expected = tuple(map(Mm, (37, 35, 28, 26)))
    assert all(abs(one - other) < Mm(0.1) for one, other in zip(margins, expected, strict=True))


def test_body_text_is_fangsong_16_on_28_points() -> None:
    style = _document().styles["公文正文"]
    assert style.font.size == Pt(16)
    assert style.paragraph_format.line_spacing == Pt(28)
    assert 'w:eastAsia="仿宋"' in style.element.xml
    assert 'w:firstLineChars="200"' in style.element.xml


def test_title_date_headings_and_text_stand_in_order() -> None:
    texts = [paragraph.text for paragraph in _document().paragraphs]
    assert texts[:3] == ["甲市2021年政府工作报告要点", "2026年3月5日 据该报告整理", "一、主要工作"]
    assert any("<script>" in text for text in texts)
    assert EVIL[:4] in "".join(texts)


def test_the_foot_holds_a_page_number() -> None:
    assert "PAGE" in _document().sections[0].footer._element.xml


def test_sources_begin_a_new_page_when_asked() -> None:
    paragraphs = _document(sources=True).paragraphs
    start = next(p for p in paragraphs if p.text == "出处")
    assert start.paragraph_format.page_break_before
    assert all(p.text != "出处" for p in _document().paragraphs)


def test_every_part_is_well_formed_and_run_properties_keep_their_order() -> None:
    with zipfile.ZipFile(BytesIO(brief_docx(brief()))) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(package.read(name))
        styles = ElementTree.fromstring(package.read("word/styles.xml"))
    for properties in styles.iter(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}rPr"
    ):
        names = [child.tag.split("}")[1] for child in properties]
        known = [ORDER.index(name) for name in names if name in ORDER]
        assert known == sorted(known)


@pytest.mark.libreoffice
def test_each_document_is_one_page_and_the_sources_of_a_brief_are_a_second(tmp_path: Path) -> None:
    documents = {
        "brief": brief_docx(brief()),
        "sources": brief_docx(brief(sources=True)),
        "answer": answer_docx(ANSWER),
        "check": check_docx(MADE),
    }
    pages = {"brief": 1, "sources": 2, "answer": 1, "check": 1}
    assert docx_pages_of(documents, tmp_path) == pages
