"""Evidence that a caller gives: a JSON list of numbered quotes."""

import json
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from service.entailment.premise import Quote
from service.errors import BadRequest

FORM = '[{"n":1,"report":"…","region":"…","year":2022,"section":["…"],"quote":"…"}]'


class GivenQuote(BaseModel):
    """One quote as it is given; what else stands beside it is not looked at."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    n: int
    report: str = ""
    region: str
    year: int = Field(ge=1900, le=2199)
    section: tuple[str, ...] = ()
    quote: str


_QUOTES = TypeAdapter(list[GivenQuote])


def evidence_file(path: Path) -> tuple[GivenQuote, ...]:
    """The quotes of a file; raises BadRequest where it holds none that can be read."""
    try:
        held = json.loads(path.read_text(encoding="utf-8-sig"))
        quotes = _QUOTES.validate_python(held)
    except (UnicodeDecodeError, json.JSONDecodeError, ValidationError) as error:
        raise BadRequest(f"依据文件{path.name}读不了，应为JSON：{FORM}。") from error
    return distinct(quotes)


def distinct(quotes: Sequence[GivenQuote]) -> tuple[GivenQuote, ...]:
    """The quotes, each under a number of its own; raises BadRequest for a number given twice."""
    numbers = [quote.n for quote in quotes]
    twice = next((n for n in numbers if numbers.count(n) > 1), None)
    if twice is not None:
        raise BadRequest(f"依据里编号{twice}出现了两次，请给每条依据一个编号。")
    return tuple(quotes)


def as_quote(given: GivenQuote) -> Quote:
    """The quote as the proof takes it."""
    return Quote(given.n, given.report, given.region, given.year, given.section, given.quote)
