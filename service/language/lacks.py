"""Which lacks a clause speaks of, by the words of `lexicon/lacks.yaml`."""

from functools import cache
from typing import Any, cast

from service.language.lexicon import data_of


@cache
def _groups() -> tuple[tuple[str, tuple[str, ...]], ...]:
    rows = cast(list[dict[str, Any]], data_of("lacks"))
    return tuple((str(row["name"]), tuple(row["words"])) for row in rows)


@cache
def lacks_of(clause: str) -> frozenset[str]:
    """The names of the groups a clause has words of: 偿债任务繁重 speaks of 债务."""
    return frozenset(name for name, words in _groups() if any(word in clause for word in words))
