"""`gongbao doctor`."""

import typer

from service.cli.options import AsJson, BackendName, DataDir, settings_of
from service.cli.output import say, say_json
from service.doctor import examine


def doctor(
    context: typer.Context,
    backend: BackendName = None,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """检查设置、模型、资料库和内置模型；有问题的，说明怎么办。"""
    diagnosis = examine(settings_of(context, data_dir, backend))
    if as_json:
        say_json(diagnosis)
    else:
        for check in diagnosis.checks:
            say(f"{'✓' if check.ok else '✗'} {check.name}：{check.detail}")
            if check.fix:
                say(f"    → {check.fix}")
        say("一切正常。" if diagnosis.ok else "有问题，请按上面的提示处理。")
    if not diagnosis.ok:
        raise typer.Exit(1)
