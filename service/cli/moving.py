"""`gongbao export`, `gongbao import` and `gongbao rebuild`."""

import typer

from service.cli.arguments.library import Export, Import, Rebuild
from service.cli.ingest import progress, show
from service.cli.output import complain, note, say, say_json
from service.cli.world import settings_of
from service.rebuild import bring_in
from service.rebuild import export as write_out
from service.rebuild import rebuild as make_anew


def export(context: typer.Context, given: Export) -> None:
    """Write all reports as received into one zip."""
    count, lost = write_out(settings_of(context, given.data_dir), given.file)
    if given.as_json:
        say_json({"reports": count, "file": str(given.file), "lost": lost})
    else:
        say(f"已把{count}份报告的原件写入 {given.file}。")
    if lost:
        complain(f"{'、'.join(lost)}的原件和正文都已损坏，没有写入；请用 gongbao doctor 查看。")
        raise typer.Exit(1)


def bring(context: typer.Context, given: Import) -> None:
    """Read what `export` wrote."""
    with progress() as tell:
        made = bring_in(settings_of(context, given.data_dir), given.file, tell)
    show(made, as_json=given.as_json)


def rebuild(context: typer.Context, given: Rebuild) -> None:
    """Make library, vectors and caches anew of the files kept."""
    with progress() as tell:
        made, aside = make_anew(settings_of(context, given.data_dir), tell)
    if given.as_json:
        say_json({"reports": len(made.added), "before": str(aside)})
    else:
        say(f"已重建，共{len(made.added)}份报告。")
        note(f"原来的文件放在 {aside}，确认无误后可以删除。")
    for failure in made.failed:
        complain(f"{failure.path}：{failure.error}")
    if made.failed:
        raise typer.Exit(1)
