"""The layout of official documents (GB/T 9704) as styles of a docx: page, fonts, line grid."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement  # pyright: ignore[reportUnknownVariableType]
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from service.tasks.brief.fit import BODY_POINTS, LINE_POINTS, TABLE_LINE_POINTS, TABLE_POINTS

SONG, HEI, FANG, KAI = "方正小标宋简体", "黑体", "仿宋", "楷体"
# What a machine without the font uses instead, named in the document's own font table.
SUBSTITUTES = {
    SONG: ("华文中宋,STZhongsong,Noto Serif CJK SC", "roman"),
    HEI: ("SimHei,Noto Sans CJK SC", "swiss"),
    FANG: ("仿宋_GB2312,FangSong,Noto Serif CJK SC", "roman"),
    KAI: ("楷体_GB2312,KaiTi,Noto Serif CJK SC", "roman"),
}
LATIN = "Times New Roman"
TIGHTER = -5  # twentieths of a point: 28 characters of 三号 then fill the 156 mm exactly


@dataclass(frozen=True, slots=True)
class Look:
    """One paragraph style; sizes in points, the indent in characters."""

    name: str
    font: str
    size: float
    line: float = LINE_POINTS
    indent: int = 0
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY
    spacing: int = 0
    level: int | None = None


CENTER, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
TITLE = Look("公文标题", SONG, 22, align=CENTER, level=0)
DATE = Look("公文日期", KAI, 14, align=CENTER)
HEADING = Look("公文小标题", HEI, BODY_POINTS, indent=2, spacing=TIGHTER, level=1)
BODY = Look("公文正文", FANG, BODY_POINTS, indent=2, spacing=TIGHTER)
CELL = Look("公文表格", FANG, TABLE_POINTS, TABLE_LINE_POINTS, align=CENTER)
CELL_HEAD = Look("公文表头", HEI, TABLE_POINTS, TABLE_LINE_POINTS, align=CENTER)
NOTE = Look("公文附注", FANG, TABLE_POINTS, TABLE_LINE_POINTS, align=LEFT)
TO = Look("公文主送", FANG, BODY_POINTS, align=LEFT, spacing=TIGHTER)
FOOT = Look("公文页码", "宋体", 14, align=LEFT)
LOOKS = (TITLE, DATE, TO, HEADING, BODY, CELL, CELL_HEAD, NOTE, FOOT)


def element(name: str, **attributes: str) -> Any:
    """An OOXML element; attribute names without their prefix."""
    made = cast(Any, OxmlElement(name))
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def official_document() -> Document:
    """An empty document: A4, margins 37/35/28/26 mm, all styles, page number at the foot."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(23)
    for look in LOOKS:
        _style(document, look)
    _speak_chinese(document)
    _name_substitutes(document)
    _page_number(document)
    return document


def properties(document: Document, title: str, unit: str = "") -> None:
    """Who wrote it, what it is called, when it was made, in which language: all true."""
    held = document.core_properties
    held.title, held.author, held.last_modified_by = title, unit, unit
    held.comments, held.keywords, held.subject = "", "", ""
    held.created = held.modified = datetime.now(UTC).replace(tzinfo=None)
    held.language, held.revision = "zh-CN", 1


def _style(document: Document, look: Look) -> None:
    styles = cast(Any, document.styles)
    style = cast(ParagraphStyle, styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH))
    style.font.size = Pt(look.size)
    form = style.paragraph_format
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = Pt(look.line)
    form.space_before = form.space_after = Pt(0)
    form.alignment = look.align
    form.widow_control = False
    run = cast(Any, style.element).get_or_add_rPr()
    run.insert(0, fonts(look.font))
    if look.spacing:
        run.find(qn("w:sz")).addprevious(element("w:spacing", val=str(look.spacing)))
    run.append(element("w:lang", val="en-US", eastAsia="zh-CN"))
    paragraph = cast(Any, style.element).get_or_add_pPr()
    _place(paragraph, look)


def _place(paragraph: Any, look: Look) -> None:
    """What python-docx has no words for: no air between digits and Han, the indent by characters."""
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):
        paragraph.insert_element_before(element(name, val="0"), "w:bidi", "w:adjustRightInd",
                                        "w:snapToGrid", "w:spacing", "w:ind", "w:jc")  # fmt: skip
    paragraph.insert_element_before(element("w:snapToGrid", val="0"), "w:spacing", "w:ind", "w:jc")
    if look.indent:
        twips = str(round(look.size * 20 * look.indent))
        indent = element("w:ind", firstLineChars=str(100 * look.indent), firstLine=twips)
        paragraph.insert_element_before(indent, "w:contextualSpacing", "w:jc")
    if look.level is not None:
        paragraph.append(element("w:outlineLvl", val=str(look.level)))


def fonts(east_asian: str) -> Any:
    """The fonts of a run: quotes and dashes are set from the Chinese one."""
    return element("w:rFonts", hint="eastAsia", ascii=LATIN, hAnsi=LATIN, eastAsia=east_asian,
                   cs=LATIN)  # fmt: skip


def _speak_chinese(document: Document) -> None:
    """Han characters of the whole document are simplified Chinese, not Japanese, in shape."""
    for lang in cast(Any, document.styles.element).iter(qn("w:lang")):
        lang.set(qn("w:eastAsia"), "zh-CN")


def _name_substitutes(document: Document) -> None:
    """Add our fonts with their `altName` to the document's font table."""
    package = cast(Any, document.part.package)
    table = next(part for part in package.iter_parts() if "fontTable" in part.partname)
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="default"/></w:font>'
        for name, (others, family) in SUBSTITUTES.items()
    )
    blob = table.blob.decode("utf-8").replace("</w:fonts>", f"{entries}</w:fonts>")
    table._blob = blob.encode("utf-8")


def _page_number(document: Document) -> None:
    """`— 1 —` outside, a character from the edge: odd pages right, even ones left (GB/T 9704)."""
    cast(Any, document.settings).odd_and_even_pages_header_footer = True
    section = document.sections[0]
    edge = Pt(FOOT.size)
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    for paragraph, align in ((odd, WD_ALIGN_PARAGRAPH.RIGHT), (even, LEFT)):
        paragraph.style = FOOT.name
        paragraph.alignment = align
        _numbered(paragraph)
    odd.paragraph_format.right_indent = even.paragraph_format.left_indent = edge


def _numbered(paragraph: Paragraph) -> None:
    paragraph.add_run("— ")
    number = cast(Any, paragraph.add_run())
    for part in (
        element("w:fldChar", fldCharType="begin"),
        element("w:instrText"),
        element("w:fldChar", fldCharType="end"),
    ):
        number._r.append(part)
        if part.tag == qn("w:instrText"):
            part.text = "PAGE"
    paragraph.add_run(" —")
