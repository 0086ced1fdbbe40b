"""Names of indicators that lie near what someone types: 财政收入 → 一般公共预算收入."""

from service.language.indicators import load_lexicon
from service.ledger import FactQuery, Ledger
from vectorstore.library import Library

MOST = 8


def _pieces(text: str) -> set[str]:
    """Its characters and pairs of characters: what two names may share."""
    return {*text, *(text[at : at + 2] for at in range(len(text) - 1))}


def likeness(typed: str, name: str) -> float:
    """1 of a name that begins so, less where it only holds the words, 0 where it shares nothing."""
    if not typed or not name:
        return 0.0
    if name.startswith(typed):
        return 1.0
    if typed in name:
        return 0.9
    mine, other = _pieces(typed), _pieces(name)
    shared = mine & other
    if not any(len(piece) == 2 for piece in shared) and len(typed) > 1:
        return 0.0
    return 0.8 * len(shared) / len(mine | other)


def suggested(library: Library, typed: str) -> list[tuple[str, int]]:
    """The indicators that the reports give whose name or other name is nearest, and in how many
    reports each stands; headlines before others alike."""
    ledger = Ledger(library)
    known = {each.name: each for each in load_lexicon().indicators}
    sure = ledger.given(FactQuery())
    given = {
        name: count
        for name, count in ledger.given(FactQuery(standing=None)).items()
        if name in known or (name in sure and "、" not in name)  # a report's own words, if clear
    }
    words = typed.strip().casefold()
    scored: list[tuple[float, int, str]] = []
    for name, count in given.items():
        entry = known.get(name)
        names = (name, *(entry.aliases if entry else ()), *(entry.asked if entry else ()))
        score = max(likeness(words, each.casefold()) for each in names)
        if score > 0:
            scored.append((score + (0.05 if entry and entry.headline else 0), count, name))
    scored.sort(key=lambda one: (-one[0], -one[1], len(one[2])))
    return [(name, count) for _, count, name in scored[:MOST]]
