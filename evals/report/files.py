"""The report as files: JSON with its schema, JUnit XML, Markdown, HTML."""

import json
from pathlib import Path

from evals.report.document import RunDocument
from evals.report.html import page
from evals.report.junit import junit
from evals.report.markdown import markdown

SCHEMA = Path(__file__).parent / "report.schema.json"


def schema() -> str:
    """The JSON Schema of a report, as the text of `report.schema.json`."""
    return json.dumps(RunDocument.model_json_schema(), ensure_ascii=False, indent=1) + "\n"


def files(document: RunDocument) -> dict[str, str]:
    """The text of every file by its name."""
    return {
        "eval.json": document.model_dump_json(indent=1) + "\n",
        "eval.schema.json": schema(),
        "junit.xml": junit(document),
        "summary.md": markdown(document),
        "report.html": page(document),
    }


def write_all(document: RunDocument, folder: Path) -> None:
    """All files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files(document).items():
        (folder / name).write_text(text, "utf-8")
