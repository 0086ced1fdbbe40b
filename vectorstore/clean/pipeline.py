"""All repairs in their order, and the one map that leads back through them."""

from bisect import bisect_left
from collections.abc import Iterable

from vectorstore.clean.copies import copies, doubled
from vectorstore.clean.digits import digits
from vectorstore.clean.edits import CarriedEdit, Stage, Tracked
from vectorstore.clean.escapes import escapes
from vectorstore.clean.furniture import as_edits, furniture
from vectorstore.clean.gbk_shift import gbk_shift
from vectorstore.clean.invisible import (
    html_comments,
    html_entities,
    html_tags,
    line_ends,
    lost_blanks,
    unseen,
)
from vectorstore.clean.latin import latin
from vectorstore.clean.lines import broken_meeting, edges
from vectorstore.clean.markdown import links, markdown, table_rows
from vectorstore.clean.misread import misread
from vectorstore.clean.note_marks import note_marks
from vectorstore.clean.pages import pages
from vectorstore.clean.pinyin import pinyin
from vectorstore.clean.radicals import radicals
from vectorstore.clean.run_together import run_together
from vectorstore.clean.spaces import spaces
from vectorstore.clean.traditional import traditional
from vectorstore.clean.widths import widths
from vectorstore.clean.wrapping import wrapped
from vectorstore.documents import CleanText, Repair

_BEFORE_FURNITURE: tuple[Stage, ...] = (
    latin,
    line_ends,
    escapes,
    misread,
    unseen,
    html_tags,
    html_entities,
    run_together,
    radicals,
    gbk_shift,
    pinyin,
    lost_blanks,
    traditional,
    widths,
    links,
    markdown,
    table_rows,
    pages,
    wrapped,
)
_AFTER_FURNITURE: tuple[Stage, ...] = (
    broken_meeting,
    edges,
    doubled,
    edges,
    note_marks,
    digits,
    spaces,
    copies,
)
_MOST_ROUNDS = 6


def clean(raw: str) -> CleanText:
    """Repair a report as it was received; cleaning the result again changes nothing."""
    tracked = Tracked.start(raw)
    front: list[str] = []
    back: list[str] = []
    for _ in range(_MOST_ROUNDS):
        before = tracked.text
        tracked = _round(tracked, front, back)
        if tracked.text == before:
            break
    return CleanText(
        text=tracked.text,
        offsets=tuple(tracked.offsets),
        repairs=_repairs(tracked),
        front="\n".join(front),
        back="\n".join(back),
    )


def _round(tracked: Tracked, front: list[str], back: list[str]) -> Tracked:
    comments = html_comments(tracked.text)
    front += (tracked.text[edit.start : edit.end] for edit in comments)
    tracked = tracked.apply(comments)
    for stage in _BEFORE_FURNITURE:
        tracked = tracked.apply(stage(tracked.text))
    cuts = furniture(tracked.text)
    for cut in cuts:
        page = front if cut.place == "front" else back
        page.append(tracked.text[cut.start : cut.end])
    tracked = tracked.apply(as_edits(cuts))
    for stage in _AFTER_FURNITURE:
        tracked = tracked.apply(stage(tracked.text))
    return tracked


def _repairs(tracked: Tracked) -> tuple[Repair, ...]:
    """The changes in coordinates of the clean text, in its order; line breaks are not listed."""
    listed: Iterable[CarriedEdit] = (
        c for c in tracked.changes if c.kind not in ("line", "line_end")
    )
    offsets = tracked.offsets
    repairs = [
        Repair(
            change.kind,
            bisect_left(offsets, change.start),
            bisect_left(offsets, change.end),
            change.before,
            change.after,
            change.guesses,
        )
        for change in listed
    ]
    return tuple(sorted(repairs, key=lambda repair: repair.start))
