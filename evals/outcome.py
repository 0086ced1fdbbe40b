"""What came of one case: the product's own result, and what a scorer needs to look it up."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from evals.dataset import Case, ExpectedFact
from service.facts.model import Fact
from service.shapes import Answer, Comparison
from vectorstore.documents import Passage


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """The result of a case: an answer, a comparison, or the facts of its reports.

    `texts` are the clean texts of all reports by id, `gold` what was read in them by hand.
    `retrieved` are the best passages of each
    report searched, None where nothing was searched. `error` says why there is no result at
    all (an infrastructure error: never a refusal, never a wrong answer). `variant` names what
    the model was made to do: `lies` are the false clauses that were put into its mouth,
    `fails` that it was made to fail, `calls` how often it was asked.
    """

    case: Case
    texts: Mapping[str, str]
    answer: Answer | None = None
    comparison: Comparison | None = None
    facts: tuple[Fact, ...] | None = None
    retrieved: tuple[Passage, ...] | None = None
    error: str = ""
    variant: str = ""
    lies: tuple[str, ...] = ()
    fails: bool = False
    calls: int = 0
    seconds: float = 0.0
    gold: Mapping[str, tuple[ExpectedFact, ...]] = field(
        default_factory=dict[str, tuple[ExpectedFact, ...]]
    )

    @property
    def id(self) -> str:
        """The case's id, with the variant behind."""
        return f"{self.case.id}@{self.variant}" if self.variant else self.case.id


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A line of an answer without its markers, and the citations it names."""

    text: str
    numbers: tuple[int, ...] = field(default=())
