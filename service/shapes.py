"""What leaves gongbao: the JSON shapes of answers, comparisons and briefings (DESIGN 4).

Fields may be added; names that stand here stay.
"""

from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from service.facts.model import Fact
from vectorstore.documents import Report


class Shape(BaseModel):
    """A frozen value that serializes to one JSON object."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Citation(Shape):
    """The numbered source of a sentence; `quote == clean_text[start:end]` of `report`.

    `source` is the file or address the report came from, `uploader` who brought it.
    """

    n: int
    report: str
    region: str
    year: int
    section: tuple[str, ...]
    quote: str
    start: int
    end: int
    source: str = ""
    uploader: str | None = None


class Removed(Shape):
    """A sentence of a draft that was cut, and why."""

    text: str
    reason: str


class ProofCount(Shape):
    """Quantities of the last draft and how many of them were proven.

    `claims` counts the sentences that stand, each of which was proven; `drafted` those of the
    model's last draft, of which `removed` were cut; 0 where no model wrote. `computed` of the
    proven are no figures of a report: code computed them from `operands`. `own` sentences with
    `own_numbers` were typed by a person and are neither drafted nor proven. `folded` of the numbers
    stand in summaries, which a page shows when they are opened.
    """

    numbers: int = 0
    proven: int = 0
    computed: int = 0
    operands: int = 0
    claims: int = 0
    drafted: int = 0
    own: int = 0
    own_numbers: int = 0
    folded: int = 0
    removed: tuple[Removed, ...] = ()


class Degraded(Shape):
    """Why the configured backend's words are not (all) in the answer: `from` is its name."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, serialize_by_alias=True
    )

    from_: str = Field(alias="from")
    reason: str


class Usage(Shape):
    """Tokens and calls spent at the backend."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    calls: int = 0


class Item(Shape):
    """A sentence with the numbers of its citations; `computed` of its numbers are no figures of a
    report: code computed them from `operands`."""

    text: str
    citations: tuple[int, ...] = ()
    computed: int = 0
    operands: int = 0


class Searched(Shape):
    """The receipt: how many reports were read for the answer, and of which regions."""

    reports: int
    regions: tuple[str, ...]


Status = Literal["answered", "partial", "not_found", "clarify"]
Reason = Literal[
    "not_mentioned",
    "not_in_library",
    "no_amount",
    "doubtful",
    "unproven",
    "ambiguous",
    "out_of_scope",
]
AskedState = Literal[
    "answered",
    "no_number",
    "not_mentioned",
    "not_in_library",
    "doubtful",
    "unproven",
    "not_understood",
]
Author = Literal["ledger", "report", "model"]


class Asked(Shape):
    """One thing a question asks for and what became of it; `sentences` are places in the answer's.

    `2023年清苑区一般公共预算收入` and its `growth` are two.
    """

    region: str | None
    about: str
    period: str | None
    measure: str
    state: AskedState
    sentences: tuple[int, ...] = ()


class Sentence(Shape):
    """A sentence of an answer, and who wrote it: the ledger's rules, a report, a model."""

    text: str
    citations: tuple[int, ...] = ()
    by: Author


CellState = Literal["value", "no_number", "not_mentioned", "not_in_library", "doubtful"]


class Aim(Shape):
    """What a report aims at in words alone: 居民收入增长与经济增长基本同步."""

    quote: str
    start: int
    end: int


class Cell(Shape):
    """One report's say on one row; `fact` is the one shown, `facts` all that were found.

    `noted` are the facts whose figures the note tells; a comparison cites them too. `hidden` is a
    figure that somebody chose not to see since no other of its row compares with it. `aim` stands
    where a target is set without a figure.
    """

    report: str
    state: CellState
    fact: Fact | None = None
    facts: tuple[Fact, ...] = ()
    comparable: bool = False
    note: str = ""
    noted: tuple[Fact, ...] = ()
    hidden: bool = False
    aim: Aim | None = None


RowKind = Literal["result", "target", "cumulative", "average"]


class Bar(Shape):
    """A cell as a length, in the plain unit of its row; `7-8%` goes from `low` to `high`.

    An end that the report leaves open is None (`10%以上` has no high one); both are where there is
    nothing to draw, and `state` says why.
    """

    report: str
    text: str
    state: CellState
    low: Decimal | None = None
    high: Decimal | None = None
    comparable: bool = False

    @property
    def is_drawn(self) -> bool:
        """Whether it has any length."""
        return self.low is not None or self.high is not None


class Row(Shape):
    """An indicator across the columns; a result row holds actual and expected.

    `bars` are its cells as lengths, rates of growth where it is read `by_growth`; none where no
    cell holds a number.
    """

    indicator: str
    kind: RowKind
    cells: tuple[Cell, ...]
    bars: tuple[Bar, ...] = ()
    by_growth: bool = False


class Against(Shape):
    """A report's target against what it says was reached the year before, computed from both."""

    report: str
    indicator: str
    text: str
    citations: tuple[int, ...]


class Summary(Shape):
    """What one report did, plans, and names as its own problems."""

    report: str
    done: tuple[Item, ...] = ()
    plans: tuple[Item, ...] = ()
    problems: tuple[Item, ...] = ()


class Block(Shape):
    """A headed group of sentences of a briefing; `joined` ones run on in one paragraph.

    One without a heading opens the page; the heading of a `run_in` one begins its paragraph. `own`
    are the places of sentences that a person typed himself.
    """

    heading: str
    items: tuple[Item, ...]
    own: tuple[int, ...] = ()
    joined: bool = False
    run_in: bool = False


class Table(Shape):
    """A small table of a briefing, cells as printed; `citations[r][c]` proves `rows[r][c]`.

    It stands under its `heading`, behind the first `after` blocks.
    """

    heading: str = ""
    after: int = 0

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    citations: tuple[tuple[int | None, ...], ...] = ()


class Evidence(Shape):
    """What was found before anything is written: the first event of a streamed answer."""

    citations: tuple[Citation, ...]
    facts: tuple[Fact, ...]


Stage = Literal["table", "summary", "model", "topic", "page"]


class Progress(Shape):
    """How far long work has come: `done` of `total` steps of a stage, and at which report."""

    stage: Stage
    done: int
    total: int
    report: str | None = None


class Answer(Shape):
    """The answer to one question.

    `options` are the readings that a `clarify` offers; `carried` is what was taken over from the
    question before: regions, years, about.
    """

    question: str
    understood: dict[str, object]
    status: Status
    reason: Reason | None = None
    answer: str
    asked: tuple[Asked, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    options: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    facts: tuple[Fact, ...] = ()
    proof: ProofCount = ProofCount()
    searched: Searched
    backend: str
    model: str | None = None
    degraded: Degraded | None = None
    usage: Usage = Usage()
    elapsed_ms: int = 0
    conversation: str | None = None
    carried: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class ReportItems(Shape):
    """Sentences on one report: its id, or the name that is not in the library."""

    report: str
    items: tuple[Item, ...]


class Topic(Shape):
    """What the reports of a comparison say on a topic.

    `regions` has one entry for each column; of a report that says nothing, that it was read.
    `only` is what no other report of the comparison has, `emphasis` what differs among them.
    """

    name: str
    regions: tuple[ReportItems, ...] = ()
    common: tuple[Item, ...] = ()
    only: tuple[ReportItems, ...] = ()
    emphasis: tuple[Item, ...] = ()


class Comparison(Shape):
    """Regions beside each other; `topic` where one was asked for."""

    columns: tuple[Report, ...]
    rows: tuple[Row, ...]
    summaries: tuple[Summary, ...] = ()
    findings: tuple[Item, ...] = ()
    against: tuple[Against, ...] = ()
    topic: Topic | None = None
    citations: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()
    proof: ProofCount = ProofCount()
    backend: str
    model: str | None = None
    degraded: Degraded | None = None
    usage: Usage = Usage()
    elapsed_ms: int = 0


class Brief(Shape):
    """A one-page briefing; `sources` asks for a second page that lists the citations.

    `unit` is who hands it in, `addressee` whom it is for.
    """

    title: str
    date: str
    unit: str = ""
    addressee: str = ""
    reports: tuple[Report, ...]
    blocks: tuple[Block, ...]
    table: Table | None = None
    notes: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    sources: bool = False
    proof: ProofCount = ProofCount()
    pages: int = 1
    backend: str
    model: str | None = None
    degraded: Degraded | None = None
    usage: Usage = Usage()
    elapsed_ms: int = 0
