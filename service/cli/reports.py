"""`gongbao reports`, `show` and `remove`."""

from typing import Annotated

import typer

from service.build import remove as remove_report
from service.cli.options import AsJson, DataDir, open_world
from service.cli.output import console, dumped, note, say, say_json
from service.cli.repairs import list_repairs
from service.cli.tables import reports_table
from service.tasks.words import report_name
from vectorstore.documents import Section
from vectorstore.library import Library

ReportId = Annotated[
    str, typer.Argument(metavar="报告", help="报告编号，如 满洲里市-2021；用 gongbao reports 查看")
]


def reports(
    context: typer.Context,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """列出资料库里的报告。"""
    library = open_world(context, data_dir).library()
    found = library.reports()
    if as_json:
        say_json({"reports": dumped(found)})
    elif found:
        console().print(reports_table(found))
    else:
        note("资料库是空的；用 gongbao ingest 文件或文件夹 读入报告。")


def show(
    context: typer.Context,
    report: ReportId,
    raw: Annotated[bool, typer.Option("--raw", help="文件原来的文字")] = False,
    outline: Annotated[bool, typer.Option("--outline", help="只看目录")] = False,
    repairs: Annotated[
        bool, typer.Option("--repairs", help="列出对原文的每处修复；可与 --json 同用")
    ] = False,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """看一份报告：整理后的正文，或原文，或目录，或修复了什么。"""
    if raw + outline + (repairs or as_json) > 1:
        hint = "--raw、--outline、--repairs、--json"
        raise typer.BadParameter("只能选一个（--repairs 与 --json 可同用）。", param_hint=hint)
    library = open_world(context, data_dir).library()
    if repairs:
        list_repairs(library.clean_text(report), report, as_json=as_json)
    elif as_json:
        say_json(shown(library, report))
    elif raw:
        say(library.raw(report))
    elif outline:
        for section in library.sections(report):
            say(_outline_line(section))
    else:
        say(library.text(report))


def remove(
    context: typer.Context,
    report: ReportId,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """从资料库删除一份报告；原文件不动。"""
    world = open_world(context, data_dir)
    removed = remove_report(world.data_dir, report, embeddings_spec=world.embeddings_spec)
    if as_json:
        say_json({"removed": removed.model_dump(mode="json")})
    else:
        say(f"已删除{report_name(removed)}（{removed.id}）。")


def shown(library: Library, report: str) -> dict[str, object]:
    """The document of `show --json`."""
    return {
        "report": library.report(report).model_dump(mode="json"),
        "text": library.text(report),
        "sections": dumped(library.sections(report)),
    }


def _outline_line(section: Section) -> str:
    depth = max(len(section.path) - 1, 0)
    return f"{'  ' * depth}{section.heading or '（开头）'}  [{section.part} {section.start}–{section.end}]"
