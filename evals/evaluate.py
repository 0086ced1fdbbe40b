"""A run from beginning to end: results of a tier into one report with its verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from evals import baseline, verdict
from evals.agreement import agreements
from evals.dataset import Case
from evals.metrics import metrics, slices, slips
from evals.provenance import provenance
from evals.report.document import Document, Spent, Tier, Timing
from evals.result import result_of
from evals.score import Scored
from evals.scorers.cost import cost
from prompts import FOLDER
from service.wiring import World


@dataclass(frozen=True, slots=True)
class Setting:
    """What a report says of its run: `whole` when no case of the default set was left out.

    `accepted` is the tier's own baseline, `reference` the offline one for a live run.
    `prompts` is the folder whose prompts are fingerprinted.
    """

    tier: Tier
    cases: tuple[Case, ...]
    whole: bool
    accepted: baseline.Baseline | None
    reference: baseline.Baseline | None = None
    prompts: Path = FOLDER


def document(
    setting: Setting,
    world: World,
    scores: Sequence[Scored],
    started: datetime,
    seconds: float,
    skipped: Sequence[str] = (),
) -> Document:
    """The report of a run that is over."""
    results = tuple(result_of(each) for each in scores)
    measured = metrics(results)
    made = provenance(world, world.library(), setting.cases, setting.prompts)
    accepted = setting.accepted
    changes = (
        baseline.changes(results, made.prompts, accepted, whole=setting.whole) if accepted else ()
    )
    if setting.tier == "live":
        judged = verdict.statistical(results, measured, setting.reference)
    else:
        judged = verdict.exact(results, changes, accepted)
    took = cost([each.outcome for each in scores])
    return Document(
        tier=setting.tier,
        verdict=judged,
        provenance=made,
        metrics=measured,
        before=accepted.metrics if accepted and setting.whole else {},
        agreement=agreements(each.outcome for each in scores),
        slices=slices(results),
        slips=slips(results),
        changes=changes,
        skipped=tuple(skipped),
        spent=Spent(
            prompt_tokens=took.prompt_tokens,
            completion_tokens=took.completion_tokens,
            calls=took.calls,
        ),
        timing=Timing(
            started=started.isoformat(timespec="seconds"),
            seconds=round(seconds, 1),
            p50_ms=took.p50_ms,
            p95_ms=took.p95_ms,
        ),
        results=results,
    )
