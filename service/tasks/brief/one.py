"""The page on one report: judged, measured, done, missing, planned, each as long as it fits."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.shapes import Block, Item, Row, Table
from service.tasks.brief.desk import BriefDesk
from service.tasks.brief.fit import CHARS, INDENT, RAISED_WIDTH, text_width
from service.tasks.brief.judged import judgement
from service.tasks.brief.outline import PartGroup, groups
from service.tasks.brief.page import block_lines
from service.tasks.brief.points import Looking, Point, together
from service.tasks.brief.short import shortened
from service.tasks.words import unmarked
from service.tasks.writing import DONE, PLANNED, Prose

FEWEST, MOST, MOST_LINES = 4, 6, 12  # groups of work, and the lines that they may take
SECOND, BREADTH = 0.5, 1.5  # what a second point of a group is worth, and another group
MEASURE, STEPS = 40.0, 7
TURNS = (0, 0, 0, 0, 1, 2, 0, 1, 0, 1, 0, 2, 1, 0, 1, 0)  # work, plan, problems


@dataclass(frozen=True, slots=True)
class PrintedGroup:
    """A group as it may be printed, the lines it takes and what it is worth."""

    item: Item
    lines: int
    worth: float
    start: int


State = tuple[Item, ...]


class GrowingPage:
    """Blocks that grow in turn, from the least that each must say, while the page has room."""

    def __init__(
        self, desk: BriefDesk, rows: Sequence[Row], table: Table | None, prose: Prose
    ) -> None:
        self._desk = desk
        self._source = desk.sources[0]
        self._told = desk.shown(rows, table)
        self._judged = tuple(judgement(desk, rows))
        self._work = self._model(prose, DONE) or self._grouped()
        self._problems = [s for n in (1, 2, 4) if (s := tuple(shortened(desk, self._source, n)))]
        self._plan = self._planned(prose)

    def blocks(self, lines: int) -> tuple[Block, ...]:
        """The blocks of this page of so many lines, in printed order."""
        choices = (self._work, self._plan, self._problems)
        at = [0, 0, 0]
        for turn in TURNS:
            wider = [*at[:turn], at[turn] + 1, *at[turn + 1 :]]
            if wider[turn] < len(choices[turn]) and self._lines(choices, wider) <= lines:
                at = wider
        return self._made(choices, at)

    def _made(self, choices: Sequence[Sequence[State]], at: Sequence[int]) -> tuple[Block, ...]:
        work, plan, problems = (
            states[place] if states else () for states, place in zip(choices, at, strict=True)
        )
        report = self._source.report
        made = (
            Block(heading="", items=self._judged, joined=True),
            Block(heading="主要工作", items=work, run_in=True),
            Block(heading="存在问题", items=problems, joined=True, run_in=True),
            Block(heading=f"{report.year}年举措", items=plan, joined=True, run_in=True),
        )
        return tuple(block for block in made if block.items)

    def _lines(self, choices: Sequence[Sequence[State]], at: Sequence[int]) -> int:
        return sum(map(block_lines, self._made(choices, at)))

    def _model(self, prose: Prose, part: str) -> list[State]:
        """A model's sentences, one more with each step."""
        items = prose.of(part)
        return [tuple(items[: n + 1]) for n in range(len(items))]

    def _grouped(self) -> list[State]:
        """The groups that tell most in four lines, in five, and so on: of each one or two lines."""
        found = groups(Looking(self._source, plan=False, told=self._told))
        offered = [told for group in found if (told := self._variants(group))]
        states = [best(offered, lines) for lines in range(FEWEST, MOST_LINES + 1)]
        return [state for state in dict.fromkeys(states) if state]

    def _variants(self, group: PartGroup) -> list[PrintedGroup]:
        """A group in one line of the page, and in two."""
        found: list[PrintedGroup] = []
        for lines in (1, 2):
            room = lines * CHARS - INDENT - text_width(group.name) - 2 - lines
            points = self._proven(together(group.points, room, RAISED_WIDTH), plan=False)
            if points:
                item = Item(
                    text=f"{group.name}：{_joined(points)}。", citations=self._cited(points)
                )
                worths = sorted((point.worth for point in points), reverse=True)
                worth = worths[0] + SECOND * sum(worths[1:]) + BREADTH - group.last
                found.append(PrintedGroup(item, lines, worth, group.start))
        return found

    def _cited(self, points: Sequence[Point]) -> tuple[int, ...]:
        return tuple(self._desk.cited(self._source, one.start, one.end) for one in points)

    def _proven(self, points: Sequence[Point], *, plan: bool) -> list[Point]:
        """The points whose words stand in their report, one by one."""
        return [
            one for one in points if self._desk.stands(self._source, one.start, one.end, plan=plan)
        ]

    def _planned(self, prose: Prose) -> list[State]:
        """The measures that carry the plan, of each part of it the most telling, one more a step."""
        if own := self._model(prose, PLANNED):
            return own
        found = groups(Looking(self._source, plan=True, told=self._told))
        best_of = [
            point for group in found for point in together(group.points, MEASURE, RAISED_WIDTH, 1)
        ]
        ordered = sorted(best_of, key=lambda point: -point.worth)[:STEPS]
        stand = self._proven(ordered, plan=True)
        return [
            _listed([Item(text=unmarked(one.text), citations=self._cited([one])) for one in part])
            for many in range(min(2, len(stand)), len(stand) + 1)
            if (part := sorted(stand[:many], key=lambda point: point.start))
        ]


def best(offered: Sequence[Sequence[PrintedGroup]], lines: int) -> State:
    """Of every group no more than one of its variants, four to six groups in so many lines."""
    chosen: dict[tuple[int, int], tuple[float, tuple[PrintedGroup, ...]]] = {(0, 0): (0.0, ())}
    for variants in offered:
        for (used, many), (worth, held) in list(chosen.items()):
            for told in variants:
                key = used + told.lines, many + 1
                new = worth + told.worth
                if key[0] <= lines and key[1] <= MOST and new > chosen.get(key, (-1.0, ()))[0]:
                    chosen[key] = (new, (*held, told))
    fewest = min(FEWEST, len(offered), lines)
    full = [value for (_, many), value in chosen.items() if many >= fewest]
    _, taken = max(full, key=lambda value: value[0], default=(0.0, ()))
    return tuple(told.item for told in taken)


def _listed(items: Sequence[Item]) -> State:
    """The items as one sentence of many halves."""
    ends = ["；"] * (len(items) - 1) + ["。"]
    return tuple(
        item.model_copy(update={"text": item.text.rstrip("；;，,。") + end})
        for item, end in zip(items, ends, strict=True)
    )


def _joined(points: Sequence[Point]) -> str:
    return "；".join(unmarked(point.text).rstrip("；;，,") for point in points)
