"""`gongbao doctor`."""

import typer

from service.cli.arguments.serving import Doctor
from service.cli.output import say, say_json
from service.cli.world import settings_of
from service.doctor import examine


def doctor(context: typer.Context, given: Doctor) -> None:
    """Look at settings, model, library and embeddings; say what to do about what is wrong."""
    diagnosis = examine(settings_of(context, given.data_dir, given.backend))
    if given.as_json:
        say_json(diagnosis)
    else:
        for check in diagnosis.checks:
            say(f"{'✓' if check.ok else '✗'} {check.name}：{check.detail}")
            if check.fix:
                say(f"    → {check.fix}")
        say("一切正常。" if diagnosis.ok else "有问题，请按上面的提示处理。")
    if not diagnosis.ok:
        raise typer.Exit(1)
