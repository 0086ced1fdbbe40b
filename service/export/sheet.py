"""One sheet of an xlsx file, written cell by cell: text is never a formula."""

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import Any, cast

import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

from service.draft import LEADING

NOTE_LIMIT = 1000
A4 = 9
ACROSS = 16  # columns that stay readable on one landscape page
LINE = 16  # points
MARGIN = 2
SONG, HEI = "宋体", "黑体"
BASE: dict[str, object] = {"font_name": SONG, "font_size": 11, "valign": "top"}
LOOKS: dict[str, dict[str, object]] = {
    "head": {"font_name": HEI, "text_wrap": True, "valign": "vcenter", "align": "center",
             "border": 1, "bg_color": "#F2F2F2"},
    "text": {"text_wrap": True, "border": 1},
    "blank": {"font_color": "#7F7F7F", "text_wrap": True, "border": 1},
    "plain": {"text_wrap": True},
}  # fmt: skip


def _width(text: str) -> float:
    """In digits: a Chinese character is as wide as two."""
    return sum(2 if ord(char) > 0xFF else 1 for char in text)


class Sheet:
    """The one place that touches an xlsxwriter worksheet."""

    def __init__(self, book: "Book", name: str, widths: Sequence[float], frozen: int) -> None:
        self._book = book
        self._widths = list(widths)
        self._across = len(widths)
        self._raw = book.raw.add_worksheet(name)
        self._raw.freeze_panes(1, frozen)
        for column, width in enumerate(widths):
            self._raw.set_column(column, column, width)
        self._print(frozen)

    def _print(self, frozen: int) -> None:
        """A4 landscape; the head on every page, the first columns too where pages lie abreast."""
        self._raw.set_landscape()
        self._raw.set_paper(A4)
        self._raw.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        self._raw.fit_to_pages(max(1, ceil(self._across / ACROSS)), 0)
        self._raw.repeat_rows(0)
        self._raw.repeat_columns(0, max(0, frozen - 1))
        self._raw.set_footer(f"&C&{SONG}第&P页，共&N页")

    def heads(self, names: Sequence[str]) -> None:
        """The first line, as high as its longest head."""
        for column, name in enumerate(names):
            self.text(0, column, name, "head")
        most = max(
            sum(ceil(_width(line) / self._widths[column]) for line in name.split("\n"))
            for column, name in enumerate(names)
        )
        self._raw.set_row(0, LINE * most)

    def text(self, row: int, column: int, text: str, style: str = "text") -> None:
        """Text as text, whatever it begins with; none leaves the cell empty."""
        if text:
            self._raw.write_string(row, column, text, self._book.style(style))
        else:
            self._raw.write_blank(row, column, None, self._book.style(style))

    def number(
        self,
        row: int,
        column: int,
        number: Decimal,
        words: tuple[str, str] = ("", ""),
        *,
        apart: bool = False,
    ) -> None:
        """A real number; its qualifier, and behind it year or kind, are shown by its number format.

        One that is `apart` from the others of its column is grey.
        """
        style = self._book.number_style(*words, apart=apart)
        self._widen(column, _width(f"{number:f}{''.join(words)}") + MARGIN)
        self._raw.write_number(row, column, float(number), style)

    def _widen(self, column: int, width: float) -> None:
        """A number is shown whole, or as ###: its column is as wide as its widest."""
        if width > self._widths[column]:
            self._widths[column] = width
            self._raw.set_column(column, column, width)

    def note(self, row: int, column: int, text: str) -> None:
        """A note on the cell."""
        size = {"width": 320, "height": 120}
        self._raw.write_comment(row, column, text[:NOTE_LIMIT], size)

    def filtered(self, lines: int) -> None:
        """The head becomes a filter over so many lines below it."""
        self._raw.autofilter(0, 0, lines, self._across - 1)


class Book:
    """An xlsx file in memory."""

    def __init__(self, title: str) -> None:
        self._out = BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self.raw: Any = cast(Any, xlsxwriter).Workbook(self._out, options)
        self.raw.set_properties({"title": title, "author": "工报"})
        self._styles: dict[str, Any] = {}

    def style(self, name: str) -> Any:
        """`head`, `text`, `blank` (why a cell holds no number) or `plain` (no border)."""
        return self._made(name, BASE | LOOKS[name])

    def number_style(self, qualifier: str, behind: str, *, apart: bool) -> Any:
        """General numbers, with the qualifier where it stands in print (`7左右`, `超100`)."""
        front = qualifier.startswith(LEADING)
        words = (qualifier, behind) if front else ("", qualifier + behind)
        before, after = (f'"{word.replace(chr(34), "")}"' if word else "" for word in words)
        form: dict[str, object] = {"num_format": f"{before}General{after}", "border": 1}
        if apart:
            form |= {"font_color": "#7F7F7F", "italic": True}
        return self._made(f"number:{apart}:{before}:{after}", BASE | form)

    def _made(self, name: str, look: dict[str, object]) -> Any:
        if name not in self._styles:
            self._styles[name] = self.raw.add_format(look)
        return self._styles[name]

    def sheet(self, name: str, widths: Sequence[float], frozen: int = 1) -> Sheet:
        """A new sheet whose first line and first `frozen` columns stay in sight."""
        return Sheet(self, name, widths, frozen)

    def bytes(self) -> bytes:
        """The finished file."""
        self.raw.close()
        return self._out.getvalue()
