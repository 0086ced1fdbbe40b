"""What a comparison needs of a report and no question changes: worked out once, when it is filed.

Kept with the filing in three parts, each under a seal: the proof of each fact's own sentence,
where the report names each indicator, and the report in its own words. A part that is missing,
damaged or was made by other code than runs now is made anew by whoever asks for it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Literal, NamedTuple, TypeAlias, get_args

from pydantic import TypeAdapter
from sqlalchemy import Column, Connection, Engine, String, Table, Text, insert, select

from service.recipe import recipe
from service.shapes import Aim, ProofCount, Shape
from vectorstore.documents import Part
from vectorstore.library import Library
from vectorstore.tables import FILINGS, METADATA, of_filing

PartOfDigest: TypeAlias = Literal["proven", "names", "words"]

digests_table = Table(
    "digests",
    METADATA,
    of_filing(primary_key=True),
    Column("part", String, primary_key=True),
    Column("packed", Text, nullable=False),
    Column("seal", String, nullable=False),
)


class IndicatorNaming(NamedTuple):
    """In which parts of a report an indicator is named where no figure of a sibling is meant,
    under which names of the report's own it is told together with others, whether a sure figure of
    it is given of the region itself, and what is aimed at in words alone."""

    parts: frozenset[Part] = frozenset()
    joint: tuple[str, ...] = ()
    given: bool = False
    aim: Aim | None = None


class PrintedSentence(Shape):
    """A sentence of a report as it is printed, and the span of the report that it is."""

    text: str
    start: int
    end: int
    quote: str
    section: tuple[str, ...]


class OwnWords(Shape):
    """What a report did, plans, and names as its own problems: sentences that stand the proof."""

    done: tuple[PrintedSentence, ...] = ()
    plans: tuple[PrintedSentence, ...] = ()
    problems: tuple[PrintedSentence, ...] = ()
    count: ProofCount = ProofCount()


@dataclass(frozen=True, slots=True)
class Digest:
    """All of it; `proofs` say how many numbers were proven of each fact's sentence, in the order of
    the facts: None of one that does not stand or was not looked at."""

    proofs: tuple[int | None, ...]
    names: Mapping[str, IndicatorNaming]
    words: OwnWords


_PROOFS = TypeAdapter(dict[int, int])
_NAMES = TypeAdapter(dict[str, tuple[tuple[Part, ...], tuple[str, ...], bool, Aim | None]])


def add(connection: Connection, filing: int, digest: Digest, numbers: Sequence[int]) -> None:
    """Keep the digest of a filing whose facts have these numbers."""
    proofs = zip(numbers, digest.proofs, strict=True)
    parts = {
        "proven": _PROOFS.dump_json({at: count for at, count in proofs if count is not None}),
        "names": _NAMES.dump_json(
            {
                name: (tuple(sorted(naming.parts)), naming.joint, naming.given, naming.aim)
                for name, naming in sorted(digest.names.items())
            }
        ),
        "words": digest.words.model_dump_json().encode(),
    }
    rows = [
        {"filing": filing, "part": part, "packed": packed.decode(), "seal": _seal(packed)}
        for part, packed in parts.items()
    ]
    connection.execute(insert(digests_table), rows)


def is_intact(engine: Engine, filing: int) -> bool:
    """Whether each part is kept of a filing, and is what was filed; what other code kept is no
    damage, since it is made anew."""
    statement = select(digests_table).where(digests_table.c.filing == filing)
    by = select(FILINGS.c.recipe).where(FILINGS.c.number == filing)
    with engine.connect() as connection:
        rows = connection.execute(statement).mappings().all()
        if connection.scalar(by) != recipe():
            return True
    whole = [row["part"] for row in rows if row["seal"] == _seal(row["packed"].encode())]
    return sorted(whole) == sorted(get_args(PartOfDigest))


def proofs(library: Library, reports: Sequence[str]) -> dict[str, dict[int, int]]:
    """How many numbers were proven of the sentence of each fact of these reports whose sentence
    stands, by the fact's number, as far as it is kept."""
    kept = _kept(library, reports, "proven")
    return {report: _PROOFS.validate_json(packed) for report, packed in kept}


def names(library: Library, reports: Sequence[str]) -> dict[str, dict[str, IndicatorNaming]]:
    """Where each of these reports names what, as far as it is kept."""
    kept = _kept(library, reports, "names")
    return {
        report: {
            name: _naming(*each)._replace(aim=aim) if aim else _naming(*each)
            for name, (*each, aim) in _NAMES.validate_json(packed).items()
        }
        for report, packed in kept
    }


@lru_cache(maxsize=4096)
def _naming(parts: tuple[Part, ...], joint: tuple[str, ...], given: bool) -> IndicatorNaming:
    """Most names stand in the same parts of every report."""
    return IndicatorNaming(frozenset(parts), joint, given)


def words(library: Library, reports: Sequence[str]) -> Iterator[OwnWords | None]:
    """Each of these reports in its own words, one after the other; None where they are not kept."""
    kept = dict(_kept(library, reports, "words"))
    for report in reports:
        packed = kept.pop(report, None)
        yield OwnWords.model_validate_json(packed) if packed else None


def _kept(
    library: Library, reports: Sequence[str], part: PartOfDigest
) -> Iterator[tuple[str, str]]:
    """One part of each report that is whole and made by the code that runs."""
    table = digests_table.c
    statement = (
        select(FILINGS.c.report, table.packed, table.seal)
        .join(FILINGS, FILINGS.c.number == table.filing)
        .where(table.filing.in_(library.filings(reports)), table.part == part)
        .where(FILINGS.c.recipe == recipe())
    )
    with library.engine.connect() as connection:
        rows: Sequence[Any] = connection.execute(statement).all()
    return (
        (str(report), str(packed))
        for report, packed, seal in rows
        if seal == _seal(packed.encode())
    )


def _seal(packed: bytes) -> str:
    return blake2b(packed, digest_size=8).hexdigest()
