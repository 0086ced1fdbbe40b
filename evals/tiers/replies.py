"""Replies of a real model, kept by what it was asked: the same prompt is never paid for twice.

A file holds the replies of one model at one address. An answer is made anew from them by the
code that runs, so nothing that is kept can be stale: a prompt that changed is another prompt.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ValidationError

from service.errors import BackendError, BackendFiltered, BackendTruncated
from service.llm import Message
from service.settings import Settings
from service.shapes import Usage

OWN_FAILURES: dict[str, type[BackendError]] = {
    each.__name__: each for each in (BackendTruncated, BackendFiltered)
}


class WriterReply(BaseModel):
    """One reply: its text, or the failure that was the model's own and its message."""

    key: str
    text: str
    failure: str = ""
    usage: Usage = Usage()
    seconds: float = 0.0

    def error(self) -> BackendError | None:
        """The failure as it was raised."""
        return OWN_FAILURES[self.failure](self.text) if self.failure else None


@dataclass(slots=True)
class Replies:
    """The replies of a file; a line that was cut short when a run was killed is passed over."""

    path: Path
    _held: dict[str, WriterReply] = field(default_factory=dict[str, WriterReply])

    def __post_init__(self) -> None:
        if self.path.is_file():
            for line in self.path.read_text("utf-8", errors="replace").splitlines():
                self._hold(line)

    def _hold(self, line: str) -> None:
        try:
            reply = WriterReply.model_validate_json(line)
        except ValidationError:
            return
        self._held[reply.key] = reply

    def get(self, key: str) -> WriterReply | None:
        """The reply to what has this key."""
        return self._held.get(key)

    def keep(self, reply: WriterReply) -> None:
        """Put a reply into the file at once."""
        self._held[reply.key] = reply
        self.path.parent.mkdir(parents=True, exist_ok=True)
        cut = self.path.is_file() and not self.path.read_bytes().endswith(b"\n")
        with self.path.open("a", encoding="utf-8") as lines:
            lines.write(("\n" if cut else "") + reply.model_dump_json() + "\n")


def replies_of(settings: Settings, folder: Path) -> Replies:
    """The file of the configured model in a folder."""
    model = settings.model or f"{settings.openai_base_url}\n{settings.openai_model}"
    parts = (model, str(settings.temperature))
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
    return Replies(folder / f"replies-{digest}.jsonl")


def key_of(messages: Sequence[Message], max_tokens: int, schema: type[BaseModel] | None) -> str:
    """What a reply depends on beside the model."""
    shape = schema.model_json_schema() if schema else None
    asked = [[message.role, message.content] for message in messages]
    text = json.dumps([asked, max_tokens, shape], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:24]
