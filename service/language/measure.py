"""A number as a report prints it (contract: DESIGN 4)."""

from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict


class Measure(BaseModel):
    """A number as written.

    `text == clean_text[start:end]`, qualifier and unit included. `value` is the number in
    its plain unit (元, 人, %) after scale; `number` is as printed without thousands
    separators; `unit` is as printed with its scale (万元); a range has `high`. `signed`: a sign
    stands before the number (+4.2%, 负9.8%), so that it is a change.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    start: int
    end: int
    number: str
    unit: str
    value: Decimal | None
    high: Decimal | None = None
    plain_unit: str
    qualifier: str | None = None
    direction: Literal["up", "down"] | None = None
    signed: bool = False
