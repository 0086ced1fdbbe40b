"""Hostile drafts through the answering of a question: how many lies are shown.

    python -m evals.benchmarks.dress DATA_DIR [--drafts 10000] [--seed 0]

DATA_DIR holds the five reports of seeds/. Each draft is what a model replies, once as a whole and
once streamed; every line that is shown in the model's name and is not the true sentence counts.
"""

import argparse
import asyncio
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from evals.dress import Hostile, drafts, shown_lie
from service.llm.scripted import Scripted
from service.settings import load_settings
from service.tasks.answer.compose import compose
from service.tasks.answer.desk import Draft
from service.tasks.answer.own_words import Written
from service.tasks.answer.written import by_model, streamed
from service.understand import understand
from service.verify import DraftLine
from service.wiring import wire
from vectorstore.library import Library

QUESTION = "满洲里市2020年地区生产总值是多少？"
_TOKENS = 5000
_MOST_TOLD = 40


def draft_of(library: Library) -> Draft:
    """What a model is offered on the question, and what its sentences are proven with."""
    return compose(library, understand(QUESTION, library.reports()))


async def shown(draft: Draft, reply: str, *, stream: bool) -> tuple[str, ...]:
    """The lines that are shown of a model's reply, as its own."""
    backend = Scripted(lambda _: reply)
    if not stream:
        return _own((await by_model(QUESTION, draft, backend, _TOKENS, _TOKENS)).lines)
    said: list[DraftLine] = []
    async for part in streamed(QUESTION, draft, backend, _TOKENS, _TOKENS):
        said += part.lines if isinstance(part, Written) else [part]
    return _own(said)


def _own(lines: Sequence[DraftLine]) -> tuple[str, ...]:
    return tuple(line.text for line in lines if not line.own)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the lies that were shown, by dress and place; 0 when there is none."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("data_dir", type=Path)
    reader.add_argument("--drafts", type=int, default=10_000)
    reader.add_argument("--seed", type=int, default=0)
    given = reader.parse_args(arguments)
    library = wire(load_settings(data_dir=given.data_dir, backend="offline")).library()
    offered = draft_of(library)
    lies: list[tuple[Hostile, str]] = []
    kept = 0
    for at, draft in enumerate(drafts(given.drafts, given.seed)):
        lines = asyncio.run(shown(offered, draft.text, stream=at % 2 == 1))
        kept += bool(lines)
        lie = shown_lie(draft, lines)
        lies += [(draft, lie)] if lie is not None else []
    for name, count in Counter(f"{d.dress} / {d.place}" for d, _ in lies).most_common(_MOST_TOLD):
        sys.stdout.write(f"{count:5}  {name}\n")
    for draft, line in lies[:_MOST_TOLD]:
        sys.stdout.write(f"{draft.text!r}\n    → {line!r}\n")
    sys.stdout.write(
        f"{len(lies)} lies shown in {given.drafts} drafts; of {kept} drafts something stood\n"
    )
    return int(bool(lies))


if __name__ == "__main__":
    sys.exit(main())
