"""Cases: what is asked, what must come back, and the words of the report that say so.

A case file is JSONL, one case a line; `evals/cases/case.schema.json` is its JSON Schema.
A field of an expected fact that is absent is not judged; one that is null must be null.
Where a list stands in place of a single expectation, any of its entries is right.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, TypeAlias, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    model_validator,
)

from evals import jsonl
from evals.bad_case import BadCase

Task: TypeAlias = Literal["ask", "facts", "compare"]
Status: TypeAlias = Literal["answered", "partial", "not_found", "clarify"]
Kind: TypeAlias = Literal["actual", "expected", "target", "cumulative", "average"]
Basis: TypeAlias = Literal["annual", "cumulative", "average", "level"]
Row: TypeAlias = Literal["result", "target", "cumulative", "average"]
State: TypeAlias = Literal["value", "no_number", "not_mentioned", "not_in_library", "doubtful"]
Single = TypeVar("Single", bound=str | None)

CASES = Path(__file__).parent / "cases"
SCHEMA = CASES / "case.schema.json"
DRAFT = "draft"


class _FrozenCase(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ExpectedFact(_FrozenCase):
    """What must be said: fields mean what they mean in a Fact; only given fields are judged.

    `value` and `growth` are digits as printed, without thousands separators; `growth` carries
    sign and %. `quote` is the shortest wording of the report that holds the figure; `tags`
    say "headline", or "judgement" where a careful reader could decide otherwise.
    """

    region: str | None = None
    indicator: str | None = None
    indicator_text: str | None = None
    period: str | tuple[str | None, ...] | None = None
    kind: Kind | tuple[Kind, ...] | None = None
    basis: Basis | tuple[Basis, ...] | None = None
    value: str | None = None
    unit: str | None = None
    growth: str | None = None
    qualifier: str | None = None
    growth_qualifier: str | None = None
    scope: str | None = None
    quote: str | None = None
    tags: tuple[str, ...] = ()


class NotFigure(_FrozenCase):
    """Digits that state nothing: all those in `quote`, wherever the report prints it."""

    quote: str
    reason: str


class ExpectedQuote(_FrozenCase):
    """Words of a report, verbatim from its clean text."""

    report: str
    quote: str


class ExpectedCell(_FrozenCase):
    """One cell of a comparison: its report, its row's kind, and what must stand there.

    `fact` is judged only where the cell's state is value.
    """

    report: str
    row: Row
    state: State | tuple[State, ...]
    fact: ExpectedFact | None = None


class Expect(_FrozenCase):
    """What a right result has; an entry of `contains` that is a list needs any one of it.

    `contains` and `absent` are looked for in the answer as substrings; `cells` are those of
    the comparison of the case's reports by the indicator that is its question.
    """

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    status: Status | tuple[Status, ...] | None = None
    facts: tuple[ExpectedFact, ...] = ()
    contains: tuple[str | tuple[str, ...], ...] = ()
    absent: tuple[str, ...] = ()
    reason: str | tuple[str, ...] | None = None
    not_figures: tuple[NotFigure, ...] = ()
    cells: tuple[ExpectedCell, ...] = ()


_QUOTED: JsonValue = {
    "required": ["quote"],
    "properties": {"quote": {"type": "string", "minLength": 1}},
}
_RULES: list[JsonValue] = [
    {
        "if": {"properties": {"task": {"const": "facts"}}},
        "then": {
            "required": ["reports"],
            "properties": {
                "reports": {"minItems": 1},
                "expect": {"properties": {"facts": {"items": _QUOTED}}},
            },
        },
        "else": {
            "required": ["question"],
            "properties": {"question": {"type": "string", "minLength": 1}},
        },
    },
    {
        "if": {"properties": {"task": {"const": "compare"}}},
        "then": {"required": ["reports"], "properties": {"reports": {"minItems": 1}}},
    },
]


class Case(_FrozenCase):
    """One thing to check. `previous` are the questions asked before in the conversation."""

    model_config = ConfigDict(json_schema_extra={"allOf": _RULES})

    id: str = Field(min_length=1)
    task: Task
    question: str | None = None
    previous: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    expect: Expect
    evidence: tuple[ExpectedQuote, ...] = ()
    tags: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> "Case":
        if self.task != "facts" and not self.question:
            raise ValueError(f"task为{self.task}的用例缺少question")
        if self.task != "ask" and not self.reports:
            raise ValueError(f"task为{self.task}的用例缺少reports")
        if self.expect == Expect():
            raise ValueError("expect是空的")
        if self.task == "facts" and not all(fact.quote for fact in self.expect.facts):
            raise ValueError("task为facts的用例，expect.facts的每一项都要有quote（原文）")
        return self

    @property
    def draft(self) -> bool:
        """Whether the case was drafted by code and no person has confirmed it."""
        return DRAFT in self.tags


def allowed(expected: Single | tuple[Single, ...]) -> tuple[Single, ...]:
    """The right values of a field that holds one expectation or a list of them."""
    return expected if isinstance(expected, tuple) else (expected,)


def load(path: Path = CASES) -> tuple[Case, ...]:
    """All cases of a JSONL file, or of the *.jsonl files of a folder in order of name.

    Raises BadCase for a line that is no case and for an id that was used before.
    """
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    return tuple(_unique((file, *each) for file in files for each in jsonl.located(file, Case)))


def schema() -> str:
    """The JSON Schema of a case, as the text of `case.schema.json`."""
    return json.dumps(Case.model_json_schema(), ensure_ascii=False, indent=2) + "\n"


def _unique(located: Iterable[tuple[Path, int, Case]]) -> Iterator[Case]:
    seen: dict[str, str] = {}
    for path, number, case in located:
        if case.id in seen:
            raise BadCase(path, number, f"id“{case.id}”已在{seen[case.id]}用过")
        seen[case.id] = f"{path}:{number}"
        yield case
