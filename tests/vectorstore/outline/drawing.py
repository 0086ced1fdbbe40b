"""Outlines as indented trees, for people; `python -m tests.vectorstore.outline.drawing` redraws
the snapshots of the seeds."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from vectorstore.clean import clean
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


def seeds() -> Iterator[tuple[str, int, str]]:
    """Id, year and clean text of each seed."""
    manifest = (ROOT / "seeds" / "manifest.jsonl").read_text("utf-8")
    for entry in map(json.loads, manifest.splitlines()):
        raw = (ROOT / "seeds" / entry["file"]).read_text("utf-8")
        yield entry["id"], entry["year"], clean(raw).text


if __name__ == "__main__":
    SNAPSHOTS.mkdir(parents=True, exist_ok=True)
    for name, year, text in seeds():
        (SNAPSHOTS / f"{name}.txt").write_text(draw(outline(text, year)), "utf-8")
