"""The walk through a report's body: headings, and paragraphs that turn to another part."""

import re
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import replace

from vectorstore import late
from vectorstore.documents import Part
from vectorstore.outline.headings import Mark, lines
from vectorstore.outline.parts import (
    PLANS,
    REVIEWS,
    is_closing,
    is_problems,
    opens_part,
    part_of_heading,
    part_of_paragraph,
)
from vectorstore.outline.toplevel import lead_words
from vectorstore.outline.tree import RANK, Tree

_ADDRESS_LINE = late.pattern(r"^\s*(?:各位代表|同志们|各位委员|、)+[!！:：,，。]*\s*$")


class Walk:
    """Adds headings and changes of part to the tree, line by line."""

    def __init__(self, text: str, year: int, tree: Tree, parts: dict[int, Part]) -> None:
        self.text = text
        self.year = year
        self.tree = tree
        self.parts = parts
        self.base: Part = "body"
        self.wanting = False
        self.unplanned = not any(part in PLANS for part in parts.values())

    def through(self, found: Sequence[Mark], start: int, end: int) -> None:
        """Add all marks and splits between `start` and `end` in order."""
        upcoming = deque(found)
        address: int | None = None
        for left, right in lines(self.text, start, end):
            while upcoming and upcoming[0].start < left:  # in the blank before the line
                self._heading(upcoming.popleft())
            here: list[Mark] = []
            while upcoming and upcoming[0].start < right:
                here.append(upcoming.popleft())
            if not here and _ADDRESS_LINE.match(self.text[left:right]):
                address = left
                continue
            head = here[0] if here and here[0].start == left else None
            if head is None:
                self._paragraph(left, right, address, upcoming)
            elif head.style not in RANK and (part := self._turn(left, right)):
                here[0] = replace(head, style="split")
                self.tree.add(here.pop(0), part)
            for mark in here:
                self._heading(mark)
            address = None
        for mark in upcoming:
            self._heading(mark)

    def _heading(self, mark: Mark) -> None:
        if mark.start in self.parts:
            self.base = self.parts[mark.start]
            self.tree.add_root(mark, self.base)
            return
        if self.unplanned and self.wanting and self.base in REVIEWS and mark.style in RANK:
            self.base, self.unplanned = "plan", False
            self.tree.add_root(mark, "plan")
            return
        node = self.tree.add(mark)
        told = part_of_heading(mark.heading, self.year)
        if not told or not self._fits(told) or mark.style in ("run", "inner", "dash"):
            return
        vague = told == "plan" and not re.search(r"\d年|今年|全年|新的一年", mark.heading)
        if not (vague and node.part == "plan_period"):
            node.part = told

    def _fits(self, part: Part) -> bool:
        """Whether a subsection may turn to this part inside the current one."""
        if self.base == "body":
            return part in (*REVIEWS, *PLANS)
        if self.base in REVIEWS:
            return part in REVIEWS
        return self.base in PLANS and part in (*PLANS, "self")

    def _turn(self, left: int, right: int) -> Part | None:
        """The part that a headed paragraph turns to, None when it stays in the current one."""
        told = part_of_paragraph(self.text[left:right], self.year)
        self.tree.close_until(left)
        if not told or not self._fits(told) or not self.tree.open:
            return None
        return told if self.tree.open[-1].part != told else None

    def _turns_without_heading(self, lead: str, told: Part | None) -> bool:
        """Whether a paragraph opens the plan behind a review, or either where nothing is told."""
        if self.base == "body":
            return told in (*REVIEWS, *PLANS) and opens_part(lead)
        return told in PLANS and self.base in REVIEWS and self.unplanned

    def _turn_to(self, left: int, part: Part) -> None:
        """Open a part where a report turns to it without a heading."""
        self.base = "plan" if part in PLANS else "review"
        self.unplanned = self.unplanned and self.base != "plan"
        self.tree.add_root(Mark(left, "top", lead_words(self.text, left, len(self.text))), part)

    def _paragraph(
        self, left: int, right: int, address: int | None, upcoming: Iterable[Mark]
    ) -> None:
        lead = self.text[left:right]
        told = part_of_paragraph(lead, self.year)
        self.wanting = self.wanting or is_problems(lead)
        if told and self._turns_without_heading(lead, told):
            self._turn_to(left, told)
            return
        fits = told is not None and self.base != "body" and self._fits(told)
        part = told if fits and told != "self" else None
        if self.base in REVIEWS and is_problems(lead):
            part = "review"
        closing = part is not None and (address is not None or is_closing(lead))
        closing = closing or (self.base in REVIEWS and is_problems(lead))
        self.tree.close_until(left)
        if part is None or not self.tree.open:
            return
        innermost = self.tree.open[-1]
        at_home = innermost.mark.style in ("top", "volume", "partline", "cn", "split")
        if innermost.part == part and (at_home or not closing):
            return
        inside = self._list_goes_on(upcoming)
        if inside and innermost.part == part:
            return
        start = left if address is None else address
        heading = lead_words(self.text, left, right)
        self.tree.add(
            Mark(
                start, "inner" if inside else "split", heading, until=right + 1 if inside else None
            ),
            part,
        )

    def _list_goes_on(self, upcoming: Iterable[Mark]) -> bool:
        """Whether the next numbered heading continues the list that is open."""
        numbered = [
            node.mark
            for node in self.tree.open
            if node.mark.number and node.mark.style in ("paren", "arabic", "circled", "ordinal")
        ]
        for mark in upcoming if numbered else ():
            if mark.style in RANK and RANK[mark.style] <= RANK["cn"]:
                return False
            for own in numbered:
                if mark.style == own.style and mark.number:
                    return mark.number == (own.number or 0) + 1
        return False
