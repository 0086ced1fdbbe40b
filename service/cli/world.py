"""The world that a command opens."""

from pathlib import Path

import typer

from service.settings import Settings, load_settings
from service.wiring import World, wire


def settings_of(
    context: typer.Context, data_dir: Path | None, backend: str | None = None
) -> Settings:
    """The settings under what was typed; `--data-dir` may stand before or after the command."""
    given = data_dir or context.find_root().params.get("data_dir")
    return load_settings(data_dir=given, backend=backend)


def open_world(context: typer.Context, data_dir: Path | None, backend: str | None = None) -> World:
    """The world of this call."""
    return wire(settings_of(context, data_dir, backend))
