"""Passages whose vectors are still to be computed: how many, why, and how long that takes."""

import time
from collections.abc import Callable

from vectorstore.embed import NamedEmbeddings
from vectorstore.library import Library

REMEDY = "启动 gongbao serve 会在后台接着算，再次运行 gongbao ingest 也会"


def backlog_line(library: Library) -> str:
    """What is missing and why, in words; empty when nothing is."""
    pending = library.vectors_pending()
    if not pending:
        return ""
    before, now = library.embedded_by, library.embeddings.name
    if before != now:
        return f"向量模型已由{before}换成{now}，{pending}个段落的向量要重算"
    return f"{pending}个段落的向量还没算完"


def backlog_seconds(
    library: Library,
    embeddings: NamedEmbeddings,
    clock: Callable[[], float] = time.monotonic,
) -> float:
    """How long the missing vectors take, told by embedding some of their passages.

    `embeddings` must not remember them: what is remembered costs nothing.
    """
    sample = library.unembedded(embeddings.at_once)
    embeddings.embed_matrix(sample[:1])  # the model is loaded, the connection made
    started = clock()
    embeddings.embed_matrix(sample)
    return (clock() - started) * library.vectors_pending() / len(sample)
