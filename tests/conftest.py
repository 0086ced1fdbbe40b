"""What all tests share: the five reports ingested once for real, and no network."""

import hashlib
import shutil
import sys
from collections.abc import Generator, Sequence
from ipaddress import ip_address
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest
from filelock import FileLock

from evals.servers import Servers, lacking
from evals.servers import servers as running_servers
from service import ledger
from service.build import ingest
from service.settings import EmbeddingsSpec, load_settings
from service.wiring import World, embeddings_from, wire
from vectorstore.embed import LocalEmbeddings, NamedEmbeddings
from vectorstore.library import Library, Shelf
from vectorstore.places import Places
from vectorstore.vectors import Matrix, unit_rows

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
KNOWN = ROOT / ".gongbao"  # `make demo` and `gongbao eval` have embedded the same passages
# The files that take longest begin first, so that no worker waits for the other at the end; while
# one makes the library of the seeds, the other has two that need none. Those of the page stand
# together, since they share a browser.
LONGEST = ("test_page", "test_killed_ingest", "test_installation", "web", "test_tampering",
           "test_mutation", "test_adversary", "test_build", "test_command", "test_reports",
           "test_commands", "test_ending", "test_states", "test_library")  # fmt: skip


class NetworkRefused(RuntimeError):
    """A test reached for the network."""


def _refuse_network(event: str, args: tuple[object, ...]) -> None:
    if event == "socket.connect" and isinstance(args[1], tuple):
        _require_loopback(args[1][0])
    elif event == "socket.getaddrinfo" and args[0] is not None:
        _require_loopback(args[0])


def _require_loopback(host: object) -> None:
    name = host.decode() if isinstance(host, bytes) else str(host)
    if name in ("localhost", "") or name.endswith(".localhost"):
        return
    try:
        allowed = ip_address(name).is_loopback or ip_address(name).is_unspecified
    except ValueError:
        allowed = False
    if not allowed:
        raise NetworkRefused(f"tests have no network: {name}")


def pytest_addoption(parser: pytest.Parser) -> None:
    """CI has everything installed: there a skipped test is a fault."""
    parser.addoption("--forbid-skips", action="store_true", help="a skipped test fails")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files and folders first; the order within a file stays."""
    items.sort(key=lambda item: min(map(_rank, (item.path.stem, item.path.parent.name))))


def _rank(name: str) -> int:
    return LONGEST.index(name) if name in LONGEST else len(LONGEST)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn skips into failures where they are forbidden."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and item.config.option.forbid_skips:
        report.outcome = "failed"
        report.longrepr = f"skipped, which is forbidden here: {report.longrepr}"
    return report


def pytest_configure(config: pytest.Config) -> None:
    """Refuse every connection that leaves this machine."""
    sys.addaudithook(_refuse_network)


class HashEmbeddings(NamedEmbeddings):
    """Vectors that cost nothing: the characters a text shares with another make them near."""

    name = "test/hash"

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def embed_query(self, text: str) -> list[float]:
        return self._rows([text])[0].tolist()

    def embed_matrix(self, texts: Sequence[str]) -> Matrix:
        self.embedded += texts
        return self._rows(texts)

    def _rows(self, texts: Sequence[str]) -> Matrix:
        rows = np.zeros((len(texts), 64), np.float32)
        for row, text in enumerate(texts):
            for character in text:
                rows[row, hashlib.md5(character.encode()).digest()[0] % 64] += 1
        return unit_rows(rows)


@pytest.fixture
def hash_embeddings() -> HashEmbeddings:
    """Embeddings that need no model and remember what they were asked."""
    return HashEmbeddings()


@pytest.fixture(scope="session")
def servers() -> Generator[Servers]:
    """PostgreSQL and Chroma on loopback, once for a worker."""
    if missing := lacking():
        pytest.skip(f"not installed: {missing}")
    with running_servers() as both:
        yield both


@pytest.fixture(params=["embedded", "servers"])
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Places:
    """Where a library lives: in a folder, then on PostgreSQL and a Chroma server."""
    data_dir = tmp_path / "data"
    if request.param == "embedded":
        return Places(data_dir)
    both: Servers = request.getfixturevalue("servers")
    return Places(data_dir, both.database(f"test-{uuid4().hex}"), both.chroma_url)


@pytest.fixture(scope="session")
def local_embeddings() -> LocalEmbeddings:
    """The embedded model, loaded once: every world of the process has it."""
    made = embeddings_from(EmbeddingsSpec())
    assert isinstance(made, LocalEmbeddings)
    return made


@pytest.fixture(scope="session")
def seed_data_dir(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A data folder with the five reports, ingested for real, once for all workers.

    Read it only; what changes a library takes `seed_copy`. Vectors are kept between runs.
    """
    config = request.config
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if hasattr(config, "workerinput") else base
    data_dir = shared / "seed-library"
    kept = config.cache.mkdir("gongbao") / "embeddings.sqlite3" if config.cache else None
    with FileLock(shared / "seed-library.lock"):
        if not (data_dir / "library.sqlite3").exists():
            data_dir.mkdir(exist_ok=True)
            used = data_dir / "embeddings.sqlite3"
            earlier = [kept, *KNOWN.glob("**/embeddings.sqlite3")]
            vectors = next((each for each in earlier if each and each.exists()), None)
            if vectors is not None:
                shutil.copyfile(vectors, used)
            result = ingest(data_dir, [SEEDS], embeddings_spec=EmbeddingsSpec())
            assert not result.failed, result.failed
            if kept is not None:
                swap = kept.with_suffix(".new")
                shutil.copyfile(used, swap)
                swap.replace(kept)
    return data_dir


@pytest.fixture(scope="session")
def seed_library(seed_data_dir: Path, local_embeddings: LocalEmbeddings) -> Library:
    """The library of the five reports, with real embeddings."""
    return Shelf(seed_data_dir, local_embeddings, prepare=ledger.create).current()


@pytest.fixture
def seed_copy(seed_data_dir: Path, tmp_path: Path) -> Path:
    """A data folder of one's own with the five reports in it."""
    return Path(shutil.copytree(seed_data_dir, tmp_path / "data"))


@pytest.fixture(scope="session")
def world_offline(seed_data_dir: Path) -> World:
    """The world over the five reports, without a model."""
    return wire(load_settings(data_dir=seed_data_dir, backend="offline"))
