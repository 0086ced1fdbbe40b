"""Rates that say by themselves what they are of, by `lexicon/rates.yaml`."""

from functools import cache
from typing import Any, cast

from service.language.lexicon import data_of

LONG = 3


@cache
def _bare() -> tuple[str, ...]:
    rows = cast(list[dict[str, Any]], data_of("rates"))
    return tuple(f"{word}率" for row in rows for word in row["words"])


def rate_of(name: str) -> str:
    """参合率 of 农民的参合率; nothing of 绿化覆盖率, which could be of anything."""
    telling = name.endswith("率") and len(name) >= LONG and not name.endswith(_bare())
    return name[-LONG:] if telling else ""
