"""`gongbao brief`."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from service.cli.options import AsJson, BackendName, DataDir, Regions, Years, open_world
from service.cli.output import note, say, say_json, write_file
from service.cli.waiting import waited_for
from service.cli.words import degraded_line, made_by, proof_line, removed_lines
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


def brief(
    context: typer.Context,
    region: Regions = None,
    year: Years = None,
    topic: Annotated[
        str | None, typer.Option("--topic", metavar="专题", help="只写一个专题，如 优化营商环境")
    ] = None,
    sources: Annotated[bool, typer.Option("--sources", help="另附一页出处")] = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="文件", help="写成 .docx、.html 或 .md 文件，可印成一页A4"),
    ] = None,
    backend: BackendName = None,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """写一页简报：做了什么、主要数据、计划做什么、自己指出的问题。"""
    if out and out.suffix.lower() not in WRITERS:
        raise typer.BadParameter("应以 .docx、.html 或 .md 结尾。", param_hint="--out 的文件名")
    world = open_world(context, data_dir, backend)
    made = waited_for(
        lambda: stream_brief(
            world, regions=region or (), years=year or (), topic=topic, sources=sources
        ),
        Brief,
    )
    if out:
        write_file(out, WRITERS[out.suffix.lower()](made))
    if as_json:
        say_json(made)
    elif not out:
        say(brief_markdown(made))
    if not as_json:
        _say_proof(made)


def _say_proof(made: Brief) -> None:
    if made.degraded:
        note(degraded_line(made.degraded))
    for line in removed_lines(made.proof.removed):
        note(line)
    note(f"{proof_line(made.proof)} · {made_by(made)}")
