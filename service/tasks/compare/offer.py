"""Which indicators are worth choosing: the headline ones that the reports give."""

from sqlalchemy import func, select

from service.language.indicators import load_lexicon
from service.ledger_rows import facts_table
from vectorstore.library import Library


def offered(library: Library) -> list[tuple[str, int]]:
    """Headline indicators and how many reports give each, those that most give first."""
    of, report = facts_table.c.indicator, facts_table.c.report
    query = select(of, func.count(report.distinct())).group_by(of)
    with library.engine.connect() as connection:
        given: dict[str, int] = {str(row[0]): int(row[1]) for row in connection.execute(query)}
    names = [each.name for each in load_lexicon().indicators if each.headline]
    found = [(name, given[name]) for name in names if given.get(name)]
    return sorted(found, key=lambda pair: -pair[1])
