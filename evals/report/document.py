"""The report of a run: the one value that every output is drawn from."""

from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from evals.agreement import Agreement
from evals.baseline import Change
from evals.metrics import Metric
from evals.provenance import Provenance
from evals.result import Result
from evals.verdict import Verdict

Tier: TypeAlias = Literal["offline", "mocked", "live"]

TIERS: dict[Tier, str] = {
    "offline": "offline（不用模型）",
    "mocked": "mocked（模拟的模型，数字不代表任何模型的水平）",
    "live": "live（真实模型）",
}
STATES = {"passed": "通过", "failed": "不通过", "not_enough_evidence": "证据不足"}


class Timing(BaseModel):
    """When and how long; the only part of an offline report that differs between two runs."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    started: str
    seconds: float
    p50_ms: int
    p95_ms: int


class Spent(BaseModel):
    """Tokens and calls at the endpoint, as it counted them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    prompt_tokens: int = 0
    completion_tokens: int = 0
    calls: int = 0


class Document(BaseModel):
    """A run. `tier` stands first: a mocked number is never a model's quality.

    `before` are k and n of the baseline's metrics; `agreement` is that of ledger and gold;
    `skipped` are cases the budget left out.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    tier: Tier
    verdict: Verdict
    provenance: Provenance
    metrics: tuple[Metric, ...]
    before: dict[str, tuple[int, int]] = {}
    agreement: tuple[Agreement, ...] = ()
    slices: tuple[Metric, ...] = ()
    slips: dict[str, int] = {}
    changes: tuple[Change, ...] = ()
    skipped: tuple[str, ...] = ()
    spent: Spent = Spent()
    timing: Timing
    results: tuple[Result, ...]


def percent(share: float | None) -> str:
    """A share as shown: `98.5%`, or a dash where there is none."""
    return "—" if share is None else f"{share:.1%}"


def rerun(document: Document, result: Result) -> str:
    """The command that runs one case again."""
    return f"gongbao eval --tier {document.tier} --case {result.case}"


def change_of(metric: Metric, document: Document) -> str:
    """How a metric moved against the baseline: `+2`, `-1`, or nothing."""
    if metric.name not in document.before:
        return ""
    k, n = document.before[metric.name]
    if (k, n) == (metric.k, metric.n):
        return ""
    return f"{metric.k - k:+d}" if n == metric.n else f"原{k}/{n}"
