"""What reports by the hundred and the thousand cost: filed, embedded, added, removed, asked, compared.

python -m evals.benchmarks.scale FOLDER [--reports 5 300 3000] [--keep DIR] [--servers]
    [--compare N]

FOLDER holds report files. Where more reports are asked for than it gives texts (300 are read),
they are repeated under other names: `霁霖霓县` is no place, but its sentences are real; what filing
them would write is copied, row by row (`ledger` then says what the copies took). Vectors are
drawn at random, unit length and 384 wide as the built-in model's, for embedding 3,000 reports takes
a day; so what is measured of vectors is Chroma, not the model. With --keep the libraries stay in
DIR and are gone on with: filing 3,000 takes some minutes.

Seconds are of processor, of all threads of this process; PostgreSQL's and a Chroma server's own
(`--servers`) are not in them. A comparison runs in a process of its own (`compare_alone`).
"""

import argparse
import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from itertools import cycle
from pathlib import Path
from statistics import mean, quantiles
from typing import Any

from evals import repeated
from evals.benchmarks.ask_speed import Drawn
from evals.benchmarks.compare_speed import chosen
from evals.servers import servers
from service import ledger
from service.collecting import collect_rarely
from service.document import Prepared
from service.llm.offline import Offline
from service.settings import load_settings
from service.tasks.answer import answer
from service.wiring import World
from vectorstore.library import Shelf
from vectorstore.places import Places

TEXTS = 300
ADDED = 10
FIGURES = ("地区生产总值", "一般公共预算收入", "固定资产投资", "城镇居民人均可支配收入",
           "社会消费品零售总额", "规模以上工业增加值", "农村居民人均可支配收入", "进出口总额")  # fmt: skip
OTHERS = ("新能源汽车产量", "发电量", "旅游总收入", "森林覆盖率", "高新技术企业", "粮食总产量",
          "常住人口城镇化率", "快递业务量")  # fmt: skip
MATTERS = ("新能源", "养老", "数字经济", "乡村振兴", "营商环境", "污染防治", "义务教育", "招商引资")
ASKED = {
    "ask a figure": "{region}{year}年{figure}是多少？",
    "ask words of one": "{region}{year}年在{matter}方面做了什么？",
    "ask a figure of all": "各地{year}年{figure}是多少？",
    "ask any figure of all": "各地{other}是多少？",
    "rank": "谁的{figure}增速最高？",
    "count": "有几个地方提到了{matter}？",
    "ask words of all": "哪些地方提到了{matter}？",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a row for each number of reports."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, nargs="+", default=[5, 300, 3000])
    parser.add_argument("--keep", type=Path, help="the libraries stay here and are gone on with")
    parser.add_argument("--servers", action="store_true", help="PostgreSQL and a Chroma server")
    parser.add_argument("--compare", type=int, default=300, help="compare no more than so many")
    asked = parser.parse_args(arguments)
    collect_rarely()
    paths = chosen(asked.folder, min(TEXTS, max(asked.reports)))
    began = time.process_time()
    texts = repeated.read(paths)
    read = (time.process_time() - began) / len(texts)
    _say(f"{len(texts)} texts read, {read:.3f} each; vectors are random; seconds of processor")
    for count in asked.reports:
        with ExitStack() as stack:
            folder = asked.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
            places = Places(folder / str(count))
            if asked.servers:
                both = stack.enter_context(servers(durable=True))
                places = replace(
                    places, database_url=both.database("scale"), chroma_url=both.chroma_url
                )
            _measure(texts, count, places, asked.compare)
    return 0


def _measure(texts: Sequence[Prepared], count: int, places: Places, most: int) -> None:
    shelf = _shelf(places)
    row: dict[str, float] = {"reports": count}
    row |= _filled(shelf, texts, count)
    row |= _one_more(shelf, texts[0], count)
    world = _world(places)
    row["open"] = _seconds(lambda: world.library().segments)
    every: list[float] = []
    for name, question in ASKED.items():
        spent = _asked(world, question)
        row[f"{name} p95"] = _p95(spent)
        every += spent
    row["all questions p95"] = _p95(every)
    files = (path for path in places.data_dir.rglob("*") if path.is_file())
    row["MB disk"] = sum(path.stat().st_size for path in files) / 2**20
    _say("  ".join(f"{name} {value:.2f}" for name, value in row.items()))
    if places.database_url is None:
        for size in dict.fromkeys((min(30, count), min(count, most))):
            own = [sys.executable, "-m", "evals.benchmarks.compare_alone", str(places.data_dir)]
            subprocess.run([*own, "--reports", str(size)], check=True)


def _filled(shelf: Shelf, texts: Sequence[Prepared], count: int) -> dict[str, float]:
    """File and embed what is missing, portion by portion; the seconds of all of it, of each."""
    there = len(shelf.current().reports())
    ledgers = vectors = 0.0
    for first in range(there, count, repeated.PORTION):
        numbers = range(first, min(count, first + repeated.PORTION))
        filed = (
            partial(repeated.file, shelf, texts) if first < TEXTS else partial(repeated.copy, shelf)
        )
        ledgers += _seconds(lambda f=filed, n=numbers: f(n))
        vectors += _seconds(lambda: repeated.embed(shelf))
        _say(f"{numbers.stop} filed: ledger {ledgers:.1f}, vectors {vectors:.1f}")
    return {"ledger": ledgers, "vectors": vectors} if there < count else {}


def _one_more(shelf: Shelf, text: Prepared, count: int) -> dict[str, float]:
    """Reports added one by one, and taken out again; megabytes are those written to disk."""
    added, removed, written = list[float](), list[float](), list[float]()
    for number in range(count, count + ADDED):
        one = repeated.renamed(text, number)
        before = _written()
        added.append(_seconds(lambda o=one: _added(shelf, o)))
        written.append(_written() - before)
    for number in range(count, count + ADDED):
        name = repeated.renamed(text, number).report.id
        removed.append(_seconds(lambda n=name: _removed(shelf, n)))
    return {
        "add one": mean(added),
        "add one, most": max(added),
        "MB written, most": max(written),
        "remove one": mean(removed),
        "remove one, most": max(removed),
    }


def _shelf(places: Places) -> Shelf:
    return Shelf(places, Drawn(), prepare=ledger.create)


def _world(places: Places) -> World:
    settings = load_settings(data_dir=places.data_dir, backend="offline")
    return World(settings, _shelf(places), Offline())


def _added(shelf: Shelf, one: Prepared) -> None:
    with shelf.begin() as state:
        repeated.add(state, one)
        shelf.embeddings.embed_matrix(state.unembedded())
        state.commit()


def _removed(shelf: Shelf, name: str) -> None:
    with shelf.begin() as state:
        state.remove(name)
        state.commit()


def _asked(world: World, question: str) -> list[float]:
    """Seconds for each figure and matter, and regions from all over; what is opened once is not
    counted."""
    reports = world.library().reports()
    chosen_ones = reports[:: max(1, len(reports) // len(FIGURES))]
    said = [
        question.format(
            region=one.region, year=one.covers, figure=figure, matter=matter, other=other
        )
        for one, figure, matter, other in zip(
            cycle(chosen_ones), FIGURES, MATTERS, OTHERS, strict=False
        )
    ]
    _waited(answer(world, said[0]))
    return [_seconds(lambda q=each: _waited(answer(world, q))) for each in said]


def _p95(spent: Sequence[float]) -> float:
    return quantiles(spent, n=20, method="inclusive")[-1]


def _waited(work: Coroutine[Any, Any, object]) -> None:
    """Run it; what it gives stays in there, for `asyncio.run` spells out what it hands back."""

    async def alone() -> None:
        await work

    asyncio.run(alone())


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _written() -> float:
    """Megabytes that this process has had written."""
    told = dict(line.split(": ") for line in Path("/proc/self/io").read_text().splitlines())
    return int(told["wchar"]) / 2**20


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
