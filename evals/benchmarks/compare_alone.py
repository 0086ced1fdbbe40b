"""What a comparison costs a process that does nothing else: seconds of processor and memory.

python -m evals.benchmarks.compare_alone DATA_DIR [--reports 300]

The first comparison of the process, then the best of three more; the most memory that it ever held
(VmHWM), and what it held before, with the library open.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from service import ledger
from service.collecting import collect_rarely
from service.llm.offline import Offline
from service.settings import load_settings
from service.tasks.compare.task import compare
from service.wiring import World
from vectorstore.embed import LocalEmbeddings
from vectorstore.library import Shelf


def main(arguments: Sequence[str] | None = None) -> int:
    """One line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("--reports", type=int, default=300)
    asked = parser.parse_args(arguments)
    collect_rarely()
    settings = load_settings(data_dir=asked.data_dir, backend="offline")
    shelf = Shelf(asked.data_dir, LocalEmbeddings(asked.data_dir), prepare=ledger.create)
    world = World(settings, shelf, Offline())
    regions = dict.fromkeys(report.region for report in world.library().reports())
    names = list(regions)[: asked.reports]
    before = _most_megabytes()
    spent = [_compared(world, names) for _ in range(4)]
    sys.stdout.write(
        f"compare {len(names)}: cold {spent[0]:.2f}, warm {min(spent[1:]):.2f};"
        f" MB memory {_most_megabytes():.0f}, before it {before:.0f}\n"
    )
    return 0


def _compared(world: World, names: Sequence[str]) -> float:
    async def alone() -> None:  # `asyncio.run` spells out what it hands back
        await compare(world, regions=names)

    began = time.process_time()
    asyncio.run(alone())
    return time.process_time() - began


def _most_megabytes() -> float:
    """The most that this process ever held; `ru_maxrss` counts what its parent held, too."""
    told = Path("/proc/self/status").read_text().partition("VmHWM:")[2]
    return int(told.split()[0]) / 1024


if __name__ == "__main__":
    raise SystemExit(main())
