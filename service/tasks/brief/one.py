"""The page on one report: judged, measured, done, missing, planned, each as long as it fits."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from service.shapes import Block, Item, Row, Table
from service.tasks.brief.desk import Desk
from service.tasks.brief.fit import CHARS, RAISED_WIDTH, text_width
from service.tasks.brief.judged import judgement
from service.tasks.brief.outline import Group, groups
from service.tasks.brief.page import block_lines
from service.tasks.brief.page_prose import beside
from service.tasks.brief.points import Looking, Point, together
from service.tasks.brief.priorities import priorities
from service.tasks.brief.short import shortened
from service.tasks.words import unmarked
from service.tasks.writing import DONE, PLANNED, Prose

FEWEST, MOST = 4, 6  # groups of work
LINE, TWO, STEPS = CHARS - 2.0, 2.0 * CHARS - 3.0, 8
State = tuple[Item, ...]


class Page:
    """Blocks that grow in turn, from the least that each must say, while the page has room."""

    def __init__(self, desk: Desk, rows: Sequence[Row], table: Table | None, prose: Prose) -> None:
        self._desk = desk
        self._source = desk.sources[0]
        self._told = _told(desk, rows, table)
        self._judged = tuple(judgement(desk, rows))
        self._work = self._model(prose, DONE) or self._grouped()
        self._problems = [s for n in (1, 2, 4) if (s := tuple(shortened(desk, self._source, n)))]
        self._plan = self._planned(prose)

    def blocks(self, lines: int) -> tuple[Block, ...]:
        """The blocks of this page of so many lines, in printed order."""
        choices = (self._work, self._plan, self._problems)
        at = [0, 0, 0]
        turns = [turn for each in zip_longest([0] * 9, [1] * 9, [2] * 2) for turn in each]
        for turn in (turn for turn in turns if turn is not None):
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
            Block(heading="主要工作", items=work),
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
        """Four groups in a line each, a fifth, then one after the other in two lines, a sixth."""
        found = groups(Looking(self._source, plan=False, told=self._told))
        short = {group.name: self._line(group, LINE) for group in found}
        long = {group.name: self._line(group, TWO) for group in found}
        held = [group for group in found if short[group.name] or long[group.name]]
        order = sorted(held, key=lambda group: (group.last, -_best(group)))

        def state(many: int, wide: Iterable[str]) -> State:
            chosen = sorted(order[:many], key=lambda group: group.start)
            lines = [
                (long if group.name in wide else short)[group.name] or long[group.name]
                for group in chosen
            ]
            return tuple(line for line in lines if line is not None)

        wide = [group.name for group in order]
        states = [state(FEWEST, wide[:n]) for n in range(3)]
        states += [state(FEWEST + 1, wide[:n]) for n in range(2, FEWEST)]
        states += [state(MOST, wide[:n]) for n in range(FEWEST - 1, MOST + 1)]
        return [one for one in dict.fromkeys(states) if one]

    def _line(self, group: Group, room: float) -> Item | None:
        """`口岸发展：口岸过货量1973.7万吨，开行中欧班列3054列。`, every clause of it proven."""
        room -= text_width(group.name) + 2
        points = self._proven(together(group.points, room - 2 * RAISED_WIDTH), plan=False)
        if not points:
            return None
        return Item(text=f"{group.name}：{_joined(points)}。", citations=self._cited(points))

    def _cited(self, points: Sequence[Point]) -> tuple[int, ...]:
        return tuple(self._desk.cited(self._source, one.start, one.end) for one in points)

    def _proven(self, points: Sequence[Point], *, plan: bool) -> list[Point]:
        """The points whose words stand in their report, one by one."""
        return [
            one
            for one in points
            if self._desk.stands(self._source, one.start, one.end, plan=plan)
        ]

    def _planned(self, prose: Prose) -> list[State]:
        """What the plan's headings name, and the measures that carry it, one more with each step."""
        own = self._model(prose, PLANNED)
        first = own[-1] if own else tuple(priorities(self._desk, self._source))
        found = groups(Looking(self._source, plan=True, told=self._told))
        best = [
            point
            for group in sorted(found, key=lambda group: (group.last, -_best(group)))
            for point in together(group.points, TWO - 10, most=1)
        ]
        items = [
            Item(text=f"{unmarked(point.text)}。", citations=self._cited([point]))
            for point in self._proven(best[:STEPS], plan=True)
        ]
        items = beside(items, first)
        states = [(*first, *items[:n]) for n in range(min(1, len(items)), len(items) + 1)]
        return [tuple(items[:1]), *own, *states] if items else [*own, *states]


def _told(desk: Desk, rows: Sequence[Row], table: Table | None) -> frozenset[str]:
    """The facts that the table tells already."""
    shown = {number for line in table.citations for number in line if number} if table else set()
    facts = [cell.fact for row in rows for cell in row.cells if cell.fact is not None]
    return frozenset(fact.id for fact in facts if desk.citing.fact(fact) in shown)


def _best(group: Group) -> float:
    return sum(point.worth for point in together(group.points, TWO - text_width(group.name)))


def _joined(points: Sequence[Point]) -> str:
    return "；".join(unmarked(point.text).rstrip("；;，,") for point in points)


