"""A reply put together from what came, and the judgement whether it is whole."""

from dataclasses import dataclass, field

from langchain_core.messages import AIMessage
from pydantic import BaseModel

from service.errors import BackendFiltered, BackendGarbage, BackendTruncated
from service.llm import Completion, parse_reply
from service.llm.thoughts import without_thoughts
from service.shapes import Usage
from vectorstore import tokens

_CALLS = frozenset({"tool_calls", "tool_use", "function_call"})
_CUT = frozenset({"length", "max_tokens", "insufficient_system_resource", "network_error"})
_WITHHELD = frozenset({"content_filter", "refusal", "safety", "sensitive"})


@dataclass(slots=True)
class Gathered:
    """The chunks of a stream, or the one whole message, in answer to the text `asked`."""

    asked: str
    text: str = ""
    finish: str | None = None
    refused: bool = False
    usage: Usage = field(default_factory=lambda: Usage(calls=1))

    def add(self, part: AIMessage) -> None:
        """Takes in one chunk, or the message."""
        self.text += str(part.text)
        self.finish = _finish(part) or self.finish
        self.refused = self.refused or bool(part.additional_kwargs.get("refusal"))
        if used := part.usage_metadata:
            self.usage = Usage(
                prompt_tokens=self.usage.prompt_tokens + used["input_tokens"],
                completion_tokens=self.usage.completion_tokens + used["output_tokens"],
                calls=1,
            )

    def completion(self, schema: type[BaseModel] | None) -> Completion:
        """The whole; raises unless the endpoint said that it is one."""
        if self.refused or self.finish in _WITHHELD:
            raise BackendFiltered("模型或其内容过滤拒绝作答。")
        if self.finish is None or self.finish in _CUT:
            raise BackendTruncated("模型的回复没有写完；可加大GONGBAO_ANSWER_TOKENS后再试。")
        text = without_thoughts(self.text)
        if self.finish in _CALLS or not text:
            raise BackendGarbage("模型服务返回了空的或无法识别的回复。")
        return Completion(text, parse_reply(text, schema), self._spent(), self.finish)

    def _spent(self) -> Usage:
        """The usage as told; many servers tell none of a stream, then it is counted here."""
        if self.usage.prompt_tokens or self.usage.completion_tokens:
            return self.usage
        return Usage(
            prompt_tokens=tokens.count(self.asked),
            completion_tokens=tokens.count(self.text),
            calls=1,
        )


def _finish(reply: AIMessage) -> str | None:
    for name in ("finish_reason", "stop_reason", "done_reason"):
        if isinstance(value := reply.response_metadata.get(name), str):
            return value.lower()
    return None
