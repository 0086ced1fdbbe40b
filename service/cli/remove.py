"""`gongbao remove`."""

import typer

from service.build import remove as remove_report
from service.cli.arguments.library import Remove
from service.cli.output import say, say_json
from service.cli.world import open_world
from service.tasks.words import report_name


def remove(context: typer.Context, given: Remove) -> None:
    """Take one report out of the library; its file stays."""
    world = open_world(context, given.data_dir)
    removed = remove_report(world.places, given.report, embeddings_spec=world.embeddings_spec)
    if given.as_json:
        say_json({"removed": removed.model_dump(mode="json")})
    else:
        say(f"已删除{report_name(removed)}（{removed.id}）。")
