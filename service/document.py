"""A file's bytes as a report with its facts: every stage of reading, in order."""

from dataclasses import dataclass

from service.facts import extract
from service.facts.model import Fact
from service.sources import Given
from vectorstore.chunk import passages
from vectorstore.clean import clean
from vectorstore.documents import Document, Identity, RawText, Report
from vectorstore.identity import identify
from vectorstore.outline import glossary, outline
from vectorstore.read import read_bytes
from vectorstore.regions import report_id


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report ready to be filed."""

    document: Document
    facts: tuple[Fact, ...]

    @property
    def report(self) -> Report:
        """The report as the library will list it."""
        return self.document.report


def prepare(data: bytes, name: str, given: Given) -> Prepared:
    """Read, clean, identify, outline, cut and extract; raises ReadError or IdentityError."""
    raw = read_bytes(data, name)
    cleaned = clean(raw.text)
    identity = identify(
        cleaned, name=name, region=given.region, year=given.year, parents=given.parents
    )
    report = _report(identity, raw, given, chars=len(cleaned.text))
    sections = outline(cleaned.text, identity.year)
    cut = passages(report.id, cleaned.text, sections)
    facts = extract(report, cleaned.text, sections)
    figures = {figure.start for fact in facts for figure in fact.figures}
    report = report.model_copy(update={"passages": len(cut), "figures": len(figures)})
    entries = glossary(cleaned.text, sections)
    return Prepared(Document(report, raw, cleaned, sections, cut, entries), facts)


def _report(identity: Identity, raw: RawText, given: Given, *, chars: int) -> Report:
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
        chars=chars,
        passages=0,
        figures=0,
        sha256=raw.sha256,
    )
