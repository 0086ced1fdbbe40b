"""The ledger: the table of all facts, in the library's own database."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, repeat
from typing import Any, Literal, NamedTuple, TypeAlias

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Select,
    and_,
    bindparam,
    false,
    func,
    insert,
    or_,
    select,
)

from service import digests
from service.conflicts import Conflict, conflicts
from service.digests import Digest
from service.facts.model import Fact, Standing
from service.language.indicators import find
from service.language.kind import Kind
from service.ledger_rows import fact_of, facts_table, is_sealed, of_facts, row_of, seal_of_all
from vectorstore import seals
from vectorstore.documents import Report
from vectorstore.library import Library

KindAsked: TypeAlias = Kind | Literal["result"]

_TERMS, _AT_ONCE = 200, 32
_SPAN_NAMES = tuple(f"{name}{at}" for at in range(_AT_ONCE) for name in ("filing", "from", "to"))
_BATCH = 500
_ROWS = 5000  # fetched at once: one by one they cost twice as much


@dataclass(frozen=True, slots=True)
class FactQuery:
    """Which facts: an empty field asks for all. `reports` are ids, children included by the asker;
    None asks for all reports, and where no report fits, no fact does.

    `indicators` take canonical names, aliases, staff short names or a report's own phrase.
    A period asks for facts of that period and for amounts at the end of a span that ends there.
    Only sure facts are given unless `standing` asks for the doubtful ones, or for both (None).
    """

    reports: Sequence[str] | None = None
    indicators: Sequence[str] = ()
    periods: Sequence[str] = ()
    kinds: Sequence[KindAsked] = ()
    years: Sequence[int] = ()
    standing: Standing | None = "sure"


class Figure(NamedTuple):
    """The columns of a fact by which regions are chosen and put in order."""

    region: str
    period: str | None
    value: str | None
    unit: str | None
    qualifier: str | None
    growth: str | None
    growth_qualifier: str | None


def create(engine: Engine) -> None:
    """The ledger's tables and indexes, if they are not there yet."""
    facts_table.create(engine, checkfirst=True)
    for index in facts_table.indexes:
        index.create(engine, checkfirst=True)
    digests.digests_table.create(engine, checkfirst=True)


def add(
    connection: Connection, filing: int, facts: Iterable[Fact], digest: Digest | None = None
) -> None:
    """The facts of a filing into the ledger, with what was worked out of them; their ids must be
    new to it."""
    facts = list(facts)
    rows = [row_of(filing, number, fact) for number, fact in enumerate(facts)]
    for start in range(0, len(rows), _BATCH):
        connection.execute(insert(facts_table), rows[start : start + _BATCH])
    if digest is not None:
        digests.add(connection, filing, digest, [place_of(fact)[2] for fact in facts])
    seals.put(connection, filing, {facts_table.name: seal_of_all(row["seal"] for row in rows)})


def is_intact(engine: Engine, filing: int, report: Report, text: str) -> bool:
    """Whether the ledger holds of a report what was filed: each row under its seal, each quote
    in the clean text, as many figures as the report counts."""
    statement = of_facts().where(facts_table.c.filing == filing)
    with engine.connect() as connection:
        rows = connection.execute(statement).all()
        whole = seals.of(connection, filing).get(facts_table.name) == seal_of_all(
            row[0] for row in rows
        )
    if not (whole and all(map(is_sealed, rows)) and digests.is_intact(engine, filing)):
        return False
    facts = [fact_of(row) for row in rows]
    figures = {figure.start for fact in facts for figure in fact.figures}
    quoted = all(text[fact.start : fact.end] == fact.quote for fact in facts)
    return quoted and len(figures) == report.figures


def filed(engine: Engine, filings: Sequence[int]) -> tuple[Fact, ...]:
    """The facts of some filings; raises DamagedLibrary."""
    statement = of_facts().where(facts_table.c.filing.in_(filings))
    with engine.connect() as connection:
        return tuple(map(fact_of, connection.execute(statement)))


class Ledger:
    """Reads facts back, in the order of the reports asked for and of their texts."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def facts(self, query: FactQuery | None = None) -> tuple[Fact, ...]:
        """The facts a query asks for."""
        table = facts_table.c
        asked = query or FactQuery()
        if len(asked.indicators) > _TERMS:
            return self._in_portions(asked)
        statement = (
            of_facts()
            .where(self._within(asked.reports), *_conditions(asked))
            .order_by(table.report, table.start, table.number)
        )
        with self._library.engine.connect() as connection:
            return tuple(map(fact_of, connection.execute(statement)))

    def _in_portions(self, query: FactQuery) -> tuple[Fact, ...]:
        """What is asked for by more names than a statement takes."""
        found: dict[str, Fact] = {}
        for start in range(0, len(query.indicators), _TERMS):
            some = replace(query, indicators=query.indicators[start : start + _TERMS])
            found |= {fact.id: fact for fact in self.facts(some)}
        return tuple(sorted(found.values(), key=place_of))

    def on(self, reports: Sequence[str], indicators: Collection[str]) -> list[Fact]:
        """All facts of these reports under exactly these names, sure and doubtful, in the order of
        the texts."""
        statement = of_facts().where(
            self._within(reports), facts_table.c.indicator.in_(sorted(indicators))
        )
        with self._library.engine.connect() as connection:
            # Put in order here: a database that sorts holds all rows a second time.
            return sorted(map(fact_of, connection.execute(statement)), key=place_of)

    def worded(
        self,
        reports: Sequence[str],
        is_name: Callable[[str], bool],
        is_quote: Callable[[str], bool] | None = None,
    ) -> list[Fact]:
        """The sure facts of these reports that have such a name, the part in front of it, or such a
        quote, in the order of the texts."""
        table = facts_table.c
        looked: list[ColumnElement[Any]] = [table.filing, table.number, table.scope]
        looked += [table.indicator_text, *([table.quote] if is_quote else ())]
        statement: Select[*tuple[Any, ...]] = select(*looked).where(
            self._within(reports), table.standing == "sure"
        )
        found: list[Fact] = []
        with self._library.engine.connect() as connection:
            portions = connection.execute(statement).partitions(_ROWS)
            held: dict[int, list[int]] = defaultdict(list)
            for row in chain.from_iterable(portions):  # faster than a LIKE for each word
                if is_name((row[2] or "") + row[3]) or (is_quote and is_quote(row[4])):
                    held[row[0]].append(row[1])
            # Filing by filing, for SQLite looks pairs up by reading the whole table.
            each = [and_(table.filing == name, table.number.in_(held[name])) for name in held]
            for some in _alternatives(each):
                found += map(fact_of, connection.execute(of_facts().where(some)))
        return sorted(found, key=place_of)

    def inside(self, spans: Iterable[tuple[str, int, int]]) -> tuple[Fact, ...]:
        """All facts, sure and doubtful, whose quotes lie inside these spans of reports, in the
        order of their places."""
        places = [(self._library.filing(report), start, end) for report, start, end in spans]
        found: dict[str, Fact] = {}
        with self._library.engine.connect() as connection:
            for first in range(0, len(places), _AT_ONCE):
                some = places[first : first + _AT_ONCE]
                some += some[-1:] * (_AT_ONCE - len(some))
                named = dict(zip(_SPAN_NAMES, chain.from_iterable(some), strict=True))
                rows = connection.execute(_inside_spans(), named)
                found |= {fact.id: fact for fact in map(fact_of, rows)}
        return tuple(sorted(found.values(), key=place_of))

    def across(self, report: str, start: int, end: int) -> tuple[Fact, ...]:
        """All facts of a report, sure and doubtful, whose quotes have a letter of a span."""
        table = facts_table.c
        mine = table.filing == self._library.filing(report)
        statement = of_facts().where(mine, table.start < end, table.end > start)
        with self._library.engine.connect() as connection:
            return tuple(map(fact_of, connection.execute(statement)))

    def figures(self, query: FactQuery) -> list[Figure]:
        """The figures a query asks for, of whole regions: enough of them to say who gives one and
        whose is the highest, nothing to be told; a fact is told as `facts` gives it."""
        columns = [facts_table.c[name] for name in Figure._fields]
        statement = (
            select(*columns)
            .where(self._within(query.reports), *_conditions(query))
            .where(facts_table.c.scope.is_(None))
        )
        with self._library.engine.connect() as connection:
            return [Figure(*row) for row in connection.execute(statement)]

    def fact(self, fact_id: str) -> Fact | None:
        """The fact of an id."""
        statement = of_facts().where(facts_table.c.id == fact_id, self._within(None))
        with self._library.engine.connect() as connection:
            row = connection.execute(statement).one_or_none()
        return fact_of(row) if row else None

    def count(self, query: FactQuery | None = None) -> int:
        """How many facts a query asks for."""
        asked = query or FactQuery()
        statement = select(func.count()).where(self._within(asked.reports), *_conditions(asked))
        with self._library.engine.connect() as connection:
            return int(connection.execute(statement).scalar_one())

    def given(self, query: FactQuery | None = None, *, whole: bool = False) -> dict[str, int]:
        """How many reports give each indicator; `whole`: of the region itself, not of a part."""
        table = facts_table.c
        asked = query or FactQuery()
        statement = (
            select(table.indicator, func.count(table.report.distinct()))
            .where(self._within(asked.reports), *_conditions(asked))
            .where(*([table.scope.is_(None)] if whole else []))
            .group_by(table.indicator)
        )
        with self._library.engine.connect() as connection:
            return {str(name): int(count) for name, count in connection.execute(statement)}

    def conflicts(self, query: FactQuery | None = None) -> tuple[Conflict, ...]:
        """Known facts of one region, indicator, period, kind, basis and scope that disagree."""
        return conflicts(self.facts(query))

    def _within(self, reports: Sequence[str] | None) -> ColumnElement[bool]:
        """Facts of these reports, or of all that the library shows where None is given."""
        filings = self._library.shown if reports is None else self._library.filings(reports)
        return facts_table.c.filing.in_(filings)


@cache
def _inside_spans() -> Select[*tuple[Any, ...]]:
    """The facts inside so many spans: put together once, for that takes longer than to ask it."""
    table = facts_table.c
    each = [
        and_(
            table.filing == bindparam(filing),
            table.start.between(bindparam(start), bindparam(end)),
            table.end <= bindparam(end),
        )
        for filing, start, end in zip(*(iter(_SPAN_NAMES),) * 3, strict=True)
    ]
    return of_facts().where(or_(*each))


def _alternatives(conditions: Sequence[ColumnElement[bool]]) -> Iterator[ColumnElement[bool]]:
    """These conditions as a few, each of so many that its statement is put together but once."""
    for first in range(0, len(conditions), _AT_ONCE):
        some = conditions[first : first + _AT_ONCE]
        yield or_(*some, *repeat(some[-1], _AT_ONCE - len(some)))


def place_of(fact: Fact) -> tuple[str, int, int]:
    """What facts are put in order by: report, place in its text, number."""
    return fact.report, fact.start, int(fact.id.rpartition("#f")[2])


def _conditions(query: FactQuery) -> list[ColumnElement[bool]]:
    table = facts_table.c
    conditions: list[ColumnElement[bool]] = []
    if query.standing:
        conditions.append(table.standing == query.standing)
    if query.years:
        conditions.append(table.year.in_(query.years))
    if query.kinds:
        conditions.append(table.kind.in_(sorted(_kinds(query.kinds))))
    if query.periods:
        conditions.append(or_(false(), *(_period(period) for period in query.periods)))
    if query.indicators:
        conditions.append(or_(false(), *(_indicator(name) for name in query.indicators)))
    return conditions


def _kinds(asked: Sequence[KindAsked]) -> set[str]:
    return {
        kind for each in asked for kind in (("actual", "expected") if each == "result" else (each,))
    }


def _period(period: str) -> ColumnElement[bool]:
    table = facts_table.c
    at_its_end = and_(table.basis == "level", table.period.like(f"%-{period}"))
    return or_(table.period == period, at_its_end) if len(period) == 4 else table.period == period


def _indicator(name: str) -> ColumnElement[bool]:
    table = facts_table.c
    known = find(name)
    if known:
        return table.indicator == known.name
    return or_(table.indicator == name, table.indicator_text.icontains(name, autoescape=True))
