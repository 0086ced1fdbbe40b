"""Which place a region holds in a wider one: 全省第几, 省里排名."""

from service.language.words import pattern_of


def asks_place(text: str) -> bool:
    """Whether a place in a wider region is asked for."""
    return bool(pattern_of("place_asked").search(text))


def without_place(text: str) -> str:
    """A text without the words that ask for a place: `gdp省里排第几` → `gdp`."""
    return pattern_of("wider_asked").sub(" ", pattern_of("place_asked").sub(" ", text))
