"""Which indicators are worth choosing: the headline ones that the reports give."""

from service.language.indicators import load_lexicon
from service.ledger import FactQuery, Ledger
from vectorstore.library import Library


def offered(library: Library) -> list[tuple[str, int]]:
    """Headline indicators and how many reports give each, those that most give first."""
    given = Ledger(library).given(FactQuery(standing=None))
    names = [each.name for each in load_lexicon().indicators if each.headline]
    found = [(name, given[name]) for name in names if given.get(name)]
    return sorted(found, key=lambda pair: -pair[1])
