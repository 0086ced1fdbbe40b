"""How much of a strong writer's drafts reaches the reader, and what asking costs.

python -m evals.benchmarks.strong_writer DATA_DIR

DATA_DIR holds the five seed reports. The drafts (evals/data/strong_drafts.yaml) are replayed as
the model's first reply; marks from 1 to 5 are those given by hand to each answer.
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import mean, median

from evals.strong_writer import DraftOutcome, drafts, replayed
from service.settings import load_settings
from service.wiring import World, wire


def main() -> int:
    """Prints one line a question and the sums; 1 where a planted lie stands."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data_dir", type=Path)
    world = wire(load_settings(data_dir=parser.parse_args().data_dir, backend="offline"))
    stood = 0
    for stream in (False, True):
        outcomes = asyncio.run(_all(world, stream=stream))
        stood += _told(outcomes, "逐句" if stream else "整篇")
    return 1 if stood else 0


async def _all(world: World, *, stream: bool) -> list[DraftOutcome]:
    return [await replayed(world, draft, stream=stream) for draft in drafts()]


def _told(outcomes: Sequence[DraftOutcome], how: str) -> int:
    """Prints what became of the drafts; how many lies stand."""
    true = [(o, s) for o in outcomes for s in o.draft.sentences if not s.lie]
    lies = [(o, s) for o in outcomes for s in o.draft.sentences if s.lie]
    kept = sum(o.survived(s) for o, s in true)
    stood = sum(o.survived(s) for o, s in lies)
    for outcome in outcomes:
        marks = outcome.draft.marks
        own = [s for s in outcome.draft.sentences if not s.lie]
        shown = sum(map(outcome.survived, own))
        _say(
            f"{outcome.draft.question} 真句{shown}/{len(own)} "
            f"离线{marks['offline']}分 草稿{marks['raw']}分 终稿{marks['final']}分"
        )
    _say(
        f"{how}：真句留下{kept}/{len(true)}（{kept / len(true):.1%}），假句放过{stood}/{len(lies)}"
    )
    for name in ("offline", "raw", "final"):
        _say(f"  {name} 平均{mean(o.draft.marks[name] for o in outcomes):.2f}分")
    _say(f"  提示词元{_spread([o.prompt_tokens for o in outcomes])}")
    _say(f"  调用{_spread([o.calls for o in outcomes])}次")
    return stood


def _spread(values: Sequence[int]) -> str:
    ordered = sorted(values)
    return f"中位{median(ordered):.0f}、95%在{ordered[int(0.95 * (len(ordered) - 1))]}内"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
