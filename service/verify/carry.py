"""What a sentence takes from the one before it: its region and its period."""

from dataclasses import dataclass, replace
from typing import Literal

from service.verify.cue import DimensionCue
from service.verify.evidence import Context, LineVerdict
from service.verify.said import LineReading
from service.verify.when import UNCLEAR


@dataclass(frozen=True, slots=True)
class CarriedContext:
    """The context of the next line: that of the draft, with what the last kept line spoke of.

    A line that was cut is not read by anyone: where it had turned to another region or period,
    a line behind it that says none is said of nothing (UNCLEAR).
    """

    context: Context

    def behind(self, reading: LineReading, verdict: LineVerdict) -> "CarriedContext":
        """The context behind a line of the draft; code's own sentences stand for themselves."""
        if reading.line.own:
            return self
        region = self._next(reading, verdict, "region", self.context.region)
        period = self._next(reading, verdict, "period", self.context.period)
        return CarriedContext(replace(self.context, region=region, period=period))

    def _next(
        self,
        reading: LineReading,
        verdict: LineVerdict,
        dimension: Literal["region", "period"],
        held: str | None,
    ) -> str | None:
        said = [cue for cue in reading.outside if cue.dimension == dimension]
        if not said:
            return held
        last = said[-1].value if dimension == "period" else _settled(said)
        if verdict.proven:
            return last
        return held if last == held else UNCLEAR


def _settled(said: list[DimensionCue]) -> str:
    """The one region of a line; a line that lists several leaves it open."""
    values = {cue.value for cue in said}
    return said[-1].value if len(values) == 1 else UNCLEAR
