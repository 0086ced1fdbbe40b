"""What was typed wrong, said in one Chinese line."""

import re
from typing import Any

from typer import TyperException

from service.cli.commands import similar

_WRONG = [
    (re.compile(r"is not one of (.+)\."), "应为{}之一"),
    (re.compile(r"greater than or equal to (\S+)"), "不能小于{}"),
    (re.compile(r"less than or equal to (\S+)"), "不能大于{}"),
    (re.compile(r"valid (integer|number)"), "应为数字"),
]
_QUOTED = re.compile(r"'([^']*)'")


def usage_line(error: TyperException) -> str:
    """One line for an error of the command line's own parser."""
    told = _TOLD.get(type(error).__name__, _other)(error)
    command = getattr(getattr(error, "ctx", None), "command_path", "gongbao")
    return f"{told}；用法见 {command} --help。"


def _name(error: Any) -> str:
    hint = error.param_hint
    if hint is None and error.param is not None:
        param = error.param
        hint = param.opts[0] if param.param_type_name == "option" else param.metavar
    return hint if isinstance(hint, str) else "参数"


def _missing(error: Any) -> str:
    return f"缺少{_name(error)}"


def _bad(error: Any) -> str:
    if re.search(r"[\u4e00-\u9fff]", error.message):
        return f"{_name(error)}{error.message.rstrip('。')}"
    for pattern, told in _WRONG:
        found = pattern.search(error.message)
        if found:
            return f"{_name(error)}的值不对，{told.format(*found.groups())}".replace("'", "")
    return f"{_name(error)}的值不对"


def _no_option(error: Any) -> str:
    near = f"，是不是 {error.possibilities[0]}" if error.possibilities else ""
    return f"没有选项 {error.option_name}{near}"


def _bad_option(error: Any) -> str:
    return f"选项 {error.option_name} 的写法不对，请看它后面要不要跟一个值"


def _other(error: Any) -> str:
    quoted = _QUOTED.search(error.message)
    if error.message.startswith("No such command") and quoted:
        near = similar(quoted[1])
        return f"没有命令“{quoted[1]}”" + (f"，是不是 {near}" if near else "")
    if error.message.startswith("Missing command"):
        return "请写明要做什么"
    extra = re.search(r"unexpected extra arguments?\s*(?:\(s\))?\s*\((.+)\)", error.message)
    if extra:
        return f"多了参数“{extra[1]}”"
    return f"命令写法不对：{error.message.rstrip('.')}"


_TOLD = {
    "MissingParameter": _missing,
    "BadParameter": _bad,
    "NoSuchOption": _no_option,
    "BadOptionUsage": _bad_option,
    "BadArgumentUsage": _bad_option,
}
