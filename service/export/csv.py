"""Facts as CSV for spreadsheets and scripts: UTF-8 with BOM, one fact a line."""

import csv
import io
from collections.abc import Sequence

from service.export.guard import harmless
from service.facts.model import Fact

FIELDS = (
    "report", "region", "year", "indicator", "indicator_text", "period", "period_text", "kind",
    "basis", "value", "unit", "growth", "qualifier", "growth_qualifier", "scope", "quote", "start",
    "end",
)  # fmt: skip


def _is_number(text: str) -> bool:
    return text.strip("-+%").replace(".", "", 1).isdigit()


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return text if _is_number(text) else harmless(text)


def facts_csv(facts: Sequence[Fact]) -> bytes:
    """The facts with a header; `section` joined by ` / `; negative numbers stay numbers."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*FIELDS, "section"])
    for fact in facts:
        row = [_cell(getattr(fact, name)) for name in FIELDS]
        writer.writerow([*row, _cell(" / ".join(fact.section))])
    return out.getvalue().encode("utf-8-sig")
