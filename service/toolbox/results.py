"""What tools give back beyond the shapes of the tasks."""

from service.facts.model import Fact, Standing
from service.shapes import Shape
from vectorstore.documents import Part, Report


class FactList(Shape):
    """Facts of the ledger, at most as many as were asked for; `total` is how many there are."""

    facts: tuple[Fact, ...]
    total: int


class FoundPassage(Shape):
    """A passage of a report: `text == clean_text[start:end]`.

    `standing` is that of the figures in it: doubtful where one of them is, None without figures.
    """

    report: str
    region: str
    year: int
    section: tuple[str, ...]
    part: Part
    start: int
    end: int
    text: str
    standing: Standing | None = None
    doubts: tuple[str, ...] = ()


class PassageList(Shape):
    """Passages, the best first."""

    passages: tuple[FoundPassage, ...]


class ReportList(Shape):
    """The reports of the library, by region and year."""

    reports: tuple[Report, ...]


class ReportSection(Shape):
    """A section of a report by its offsets."""

    path: tuple[str, ...]
    part: Part
    start: int
    end: int


class ReportText(Shape):
    """A report's clean text from `start` to `end`, and the sections that lie there."""

    report: Report
    start: int
    end: int
    text: str
    sections: tuple[ReportSection, ...]
