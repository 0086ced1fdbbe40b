"""Cost: seconds and tokens of each result; measured, never judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

from evals.outcome import CaseOutcome


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took: milliseconds of whole calls, and what the endpoint counted."""

    p50_ms: int
    p95_ms: int
    prompt_tokens: int
    completion_tokens: int
    calls: int


def cost(outcomes: Sequence[CaseOutcome]) -> Cost:
    """The cost of the results that there are."""
    held = [outcome for outcome in outcomes if not outcome.error]
    made = [each for each in (o.answer or o.comparison for o in held) if each is not None]
    usage = [each.usage for each in made]
    times = [outcome.seconds for outcome in held]
    return Cost(
        p50_ms=_percentile(times, 50),
        p95_ms=_percentile(times, 95),
        prompt_tokens=sum(each.prompt_tokens for each in usage),
        completion_tokens=sum(each.completion_tokens for each in usage),
        calls=sum(each.calls for each in usage),
    )


def _percentile(times: Sequence[float], percent: int) -> int:
    if len(times) < 2:
        return round(1000 * sum(times))
    return round(1000 * quantiles(times, n=100, method="inclusive")[percent - 1])
