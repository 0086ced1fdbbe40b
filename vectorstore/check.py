"""Whether a library version is whole: its parts must agree on what they hold."""

from pathlib import Path

from sqlalchemy import Connection, Engine, select, text

from vectorstore import index, keyword, vectors
from vectorstore.about import About
from vectorstore.documents import Report
from vectorstore.errors import DamagedLibrary
from vectorstore.packing import unpack_text
from vectorstore.rows import count_rows
from vectorstore.tables import CONTENTS, PASSAGES, REPORTS, TEXTS
from vectorstore.versions import CHROMA, VECTORS

_REMEDY = "请重新 ingest"


def problems(folder: Path, engine: Engine, about: About) -> list[str]:
    """One Chinese line for each disagreement inside the version in `folder`."""
    found = [*_file(engine)]
    if not found:
        found += [*_contents(engine), *_texts(engine), *_vectors(folder, engine, about)]
    return found


def _file(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        verdict = str(connection.execute(text("PRAGMA quick_check")).scalar_one())
    return [] if verdict == "ok" else [f"library.sqlite 已损坏（{verdict}），{_REMEDY}。"]


def _contents(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        recorded = {row.name: row.rows for row in connection.execute(select(CONTENTS))}
        counts = {name: count_rows(connection, name) for name in recorded}
        indexed = keyword.count(connection)
    found = [
        f"表 {name} 应有 {rows} 行，实有 {counts[name]} 行，{_REMEDY}。"
        for name, rows in recorded.items()
        if counts[name] != rows
    ]
    if indexed != counts.get(PASSAGES.name, 0):
        found.append(f"关键词索引有 {indexed} 段，段落有 {counts[PASSAGES.name]} 段，{_REMEDY}。")
    return found


def _texts(engine: Engine) -> list[str]:
    """Each report has its text, its number of passages, and passages that are spans of it."""
    with engine.connect() as connection:
        reports = connection.execute(select(REPORTS.c.report)).scalars()
        return [
            f"报告 {report.id} 缺正文或与段落不符，{_REMEDY}。"
            for report in map(Report.model_validate, reports)
            if text_of(connection, report) is None
        ]


def text_of(connection: Connection, report: Report) -> str | None:
    """The clean text of a report, if its passages still are spans of it, as many as it counts."""
    blob = connection.scalar(select(TEXTS.c.clean).where(TEXTS.c.report == report.id))
    try:
        clean = "" if blob is None else unpack_text(blob)
    except DamagedLibrary:
        return None
    spans = connection.execute(
        select(PASSAGES.c.start, PASSAGES.c.end, PASSAGES.c.text).where(
            PASSAGES.c.report == report.id
        )
    ).all()
    fits = all(clean[span.start : span.end] == span.text for span in spans)
    return clean if fits and len(spans) == report.passages and len(clean) == report.chars else None


def _vectors(folder: Path, engine: Engine, about: About) -> list[str]:
    with engine.connect() as connection:
        passages = count_rows(connection, PASSAGES.name)
    matrix = vectors.load(folder / VECTORS)
    held = int(vectors.filled(matrix).sum())
    stored = index.count(folder / CHROMA)
    found: list[str] = []
    if len(matrix) != passages or held + about.pending != passages:
        found.append(
            f"段落有 {passages} 段，向量有 {held} 个，待补 {about.pending} 个，{_REMEDY}。"
        )
    if stored != held:
        found.append(f"Chroma 有 {stored} 个向量，检索矩阵有 {held} 个，{_REMEDY}。")
    return found
