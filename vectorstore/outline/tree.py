"""Headings into a tree: fixed styles rank by kind, the others by first appearance."""

from dataclasses import dataclass, field

from vectorstore.documents import Part, Section
from vectorstore.outline.headings import Mark, Style

RANK: dict[Style, int] = {
    "top": 0,
    "volume": 1,
    "partline": 2,
    "cn": 3,
    "split": 4,
    "paren": 5,
    "arabic": 6,
    "circled": 7,
}


@dataclass(slots=True)
class Node:
    """A section that is being built; `counts` remembers the last number of each style."""

    mark: Mark
    part: Part
    end: int
    children: list["Node"] = field(default_factory=list["Node"])
    counts: dict[Style, int] = field(default_factory=dict[Style, int])


class Tree:
    """A stack of open nodes under one root; add marks in order, then read `sections`."""

    def __init__(self, length: int) -> None:
        self._length = length
        self.roots: list[Node] = []
        self.open: list[Node] = []

    def add_root(self, mark: Mark, part: Part) -> Node:
        """Start a new part of the report: everything before it is closed."""
        while self.open:
            self._pop(mark.start)
        return self.add(mark, part)

    def add(self, mark: Mark, part: Part | None = None) -> Node:
        """Hang a heading below the right open node; it inherits the part when none is given."""
        self._make_room(mark)
        parent = self.open[-1] if self.open else None
        above = parent or (self.roots[-1] if self.roots else None)
        inherited: Part = above.part if above else "front"
        node = Node(mark, part or inherited, self._length)
        (parent.children if parent else self.roots).append(node)
        if parent and mark.number:
            parent.counts[mark.style] = mark.number
        self.open.append(node)
        return node

    def close_until(self, offset: int) -> None:
        """Close the nodes that only rule a paragraph ending before `offset`."""
        while self.open and (until := self.open[-1].mark.until) and until <= offset:
            self._pop(until)

    def _make_room(self, mark: Mark) -> None:
        self.close_until(mark.start)
        keep = self._kept(mark)
        while len(self.open) > keep:
            self._pop(mark.start)

    def _kept(self, mark: Mark) -> int:
        """How many open nodes stay open above a new mark."""
        styles: list[Style] = [node.mark.style for node in self.open]
        if mark.style not in RANK:
            return self._kept_adaptive(mark, styles)
        keep = len(styles)
        for depth, style in enumerate(styles):
            heads_list = (
                style == "plain"
                and mark.style in ("cn", "paren")
                and (mark.number == 1 or mark.style in styles[depth + 1 :])
            )
            above = RANK[style] < RANK[mark.style] if style in RANK else heads_list
            if not above or self._continues_outside(depth, mark):
                keep = depth
                break
        return keep

    def _continues_outside(self, depth: int, mark: Mark) -> bool:
        """Whether a numbered mark goes on with the list that a split or line interrupted."""
        node = self.open[depth]
        if node.mark.style not in ("split", "plain") or depth == 0 or not mark.number:
            return False
        outside = self.open[depth - 1].counts.get(mark.style, 0)
        return mark.number > 1 and outside == mark.number - 1 and mark.style not in node.counts

    @staticmethod
    def _kept_adaptive(mark: Mark, styles: list[Style]) -> int:
        if mark.style in styles:
            return styles.index(mark.style)
        keep = len(styles)
        lower: tuple[Style, ...] = ("inner",)
        if mark.style == "plain":
            lower = ("inner", "run", "ordinal", "dash")
        while keep and styles[keep - 1] in lower:
            keep -= 1
        return keep

    def _pop(self, end: int) -> None:
        self.open.pop().end = end

    def sections(self) -> tuple[Section, ...]:
        """The finished tree in document order, parents before children."""
        while self.open:
            self._pop(self._length)
        return tuple(section for root in self.roots for section in _flat(root, ()))


def _flat(node: Node, above: tuple[str, ...]) -> list[Section]:
    path = (*above, node.mark.heading)
    own = Section(
        path=path, heading=node.mark.heading, part=node.part, start=node.mark.start, end=node.end
    )
    return [own, *(section for child in node.children for section in _flat(child, path))]
