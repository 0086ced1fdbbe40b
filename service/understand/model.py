"""What a question was read as: a typed value that `ask --json` shows."""

from typing import Literal

from pydantic import Field

from service.shapes import Shape

Task = Literal[
    "lookup",
    "list",
    "count",
    "compare",
    "rank",
    "trend",
    "done",
    "planned",
    "problems",
    "why",
    "explain",
    "headline",
    "person",
    "mention",
    "other",
]
AskedKind = Literal["result", "target", "cumulative", "average"]
Measure = Literal["amount", "growth"]
Relation = Literal[
    "fulfilled", "gap", "between", "multiple", "share", "years", "rank", "placed", "sum"
]
TitleLine = Literal["who", "when", "where"]
Premise = Literal["up", "down"]


class Understood(Shape):
    """The question in gongbao's own words.

    `asked` are the words of this part. `regions` are in the library, `unknown_regions` are not; `reports` are the ones to read.
    `years` are the years the figures are about; `report_years` those of reports named as such.
    `period` is a span of years (“十三五”); `any_span` stands for 五年来 and the like.
    `subject` is the question without places, times and asking words: what to search for;
    `spoken` is the subject in the question's own words, `topic` without the indicators named;
    `called` are short names by which the indicators are asked for (财政收入) where no printed one is;
    `items` are the things a list names (粮食产量, 蔬菜产量) where the lexicon does not know all.
    `about` is the subject of the part before, where this one names only an attribute (总投资).
    `whole` is what a share is of. `relation` is what is asked of two figures: whether a target was met (`fulfilled`), how far
    plan and result (`gap`) or two indicators of one region (`between`) lie apart, how many times
    one is another (`multiple`), what share one is of another (`share`), how two years of one
    indicator lie apart (`years`), what several make together (`sum`), which place the region holds in a wider one (`rank`), what holds the `place` asked about (`placed`: 哪些指标排全省第二). `unit` is the one asked for (多少人). `wider` are the nation or
    province that the region is held against; `premise` is what a “why” takes for granted.
    `unsaid`: no region is named, and not all are meant either; `said` is the whole question then
    and where a region is unknown, `nearest` are the regions that a misspelt name may mean. `titled` is what the title line is
    asked for, `nth` the place in a list (第二个目标), `trail` the years and `visited` the regions asked about so far.
    `carried` is what was taken over from the question before in a conversation.
    """

    task: Task
    asked: str = ""
    regions: tuple[str, ...] = ()
    unknown_regions: tuple[str, ...] = ()
    all_regions: bool = False
    reports: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    report_years: tuple[int, ...] = ()
    period: str | None = None
    any_span: bool = False
    indicators: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    kind: AskedKind | None = None
    measures: tuple[Measure, ...] = ()
    lowest: bool = False
    wants_figure: bool = False
    subject: str = ""
    spoken: str = ""
    topic: str = ""
    items: tuple[str, ...] = ()
    about: str = ""
    whole: str = ""
    unit: str = ""
    relation: Relation | None = None
    wider: tuple[str, ...] = ()
    premise: Premise | None = None
    corrected: tuple[str, ...] = ()
    carried: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    unsaid: bool = False
    said: str = ""
    nearest: tuple[str, ...] = ()
    titled: tuple[TitleLine, ...] = ()
    place: str = ""
    nth: int | None = None
    trail: tuple[int, ...] = ()
    visited: tuple[str, ...] = ()
    then: tuple["Understood", ...] = ()
