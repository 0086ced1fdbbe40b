"""What Word prints beside the plain text of paragraphs, and what it keeps but does not print."""

from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from vectorstore.documents import RawText
from vectorstore.read import read_bytes
from vectorstore.read.word_numbers import numeral

NS = nsdecls("w")


def raw_of(document: Document) -> RawText:
    file = BytesIO()
    document.save(file)
    return read_bytes(file.getvalue(), "a.docx")


def text(document: Document) -> list[str]:
    return raw_of(document).text.split("\n")


def body(*blocks: str) -> Document:
    """A document of these blocks of WordprocessingML."""
    document = docx.Document()
    last = document.element.body[-1]
    for block in blocks:
        last.addprevious(parse_xml(block.replace(">", f" {NS}>", 1)))
    return document


def level(number: int, form: str, words: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{words}"/></w:lvl>'
    )


LEVELS = (
    level(0, "chineseCounting", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
)


def with_lists(document: Document, *, levels: str = LEVELS, style: str = "") -> Document:
    """Lists 1 and 2 of one definition, list 2 starting anew; `style` belongs to list 1."""
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    numbering.append(parse_xml(f'<w:abstractNum {NS} w:abstractNumId="7">{levels}</w:abstractNum>'))
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    for number, override in ((1, ""), (2, again)):
        numbering.append(
            parse_xml(
                f'<w:num {NS} w:numId="{number}"><w:abstractNumId w:val="7"/>{override}</w:num>'
            )
        )
    if style:
        document.styles.element.append(parse_xml(style.replace(">", f" {NS}>", 1)))
    return document


def item(words: str, at: int, of: int = 1) -> str:
    number = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{of}"/></w:numPr>'
    return f"<w:p><w:pPr>{number}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def run(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


def test_automatic_numbers_are_read_as_they_are_printed() -> None:
    blocks = (
        item("回顾", 0),
        item("产业", 1),
        item("民生", 1),
        item("就业", 2),
        item("安排", 0),
        item("项目", 1),
        item("无", 0, of=0),
        item("另起", 0, of=2),
    )
    assert text(with_lists(body(*blocks))) == [
        "一、回顾", "（一）产业", "（二）民生", "1. 就业", "二、安排", "（一）项目", "无", "一、另起",
    ]  # fmt: skip


def test_a_style_numbers_its_paragraphs_and_those_of_styles_based_on_it() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="Chapter"><w:name w:val="Chapter"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    child = '<w:p><w:pPr><w:pStyle w:val="Chapter"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    levels = level(0, "decimal", "%1") + level(
        1, "chineseCounting", "第%2章", '<w:pStyle w:val="Chapter"/>'
    )
    document = with_lists(
        body(child.format("总则"), child.format("目标")), levels=levels, style=style
    )
    assert text(document) == ["第一章总则", "第二章目标"]


def test_bullets_print_no_number_and_empty_paragraphs_none() -> None:
    document = body(item("就业", 0), item("", 0), item("住房", 0))
    assert text(with_lists(document, levels=level(0, "bullet", "•"))) == ["就业", "", "住房"]


def test_a_number_of_several_levels_is_printed_whole() -> None:
    levels = level(0, "chineseCounting", "%1") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    document = with_lists(body(item("一", 0), item("二", 0), item("项", 1)), levels=levels)
    assert text(document)[-1] == "2.1 项"


@pytest.mark.parametrize(
    ("value", "form", "printed"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCounting", "十"),
        (12, "chineseCountingThousand", "十二"),
        (20, "japaneseCounting", "二十"),
        (45, "taiwaneseCounting", "四十五"),
        (20, "ideographDigital", "二〇"),
        (3, "ideographTraditional", "丙"),
        (3, "decimalEnclosedCircle", "③"),
        (4, "lowerRoman", "iv"),
        (29, "upperRoman", "XXIX"),
        (2, "upperLetter", "B"),
        (120, "chineseCounting", "120"),
        (7, "unheardOf", "7"),
    ],
)
def test_numbers_are_printed_in_their_format(value: int, form: str, printed: str) -> None:
    assert numeral(value, form) == printed


def test_tracked_insertions_count_and_deletions_do_not() -> None:
    changes = (
        f"<w:p>{run('增长')}<w:del><w:r><w:delText>5%</w:delText></w:r></w:del>"
        f"<w:ins>{run('6%')}</w:ins><w:moveFrom>{run('左右')}</w:moveFrom></w:p>"
    )
    joined = (
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('上半句，')}</w:p>",
        f"<w:p>{run('下半句。')}</w:p>",
    )
    assert text(body(changes, *joined)) == ["增长6%", "上半句，下半句。"]


def test_content_controls_links_fields_and_ruby_bases_are_read() -> None:
    control = f"<w:sdt><w:sdtContent><w:p>{run('控件')}</w:p></w:sdtContent></w:sdt>"
    inline = (
        f"<w:p><w:sdt><w:sdtContent>{run('内')}</w:sdtContent></w:sdt>"
        f"<w:hyperlink>{run('链')}</w:hyperlink><w:fldSimple>{run('域')}</w:fldSimple>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        f"<w:r><w:ruby><w:rt>{run('hui')}</w:rt><w:rubyBase>{run('会')}</w:rubyBase></w:ruby></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r></w:p>"
    )
    document = body(control, inline)
    assert text(document) == ["控件", "内链域会"]
    assert raw_of(document).unseen == ("隐藏",)


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = f"<w:txbxContent><w:p>{run('框内')}</w:p></w:txbxContent>"
    anchored = (
        f'<w:p>{run("前")}<w:r><mc:AlternateContent xmlns:mc="{mc}"><mc:Choice Requires="wps">'
        f"<w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        f"</mc:AlternateContent></w:r>{run('后')}</w:p>"
    )
    assert text(body(anchored, f"<w:p>{run('下段')}</w:p>")) == ["前后", "框内", "下段"]


def test_footnotes_stand_at_the_end_and_leave_no_mark_in_the_text() -> None:
    document = body(
        f'<w:p>{run("推进“双碳”工作")}<w:r><w:footnoteReference w:id="2"/></w:r>'
        f'{run("，完成141.5")}<w:r><w:footnoteReference w:id="1"/></w:r>{run("亿元。")}</w:p>'
    )
    notes = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r>{run(words)}</w:p></w:footnote>'
        for n, words in ((1, "初步核算数。"), (2, "双碳：指碳达峰和碳中和。"))
    )
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        f"<w:footnotes {NS}>{notes}</w:footnotes>".encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    assert text(document) == [
        "推进“双碳”工作，完成141.5亿元。",
        "[1]双碳：指碳达峰和碳中和。",
        "[2]初步核算数。",
    ]


def test_raised_digits_join_no_number() -> None:
    def up(words: str) -> str:
        return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{words}</w:t></w:r>'

    line = f"<w:p>{run('新建学校2所')}{up('1')}{run('，绿地30m')}{up('2')}{run('，值141')}{up('3')}</w:p>"
    assert text(body(line)) == ["新建学校2所，绿地30m²，值141³"]


def test_cells_merged_downwards_count_in_every_row_and_deleted_rows_in_none() -> None:
    def cell(words: str, merge: str = "") -> str:
        return f"<w:tc><w:tcPr>{merge}</w:tcPr><w:p>{run(words)}</w:p></w:tc>"

    top, below = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = (
        f"<w:tbl><w:tr>{cell('全市', top)}{cell('141.5')}</w:tr>"
        f"<w:tr>{cell('', below)}{cell('309')}</w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell('旧')}{cell('1')}</w:tr></w:tbl>"
    )
    assert text(body(f"<w:p>{run('前')}</w:p>", table, f"<w:p>{run('后')}</w:p>")) == [
        "前", "全市 | 141.5", "全市 | 309", "后",
    ]  # fmt: skip


def test_a_table_that_lays_out_the_page_gives_its_paragraphs() -> None:
    inner = f"<w:tbl><w:tr><w:tc><w:p>{run('指标')}</w:p></w:tc><w:tc><w:p>{run('完成')}</w:p></w:tc></w:tr></w:tbl>"
    cell = f"<w:tc><w:p>{run('标题')}</w:p><w:p>{run('正文一。')}</w:p>{inner}<w:p>{run('正文二。')}</w:p></w:tc>"
    assert text(body(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>")) == [
        "标题", "正文一。", "指标 | 完成", "正文二。",
    ]  # fmt: skip
