"""No model: tasks compose their words from ledger and evidence themselves."""

from collections.abc import AsyncGenerator, Sequence

from pydantic import BaseModel

from service.errors import NoModel
from service.llm import Completion, Message, TextStream

_ADVICE = "没有配置模型；请设置OPENAI_API_KEY，或直接使用offline方式。"


class Offline:
    """The backend without words of its own."""

    name = "offline"
    model = None

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        schema: type[BaseModel] | None = None,
        max_tokens: int,
    ) -> Completion:
        """Raises NoModel."""
        raise NoModel(_ADVICE)

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> TextStream:
        """Raises NoModel at its first piece."""
        return TextStream(_nothing())


async def _nothing() -> AsyncGenerator[str | Completion, None]:
    raise NoModel(_ADVICE)
    yield ""
