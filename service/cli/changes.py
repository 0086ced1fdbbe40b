"""`gongbao changes`."""

from collections.abc import Iterable, Mapping

import typer

from service.cli.arguments.asking import ShowChanges
from service.cli.output import say, say_json, write_file
from service.cli.terminal import print_text
from service.cli.world import open_world
from service.export.changes_markdown import (
    changes_markdown,
    quote_of,
    summary_line,
    targets_markdown,
    term_markdown,
    title_of,
)
from service.shapes import Citation, Shape
from service.tasks.changes.kinds import KINDS, LEADING, by_kind, leading
from service.tasks.changes.nation import target_use, term_use
from service.tasks.changes.shapes import Change
from service.tasks.changes.shapes import Changes as Made
from service.tasks.changes.task import changes as compared

SHOWN = 12


def changes(context: typer.Context, given: ShowChanges) -> None:
    """Show what changed in the wording of a region, or who says a term or sets a target."""
    world = open_world(context, given.data_dir)
    regions, years = [given.region] if given.region else [], given.year or []
    if given.term:
        use = term_use(world.library(), given.term, regions, years)
        _said(given, use, term_markdown(use))
    elif given.indicator:
        aims = target_use(world.library(), given.indicator, regions, years)
        _said(given, aims, targets_markdown(aims))
    else:
        made = compared(
            world, given.region or "", first=given.first, last=given.last, each=given.each
        )
        _told(given, made)


def _said(given: ShowChanges, made: Shape, markdown: str) -> None:
    if given.out:
        write_file(given.out, markdown)
    if given.as_json:
        say_json(made)
    elif not given.out:
        say(markdown)


def _told(given: ShowChanges, made: Made) -> None:
    if given.out and given.out.suffix.lower() == ".docx":
        from service.export.changes_docx import changes_docx  # python-docx costs 0.2 s

        write_file(given.out, changes_docx(made))
    elif given.out:
        write_file(given.out, changes_markdown(made))
    if given.as_json:
        say_json(made)
    elif not given.out:
        _show(made)


def _show(made: Made) -> None:
    """What to read first, then the first few of each kind; all of them are in --json and --out."""
    cited = {citation.n: citation for citation in made.citations}
    for step in made.steps:
        say(title_of(step))
        say(summary_line(step))
        say()
        say(LEADING)
        _lines(leading(step), cited)
        for kind, found in by_kind(step):
            say()
            say(f"{KINDS[kind]}（{len(found)}项）")
            _lines(found[:SHOWN], cited)
            if len(found) > SHOWN:
                say(f"  还有{len(found) - SHOWN}项，见 --json 或 --out。")
        say()
    for note in made.notes:
        say(f"注：{note}")


def _lines(found: Iterable[Change], cited: Mapping[int, Citation]) -> None:
    for one in found:
        quotes = (quote_of(n, cited) for n in (one.earlier, one.later) if n is not None)
        print_text(f"{one.text}：{' → '.join(quotes)}", "· ")
