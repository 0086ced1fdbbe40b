"""What chat programs send: the request of OpenAI's chat completions, as far as it means something
here."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from service.api.given import Names, Years
from service.errors import BadRequest

MODEL = "gongbao"
_MOST_MESSAGES = 2000
Content: TypeAlias = str | list[dict[str, Any]] | None


class UnknownModel(BadRequest):
    """A model was named that is not served here."""

    problem = "model-not-found"
    status = 404
    title = "没有这个模型"


class Unsupported(BadRequest):
    """The request asks for something that an answer from reports does not do."""

    problem = "unsupported"
    title = "不支持"


class ChatMessage(BaseModel):
    """One message; fields that clients add (name, tool_calls, reasoning) are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: Content = None


class StreamOptions(BaseModel):
    """`include_usage` asks for a last piece with the tokens spent."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    include_usage: bool = False


class ChatRequest(BaseModel):
    """A conversation whose last user message is the question.

    Sampling (temperature, max_tokens, stop, seed) changes nothing: an answer is proven whole or
    not given. `regions` and `years` narrow it as in `/v1/ask`.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    model: str = MODEL
    messages: Annotated[list[ChatMessage], Field(min_length=1, max_length=_MOST_MESSAGES)]
    stream: bool | None = False
    stream_options: StreamOptions | None = None
    n: int | None = 1
    tool_choice: str | dict[str, Any] | None = None
    function_call: str | dict[str, Any] | None = None
    response_format: dict[str, Any] | None = None
    modalities: list[str] | None = None
    regions: Names = ()
    years: Years = ()

    def require_supported(self) -> None:
        """Raise for what would be ignored with a false impression: forced tools, JSON, several.

        Tools that may be called are no obstacle, as Open WebUI offers its own with every question:
        no answer calls one.
        """
        if self.model != MODEL:
            raise UnknownModel(f"没有模型“{self.model[:60]}”，请用{MODEL}。")
        if (self.tool_choice or self.function_call or "auto") not in ("auto", "none"):
            raise Unsupported(
                "本服务直接回答，不调用别的工具；请去掉tool_choice，或把本服务作为MCP工具接入（/mcp）。"
            )
        if (self.response_format or {}).get("type", "text") != "text":
            raise Unsupported("只给出Markdown答案；要JSON请用/v1/ask。")
        if (self.n or 1) != 1:
            raise Unsupported("同一问题只有一个答案，n只能是1。")
        if set(self.modalities or ()) - {"text"}:
            raise Unsupported("只回答文字，不生成声音或图片。")

    def questions(self) -> tuple[str, ...]:
        """What the user said, in order; the last is the question.

        System prompts and earlier answers are no source: what a client tells there about facts or
        rules of proof is not taken up.
        """
        said = [message.content for message in self.messages if message.role == "user"]
        if not said:
            raise BadRequest("messages里没有用户的问题（role为user的一条）。")
        return (*(_text(each, earlier=True) for each in said[:-1]), _text(said[-1]))


def _text(content: Content, *, earlier: bool = False) -> str:
    if content is None or isinstance(content, str):
        return content or ""
    if not earlier:
        _require_text(content)
    return "\n".join(str(part.get("text", "")) for part in content if part.get("type") == "text")


def _require_text(parts: Sequence[dict[str, Any]]) -> None:
    if any(part.get("type") not in ("text", None) for part in parts):
        raise Unsupported("只读文字问题，不看图片、声音或文件；请把要问的内容写成文字。")
