"""The summaries of all reports: the model's where one is configured and proven, else our own."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from service.shapes import Degraded, ProofCount, Summary, Usage
from service.tasks.citing import Citing
from service.tasks.proving import Claim, standing, total
from service.tasks.sources import Source
from service.tasks.summary.extract import lines_of, summary
from service.verify import Context
from service.wiring import World


@dataclass(frozen=True, slots=True)
class Written:
    """Proven summaries in the order of the reports, and what they cost."""

    summaries: tuple[Summary, ...]
    proof: ProofCount = field(default_factory=ProofCount)
    degraded: Degraded | None = None
    usage: Usage = field(default_factory=Usage)


def own_summary(source: Source, citing: Citing) -> tuple[Summary, ProofCount]:
    """The report's own sentences, each through the proof like any other draft."""
    made = summary(source, citing)
    claims = [
        Claim(
            item,
            (source.report,),
            context=Context(
                region=source.report.region, kind="target" if item in made.plans else None
            ),
            own=False,
        )
        for item in lines_of(made)
    ]
    kept, count = standing(claims, citing.all())
    items = [claim.item for claim in kept]
    return Summary(
        report=made.report,
        done=tuple(item for item in made.done if item in items),
        plans=tuple(item for item in made.plans if item in items),
        problems=tuple(item for item in made.problems if item in items),
    ), count


async def written(world: World, sources: Sequence[Source], citing: Citing) -> Written:
    """A summary of every report."""
    made = [own_summary(source, citing) for source in sources]
    return Written(tuple(one for one, _ in made), total(count for _, count in made))
