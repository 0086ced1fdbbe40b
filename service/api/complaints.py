"""What is wrong with a request, in one line of Chinese."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

_SAYINGS = {
    "missing": "缺少",
    "extra_forbidden": "没有这个字段",
    "string_too_short": "不能为空",
    "string_too_long": "太长，最多{max_length}个字",
    "too_short": "至少要有{min_length}项",
    "too_long": "太多，最多{max_length}项",
    "literal_error": "应为{expected}",
    "int_parsing": "应为整数",
    "int_type": "应为整数",
    "bool_parsing": "应为true或false",
    "string_type": "应为文字",
    "list_type": "应为列表",
    "greater_than_equal": "不能小于{ge}",
    "less_than_equal": "不能大于{le}",
    "json_invalid": "不是合法的JSON",
    "model_attributes_type": "应为JSON对象",
}
_WHERE = {"body", "query", "path", "header"}


def complaint(errors: Sequence[Mapping[str, Any]]) -> str:
    """The first few of pydantic's errors, each by the name of its field."""
    said = [_one(error) for error in errors[:3]]
    return f"{'；'.join(dict.fromkeys(said))}。请改正后重试。"


def _one(error: Mapping[str, Any]) -> str:
    saying = _SAYINGS.get(error["type"], "不合要求")
    given = cast(dict[str, object], error.get("ctx") or {})
    context = {key: _chinese(value) for key, value in given.items()}
    names = [str(part) for part in error["loc"] if part not in _WHERE]
    if error["type"] == "json_invalid" or not names:
        return f"请求内容{saying.format_map(context)}"
    return f"{'.'.join(names)}{saying.format_map(context)}"


def _chinese(value: object) -> str:
    return str(value).replace("'", "").replace(" or ", "或").replace(", ", "、")
