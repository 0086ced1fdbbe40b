"""The library that an evaluation runs on: built from a folder of reports, reused while it holds."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

from service.build import ingest
from service.recipe import recipe
from service.settings import EmbeddingsSpec

SEEDS = Path(__file__).parent.parent / "seeds"
EMBEDDINGS = "embeddings.sqlite3"
_MADE = "made-by"


class NoReports(Exception):
    """There is nothing to run on; the message is one line of Chinese."""


def build(
    reports: Path,
    cache: Path,
    spec: EmbeddingsSpec,
    known: Path | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Path:
    """The data folder of these reports inside `cache`, built unless bytes and code are the same.

    Vectors already known (in `cache`, or in the data folder `known`) are taken over. `tell`
    hears of files that could not be read.
    """
    if not reports.is_dir():
        raise NoReports(f"没有报告文件夹{reports}；请用--reports指定报告所在的文件夹。")
    data_dir = cache / fingerprint(reports)
    made = data_dir / _MADE
    stamp = f"{recipe()} {spec.kind} {spec.model} {spec.base_url}"
    if made.is_file() and made.read_text("utf-8") == stamp:
        return data_dir
    _empty(data_dir)
    _take_over(data_dir, [*sorted(cache.glob(f"*/{EMBEDDINGS}")), *_known(known)])
    result = ingest(data_dir, [reports], embeddings_spec=spec)
    for failure in result.failed:
        tell(f"{failure.path}：{failure.error}")
    if not result.added:
        raise NoReports(f"{reports}里没有可读的报告；请用--reports指定报告所在的文件夹。")
    made.write_text(stamp, "utf-8")
    return data_dir


def fingerprint(folder: Path) -> str:
    """A digest of the names and bytes of all files below a folder."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _empty(data_dir: Path) -> None:
    """What other code made is no evidence of this code: only the vectors stay."""
    data_dir.mkdir(parents=True, exist_ok=True)
    for entry in data_dir.iterdir():
        if entry.is_dir():
            shutil.rmtree(entry)
        elif entry.name != EMBEDDINGS:
            entry.unlink()


def _known(data_dir: Path | None) -> list[Path]:
    path = data_dir / EMBEDDINGS if data_dir else None
    return [path] if path and path.is_file() else []


def _take_over(data_dir: Path, candidates: list[Path]) -> None:
    mine = data_dir / EMBEDDINGS
    others = [path for path in candidates if path != mine]
    if not mine.exists() and others:
        shutil.copyfile(max(others, key=lambda path: path.stat().st_size), mine)
