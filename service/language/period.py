"""A time as a value: a year, part of a year, a span of years; parsed, printed, compared here.

Printed forms (DESIGN 4): `2020`, `2016-2020`, `2020-09` (a month), `..2020-09` (the year to
September), `2020H1`, `2020Q3`, `..2020` (start unknown).
"""

from dataclasses import dataclass
from functools import cache

from vectorstore import late

_FORM = late.pattern(
    r"(?P<to>\.\.)?(?P<year>\d{4})(?:-(?P<last>\d{4})|-(?P<month>\d\d)|H(?P<half>[12])|Q(?P<quarter>[1-4]))?"
)


@dataclass(frozen=True, slots=True)
class Period:
    """Months from `first` to `last`, both included, counted from the year 0.

    `first` is None where only the end is known (`..2020`). `to_date` marks a year told up to a
    month (`..2020-09`), which is not the nine months' own name in any other form.
    """

    first: int | None
    last: int
    to_date: bool = False

    @classmethod
    def parse(cls, printed: str) -> "Period":
        """The period of a printed form; ValueError for any other text."""
        return _parse(printed)

    @classmethod
    def of_year(cls, year: int) -> "Period":
        """One whole year."""
        return cls.of_years(year, year)

    @classmethod
    def of_years(cls, first: int, last: int) -> "Period":
        """Whole years from `first` to `last`."""
        return cls(first * 12 + 1, last * 12 + 12)

    @classmethod
    def until(cls, year: int) -> "Period":
        """Up to the end of a year, from a time that is not told."""
        return cls(None, year * 12 + 12)

    @classmethod
    def to_month(cls, year: int, month: int) -> "Period":
        """The year up to the end of a month: 截至9月, 前三季度."""
        return cls(year * 12 + 1, year * 12 + month, to_date=True)

    @property
    def year(self) -> int:
        """The year it ends in."""
        return (self.last - 1) // 12

    @property
    def first_year(self) -> int | None:
        """The year it starts in; None where the start is not known."""
        return None if self.first is None else (self.first - 1) // 12

    @property
    def is_year(self) -> bool:
        """Whether it is one whole year."""
        return self.first is not None and self.last - self.first == 11 and self.first % 12 == 1

    @property
    def is_span(self) -> bool:
        """Whether it is several whole years, or open at its start."""
        return self.first is None or self.last - self.first > 11

    @property
    def is_part(self) -> bool:
        """Whether it is less than a year."""
        return self.first is not None and self.last - self.first < 11

    @property
    def years(self) -> int | None:
        """How many years it lasts; None where it is open or part of a year."""
        return None if self.first is None or self.is_part else (self.last - self.first + 1) // 12

    def contains(self, other: "Period") -> bool:
        """Whether all of another period lies inside this one; an open start holds any."""
        starts = self.first is None or (other.first is not None and self.first <= other.first)
        return starts and other.last <= self.last

    def shifted(self, years: int) -> "Period":
        """The same stretch so many years later (earlier, if negative)."""
        first = None if self.first is None else self.first + years * 12
        return Period(first, self.last + years * 12, self.to_date)

    def since(self, base_year: int) -> "Period":
        """The span of a change measured against a year: 2020, 较2015年 → 2016-2020."""
        return Period.of_years(base_year + 1, self.year)

    def __str__(self) -> str:
        year, month = self.year, (self.last - 1) % 12 + 1
        if self.first is None:
            return f"..{year}"
        if self.is_year:
            return f"{year}"
        if self.is_span:
            return f"{self.first_year}-{year}"
        if self.to_date:
            return f"..{year}-{month:02d}"
        length = self.last - self.first + 1
        if length == 6:
            return f"{year}H{month // 6}"
        return f"{year}Q{month // 3}" if length == 3 else f"{year}-{month:02d}"


@cache
def _parse(printed: str) -> Period:
    found = _FORM.fullmatch(printed)
    if found is None or (found["to"] and (found["last"] or found["half"] or found["quarter"])):
        raise ValueError(f"not a period: {printed}")
    year = int(found["year"])
    if found["last"]:
        return Period.of_years(year, int(found["last"]))
    if found["half"]:
        return Period(year * 12 + int(found["half"]) * 6 - 5, year * 12 + int(found["half"]) * 6)
    if found["quarter"]:
        end = year * 12 + int(found["quarter"]) * 3
        return Period(end - 2, end)
    if found["month"]:
        end = year * 12 + int(found["month"])
        return Period.to_month(year, int(found["month"])) if found["to"] else Period(end, end)
    return Period.until(year) if found["to"] else Period.of_year(year)
