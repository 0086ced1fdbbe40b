"""What the command line writes: results to stdout, everything else to stderr."""

import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import BaseModel


def prepare_streams() -> None:
    """A terminal that cannot show a character shows `?` instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(text: str = "") -> None:
    """A line of the result."""
    sys.stdout.write(text + "\n")


def note(text: str) -> None:
    """A line beside the result."""
    sys.stdout.flush()
    sys.stderr.write(text + "\n")


def complain(text: str) -> None:
    """The one line that says what is wrong and what to do."""
    note(f"gongbao：{text}")


def say_json(document: "BaseModel | dict[str, object]") -> None:
    """The one JSON document of a command; ASCII where stdout is no UTF-8."""
    data = document if isinstance(document, dict) else document.model_dump(mode="json")
    is_utf8 = (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf8")
    say(json.dumps(data, ensure_ascii=not is_utf8, indent=2))


def dumped(items: "Sequence[BaseModel]") -> list[object]:
    """Models as JSON values."""
    return [item.model_dump(mode="json") for item in items]


def write_file(path: Path, data: bytes | str) -> None:
    """Write a result and say where it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    note(f"已写入 {path}")


def write_bytes(data: bytes) -> None:
    """Bytes as the whole result, with their own encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
