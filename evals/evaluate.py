"""A run from beginning to end: results of a tier into one report with its verdict."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from evals import baseline, verdict
from evals.agreement import agreements
from evals.dataset import Case
from evals.metrics import metrics, slices, slips
from evals.provenance import provenance
from evals.report.document import EndpointUse, RunDocument, Tier, Timing
from evals.result import result_of
from evals.score import Scored
from evals.scorers.cost import cost
from prompts import FOLDER
from service.wiring import World


@dataclass(frozen=True, slots=True)
class Setting:
    """What a report says of its run: `whole` when no case of the default set was left out.

    `accepted` is the tier's own baseline, `reference` the offline one for a live run.
    `prompts` is the folder whose prompts are fingerprinted. `unconfirmed` are drafts that were
    left out, and `command` is what was typed, or the same in other words.
    """

    tier: Tier
    cases: tuple[Case, ...]
    whole: bool
    accepted: baseline.Baseline | None
    reference: baseline.Baseline | None = None
    prompts: Path = FOLDER
    unconfirmed: tuple[str, ...] = ()
    command: str = "gongbao eval"


def document(
    setting: Setting,
    world: World,
    scores: Sequence[Scored],
    started: datetime,
    seconds: float,
    skipped: Sequence[str] = (),
    reused: int = 0,
) -> RunDocument:
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
    judged = judged.model_copy(
        update={"notes": (*judged.notes, *_left_out(skipped, setting.unconfirmed))}
    )
    took = cost([each.outcome for each in scores])
    return RunDocument(
        tier=setting.tier,
        verdict=judged,
        command=setting.command,
        provenance=made,
        metrics=measured,
        before=accepted.metrics if accepted and setting.whole else {},
        agreement=agreements(each.outcome for each in scores),
        slices=slices(results),
        slips=slips(results),
        changes=changes,
        skipped=tuple(skipped),
        unconfirmed=setting.unconfirmed,
        spent=EndpointUse(
            prompt_tokens=took.prompt_tokens,
            completion_tokens=took.completion_tokens,
            calls=took.calls,
            reused=reused,
        ),
        timing=Timing(
            started=started.isoformat(timespec="seconds"),
            seconds=round(seconds, 1),
            p50_ms=took.p50_ms,
            p95_ms=took.p95_ms,
        ),
        results=results,
    )


def _left_out(skipped: Sequence[str], unconfirmed: Sequence[str]) -> Iterator[str]:
    """What did not run, and what to do about it."""
    if skipped:
        yield f"预算用完，{len(skipped)}个用例没有跑；同样的命令接着跑"
    if unconfirmed:
        yield f"{len(unconfirmed)}个草稿没有计入：对照原文核实后删去标签draft"
