"""What reports by the hundred and the thousand cost: filed, embedded, added, removed, asked, compared.

python -m evals.benchmarks.scale FOLDER [--reports 5 300 3000] [--servers] [--compare N]

FOLDER holds report files. Where more reports are asked for than it holds, its texts are repeated
under other names: `甲县001` is no place, but its sentences are real. Vectors are drawn at random,
unit length and 384 wide as the built-in model's, for embedding 3,000 reports takes a day; so what
is measured of vectors is Chroma, not the model. Seconds are of processor, of all threads of this
process; PostgreSQL's and a Chroma server's own (`--servers`) are not in them. Memory is the most
this process ever held.
"""

import argparse
import asyncio
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from statistics import quantiles

from evals.benchmarks.ask_speed import Drawn
from evals.benchmarks.compare_speed import chosen
from evals.servers import servers
from service import ledger
from service.document import Prepared, prepare
from service.errors import ServiceError
from service.llm.offline import Offline
from service.recipe import recipe
from service.settings import load_settings
from service.sources import Given
from service.tasks.answer import answer
from service.tasks.compare.task import compare
from service.wiring import World
from vectorstore.errors import VectorstoreError
from vectorstore.library import Shelf
from vectorstore.new_state import NewState
from vectorstore.places import Places

PORTION = 300
NAMED = ("{region}{year}年地区生产总值是多少？", "{region}{year}年在教育方面做了什么？")
ALL = ("哪些地方提到了新能源？", "各地{year}年地区生产总值是多少？", "谁的地区生产总值增速最高？")
TIMES = 8


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a row for each number of reports."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, nargs="+", default=[5, 300, 3000])
    parser.add_argument("--servers", action="store_true", help="PostgreSQL and a Chroma server")
    parser.add_argument("--compare", type=int, default=300, help="compare no more than so many")
    asked = parser.parse_args(arguments)
    read = list(_read(chosen(asked.folder, max(asked.reports))))
    _say(f"{len(read)} texts read; vectors are random; seconds of processor of this process")
    for count in asked.reports:
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            places = Places(folder / "data")
            if asked.servers:
                both = stack.enter_context(servers(durable=True))
                places = replace(
                    places, database_url=both.database("scale"), chroma_url=both.chroma_url
                )
            _measure(read, count, places, asked.compare)
    return 0


def _read(paths: Sequence[Path]) -> Iterator[Prepared]:
    """Each file's first report; what cannot be read is left out."""
    for path in paths:
        try:
            yield prepare(path.read_bytes(), path.name, Given())[0]
        except (VectorstoreError, ServiceError):
            continue


def _measure(read: Sequence[Prepared], count: int, places: Places, most: int) -> None:
    shelf = Shelf(places, Drawn(), prepare=ledger.create)
    row: dict[str, float] = {"reports": count}
    row["ledger"] = _seconds(lambda: _file(shelf, read, count))
    row["vectors"] = _seconds(lambda: _embed(shelf))
    one = _renamed(read[0], count)
    row["add one"] = _seconds(lambda: _added(shelf, one))
    row["remove one"] = _seconds(lambda: _removed(shelf, one.report.id))
    settings = load_settings(data_dir=places.data_dir, backend="offline")
    world = World(settings, Shelf(places, Drawn(), prepare=ledger.create), Offline())
    row["open"] = _seconds(lambda: world.library().segments)
    report = world.library().reports()[count // 2]
    row["ask named p95"] = _p95(world, NAMED, report.region, report.covers)
    row["ask all p95"] = _p95(world, ALL, "", report.covers)
    regions = list(dict.fromkeys(each.region for each in world.library().reports()))
    for size in dict.fromkeys((min(30, count), min(count, most))):
        names = regions[:size]
        row[f"compare {size}"] = _seconds(lambda n=names: asyncio.run(compare(world, regions=n)))
    row["MB memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    row["MB disk"] = (
        sum(p.stat().st_size for p in places.data_dir.rglob("*") if p.is_file()) / 2**20
    )
    _say("  ".join(f"{name} {value:.2f}" for name, value in row.items()))


def _file(shelf: Shelf, read: Sequence[Prepared], count: int) -> None:
    """All reports to the ledger, in portions of an ingest each."""
    for first in range(0, count, PORTION):
        with shelf.begin() as state:
            for number in range(first, min(count, first + PORTION)):
                _add(state, _renamed(read[number % len(read)], number))
            state.commit()


def _embed(shelf: Shelf) -> None:
    with shelf.begin() as state:
        shelf.embeddings.embed_matrix(state.unembedded())
        state.commit()


def _added(shelf: Shelf, one: Prepared) -> None:
    with shelf.begin() as state:
        _add(state, one)
        shelf.embeddings.embed_matrix(state.unembedded())
        state.commit()


def _removed(shelf: Shelf, name: str) -> None:
    with shelf.begin() as state:
        state.remove(name)
        state.commit()


def _add(state: NewState, one: Prepared) -> None:
    state.add(one.document, recipe(), one.into)


def _renamed(one: Prepared, number: int) -> Prepared:
    """The same text as the report of a place that is none."""
    region = f"甲{number:05d}县"
    name = f"{region}-{one.report.year}"
    report = one.report.model_copy(
        update={"id": name, "region": region, "sha256": f"{number:064d}", "level": "county"}
    )
    passages = tuple(
        each.model_copy(update={"id": f"{name}#{each.number}", "report": name})
        for each in one.document.passages
    )
    facts = tuple(
        fact.model_copy(update={"id": f"{name}#f{at}", "report": name, "region": region})
        for at, fact in enumerate(one.facts)
    )
    return replace(
        one, document=replace(one.document, report=report, passages=passages), facts=facts
    )


def _p95(world: World, questions: Sequence[str], region: str, year: int) -> float:
    said = [each.format(region=region, year=year) for each in questions]
    for each in said:  # what is opened once is not counted
        asyncio.run(answer(world, each))
    spent = [_seconds(lambda q=each: asyncio.run(answer(world, q))) for each in said * TIMES]
    return quantiles(spent, n=20)[-1]


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
