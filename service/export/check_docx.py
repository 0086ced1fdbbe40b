"""A checked draft as docx: the draft itself, a comment on every sentence that claims something,
and what its owner has put right as changes that Word accepts or rejects one by one."""

from collections.abc import Collection, Iterator
from copy import deepcopy
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, cast

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from service.export.docx_style import BODY, element, official_document, properties
from service.tasks.brief.typeset import typeset
from service.tasks.check.shapes import Check, CheckedSentence, CheckSource, Fix
from service.tasks.words import inner

AUTHOR = "工报"
VERDICTS = {"proven": "有据", "contradicted": "与报告不符", "not_found": "未找到依据"}


def _remark(sentence: CheckedSentence, sources: dict[int, CheckSource]) -> str:
    """`与报告不符：原文是174.46亿元，不是200亿元。海拉尔区2021年政府工作报告：“…”`."""
    said = sentence.instead or "；".join(sentence.reasons)
    head = VERDICTS[sentence.verdict] + (f"：{said}" if said else "")
    quoted = [
        f"{source.region}{source.year}年政府工作报告：“{inner(source.quote)}”"
        for source in (sources[n] for n in sentence.citations if n in sources)
    ]
    return "\n".join(typeset(line) for line in [f"{head}。", *quoted])


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    """Those of the body, then those of the cells of tables."""
    yield from document.paragraphs
    for table in document.tables:
        for row in cast(Any, table).rows:
            for cell in row.cells:
                yield from cell.paragraphs


def _split(run: Run, at: int) -> None:
    """The run ends at `at`; what followed is a run of the same look behind it."""
    text = run.text
    behind = deepcopy(cast(Any, run)._r)
    cast(Any, run)._r.addnext(behind)
    run.text = text[:at]
    Run(behind, cast(Any, run)._parent).text = text[at:]


def _cut(paragraph: Paragraph, at: int) -> None:
    """A run begins at the place; a run with pictures in it stays whole."""
    passed = 0
    for run in paragraph.runs:
        length = len(run.text)
        if passed < at < passed + length:
            if not cast(Any, run)._r.xpath(".//w:drawing | .//w:pict | .//w:fldChar"):
                _split(run, at - passed)
            return
        passed += length


def _runs(paragraph: Paragraph, start: int, end: int) -> list[Run]:
    """The runs that hold the text from `start` to `end`, cut to it."""
    _cut(paragraph, start)
    _cut(paragraph, end)
    found: list[Run] = []
    passed = 0
    for run in paragraph.runs:
        if passed < end and passed + len(run.text) > start:
            found.append(run)
        passed += len(run.text)
    return found


def _change(name: str, number: int) -> Any:
    """`w:ins` or `w:del` of ours, made now; every change of a document has a number."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return element(name, id=str(number), author=AUTHOR, date=now)


def _put_right(paragraph: Paragraph, at: int, fix: Fix) -> None:
    """The wrong words struck, the right ones behind them in the same look, both as changes."""
    runs = [cast(Any, run)._r for run in _runs(paragraph, at, at + len(fix.wrong))]
    if not runs or any(run.getparent() is not cast(Any, paragraph)._p for run in runs):
        return
    new = deepcopy(runs[-1])
    Run(new, paragraph).text = fix.right
    struck, put = _change("w:del", 2 * fix.start), _change("w:ins", 2 * fix.start + 1)
    runs[0].addprevious(struck)
    struck.addnext(put)
    put.append(new)
    for run in runs:
        for text in run.findall(qn("w:t")):
            text.tag = qn("w:delText")
        struck.append(run)


def _commented(document: Document, made: Check, fixed: Collection[int]) -> None:
    sources = {source.n: source for source in made.citations}
    waiting = [one for one in made.sentences if one.verdict in VERDICTS]
    for paragraph in _paragraphs(document):
        at = 0
        fixes: list[tuple[int, Fix]] = []
        for sentence in list(waiting):
            text = "".join(run.text for run in paragraph.runs)
            start = text.find(sentence.text, at)
            if start < 0:
                continue
            at = start + len(sentence.text)
            runs = _runs(paragraph, start, at)
            document.add_comment(runs, _remark(sentence, sources), AUTHOR, AUTHOR)
            waiting.remove(sentence)
            taken = (fix for fix in sentence.fixes if fix.start in fixed)
            fixes.extend((start + fix.start - sentence.start, fix) for fix in taken)
        for place, fix in reversed(fixes):
            _put_right(paragraph, place, fix)


def _saved(document: Document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def commented_docx(draft: bytes, made: Check, fixed: Collection[int] = ()) -> bytes:
    """The person's own file, everything in it as it was, with comments; the fixes that begin at
    `fixed` are changes in it."""
    document = docx.Document(BytesIO(draft))
    _commented(document, made, fixed)
    return _saved(document)


def check_docx(made: Check, fixed: Collection[int] = ()) -> bytes:
    """A pasted draft as a document, with comments and the changes that begin at `fixed`."""
    document = official_document()
    properties(document, made.text.strip().split("\n")[0][:40])
    for line in made.text.split("\n"):
        if line.strip():
            document.add_paragraph(line.strip(), style=BODY.name)
    _commented(document, made, fixed)
    return _saved(document)
