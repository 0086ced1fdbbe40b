"""Outlines as indented trees, for people; `python -m tests.vectorstore.outline.drawing` redraws
the snapshots of the seeds."""

from collections.abc import Sequence
from pathlib import Path

from tests.seeds import SEEDS
from vectorstore.documents import Section
from vectorstore.outline import outline

ROOT = Path(__file__).parents[3]
SNAPSHOTS = ROOT / "tests" / "snapshots" / "outline"


def draw(sections: Sequence[Section]) -> str:
    """One line a section: heading, part where it changes, characters."""
    lines: list[str] = []
    parts: dict[tuple[str, ...], str] = {}
    for section in sections:
        depth = len(section.path) - 1
        above = parts.get(section.path[:-1])
        told = "" if section.part == above else f" [{section.part}]"
        parts[section.path] = section.part
        lines.append(f"{'  ' * depth}{section.heading}{told}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    SNAPSHOTS.mkdir(parents=True, exist_ok=True)
    for seed in SEEDS:
        drawn = draw(outline(seed.clean.text, seed.year))
        (SNAPSHOTS / f"{seed.id}.txt").write_text(drawn, "utf-8")
