"""The nouns of the document side: every other module takes and returns these.

All offsets are Python string offsets into the clean text of one report.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

Level: TypeAlias = Literal["state", "province", "prefecture", "county", "township", "zone"]
Part: TypeAlias = Literal[
    "front",
    "body",  # neither a heading nor an opening tells whether it reviews or plans
    "review",
    "review_period",
    "plan_period",
    "plan",
    "self",
    "glossary",
    "boilerplate",
]


@dataclass(frozen=True, slots=True)
class RawText:
    """A file as text: `text` keeps the file's own characters; `sha256` is of its bytes.

    Of a file that holds several reports it is the slice of one, with a sha256 of its own. `unseen`
    are its words that nobody sees (white, tiny, hidden): they are left out of the text.
    """

    text: str
    sha256: str
    name: str
    format: Literal["txt", "html", "docx", "pdf"]
    encoding: str | None = None
    unseen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Repair:
    """One change the cleaning made; `start:end` is where its result stands in the clean text.

    `guesses` are the places in `after` whose bytes were lost or fit another character as well.
    """

    kind: str
    start: int
    end: int
    before: str
    after: str
    guesses: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CleanText:
    """The repaired text, the raw offset of each of its characters, and what was changed.

    `front` and `back` are the repaired page furniture cut off before and after the report.
    `offsets[i]` is the raw offset of `text[i]`; it has one more entry, the end.
    """

    text: str
    offsets: tuple[int, ...]
    repairs: tuple[Repair, ...] = ()
    front: str = ""
    back: str = ""

    def raw_offset(self, offset: int) -> int:
        """The raw offset of a clean offset."""
        return self.offsets[offset]


class _FrozenDocument(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Identity(_FrozenDocument):
    """Which report this is: `year` is the year planned, `covers` the year before."""

    region: str
    parents: tuple[str, ...]
    level: Level
    year: int
    delivered: date | None = None
    title: str
    speaker: str | None = None
    meeting: str | None = None

    @property
    def covers(self) -> int:
        return self.year - 1


class Section(_FrozenDocument):
    """A node of the outline; `start:end` takes in its heading and its subsections.

    `heading` is as printed; `path` holds the headings from the root down to this one.
    Sections come in document order, parents before children.
    """

    path: tuple[str, ...]
    heading: str
    part: Part
    start: int
    end: int


class GlossaryEntry(_FrozenDocument):
    """A term of the report's 名词解释 and the span of its explanation."""

    term: str
    explanation: str
    start: int
    end: int


class Passage(_FrozenDocument):
    """A chunk of one report inside one section; `text == clean_text[start:end]`."""

    id: str
    report: str
    number: int
    start: int
    end: int
    text: str
    section: tuple[str, ...]
    part: Part
    tokens: int


class Report(_FrozenDocument):
    """A report as the library lists it (contract: DESIGN 4).

    `span` is where it stands in the text of a file that holds more than this report; `doubts`
    say what makes its text or outline doubtful, in Chinese; `uploader` is who brought it to a
    service that knows its callers.
    """

    id: str
    region: str
    level: Level
    parents: tuple[str, ...]
    year: int
    delivered: date | None = None
    covers: int
    title: str
    speaker: str | None = None
    meeting: str | None = None
    source: str
    chars: int
    passages: int
    figures: int
    sha256: str
    span: tuple[int, int] | None = None
    doubts: tuple[str, ...] = ()
    uploader: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One report on its way into the library: everything but its facts and vectors."""

    report: Report
    raw: RawText
    clean: CleanText
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    glossary: tuple[GlossaryEntry, ...] = field(default=())
