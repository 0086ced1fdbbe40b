"""`gongbao rollback`."""

import typer

from service.build import roll_back
from service.cli.arguments.library import Rollback
from service.cli.output import say, say_json
from service.cli.world import open_world


def rollback(context: typer.Context, given: Rollback) -> None:
    """Show again what the library showed before an ingest or a removal."""
    world = open_world(context, given.data_dir)
    if given.list_states:
        states = world.shelf.states()
        if given.as_json:
            say_json({"states": [{"state": each.content, "made": each.made} for each in states]})
        for at, each in enumerate(() if given.as_json else states):
            say(f"{each.content}  {each.made}{'' if at else '  （现在）'}")
        return
    shown = roll_back(world.places, given.state, embeddings_spec=world.embeddings_spec)
    reports = world.library().reports()
    if given.as_json:
        say_json({"state": shown, "reports": [report.id for report in reports]})
    else:
        say(f"已退回状态 {shown}，现有{len(reports)}份报告。再次 gongbao rollback 可回到退回之前。")
