"""Help pages in Chinese, aligned by display width."""

from collections.abc import Iterable, Mapping
from inspect import cleandoc
from typing import Any

from rich.cells import cell_len

Rows = list[tuple[str, str]]


def page(
    path: str, about: str | None, params: Iterable[Any], commands: Mapping[str, str] | None = None
) -> str:
    """The whole page: usage, what it does, arguments, options, commands."""
    shown = [param for param in params if not getattr(param, "hidden", False)]
    arguments = [param for param in shown if param.param_type_name == "argument"]
    options = [param for param in shown if param.param_type_name == "option"]
    parts = [f"用法：{_usage(path, arguments, commands)}", cleandoc(about or "")]
    parts.append(_table("参数", [(_metavar(param), param.help or "") for param in arguments]))
    parts.append(_table("选项", [*map(_option_row, options), ("--help, -h", "显示这页帮助")]))
    parts.append(_table("命令", list((commands or {}).items())))
    if commands:
        parts.append(f"每个命令的用法：{path} 命令 --help")
    return "\n\n".join(part for part in parts if part) + "\n"


def _usage(path: str, arguments: list[Any], commands: Mapping[str, str] | None) -> str:
    pieces = [path, "[选项]", *map(_metavar, arguments)]
    return " ".join([*pieces, *(["命令 ..."] if commands else [])])


def _metavar(param: Any) -> str:
    name = param.metavar or param.name
    return f"{name}..." if param.nargs == -1 else name


def _option_row(param: Any) -> tuple[str, str]:
    names = ", ".join([*param.opts, *param.secondary_opts])
    metavar = f" {param.metavar}" if param.metavar and not param.is_flag else ""
    return names + metavar, param.help or ""


def _table(title: str, rows: Rows) -> str:
    if not rows:
        return ""
    width = max(cell_len(name) for name, _ in rows) + 2
    lines = [f"  {name}{' ' * (width - cell_len(name))}{text}" for name, text in rows]
    return "\n".join([f"{title}：", *lines])
