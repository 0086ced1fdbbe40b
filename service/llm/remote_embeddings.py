"""Vectors from any OpenAI-compatible `/v1/embeddings`, in batches of the size that it takes."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import openai
from langchain_core.embeddings import Embeddings
from langchain_openai import OpenAIEmbeddings
from pydantic import SecretStr

from service.errors import (
    BackendBusy,
    BackendError,
    BackendFailed,
    BackendGarbage,
    BackendRefused,
)
from service.llm.batch_limits import BatchLimits
from service.llm.upstream import upstream_errors
from service.settings import EmbeddingsSpec

_BATCH = 32  # what small local servers still take at once
_PARALLEL = 4
_WAITS = (2.0, 4.0, 8.0, 16.0, 30.0)  # between tries, where too many requests were made
# Too many texts or letters: 400 and 413 by the book, 422 of text-embeddings-inference, 500 of
# llama.cpp.
_TOO_LARGE = (400, 413, 422, 500)
_MAYBE_TOO_LARGE = (BackendRefused, BackendFailed, BackendGarbage)
_QUOTED = 80
Rows = list[list[float]]


class RemoteEmbeddings(Embeddings):
    """The endpoint's vectors; failures are the BackendError family.

    A batch that is refused is halved until it is taken, and no later one is larger: some take
    ten texts, some so many letters. An endpoint that is asked too often is given time, and from
    then on fewer requests at a time. `at_once` texts keep all its requests busy.
    """

    at_once = _BATCH * _PARALLEL

    def __init__(self, spec: EmbeddingsSpec, wait: Callable[[float], None] = time.sleep) -> None:
        self.name = f"openai/{spec.model}"
        self._limits = BatchLimits(_BATCH)
        self._parallel = _PARALLEL
        self._waits = _WAITS if spec.patient else ()
        self._wait = wait
        self._inner = OpenAIEmbeddings(
            model=spec.model,
            base_url=spec.base_url,
            api_key=SecretStr(spec.api_key or "none"),
            timeout=spec.timeout,
            max_retries=2 if spec.patient else 0,
            chunk_size=_BATCH,
            check_embedding_ctx_length=False,  # it would try to download a tokenizer
        )

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        with upstream_errors():
            return self._inner.embed_query(text)

    def embed_documents(self, texts: list[str]) -> Rows:
        """The vectors of passages."""
        batches = self._limits.batches(texts)
        with ThreadPoolExecutor(self._parallel) as threads:
            return [row for rows in threads.map(self._batch, batches) for row in rows]

    def _batch(self, texts: list[str]) -> Rows:
        """The vectors of some texts; in parts where the endpoint does not take them at once."""
        batches = self._limits.batches(texts)
        if len(batches) > 1:
            return [row for batch in batches for row in self._batch(batch)]
        try:
            rows = self._patiently(texts)
        except _MAYBE_TOO_LARGE as error:
            if not _too_large(error):
                raise
            if len(texts) == 1:
                raise _explained(error) from error.__cause__
        else:
            self._limits.took(texts)
            return rows
        self._limits.refused(texts)
        return self._batch(texts)

    def _patiently(self, texts: list[str]) -> Rows:
        """The vectors of one request, which is made again while the endpoint is busy."""
        for pause in self._waits:
            try:
                return self._asked(texts)
            except BackendBusy as error:
                _require_credit(error)
                self._parallel = max(1, self._parallel // 2)
                self._wait(min(error.retry_after or pause, _WAITS[-1]))
        return self._asked(texts)

    def _asked(self, texts: list[str]) -> Rows:
        with upstream_errors():
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


def _require_credit(error: BackendBusy) -> None:
    """Raises BackendRefused where no waiting helps: the account is empty."""
    cause = error.__cause__
    if isinstance(cause, openai.APIError) and cause.code == "insufficient_quota":
        raise BackendRefused("向量服务的额度已用尽；请充值或换一个密钥") from cause
