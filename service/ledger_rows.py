"""A fact as a row: one column for each of its fields, and a seal over them.

What a question filters, ranks or counts by is a column of its own; only what is never asked for
(the figures, the headings, the reasons of doubt) is packed as JSON.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from sys import intern
from typing import Any, get_origin

from pydantic import TypeAdapter
from pydantic.fields import FieldInfo
from sqlalchemy import Boolean, Column, Index, Integer, Row, Select, String, Table, select
from sqlalchemy.types import TypeEngine

from service.facts.model import Fact
from service.language.measure import Measure
from service.light import light
from vectorstore import seals
from vectorstore.errors import MENDING, DamagedLibrary
from vectorstore.tables import METADATA, NAME, of_filing

_PACKED: dict[str, TypeAdapter[Any]] = {
    name: TypeAdapter(field.annotation)
    for name, field in Fact.model_fields.items()
    if field.annotation is not None and get_origin(field.annotation) is tuple
}
_NAMES = ("id", "report", "indicator")
_PLAIN = tuple(name for name in Fact.model_fields if name not in _PACKED)
_FIELDS = (*_PLAIN, *_PACKED)
_UNREAD: dict[str, Any] = dict.fromkeys(Fact.model_fields)
# What regions are chosen and ranked by: PostgreSQL reads it from the index, not page by page.
_ASKED = (
    *("region", "year", "period", "kind", "basis", "standing", "scope"),
    *("value", "unit", "qualifier", "growth", "growth_qualifier"),
)
_FEW = ("report", "region", "indicator", "period", "kind", "basis", "unit", "standing")  # words


def _column(name: str, field: FieldInfo) -> Column[Any]:
    kinds: dict[object, TypeEngine[Any]] = {int: Integer(), bool: Boolean()}
    kinds |= {str: NAME} if name in _NAMES else {}
    needed = field.is_required() and type(None) not in getattr(field.annotation, "__args__", ())
    return Column(name, kinds.get(field.annotation, String()), nullable=not needed)


facts_table = Table(
    "facts",
    METADATA,
    of_filing(primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    *(_column(name, field) for name, field in Fact.model_fields.items()),
    Column("seal", String, nullable=False),
    Index("facts_by_indicator", "indicator", "filing", postgresql_include=_ASKED),
    Index("facts_by_place", "filing", "start", "end"),
    Index("facts_by_id", "id", "filing", unique=True),
)


_COLUMNS = tuple(facts_table.c[name] for name in ("seal", *_FIELDS))


def of_facts() -> Select[*tuple[Any, ...]]:
    """Rows as `fact_of` takes them: each its seal, then its fields."""
    return select(*_COLUMNS)


def row_of(filing: int, number: int, fact: Fact) -> dict[str, Any]:
    """The columns of a fact, under their seal."""
    row: dict[str, Any] = {name: getattr(fact, name) for name in _PLAIN}
    for name, packed in _PACKED.items():
        row[name] = packed.dump_json(getattr(fact, name)).decode()
    sealed = seal([row[name] for name in _FIELDS])
    return {**row, "seal": sealed, "filing": filing, "number": number}


def seal(fields: Sequence[object]) -> str:
    """A digest of all that a row says, so that one changed byte of it is noticed."""
    said = "\x1f".join(map(str, fields))
    return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def fact_of(row: Row[*tuple[Any, ...]]) -> Fact:
    """The fact of a row; DamagedLibrary where the row is not what was filed."""
    fields = dict(_UNREAD)  # in the order in which a fact prints them
    fields.update(zip(_FIELDS, row[1:], strict=True))
    if not is_sealed(row):
        raise DamagedLibrary(f"资料库已损坏：{fields['report']} 有一条数据与入库时不符；{MENDING}")
    for name in _FEW:
        fields[name] = fields[name] and intern(fields[name])
    for name in _PACKED:
        fields[name] = _unpacked(name, fields[name])
    return light(Fact, fields)


def _unpacked(name: str, packed: str) -> tuple[Any, ...]:
    if name != "figures":
        return _shared(name, packed)
    return tuple(light(Measure, each.__dict__) for each in _PACKED[name].validate_json(packed))


@lru_cache(maxsize=4096)
def _shared(name: str, packed: str) -> tuple[Any, ...]:
    """Headings and reasons are those of many facts."""
    return _PACKED[name].validate_json(packed)


def is_sealed(row: Row[*tuple[Any, ...]]) -> bool:
    """Whether a row is what was filed."""
    return row[0] == seal(row[1:])


def seal_of_all(sealed: Iterable[str]) -> str:
    """The seal of a filing's facts: of their own seals, in whatever order they come."""
    return seals.of_rows([{"seals": sorted(sealed)}])
