"""Whether a library is whole: its parts must agree on what they hold."""

from typing import TYPE_CHECKING

from sqlalchemy import text

from vectorstore import seals
from vectorstore.errors import DamagedLibrary, VectorsUnavailable
from vectorstore.segmenting import in_use

if TYPE_CHECKING:
    from vectorstore.library import Library

_REMEDY = "请重新 ingest"
_NAMES = {
    "filings": "题录",
    "sections": "目录",
    "passages": "段落",
    "glossary": "名词解释",
    "postings": "关键词索引",
    "raw": "原文",
}


def problems(library: "Library") -> list[str]:
    """One Chinese line for each disagreement inside a library."""
    found = _file(library)
    return found or [*_sealed(library), *_vectors(library)]


def _file(library: "Library") -> list[str]:
    """What SQLite says of its file."""
    if library.engine.dialect.name != "sqlite":
        return []
    try:
        with library.engine.connect() as connection:
            verdict = str(connection.execute(text("PRAGMA quick_check")).scalar_one())
    except DamagedLibrary as error:
        verdict = str(error)
    return [] if verdict == "ok" else [f"资料库文件已损坏（{verdict}），{_REMEDY}。"]


def _sealed(library: "Library") -> list[str]:
    """All that belongs to a report is what was filed."""
    with library.engine.connect() as connection:
        return [
            f"报告 {report.id} 的{'、'.join(dict.fromkeys(map(_named, parts)))}与入库时不符。"
            for report in library.reports()
            if (parts := seals.broken(connection, library.filing(report.id)))
        ]


def _named(part: str) -> str:
    return _NAMES.get(part, "正文")


def _vectors(library: "Library") -> list[str]:
    """Chroma holds what the states say it holds; it is asked only where there is something. A
    segment may hold more: vectors of filings that were swept stay until it is merged."""
    segments = in_use(library.engine, library.embeddings.name)
    if not segments:
        return []
    try:
        there = sum(library.vectors.held(each.name, each.filings) for each in segments)
    except VectorsUnavailable as error:
        return [str(error)]
    wanted = sum(segment.size for segment in segments)
    return [] if wanted == there else [f"Chroma 有 {there} 个向量，应有 {wanted} 个，{_REMEDY}。"]
