"""Vectors from any OpenAI-compatible `/v1/embeddings`."""

from langchain_core.embeddings import Embeddings
from langchain_openai import OpenAIEmbeddings
from pydantic import SecretStr

from service.llm.upstream import upstream_errors
from service.settings import EmbeddingsSpec

_BATCH = 64  # what small local servers still take at once


class RemoteEmbeddings(Embeddings):
    """The endpoint's vectors; failures are the BackendError family."""

    def __init__(self, spec: EmbeddingsSpec) -> None:
        self.name = f"openai/{spec.model}"
        self._inner = OpenAIEmbeddings(
            model=spec.model,
            base_url=spec.base_url,
            api_key=SecretStr(spec.api_key or "none"),
            timeout=spec.timeout,
            max_retries=2,
            chunk_size=_BATCH,
            check_embedding_ctx_length=False,  # it would try to download a tokenizer
        )

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        with upstream_errors():
            return self._inner.embed_query(text)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The vectors of passages."""
        with upstream_errors():
            return self._inner.embed_documents(texts)
