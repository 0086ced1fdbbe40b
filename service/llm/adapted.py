"""What an endpoint has turned down, found out once and done otherwise from then on."""

from dataclasses import dataclass, field
from typing import Any

from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage

from vectorstore import late

NOTES = {
    "response_format": "不收JSON模式，改用文字要JSON",
    "temperature": "不收temperature，不再发",
    "max_tokens": "不收max_tokens，改用max_completion_tokens",
    "stream_options": "不收stream_options，用量自己估算",
    "system": "不收system消息，并入用户消息",
    "whole": "只收流式请求，改用流式",
    "stream": "不给流，改为一次取回",
}
SYSTEM = late.pattern(r"system[\s_-]*(?:role|message|prompt|instruction)|role.{0,20}system")
WHOLE = late.pattern(r"only (?:support|allow)\w*[^.]{0,12} stream|stream[^.]{0,20}(?:required|must be)|enable the stream|stream=true")  # fmt: skip


@dataclass(slots=True)
class Adapted:
    """The names of what is not sent as before; they are the keys of NOTES."""

    given_up: set[str] = field(default_factory=set[str])

    @property
    def notes(self) -> tuple[str, ...]:
        """What was adapted, in words."""
        return tuple(note for name, note in NOTES.items() if name in self.given_up)

    def has(self, name: str) -> bool:
        """Whether something was given up."""
        return name in self.given_up

    def options(self, options: dict[str, Any], *, streams: bool) -> dict[str, Any]:
        """The options of a call as this endpoint takes them."""
        kept = {key: value for key, value in options.items() if key not in self.given_up}
        if self.has("max_tokens"):
            kept = _renamed(kept)
        if streams and self.has("stream_options"):
            kept["stream_usage"] = False
        return kept

    def messages(self, asked: list[BaseMessage]) -> list[BaseMessage]:
        """The messages, what the system says in front of what the user does where need be."""
        if not self.has("system"):
            return asked
        said = "\n\n".join(str(m.text) for m in asked if isinstance(m, SystemMessage))
        rest = [m for m in asked if not isinstance(m, SystemMessage)]
        if not said or not rest:
            return asked
        return [HumanMessage(f"{said}\n\n{rest[0].text}"), *rest[1:]]

    def blamed(self, complaint: str, options: dict[str, Any], *, streams: bool) -> str | None:
        """What a rejection is about; None where it names nothing that can be done otherwise."""
        named = [name for name in ("temperature", "response_format") if name in options]
        if "max_completion_tokens" in complaint and "extra_body" in options:
            return "max_tokens"
        if streams and "stream_options" in complaint and not self.has("stream_options"):
            return "stream_options"
        lower = complaint.lower()
        if not streams and WHOLE.search(lower) and not self.has("whole"):
            return "whole"
        if SYSTEM.search(lower) and not self.has("system"):
            return "system"
        return next((name for name in named if name in complaint), None)


def _renamed(options: dict[str, Any]) -> dict[str, Any]:
    """The limit under its new name, which the client itself gives to `max_tokens`."""
    extra = options.get("extra_body", {})
    if "max_tokens" not in extra:
        return options
    rest = {key: value for key, value in extra.items() if key != "max_tokens"}
    renamed = {key: value for key, value in options.items() if key != "extra_body"}
    return renamed | {"max_tokens": extra["max_tokens"]} | ({"extra_body": rest} if rest else {})
