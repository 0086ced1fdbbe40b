"""One sheet of an xlsx file, written cell by cell: text is never a formula."""

from decimal import Decimal
from io import BytesIO
from typing import Any, cast

import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

NOTE_LIMIT = 1000


class Sheet:
    """The one place that touches an xlsxwriter worksheet."""

    def __init__(self, book: "Book", name: str, widths: tuple[float, ...]) -> None:
        self._book = book
        self._raw = book.raw.add_worksheet(name)
        self._raw.freeze_panes(1, 1)
        for column, width in enumerate(widths):
            self._raw.set_column(column, column, width)

    def text(self, row: int, column: int, text: str, style: str = "text") -> None:
        """Text as text, whatever it begins with."""
        self._raw.write_string(row, column, text, self._book.style(style))

    def number(self, row: int, column: int, number: Decimal, qualifier: str = "") -> None:
        """A real number; its qualifier is shown by the cell's number format."""
        style = self._book.number_style(qualifier)
        self._raw.write_number(row, column, float(number), style)

    def note(self, row: int, column: int, text: str) -> None:
        """A note on the cell."""
        size = {"width": 320, "height": 120}
        self._raw.write_comment(row, column, text[:NOTE_LIMIT], size)


class Book:
    """An xlsx file in memory."""

    def __init__(self) -> None:
        self._out = BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self.raw: Any = cast(Any, xlsxwriter).Workbook(self._out, options)
        self._styles: dict[str, Any] = {}

    def style(self, name: str) -> Any:
        """`head`, `text` or `blank` (why a cell holds no number)."""
        looks: dict[str, dict[str, object]] = {
            "head": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1},
            "text": {"text_wrap": True, "valign": "top"},
            "blank": {"font_color": "#7f7f7f", "italic": True, "valign": "top"},
        }
        return self._made(name, looks[name])

    def number_style(self, qualifier: str) -> Any:
        """General numbers, with the qualifier behind (`7左右`) or in front (`超100`)."""
        word = qualifier.replace('"', "")
        front = word.startswith(("超", "近", "约", "突破", "不", "高", "低", "达", "控制"))
        shown = f'"{word}"General' if front else f'General"{word}"'
        form: dict[str, object] = {"num_format": shown if word else "General", "valign": "top"}
        return self._made(f"number:{word}", form)

    def _made(self, name: str, look: dict[str, object]) -> Any:
        if name not in self._styles:
            self._styles[name] = self.raw.add_format(look)
        return self._styles[name]

    def sheet(self, name: str, widths: tuple[float, ...]) -> Sheet:
        """A new sheet whose first row and first column stay in sight."""
        return Sheet(self, name, widths)

    def bytes(self) -> bytes:
        """The finished file."""
        self.raw.close()
        return self._out.getvalue()
