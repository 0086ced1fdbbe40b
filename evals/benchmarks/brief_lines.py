"""How much of its page the briefing of each report fills, and what it reads like.

python -m evals.benchmarks.brief_lines FILE... [--several] [--sources] [--text] [--out FOLDER]

One line for each report: the lines of the page's 22 that are filled as the fitting counts them,
and, where LibreOffice and pdftotext are installed and --out names a folder, as they are printed.
With --several there is one briefing on all of them. Filed with vectors of nothing: a briefing
without a topic reads text and ledger alone.
"""

import argparse
import asyncio
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from shutil import which

from evals.benchmarks.compare_speed import Nothing
from service import ledger
from service.export.docx import brief_docx
from service.export.markdown import brief_markdown
from service.filing import Filing
from service.llm.offline import Offline
from service.settings import load_settings
from service.shapes import Brief
from service.tasks.brief import brief
from service.tasks.brief.fit import LINE_POINTS, LINES
from service.tasks.brief.page import page_lines
from service.wiring import World
from vectorstore.library import Shelf

LEAST = 18
TOP_POINTS = 37 / 25.4 * 72
FOOT_POINTS = 297 / 25.4 * 72 - 35 / 25.4 * 72
WORD = re.compile(r'yMax="([\d.]+)"')


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the lines of every page; 0 when each fills 18 to 22 of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--several", action="store_true")
    parser.add_argument("--sources", action="store_true")
    parser.add_argument("--text", action="store_true")
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        made = briefs(asked.files, Path(folder), several=asked.several, sources=asked.sources)
    good = [_told(one, asked.out, text=asked.text) for one in made]
    _say(f"{sum(good)} of {len(good)} fill {LEAST} to {LINES} lines")
    return 0 if all(good) else 1


def briefs(
    files: Sequence[Path], data_dir: Path, *, several: bool, sources: bool = False
) -> list[Brief]:
    """The briefing of every file, or one on all of them."""
    Filing(data_dir, Nothing(), lambda _: None).ingest(list(files))
    settings = load_settings(data_dir=data_dir, backend="offline")
    world = World(settings, Shelf(data_dir, Nothing(), prepare=ledger.create), Offline())
    if several:
        return [asyncio.run(brief(world, sources=sources))]
    return [
        asyncio.run(brief(world, regions=[one.id], years=[one.year], sources=sources))
        for one in world.library().reports()
    ]


def _told(made: Brief, out: Path | None, *, text: bool) -> bool:
    lines = page_lines(made)
    name = "+".join(f"{report.region}{report.year}" for report in made.reports[:3])
    shown = f"{name}: {lines} of {LINES}, cut {len(made.proof.removed)}"
    if out is not None:
        shown += printed(brief_docx(made), out, name)
    _say(shown)
    if text:
        _say(brief_markdown(made))
        for removed in made.proof.removed:
            _say(f"cut {removed.text} {removed.reason}")
    return LEAST <= lines <= LINES


def printed(docx: bytes, out: Path, name: str) -> str:
    """How far down its first page the docx reaches when LibreOffice prints it, and its pages."""
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"{name}.docx"
    path.write_bytes(docx)
    if not (which("soffice") and which("pdftotext")):
        return ""
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True)
    boxes = subprocess.run(
        ["pdftotext", "-bbox", str(path.with_suffix(".pdf")), "-"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    pages = boxes.split("<page ")[1:]
    ends = [float(end) for end in WORD.findall(pages[0]) if float(end) < FOOT_POINTS + 6]
    filled = (max(ends, default=TOP_POINTS) - TOP_POINTS) / LINE_POINTS
    return f", printed {filled:.1f} on {len(pages)} page(s)"


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    raise SystemExit(main())
