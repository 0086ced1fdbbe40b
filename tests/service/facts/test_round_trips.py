"""However a report was saved, it is the same report and says the same facts."""

import html
import re
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import pytest

from service.document import Prepared, prepare
from service.facts.model import Fact
from service.sources import Given
from tests.seeds import SEEDS, Seed
from tests.service.export.printing import html_pdf
from tests.vectorstore.pdf_writer import typeset
from vectorstore.clean.traditional import to_traditional

ENTRIES = "".join(
    f"<li><a href='/{name}'>{name}</a></li>"
    for name in ("首页", "政务公开", "政府工作报告", "互动交流", "走进我们")
)


@cache
def received(seed: Seed) -> Prepared:
    return prepare(seed.path.read_bytes(), "报告.txt", Given())[0]


def big5(text: str) -> bytes:
    traditional = "".join(to_traditional(character) for character in text)
    return traditional.replace("爲", "為").encode("big5hkscs")


def word(text: str) -> bytes:
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def page(text: str) -> bytes:
    """A page without a title of its own, under a menu that has one."""
    body = "".join(f"<p>　　{html.escape(line)}</p>" for line in text.split("\n"))
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>某网</title></head>'
        f'<body><div class="top"><ul>{ENTRIES}</ul></div><div class="content">{body}</div>'
        '<div class="foot"><p>版权所有 某市人民政府</p></div></body></html>'
    ).encode()


def printed(text: str) -> bytes:
    return typeset(text.split("\n"), header="某市人民政府")


FORMS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "gb18030": ("报告.txt", lambda text: text.encode("gb18030")),
    "utf-16": ("报告.txt", lambda text: text.encode("utf-16")),
    "utf-16 without a mark": ("报告.txt", lambda text: text.encode("utf-16-be")),
    "big5": ("报告.txt", big5),
    "docx": ("报告.docx", word),
    "html": ("报告.html", page),
    "pdf": ("报告.pdf", printed),
}


def said(fact: Fact) -> tuple[object, ...]:
    quote = re.sub(r"\s+", "", fact.quote)
    return fact.indicator, fact.period, fact.kind, fact.value, fact.unit, fact.growth, quote


# What has a layout is tried on two reports, bytes and paragraphs on one; each report in some form.
LAID_OUT = ("html", "pdf")
TRIED = [
    (form, SEEDS[(at + step) % 5])
    for at, form in enumerate(FORMS)
    for step in ((0, 2) if form in LAID_OUT else (0,))
]


@pytest.mark.parametrize(("form", "seed"), TRIED, ids=[f"{f}-{seed.id}" for f, seed in TRIED])
def test_a_report_saved_otherwise_is_the_same_report_with_the_same_facts(
    form: str, seed: Seed
) -> None:
    before = received(seed)
    name, save = FORMS[form]
    again = prepare(save(before.document.clean.text), name, Given())[0]

    assert again.report.id == before.report.id
    assert again.document.clean.text == before.document.clean.text
    assert [said(fact) for fact in again.facts] == [said(fact) for fact in before.facts]


@pytest.mark.chromium
@pytest.mark.parametrize("align", ["left", "justify"])
def test_a_page_printed_by_a_browser_says_the_same_facts(tmp_path: Path, align: str) -> None:
    before = received(SEEDS[1])
    style = f"body {{ font: 16pt/28pt serif }} p {{ text-indent: 2em; text-align: {align} }}"
    lines = before.document.clean.text.split("\n")
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    pdf = html_pdf(f'<meta charset="utf-8"><style>{style}</style>{paragraphs}', tmp_path)
    again = prepare(pdf.read_bytes(), "报告.pdf", Given(region="乌海市"))[0]

    assert again.document.clean.text == before.document.clean.text
    assert [said(fact) for fact in again.facts] == [said(fact) for fact in before.facts]
