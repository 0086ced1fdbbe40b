"""Retrieval alone: gongbao beside a plain Chroma search with the same embeddings and questions.

python -m evals.benchmarks.retrieval REPORTS [--cases PATH]

Counted is, for every span of evidence of every question, whether half of it or more stands in
one of the first five passages. gongbao reads report by report, so its five are of the report
that the evidence is in; the plain search (chunks of 1,000 characters, see plain_chain) is given
the same five a report, and beside that five of all reports, as a tutorial has it.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from evals.benchmarks.plain_chain import HITS, PlainSearch
from evals.dataset import CASES, Case, load
from evals.library import build
from service.settings import load_settings
from service.tasks.answer.retrieve import retrieved
from service.understand import understand
from service.wiring import World, wire

ENOUGH = 0.5


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints a line for each way of searching."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--cases", type=Path, default=CASES)
    asked = parser.parse_args(arguments)
    settings = load_settings()
    data_dir = build(asked.reports, settings.data_dir / "eval", settings.embeddings_spec)
    world = wire(settings.model_copy(update={"data_dir": data_dir, "backend": "offline"}))
    held = {report.id for report in world.library().reports()}
    cases = [
        case for case in load(asked.cases)
        if case.task == "ask" and not case.previous and set(case.reports) <= held
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        plain = PlainSearch(world, Path(folder))
        for name, found in compared(world, plain, cases).items():
            share = sum(found) / max(1, len(found))
            sys.stdout.write(f"recall@{HITS} {name:<32} {sum(found)}/{len(found)} = {share:.3f}\n")
    return 0


def compared(world: World, plain: PlainSearch, cases: Sequence[Case]) -> dict[str, list[bool]]:
    """Whether each span of evidence was found, by the name of the search."""
    library = world.library()
    found: dict[str, list[bool]] = {"gongbao": [], "plain, of the report": [], "plain, of all": []}
    for case in cases:
        question = case.question or ""
        understood = understand(question, library.reports())
        for report in dict.fromkeys(proof.report for proof in case.evidence):
            quotes = [proof.quote for proof in case.evidence if proof.report == report]
            passages = retrieved(library, understood, report, most=HITS)
            texts = {
                "gongbao": [passage.text for passage in passages],
                "plain, of the report": plain.nearest(question, HITS, report),
                "plain, of all": plain.nearest(question, HITS),
            }
            for name, said in texts.items():
                found[name] += [any(_holds(text, quote) for text in said) for quote in quotes]
    return found


def _holds(text: str, quote: str) -> bool:
    """Whether the first or the last half of a quote, or what lies between, stands in a text."""
    half = max(1, round(len(quote) * ENOUGH))
    return any(quote[at : at + half] in text for at in range(len(quote) - half + 1))


if __name__ == "__main__":
    raise SystemExit(main())
