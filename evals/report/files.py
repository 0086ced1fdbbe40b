"""The report as files."""

from pathlib import Path

from evals.report.document import Document


def write_all(document: Document, folder: Path) -> None:
    """eval.json, with its schema beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "eval.json").write_text(document.model_dump_json(indent=1) + "\n", "utf-8")
