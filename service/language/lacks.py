"""Which lacks a clause speaks of, by the words of `lexicon/lacks.yaml`."""

from functools import cache
from typing import Any, cast

from service.language.lexicon import data_of


@cache
def _groups() -> tuple[tuple[str, tuple[str, ...]], ...]:
    rows = cast(list[dict[str, Any]], data_of("lacks"))
    return tuple((str(row["name"]), tuple(row["words"])) for row in rows if "words" in row)


@cache
def lacks_of(clause: str) -> frozenset[str]:
    """The names of the groups a clause has words of: 偿债任务繁重 speaks of 债务."""
    return frozenset(name for name, words in _groups() if any(word in clause for word in words))


@cache
def _lacking() -> tuple[str, ...]:
    rows = cast(list[dict[str, Any]], data_of("lacks"))
    words = (word for row in rows for word in row.get("only", ()))
    return tuple(sorted(words, key=len, reverse=True))


@cache
def lacking(clause: str) -> str:
    """A clause without what says only that something is lacking: 生态环保任重道远 is of 生态环保."""
    for word in _lacking():
        clause = clause.replace(word, " ")
    return clause
