"""Degraded: what went wrong with the model is said, and a faithful model loses no sentence."""

from collections.abc import Iterable

from evals.checks import CaseCheck, judge
from evals.outcome import CaseOutcome

NAME = "degraded"


def score(outcome: CaseOutcome) -> Iterable[CaseCheck]:
    """One check where a model was made to fail, to lie or to be faithful."""
    answer = outcome.answer
    if answer is None or not outcome.calls:
        return
    said = answer.degraded is not None
    if outcome.fails or outcome.lies:
        detail = "模型出了错，答案却没有说明"
        told = said or bool(answer.proof.removed)  # what was cut is told sentence by sentence
        yield judge(NAME, "said", told, detail, "silent", group="model failure said")
    elif outcome.variant.startswith("faithful"):
        cut = "；".join(f"{each.text}（{each.reason}）" for each in answer.proof.removed)
        reason = answer.degraded.reason if answer.degraded else ""
        detail = f"忠实的句子被删：{cut or reason}"
        yield judge(
            NAME, "kept", not cut and not said, detail, "false alarm", group="faithful kept"
        )
