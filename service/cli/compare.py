"""`gongbao compare`."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from service.cli.options import (
    AsJson,
    BackendName,
    DataDir,
    Indicators,
    Regions,
    Years,
    open_world,
)
from service.cli.output import console, note, say, say_json, write_file
from service.cli.tables import comparison_table
from service.cli.waiting import waited_for
from service.cli.words import degraded_line, made_by, proof_line, removed_lines, source_line
from service.export.html import comparison_html
from service.export.markdown import comparison_markdown
from service.export.xlsx import comparison_xlsx
from service.shapes import Comparison, Item, RowKind
from service.tasks.compare import stream_compare
from service.tasks.words import marks, topic_parts


def compare(
    context: typer.Context,
    region: Regions = None,
    year: Years = None,
    indicator: Indicators = None,
    kind: Annotated[
        Literal["result", "target", "cumulative", "average"] | None,
        typer.Option(
            "--kind",
            metavar="类型",
            help="result完成、target目标、cumulative累计、average年均；默认完成和目标",
        ),
    ] = None,
    topic: Annotated[
        str | None,
        typer.Option("--topic", metavar="专题", help="再比一个专题的写法，如 优化营商环境"),
    ] = None,
    backend: BackendName = None,
    as_json: AsJson = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="输出Markdown")] = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="文件", help="写成网页，含图")
    ] = None,
    xlsx: Annotated[
        Path | None, typer.Option("--xlsx", metavar="文件", help="写成Excel文件")
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """把几个地区、几个年份的指标放在一张表里，空格说明为什么空。"""
    if as_json and markdown:
        raise typer.BadParameter("只能选一个。", param_hint="--json、--markdown")
    world = open_world(context, data_dir, backend)
    chosen: RowKind | None = kind
    made = waited_for(
        lambda: stream_compare(
            world,
            regions=region or (),
            years=year or (),
            indicators=indicator or (),
            kind=chosen,
            topic=topic,
        ),
        Comparison,
    )
    if html:
        write_file(html, comparison_html(made))
    if xlsx:
        write_file(xlsx, comparison_xlsx(made))
    if as_json:
        say_json(made)
    elif markdown:
        say(comparison_markdown(made))
    elif not (html or xlsx):
        _show(made)


def _show(made: Comparison) -> None:
    """Table, findings and topic; what fills pages (summaries, every source) goes to files."""
    console().print(comparison_table(made))
    _say_items("看点", made.findings)
    for line in made.notes:
        say(f"注：{line}")
    parts = topic_parts(made)
    for part in parts:
        say(f"{part.heading}：") if part.items else say(f"\n{part.heading}")
        _say_lines(part.items)
    shown = [*made.findings, *(item for part in parts for item in part.items)]
    cited = {number for item in shown for number in item.citations}
    say()
    for citation in made.citations:
        if citation.n in cited:
            say(source_line(citation))
    say()
    if made.degraded:
        say(degraded_line(made.degraded))
    for line in removed_lines(made.proof.removed):
        say(line)
    say(f"{proof_line(made.proof)} · {made_by(made)}")
    note("各地摘要和每一格的原文：加 --markdown，或 --html、--xlsx 文件名。")


def _say_items(title: str, items: tuple[Item, ...]) -> None:
    if items:
        say(f"{title}：")
    _say_lines(items)


def _say_lines(items: tuple[Item, ...]) -> None:
    for item in items:
        say(f"  · {_cited(item)}")


def _cited(item: Item) -> str:
    missing = tuple(n for n in item.citations if f"[{n}]" not in item.text)
    return item.text + marks(missing)
