"""Whether a library is whole: its parts must agree on what they hold."""

from typing import TYPE_CHECKING

from sqlalchemy import func, select, text

from vectorstore.errors import DamagedLibrary, VectorsUnavailable
from vectorstore.rows import text_of
from vectorstore.segmenting import in_use
from vectorstore.tables import POSTINGS, SECTIONS

if TYPE_CHECKING:
    from vectorstore.library import Library

_REMEDY = "请重新 ingest"


def problems(library: "Library") -> list[str]:
    """One Chinese line for each disagreement inside a library."""
    found = _file(library)
    return found or [*_texts(library), *_keywords(library), *_vectors(library)]


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


def _texts(library: "Library") -> list[str]:
    """Each report has its text, its number of passages, and passages that are spans of it."""
    with library.engine.connect() as connection:
        outlined = set(connection.execute(select(SECTIONS.c.filing).distinct()).scalars())
        return [
            f"报告 {report.id} 缺正文、目录或与段落不符，{_REMEDY}。"
            for report in library.reports()
            if text_of(connection, library.filing(report.id), report) is None
            or library.filing(report.id) not in outlined
        ]


def _keywords(library: "Library") -> list[str]:
    """Each filing has its words."""
    counted = select(func.count(POSTINGS.c.filing.distinct())).where(
        POSTINGS.c.filing.in_(library.shown)
    )
    with library.engine.connect() as connection:
        indexed = int(connection.execute(counted).scalar_one())
    worded = sum(report.passages > 0 for report in library.reports())
    return (
        []
        if indexed == worded
        else [f"关键词索引有 {indexed} 份报告，应有 {worded} 份，{_REMEDY}。"]
    )


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
