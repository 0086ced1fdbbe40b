"""`gongbao compare`."""

import typer

from service.cli.arguments.asking import Compare
from service.cli.output import note, say, say_json, write_file
from service.cli.tables import comparison_table
from service.cli.terminal import print_table, print_text
from service.cli.waiting import waited_for
from service.cli.words import degraded_line, made_by, proof_line, removed_lines, source_line
from service.cli.world import open_world
from service.shapes import Comparison, Item, RowKind
from service.tasks.compare.task import stream_compare
from service.tasks.words import marks, topic_parts


def compare(context: typer.Context, given: Compare) -> None:
    """Compare regions and years: a table, what stands out, and where it is written."""
    world = open_world(context, given.data_dir, given.backend)
    chosen: RowKind | None = given.kind
    made = waited_for(
        lambda: stream_compare(
            world,
            regions=given.region or (),
            years=given.year or (),
            indicators=given.indicator or (),
            kind=chosen,
            topic=given.topic,
        ),
        Comparison,
    )
    if given.html:
        from service.export.html import comparison_html  # jinja2 costs 0.1 s

        write_file(given.html, comparison_html(made))
    if given.xlsx:
        from service.export.xlsx import comparison_xlsx

        write_file(given.xlsx, comparison_xlsx(made))
    if given.as_json:
        say_json(made)
    elif given.markdown:
        from service.export.markdown import comparison_markdown

        say(comparison_markdown(made))
    elif not (given.html or given.xlsx):
        _show(made, everything=given.everything)


def _show(made: Comparison, *, everything: bool) -> None:
    """Findings, table and topic; what fills pages (summaries, every source) goes to files."""
    if made.findings:
        say("看点：")
        _say_lines(made.findings)
        say()
    table, silent = comparison_table(made, everything=everything)
    print_table(table)
    if silent:
        say(f"另有{silent}行各报告均未提及，没有列出；加 --all 全部列出。")
    for line in made.notes:
        print_text(line, "注：")
    parts = topic_parts(made)
    for part in parts:
        say(f"{part.heading}：") if part.items else say(f"\n{part.heading}")
        _say_lines(part.items)
    shown = [*made.findings, *(item for part in parts for item in part.items)]
    cited = {number for item in shown for number in item.citations}
    say()
    for citation in made.citations:
        if citation.n in cited:
            print_text(*source_line(citation))
    say()
    if made.degraded:
        say(degraded_line(made.degraded))
    for line in removed_lines(made.proof.removed):
        say(line)
    say(f"{proof_line(made.proof)} · {made_by(made)}")
    note("各地摘要和每一格的原文：加 --markdown，或 --html、--xlsx 文件名。")


def _say_lines(items: tuple[Item, ...]) -> None:
    for item in items:
        print_text(_cited(item), "  · ")


def _cited(item: Item) -> str:
    missing = tuple(n for n in item.citations if f"[{n}]" not in item.text)
    return item.text + marks(missing)
