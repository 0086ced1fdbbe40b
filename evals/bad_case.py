"""A line of a case file that is no case: where it stands and what is wrong, in one line of Chinese."""

import re
from pathlib import Path
from typing import Any

from pydantic import ValidationError

_SAID = {
    "missing": "缺少这个字段",
    "extra_forbidden": "没有这个字段，请核对拼写",
    "string_type": "应为加引号的字符串",
    "tuple_type": "应为方括号里的列表",
    "model_type": "应为花括号里的对象",
    "string_too_short": "不能为空",
}


class BadCase(Exception):
    """A line of a case file is no case; the message starts with `file:line`."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(f"{path}:{line}: {problem}")
        self.path = path
        self.line = line


def problem(error: ValidationError) -> str:
    """`field：what is wrong` of the first thing that is."""
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"] if _is_field(part))
    said = _said(str(first["type"]), first.get("ctx", {}), first["msg"])
    return f"{field}：{said}" if field else said


def _is_field(part: int | str) -> bool:
    """Not a member of a union, which pydantic names after its type."""
    return isinstance(part, int) or bool(re.fullmatch(r"(?!str$)\w+", part))


def _said(kind: str, context: dict[str, Any], message: str) -> str:
    if kind == "json_invalid":
        column = re.search(r"column (\d+)", message)
        place = f"第{column[1]}个字节附近" if column else ""
        return f"{place}不是完整的JSON；一行写一个用例，不换行"
    if kind == "literal_error":
        return f"应为{str(context['expected']).replace(' or ', '、').replace(', ', '、')}"
    if kind == "value_error":
        return str(context["error"])
    return _SAID.get(kind, message)
