"""Facts of a sentence, and of the five seeds."""

from collections.abc import Callable

import pytest

from service.facts.extract import extract
from service.facts.model import Fact
from tests.seeds import SEEDS
from vectorstore.documents import Part, Report, Section
from vectorstore.outline import outline

FactsOf = Callable[..., tuple[Fact, ...]]
FactsUnder = Callable[..., tuple[Fact, ...]]


def report_of(region: str, year: int, text: str) -> Report:
    """A report with only what extraction looks at."""
    return Report(
        id=f"{region}-{year}",
        region=region,
        level="county",
        parents=(),
        year=year,
        covers=year - 1,
        title="",
        source="",
        chars=len(text),
        passages=0,
        figures=0,
        sha256="",
    )


@pytest.fixture(scope="session")
def facts_of() -> FactsOf:
    """Reads a text as one section of a report: `facts_of(text, part=…, region=…, year=…)`."""

    def read(
        text: str, *, part: Part = "review", region: str = "满洲里市", year: int = 2021
    ) -> tuple[Fact, ...]:
        sections = (Section(path=("一",), heading="一", part=part, start=0, end=len(text)),)
        return extract(report_of(region, year, text), text, sections)

    return read


@pytest.fixture(scope="session")
def facts_under() -> FactsUnder:
    """Reads headings, each with its text: `facts_under(heading, text, heading, text, part=…)`."""

    def read(
        *pieces: str, part: Part = "review", region: str = "满洲里市", year: int = 2021
    ) -> tuple[Fact, ...]:
        text, sections = "", list[Section]()
        for heading, body in zip(pieces[::2], pieces[1::2], strict=True):
            start, text = len(text), f"{text}{heading}\n{body}\n"
            path = ("一", heading)
            sections.append(
                Section(path=path, heading=heading, part=part, start=start, end=len(text))
            )
        return extract(report_of(region, year, text), text, sections)

    return read


@pytest.fixture(scope="session")
def seed_texts() -> dict[str, str]:
    """The clean text of each seed by report id."""
    return {seed.id: seed.clean.text for seed in SEEDS}


@pytest.fixture(scope="session")
def seed_facts(seed_texts: dict[str, str]) -> dict[str, tuple[Fact, ...]]:
    """All facts of each seed by report id."""
    facts: dict[str, tuple[Fact, ...]] = {}
    for name, text in seed_texts.items():
        region, year = name.rsplit("-", 1)
        facts[name] = extract(report_of(region, int(year), text), text, outline(text, int(year)))
    return facts
