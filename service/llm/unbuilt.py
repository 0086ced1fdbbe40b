"""A model whose client could not be built: every call says why, and answers degrade."""

from collections.abc import AsyncGenerator, Sequence

from pydantic import BaseModel

from service.errors import BackendUnreachable
from service.llm import Completion, Message, TextStream


class Unbuilt:
    """The backend that is configured and cannot be had."""

    def __init__(self, name: str, model: str | None, reason: str) -> None:
        self.name = name
        self.model = model
        self._reason = f"模型服务的客户端不能建立（{reason}）；请检查代理、地址和密钥的设置。"

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        schema: type[BaseModel] | None = None,
        max_tokens: int,
    ) -> Completion:
        """Raises BackendUnreachable."""
        raise BackendUnreachable(self._reason)

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> TextStream:
        """Raises BackendUnreachable at its first piece."""
        return TextStream(self._nothing())

    async def _nothing(self) -> AsyncGenerator[str | Completion, None]:
        raise BackendUnreachable(self._reason)
        yield ""
