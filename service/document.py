"""A file's bytes as its reports with their facts: every stage of reading, in order."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from service import ledger
from service.digests import Digest
from service.doubts import doubts_of
from service.facts.extract import extract
from service.facts.model import Fact
from service.sources import Given
from service.tasks.digesting import digested
from vectorstore.chunk import passages
from vectorstore.compendium import CallersWord, HeldReport, reports_in
from vectorstore.documents import Document, Report
from vectorstore.identity import is_unheard
from vectorstore.outline import glossary, outline
from vectorstore.read import read_bytes
from vectorstore.regions import Region, report_id


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report ready to be filed."""

    document: Document
    facts: tuple[Fact, ...]
    digest: Digest

    @property
    def report(self) -> Report:
        """The report as the library will list it."""
        return self.document.report

    def into(self, connection: Connection, filing: int) -> None:
        """Into the ledger, beside a filing."""
        ledger.add(connection, filing, self.facts, self.digest)


def prepare(data: bytes, name: str, given: Given) -> tuple[Prepared, ...]:
    """The reports of a file, outlined, cut and extracted; raises ReadError or IdentityError."""
    word = CallersWord(name, given.region, given.year, given.parents, heard=bool(given.heard))
    return tuple(_prepared(held, given) for held in reports_in(read_bytes(data, name), word))


def _prepared(held: HeldReport, given: Given) -> Prepared:
    text = held.clean.text
    report = _report(held, given)
    sections = outline(text, report.year)
    cut = passages(report.id, text, sections)
    facts = extract(report, text, sections)
    figures = {figure.start for fact in facts for figure in fact.figures}
    doubts = (*report.doubts, *doubts_of(held.clean, sections, facts, held.raw.unseen))
    report = report.model_copy(
        update={"passages": len(cut), "figures": len(figures), "doubts": doubts}
    )
    entries = glossary(text, sections)
    document = Document(report, held.raw, held.clean, sections, cut, entries)
    return Prepared(document, tuple(facts), digested(report, text, sections, facts))


def _report(held: HeldReport, given: Given) -> Report:
    identity, raw = held.identity, held.raw
    return Report(
        id=report_id(identity.region, identity.parents, identity.year),
        region=identity.region,
        level=identity.level,
        parents=identity.parents,
        year=identity.year,
        delivered=identity.delivered,
        covers=identity.covers,
        title=given.title or identity.title,
        speaker=identity.speaker,
        meeting=identity.meeting,
        source=given.source or raw.name,
        chars=len(held.clean.text),
        passages=0,
        figures=0,
        sha256=raw.sha256,
        span=held.span,
        doubts=(*held.notes, *_of_region(held)),
    )


def _of_region(held: HeldReport) -> Iterator[str]:
    """A region that only its caller knows: a name mistyped, or one that was made up."""
    told = held.identity
    if is_unheard(Region(told.region, told.parents, told.level), held.clean):
        yield f"“{told.region}”不在全国行政区划里，报告里也没有写到它"
