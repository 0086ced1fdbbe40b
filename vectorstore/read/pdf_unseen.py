"""Letters of a PDF that nobody sees on paper: drawn by no pen, white on white, off the page, too small.

An invisible layer over a picture of the page is what a scanner read in it: there the picture is
seen. What is covered by a later drawing, or wholly transparent, is not told apart: the library that
reads PDFs does not say so.
"""

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias, cast

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextSeq
from pdfminer.pdfinterp import PDFGraphicState, PDFTextState
from pdfplumber import page as drawing
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent

Thing: TypeAlias = dict[str, Any]
_DRAWN_BY = "PDFPageAggregatorWithMarkedContent"
_PENLESS = frozenset((3, 7))
_FILLED_ALONE = frozenset((0, 4))
_UNSEEN_POINTS = 2.0  # as of a docx: a line of print is five at the least
_WHITE = 0.97
_LIGHTS = (None, "DeviceGray", "CalGray", "DeviceRGB", "CalRGB", "ICCBased")
_INKS = (None, "DeviceCMYK", "ICCBased")


class _Moded(PDFPageAggregatorWithMarkedContent):
    """Draws a page, each letter with its text rendering mode (PDF 9.3.6) for a tag."""

    _mode = 0

    def render_string(
        self,
        textstate: PDFTextState,
        seq: PDFTextSeq,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> None:
        """Remember how the letters of this string are drawn."""
        self._mode = textstate.render
        super().render_string(textstate, seq, ncs, graphicstate)

    def tag_cur_item(self) -> None:
        """The mode in the place of the tag, which nobody here reads."""
        self.cur_tag = str(self._mode)
        super().tag_cur_item()


def seen(page: Page) -> tuple[Page, str]:
    """The page with what is seen of it, and the letters that are not."""
    setattr(drawing, _DRAWN_BY, _Moded)  # it takes no other class, and guards what goes wrong
    hidden = {id(char): str(char["text"]) for char in _unseen(page)}
    if not hidden:
        return page, ""
    return page.filter(lambda thing: id(thing) not in hidden), "".join(hidden.values())


def _unseen(page: Page) -> Iterator[Thing]:
    for char in page.chars:
        if not str(char["text"]).strip():
            continue
        mode = int(char["tag"] or 0)
        if (
            char["size"] <= _UNSEEN_POINTS
            or not _holds(char, *page.bbox)
            or (mode in _PENLESS and not _over(char, page.images))
            or (mode in _FILLED_ALONE and _is_white(char) and not _grounded(char, page))
        ):
            yield char


def _holds(char: Thing, left: float, top: float, right: float, bottom: float) -> bool:
    """Whether the middle of a letter lies in a box."""
    across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return left <= across <= right and top <= down <= bottom


def _over(char: Thing, things: list[Thing]) -> bool:
    return any(
        _holds(char, *(each[side] for side in ("x0", "top", "x1", "bottom"))) for each in things
    )


def _grounded(char: Thing, page: Page) -> bool:
    """Whether a white letter stands on a picture or on a ground of another colour: the head of a
    table."""
    painted = [each for each in (*page.rects, *page.curves) if each["fill"] and not _is_white(each)]
    return _over(char, [*page.images, *painted])


def _is_white(thing: Thing) -> bool:
    """Whether a thing is filled with white, as far as its kind of colour says so."""
    given: object = thing["non_stroking_color"]
    parts = cast(Sequence[object], given) if isinstance(given, tuple | list) else (given,)
    tints = [float(part) for part in parts if isinstance(part, int | float)]
    if not tints or len(tints) < len(parts):
        return False
    if len(tints) == 4:
        return thing.get("ncs") in _INKS and max(tints) <= 1 - _WHITE
    return thing.get("ncs") in _LIGHTS and min(tints) >= _WHITE
