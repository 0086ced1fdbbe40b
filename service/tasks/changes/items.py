"""The things that a clause lists, each with what is said of all: of 加快成都至自贡、成都至西宁铁路前期工作
the first is 加快成都至自贡前期工作."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from service.tasks.changes.clauses import PlanClause
from service.tasks.changes.likeness import doing
from vectorstore import late

BREAK = "、"
REST = late.pattern(r"等[^、]*$")


def items_of(clauses: Iterable[PlanClause]) -> Iterator[PlanClause]:
    """The clauses that list nothing, and in place of each other one its things, under its span."""
    for clause in clauses:
        for said in said_of(clause.text):
            yield replace(clause, text=said)


@cache
def said_of(text: str) -> tuple[str, ...]:
    """Each thing of a clause with the words before the first and behind the last of them."""
    first, *others = text.split(BREAK)
    if not others or "“" in text.rsplit("”", 1)[-1]:
        return (text,)
    head = _lead(first)
    tail = _trail(others[-1])
    rest = REST.search(others[-1])
    last = others[-1][: rest.start() if rest else len(others[-1]) - len(tail)]
    things = [first[len(head) :], *others[:-1], last]
    return tuple(
        f"{'' if _lead(thing) else head}{thing}{'' if _trail(thing) else tail}"
        for thing in things
        if thing
    )


def _lead(text: str) -> str:
    """The words at the beginning that say only what is done: 加快建设 of 加快建设体育公园."""
    rest = text
    while word := next((each for each in doing() if rest.startswith(each)), ""):
        rest = rest[len(word) :]
    return text[: len(text) - len(rest)]


def _trail(text: str) -> str:
    """The same at the end: 前期工作 of 铁路前期工作."""
    rest = text
    while word := next((each for each in doing() if rest.endswith(each)), ""):
        rest = rest[: -len(word)]
    return text[len(rest) :]
