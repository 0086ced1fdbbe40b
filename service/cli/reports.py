"""`gongbao reports` and `show`."""

import typer

from service.cli.arguments.library import Reports, Show
from service.cli.output import dumped, note, say, say_json
from service.cli.tables import reports_table
from service.cli.terminal import print_table
from service.cli.world import open_world
from vectorstore.documents import Section
from vectorstore.library import Library


def reports(context: typer.Context, given: Reports) -> None:
    """List the reports of the library."""
    library = open_world(context, given.data_dir).library()
    found = library.reports()
    if given.as_json:
        say_json({"reports": dumped(found)})
    elif found:
        print_table(reports_table(found))
    else:
        note("资料库是空的；用 gongbao ingest 文件或文件夹 读入报告。")


def show(context: typer.Context, given: Show) -> None:
    """Print one report: its clean text, or the file, the outline, the repairs."""
    library = open_world(context, given.data_dir).library()
    report = given.report
    if given.repairs:
        from service.cli.repairs import list_repairs  # the cleaner costs 0.2 s

        list_repairs(library.clean_text(report), report, as_json=given.as_json)
    elif given.as_json:
        say_json(shown(library, report))
    elif given.raw:
        say(library.raw(report))
    elif given.outline:
        for section in library.sections(report):
            say(_outline_line(section))
    else:
        say(library.text(report))


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
