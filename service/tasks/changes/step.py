"""All changes between two reports, each with its quotes and each proven before it is kept."""

from collections.abc import Iterator
from itertools import chain
from typing import TypeAlias

from service.language.promises import rank, sets_to_work
from service.tasks.changes.clauses import PlanClause, clauses
from service.tasks.changes.given_up import NO_NUMBER, given_up
from service.tasks.changes.items import items_of
from service.tasks.changes.lacks import repeated
from service.tasks.changes.leading import leading
from service.tasks.changes.likeness import Rarity, object_of, pairs
from service.tasks.changes.lists import is_accounted_for
from service.tasks.changes.numbers import LOOSE, NUMBER, counting_one, renumbered
from service.tasks.changes.promises import REVIEWED, is_promise, review_of, unmentioned
from service.tasks.changes.proof import stands
from service.tasks.changes.sections import side_by_side
from service.tasks.changes.shapes import MOVES, Change, ChangeKind, Move, Step, moved_words
from service.tasks.changes.targets import Target, carried
from service.tasks.changes.terms import PlanTerm, only_in
from service.tasks.changes.wording import Shift, aligned, by_weight, of_items, shifts, touching
from service.tasks.citing import Citing
from service.tasks.sources import ReportSource

TASK = 3
CERTAINTY = "把握"  # 确保…增长15% → 力争…增长5%: the number is one thing, the promise another
Span: TypeAlias = tuple[int, int]
Told: TypeAlias = tuple[list[Span], list[Span]]
PLANNED = ("plan", "plan_period", "self", "body")
PROMISED = ("plan", "self", "body")


class Comparing:
    """Two reports under one numbering of quotes."""

    def __init__(self, earlier: ReportSource, later: ReportSource, citing: Citing) -> None:
        self.earlier, self.later, self._citing = earlier, later, citing
        self.plan = clauses(earlier.text, earlier.sections, PLANNED)
        self.next = clauses(later.text, later.sections, PLANNED)
        self.rarity = Rarity([earlier.text, later.text])
        self.aligned = aligned(self.plan, self.next, self.rarity)
        self.shifts = by_weight(self._firmer())
        self.cut = 0

    def _firmer(self) -> Iterator[Shift]:
        """What is said more or less firmly, of clauses first, then of the things that they list."""
        first, second = (tuple(items_of(each)) for each in (self.plan, self.next))
        found = chain(
            shifts(self.aligned),
            shifts(touching(self.plan, self.next, self.aligned)),
            of_items(shifts(aligned(first, second, self.rarity))),
        )
        told: Told = ([], [])
        for shift in found:
            spans = (
                (shift.earlier.start, shift.earlier.end),
                (shift.later.start, shift.later.end),
            )
            if not _are_told(told, *spans):
                _tell(told, *spans)
                yield shift

    def step(self) -> Step:
        """The changes that stand, kind by kind, and which of them to read first."""
        found = [*self._tasks(), *self._shifts(), *self._terms(), *self._left(), *self._lacks()]
        kept = tuple(change for change in found if self._stands(change))
        self.cut = len(found) - len(kept)
        sections = side_by_side(self.earlier, self.later)
        cited = {citation.n: citation for citation in self._citing.all()}
        return Step(
            earlier=self.earlier.report,
            later=self.later.report,
            sections=sections,
            changes=kept,
            leading=leading(kept, cited),
        )

    def _stands(self, change: Change) -> bool:
        cited = {citation.n: citation for citation in self._citing.all()}
        return stands(change, cited, self.earlier, self.later)

    def _tasks(self) -> Iterator[Change]:
        """Targets by the ledger, then numbers by their clauses, then tasks without one."""
        told: Told = ([], [])
        for pair in carried(self.earlier, self.later):
            first, second = (
                _narrow(self.earlier.text, pair.earlier),
                _narrow(self.later.text, pair.later),
            )
            _tell(told, first, second)
            before, after = pair.earlier.measure.text, pair.later.measure.text
            yield self._moved(first, second, before, after, pair.move)
        counted = counting_one(self.plan, self.next, self.rarity)
        numbers = [*renumbered(self.aligned), *renumbered(counted, LOOSE)]
        for earlier, later, before, after, move in numbers:
            spans = (earlier.start, earlier.end), (later.start, later.end)
            if not _are_told(told, *spans):
                _tell(told, *spans)
                yield self._moved(*spans, before, after, move)
        firmer = {shift.later.start for shift in self.shifts}
        for earlier, later in self.aligned:
            spans = (earlier.start, earlier.end), (later.start, later.end)
            if (
                later.start not in firmer
                and self._is_task(earlier, later)
                and not _are_told(told, *spans)
            ):
                yield self._made("carried", MOVES["restated"], *spans, move="restated")

    def _is_task(self, earlier: PlanClause, later: PlanClause) -> bool:
        """Whether both promise a thing with a name: 加快建设体育公园, not 加快产业发展."""
        return all(is_promise(clause.text) for clause in (earlier, later)) or all(
            sets_to_work(clause.text) and self.rarity.telling(pairs(object_of(clause.text))) >= TASK
            for clause in (earlier, later)
        )

    def _moved(self, first: Span, second: Span, before: str, after: str, move: Move) -> Change:
        text = moved_words(before, after, move)
        return self._made("carried", text, first, second, before=before, after=after, move=move)

    def _shifts(self) -> Iterator[Change]:
        for shift in self.shifts:
            spans = (
                (shift.earlier.start, shift.earlier.end),
                (shift.later.start, shift.later.end),
            )
            numbered = all(NUMBER.search(each.text) for each in (shift.earlier, shift.later))
            if numbered and shift.after.ladder != CERTAINTY:
                continue  # a task with a number is told by its number
            kind: ChangeKind = "stronger" if shift.stronger else "weaker"
            before, after = shift.before.word, shift.after.word
            text = f"{before} → {after}（{shift.after.ladder}）"
            yield self._made(kind, text, *spans, before=before, after=after)
        for first, second, number in given_up(self.plan, self.next, self.rarity):
            spans = (first.start, first.end), (second.start, second.end)
            text = f"{number} → {NO_NUMBER}"
            yield self._made("weaker", text, *spans, before=number, after=NO_NUMBER)

    def _terms(self) -> Iterator[Change]:
        now = clauses(self.later.text, self.later.sections, REVIEWED)
        for term in only_in(self.later, self.next, now, self.earlier.text):
            text = f"新提“{term.text}”，全文{term.count}处；上年报告没有"
            yield self._made("new", text, None, _around(term), after=term.text, count=term.count)
        for term in only_in(self.earlier, self.plan, (), self.later.text):
            text = f"不再提“{term.text}”，上年全文{term.count}处；今年报告没有"
            yield self._made("gone", text, _around(term), None, before=term.text, count=term.count)

    def _left(self) -> Iterator[Change]:
        promised = clauses(self.earlier.text, self.earlier.sections, PROMISED)
        deep = [clause for clause in promised if len(clause.path) > 1]
        promised = deep or promised  # what stands before the first task is outlook
        again = {first.start: second for first, second in self.aligned}
        left = unmentioned(promised, review_of(self.later), self.rarity)
        for clause in sorted(left, key=lambda each: (each.start in again, rank(each.text))):
            if is_accounted_for(self.earlier, clause.start, self.later):
                continue
            renewed = again.get(clause.start)
            text = "今年的回顾未提及" + ("，今年计划再次提出" if renewed else "")
            later = (renewed.start, renewed.end) if renewed else None
            yield self._made("unmentioned", text, (clause.start, clause.end), later)

    def _lacks(self) -> Iterator[Change]:
        for first, second in repeated(self.earlier, self.later, self.rarity):
            spans = (first.start, first.end), (second.start, second.end)
            yield self._made("repeated", "两年都列为问题", *spans)

    def _made(
        self,
        kind: ChangeKind,
        text: str,
        earlier: Span | None,
        later: Span | None,
        *,
        before: str | None = None,
        after: str | None = None,
        move: Move | None = None,
        count: int = 0,
    ) -> Change:
        return Change(
            kind=kind,
            text=text,
            earlier=self._cite(self.earlier, earlier),
            later=self._cite(self.later, later),
            before=before,
            after=after,
            move=move,
            count=count,
            section=self._path(earlier, later),
        )

    def _path(self, earlier: Span | None, later: Span | None) -> tuple[str, ...]:
        if later is not None:
            return self.later.path_at(later[0])
        return self.earlier.path_at(earlier[0]) if earlier else ()

    def _cite(self, source: ReportSource, span: Span | None) -> int | None:
        if span is None:
            return None
        start, end = span
        path = source.path_at(start)
        return self._citing.span(source.report.id, source.text[start:end], start, end, path)


def _around(term: PlanTerm) -> Span:
    return term.clause.start, term.clause.end


def _tell(told: Told, first: Span, second: Span) -> None:
    told[0].append(first)
    told[1].append(second)


def _are_told(told: Told, first: Span, second: Span) -> bool:
    """Whether either clause was told of already, each in its own report."""
    return any(
        span[0] < end and start < span[1]
        for span, spans in ((first, told[0]), (second, told[1]))
        for start, end in spans
    )


def _narrow(text: str, target: Target) -> Span:
    """The piece of a fact's quote that holds its number, with the piece before where it is no more
    than 增长5%."""
    fact, measure = target.fact, target.measure
    start = _behind_comma(text, fact.start, measure.start)
    stop = text.find("，", measure.end, fact.end)
    if measure.start - start <= 4 and start > fact.start:
        start = _behind_comma(text, fact.start, start - 1)
    if target.purpose:
        return start, text.index(target.purpose, measure.end) + len(target.purpose)
    return start, stop if stop >= 0 else fact.end


def _behind_comma(text: str, start: int, end: int) -> int:
    return max(start, *(text.rfind(mark, start, end) + 1 for mark in "，：:"))
