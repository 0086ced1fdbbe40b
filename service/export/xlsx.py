"""Comparisons and facts as xlsx: real numbers, the quote beside or behind every one of them."""

from collections.abc import Sequence

from service.export.long_sheet import comparison_lines, fact_lines, long_sheet
from service.export.sheet import Book
from service.export.wide_sheet import wide_sheet
from service.facts.model import Fact
from service.shapes import Comparison
from service.tasks.words import report_name, source_name, topic_parts


def _remarks(book: Book, made: Comparison) -> None:
    sheet = book.sheet("说明", (110,))
    sheet.heads(("要点与说明",))
    said = [item.text for item in made.findings] + list(made.notes)
    said += [f"资料来源：{'、'.join(map(report_name, made.columns))}。"]
    said += ["灰色斜体的数与同列其他数不可比，原因见批注；空格里写明为什么没有数。"]
    for line, text in enumerate(said, start=1):
        sheet.text(line, 0, text, "plain")


def _topic(book: Book, made: Comparison) -> None:
    """Part of the topic, sentence and quotes, line by line; no sheet where none was asked for."""
    parts = topic_parts(made)
    if not parts:
        return
    quotes = {c.n: f"{source_name(c)}：“{c.quote}”" for c in made.citations}
    sheet = book.sheet("专题", (28, 60, 60))
    sheet.heads((parts[0].heading, "内容", "原文"))
    said = [(part.heading, item) for part in parts for item in part.items]
    for line, (heading, item) in enumerate(said, start=1):
        cited = "\n".join(quotes[number] for number in item.citations)
        for column, text in enumerate((heading, item.text, cited)):
            sheet.text(line, column, text)


def comparison_xlsx(made: Comparison) -> bytes:
    """对照 (regions down, indicators across), 明细 (a figure a line), the topic, and remarks."""
    book = Book("政府工作报告对比")
    wide_sheet(book, made)
    long_sheet(book, "明细", comparison_lines(made))
    _topic(book, made)
    _remarks(book, made)
    return book.bytes()


def facts_xlsx(facts: Sequence[Fact]) -> bytes:
    """The facts a line each, as the long sheet of a comparison shows them."""
    book = Book("政府工作报告数据")
    long_sheet(book, "数据", fact_lines(facts))
    return book.bytes()
