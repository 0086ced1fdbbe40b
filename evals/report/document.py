"""The report of a run: the one value that every output is drawn from."""

import re
import shlex
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from evals.agreement import Agreement
from evals.baseline import BaselineChange
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


class EndpointUse(BaseModel):
    """Tokens and calls at the endpoint, as it counted them.

    `reused` of the calls were answered by replies kept from earlier ones.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    prompt_tokens: int = 0
    completion_tokens: int = 0
    calls: int = 0
    reused: int = 0


class RunDocument(BaseModel):
    """A run. `tier` stands first: a mocked number is never a model's quality.

    `command` is what was run, without `--case`. `before` are k and n of the baseline's metrics;
    `agreement` is that of ledger and gold; `skipped` are cases the budget left out,
    `unconfirmed` drafts that no person has confirmed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    tier: Tier
    verdict: Verdict
    command: str
    provenance: Provenance
    metrics: tuple[Metric, ...]
    before: dict[str, tuple[int, int]] = {}
    agreement: tuple[Agreement, ...] = ()
    slices: tuple[Metric, ...] = ()
    slips: dict[str, int] = {}
    changes: tuple[BaselineChange, ...] = ()
    skipped: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    spent: EndpointUse = EndpointUse()
    timing: Timing
    results: tuple[Result, ...]


def percent(share: float | None) -> str:
    """A share as shown: `98.5%`, or a dash where there is none."""
    return "—" if share is None else f"{share:.1%}"


def rerun(document: RunDocument, result: Result) -> str:
    """The command that runs one case again, safe to paste into a shell."""
    return f"{document.command} --case {shell_word(result.case)}"


def shell_word(text: str) -> str:
    """Text as one word of a shell, without quotes where letters of any script need none."""
    return text if re.fullmatch(r"[\w@%+=:,./-]+", text) else shlex.quote(text)


def origin(document: RunDocument) -> list[tuple[str, str]]:
    """What the run was made from and what it took, as titles and values."""
    made, timing, spent = document.provenance, document.timing, document.spent
    used = f"{spent.calls}次，{spent.prompt_tokens:,}+{spent.completion_tokens:,}个token"
    reused = f"（其中{spent.reused}次用的是已存的回复）" if spent.reused else ""
    return [
        ("时间", f"{timing.started}，用时{timing.seconds:.0f}秒"),
        ("每例用时", f"中位{timing.p50_ms}毫秒，95%在{timing.p95_ms}毫秒内"),
        ("模型用量", f"{used}{reused}" if spent.calls else "没有调用"),
        ("版本", f"{made.gongbao} {made.revision}（Python {made.python}）"),
        ("依赖锁", made.lock),
        ("提示词", "，".join(f"{name} {sha256}" for name, sha256 in made.prompts.items())),
        ("用例", f"{made.case_count}个，{made.cases}"),
        ("资料", f"{made.library}：" + "，".join(f"{k} {v}" for k, v in made.reports.items())),
        ("向量", made.embeddings),
        ("方式与模型", f"{made.backend} {made.model or ''}".strip()),
        ("命令", document.command),
    ]


def by_case(document: RunDocument, *, worse: bool) -> list[list[BaselineChange]]:
    """The changes for the worse, or the others, case by case."""
    found: dict[str, list[BaselineChange]] = {}
    for change in document.changes:
        if change.worse == worse:
            found.setdefault(change.id, []).append(change)
    return list(found.values())


def change_of(metric: Metric, document: RunDocument) -> str:
    """How a metric moved against the baseline: `+2`, `-1`, or nothing."""
    if metric.name not in document.before:
        return ""
    k, n = document.before[metric.name]
    if (k, n) == (metric.k, metric.n):
        return ""
    return f"{metric.k - k:+d}" if n == metric.n else f"原{k}/{n}"
