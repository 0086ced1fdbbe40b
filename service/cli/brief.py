"""`gongbao brief`."""

from collections.abc import Callable

import typer

from service.cli.arguments.asking import WriteBrief as Given
from service.cli.output import note, say, say_json, write_file
from service.cli.waiting import waited_for
from service.cli.words import degraded_line, made_by, proof_line, removed_lines
from service.cli.world import open_world
from service.export.docx import brief_docx
from service.export.html import brief_html
from service.export.markdown import brief_markdown
from service.shapes import Brief
from service.tasks.brief import stream_brief

WRITERS: dict[str, Callable[[Brief], bytes | str]] = {
    ".docx": brief_docx,
    ".html": brief_html,
    ".md": brief_markdown,
}


def brief(context: typer.Context, given: Given) -> None:
    """Write a briefing of one page, to the terminal or to a file."""
    world = open_world(context, given.data_dir, given.backend)
    made = waited_for(
        lambda: stream_brief(
            world,
            regions=given.region or (),
            years=given.year or (),
            topic=given.topic,
            sources=given.sources,
        ),
        Brief,
    )
    if given.out:
        write_file(given.out, WRITERS[given.out.suffix.lower()](made))
    if given.as_json:
        say_json(made)
    elif not given.out:
        say(brief_markdown(made))
    if not given.as_json:
        _say_proof(made)


def _say_proof(made: Brief) -> None:
    if made.degraded:
        note(degraded_line(made.degraded))
    for line in removed_lines(made.proof.removed):
        note(line)
    note(f"{proof_line(made.proof)} · {made_by(made)}")
