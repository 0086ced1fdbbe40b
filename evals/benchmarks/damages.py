"""A library damaged in 26 ways and ten more: the doctor says what is broken, and its command mends it.

    python -m evals.benchmarks.damages [--only NAME]

Each damage is done to a copy of a small library. What must hold: `gongbao doctor` ends by itself
and does not say that all is well; the command it names is run; then the doctor finds nothing, and
the texts, the answer and its citations are those of the whole library. A damage that the program
mends by itself, unseen, counts as mended if the answer is the same. Ends with 1 at a broken promise.
"""

import argparse
import asyncio
import io
import json
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing, redirect_stderr, redirect_stdout
from pathlib import Path

from evals.benchmarks.killed_ingest import write
from service.audit import Audit
from service.cli.app import run
from service.errors import ServiceError
from service.filing import Filing
from service.keys import Keys
from service.settings import load_settings, user_cache
from service.tasks.answer import answer
from service.wiring import wire
from vectorstore.embed import LocalEmbeddings
from vectorstore.errors import VectorstoreError
from vectorstore.packing import pack_text, unpack_text

QUESTION = "海拉尔区2020年地区生产总值是多少？"
Harm = Callable[[Path], None]


def _one(data_dir: Path, pattern: str) -> Path:
    return max(data_dir.glob(pattern), key=lambda path: path.stat().st_size)


def _file(pattern: str, change: Callable[[bytes], bytes]) -> Harm:
    def harm(data_dir: Path) -> None:
        path = _one(data_dir, pattern)
        path.write_bytes(change(path.read_bytes()))

    return harm


def _gone(pattern: str) -> Harm:
    def harm(data_dir: Path) -> None:
        for path in list(data_dir.glob(pattern)):
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    return harm


def _sql(*statements: str) -> Harm:
    def harm(data_dir: Path) -> None:
        with closing(sqlite3.connect(data_dir / "library.sqlite3")) as connection, connection:
            for statement in statements:
                connection.execute(statement)

    return harm


def _digit(column: str) -> Harm:
    """100 becomes 700 in a text, packed anew as a whole."""

    def harm(data_dir: Path) -> None:
        with closing(sqlite3.connect(data_dir / "library.sqlite3")) as connection, connection:
            for filing, blob in connection.execute(
                f"SELECT filing, {column} FROM texts"
            ).fetchall():
                changed = pack_text(unpack_text(blob).replace("100", "700"))
                said = f"UPDATE texts SET {column} = ? WHERE filing = ?"
                connection.execute(said, (changed, filing))

    return harm


def _both(first: Harm, second: Harm) -> Harm:
    def harm(data_dir: Path) -> None:
        first(data_dir)
        second(data_dir)

    return harm


def _half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _middle(data: bytes) -> bytes:
    third = len(data) // 3
    return data[:third] + b"\xa5" * third + data[2 * third :]


def _head(data: bytes) -> bytes:
    return b"\0" * 100 + data[100:]


def _garbage(_: bytes) -> bytes:
    return b"\xffgarbage" * 500


def _empty(_: bytes) -> bytes:
    return b""


DAMAGES: dict[str, Harm] = {
    "library cut": _file("library.sqlite3", _half),
    "library empty": _file("library.sqlite3", _empty),
    "library garbage": _file("library.sqlite3", _garbage),
    "library head overwritten": _file("library.sqlite3", _head),
    "library pages overwritten": _file("library.sqlite3", _middle),
    "library lost": _gone("library.sqlite3"),
    "newer schema": _sql("UPDATE about SET value = '99' WHERE key = 'format'"),
    "states lost": _sql("DELETE FROM states"),
    "presence lost": _sql("DELETE FROM presence"),
    "filing lost": _sql("DELETE FROM filings WHERE report LIKE '海拉尔区%'"),
    "fact changed": _sql("UPDATE facts SET value = '170' WHERE value = '100'"),
    "facts lost": _sql("DELETE FROM facts WHERE value = '100'"),
    "text changed": _sql("UPDATE texts SET clean = substr(clean, 1, 60)"),
    "texts lost": _sql("DELETE FROM texts"),
    "passage changed": _sql("UPDATE passages SET text = replace(text, '100', '170')"),
    "passages lost": _sql("DELETE FROM passages"),
    "keywords lost": _sql("DELETE FROM postings"),
    "outline lost": _sql("DELETE FROM sections"),
    "chroma lost": _gone("chroma"),
    "hnsw cut": _file("chroma/*/data_level0.bin", _half),
    "hnsw garbage": _file("chroma/*/header.bin", _garbage),
    "chroma overwritten": _file("chroma/chroma.sqlite3", _middle),
    "cache garbage": _file("embeddings.sqlite3", _garbage),
    "original changed": _file("originals/[0-9a-f]*", _half),
    "original lost": _gone("originals/2*"),
    "keys garbage": _file("keys.json", _garbage),
    # Found by somebody who tried to break it.
    "record changed": _sql("UPDATE filings SET details = replace(details, '2021', '2019')"),
    "outline forged": _sql("UPDATE sections SET heading = '附则', part = 'plan'"),
    "outline thinned": _sql("DELETE FROM sections WHERE number > 1"),
    "keywords emptied": _sql("UPDATE postings SET hits = zeroblob(length(hits))"),
    "place of a passage forged": _sql("UPDATE passages SET part = 'plan', section = '[]'"),
    "report hidden": _sql(
        "UPDATE presence SET disappears = appears WHERE filing = (SELECT min(filing) FROM presence)"
    ),
    "one fact lost": _sql("DELETE FROM facts WHERE rowid = (SELECT min(rowid) FROM facts)"),
    "a digit of a text changed": _digit("clean"),
    "file's text changed and original lost": _both(_digit("raw"), _gone("originals/[0-9a-f]*")),
    "list of originals garbage": _file("originals/index.jsonl", _garbage),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """A line for each damage, and the count of true and of mended ones."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only")
    only = parser.parse_args(arguments).only
    good = total = 0
    with tempfile.TemporaryDirectory() as folder:
        whole = made(Path(folder))
        for name, harm in DAMAGES.items():
            if only in (None, name):
                total += 1
                told = tried(whole, Path(folder) / "copy", harm)
                good += not told
                _say(f"{name}: {told or 'true and mended'}")
    _say(f"damages {total}, true and mended {good}")
    return int(good < total)


def made(folder: Path) -> Path:
    """A small library with all that a data folder may hold."""
    inbox = write(folder / "inbox", 海拉尔区="100", 乌海市="300")
    data_dir = folder / "whole"
    Filing(data_dir, LocalEmbeddings(user_cache()), lambda _: None).ingest([inbox])
    Keys(data_dir).add("科室", "reader")
    Audit(data_dir).write("ask", "科室")
    return data_dir


def tried(whole: Path, copy: Path, harm: Harm) -> str:
    """What promise was broken; empty for none."""
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(whole, copy)
    right = told(copy)
    harm(copy)
    code, said = _doctor(copy)
    if code not in (0, 1):
        return "the doctor fails"
    if code == 0:
        return "" if told(copy) == right else "the doctor says that all is well"
    for command in _commands(said, copy):
        _run(copy, *command)
    code, said = _doctor(copy)
    if code != 0:
        return f"not mended by its command: {_broken(said)}"
    return "" if told(copy) == right else "mended, and it says something else"


def told(data_dir: Path) -> object:
    """What a reader is told: texts, an answer, its citations."""
    try:
        world = wire(load_settings(data_dir=data_dir, backend="offline"))
        library = world.library()
        texts = {report.id: library.text(report.id) for report in library.reports()}
        made = asyncio.run(answer(world, QUESTION))
    except (VectorstoreError, ServiceError) as error:
        return str(error)
    return texts, made.answer, [(each.quote, each.start) for each in made.citations]


def _commands(said: str, data_dir: Path) -> list[list[str]]:
    """The first command that each broken check names."""
    found: list[list[str]] = []
    for check in json.loads(said)["checks"]:
        if check["ok"]:
            continue
        if "keys.json" in check["fix"]:
            (data_dir / "keys.json").unlink()
            found.append(["key", "add", "科室"])
        elif "gongbao rebuild" in check["fix"]:
            found.append(["rebuild"])
        elif "gongbao ingest" in check["fix"]:
            found.append(["ingest", str(data_dir.parent / "inbox")])
    return [command for at, command in enumerate(found) if command not in found[:at]]


def _broken(said: str) -> str:
    return "; ".join(check["detail"] for check in json.loads(said)["checks"] if not check["ok"])


def _doctor(data_dir: Path) -> tuple[int, str]:
    return _run(data_dir, "doctor", "--json", "--backend", "offline")


def _run(data_dir: Path, *words: str) -> tuple[int, str]:
    """A command line in this process, as the program runs it: its code and what it printed."""
    printed = io.StringIO()
    with redirect_stdout(printed), redirect_stderr(io.StringIO()):
        code = run([*words, "--data-dir", str(data_dir)])
    return code, printed.getvalue()


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
