"""Vectors from any OpenAI-compatible `/v1/embeddings`, in batches of the size that it takes."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import openai
from langchain_core.embeddings import Embeddings
from langchain_openai import OpenAIEmbeddings
from pydantic import SecretStr

from service.errors import BackendError, BackendFailed, BackendGarbage, BackendRefused
from service.llm.upstream import upstream_errors
from service.settings import EmbeddingsSpec

_BATCH = 32  # what small local servers still take at once
_PARALLEL = 4
# Too many texts or letters: 400 and 413 by the book, 422 of text-embeddings-inference, 500 of
# llama.cpp.
_TOO_LARGE = (400, 413, 422, 500)
_MAYBE_TOO_LARGE = (BackendRefused, BackendFailed, BackendGarbage)
_QUOTED = 80
Rows = list[list[float]]


class RemoteEmbeddings(Embeddings):
    """The endpoint's vectors; failures are the BackendError family.

    A batch that is refused is halved until it is taken, and no later one is larger: some take
    ten texts, some so many letters. `at_once` texts keep all its requests busy.
    """

    at_once = _BATCH * _PARALLEL

    def __init__(self, spec: EmbeddingsSpec) -> None:
        self.name = f"openai/{spec.model}"
        self._size = _BATCH
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

    def embed_documents(self, texts: list[str]) -> Rows:
        """The vectors of passages."""
        batches = _cut(texts, self._size)
        with ThreadPoolExecutor(_PARALLEL) as threads:
            return [row for rows in threads.map(self._batch, batches) for row in rows]

    def _batch(self, texts: list[str]) -> Rows:
        """The vectors of some texts; in halves where the endpoint does not take them at once."""
        if len(texts) > self._size:
            return [row for batch in _cut(texts, self._size) for row in self._batch(batch)]
        try:
            with upstream_errors():
                return self._asked(texts)
        except _MAYBE_TOO_LARGE as error:
            if not _too_large(error):
                raise
            if len(texts) == 1:
                raise _explained(error) from error.__cause__
        self._size = min(self._size, len(texts) // 2)
        return self._batch(texts)

    def _asked(self, texts: list[str]) -> Rows:
        rows = self._inner.embed_documents(texts)
        if len(rows) != len(texts):
            raise _OtherCount(f"{len(texts)}段文字得到{len(rows)}个向量")
        return rows


class _OtherCount(ValueError):
    """The endpoint gave vectors for some of the texts only."""


def _too_large(error: BackendError) -> bool:
    cause = error.__cause__
    if isinstance(cause, openai.APIStatusError):
        return cause.status_code in _TOO_LARGE
    return isinstance(cause, _OtherCount)


def _explained(error: BackendError) -> BackendError:
    """A refusal of a single text, in the endpoint's own words; a failure stays what it is."""
    if not isinstance(error, BackendRefused):
        return error
    words = " ".join(str(error.__cause__).split())[:_QUOTED]
    return BackendRefused(
        f"向量服务一段文字也不收（{words}）；"
        "请检查GONGBAO_EMBEDDINGS_MODEL和GONGBAO_EMBEDDINGS_BASE_URL"
    )


def _cut(texts: Sequence[str], size: int) -> list[list[str]]:
    return [[*texts[at : at + size]] for at in range(0, len(texts), size)]
