"""A number of the draft with everything it is said of."""

from dataclasses import dataclass

from service.language.measure import Measure
from vectorstore import late

GROWTH = late.pattern(
    r"(?:增长|增速|增幅|涨幅|增加|下降|降低|降幅|减少|提高|回落|上升|上涨|同比|(?<!新)增)"
    r"(?:(?:预期|目标|速度|幅度)*(?:设定|确定|定|控制|保持|稳定)?(?:为|在|是|达到|达|约|超过|超|近|了))*"
    r"(?![^，。；、：,;:\d]{0,3}(?<!达)[到至])[^，。；、：,;:\d]{0,4}$"
)
DOWN = late.pattern(
    r"(?:下降|降低|降幅|减少|回落|下滑|下跌|下调|压减|缩减|负增长)[^，。；、：,;:\d]{0,6}$"
)


@dataclass(frozen=True, slots=True)
class Said:
    """A number of the draft with everything it is said of (None: not said, UNCLEAR: untold).

    `before` and `after` are the words of its item on either side, those of a list shared.
    """

    figure: Measure
    before: str
    after: str
    region: str | None
    region_text: str
    region_before: str | None
    period: str | None
    period_said: bool
    indicator: str | None
    indicator_text: str
    beside: tuple[str, ...]
    modality: str | None
    average: bool
    cumulative: bool
    base: str | None = None

    @property
    def item(self) -> str:
        """The item with its number."""
        return self.before + self.figure.text + self.after

    @property
    def is_growth(self) -> bool:
        return self.figure.direction is not None or bool(GROWTH.search(self._unnamed))

    @property
    def is_down(self) -> bool:
        return self.figure.direction == "down" or bool(DOWN.search(self._unnamed))

    @property
    def _unnamed(self) -> str:
        """The words in front without the indicator's name: 工业增加值 tells of no growth."""
        name = self.indicator_text
        return self.before.replace(name, "〇" * len(name)) if name else self.before
