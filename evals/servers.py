"""PostgreSQL and Chroma started on loopback from a temporary folder, for tests and benchmarks."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

_ROLE = "gongbao"
_UNPRIVILEGED = "nobody"  # PostgreSQL refuses to run as root
_PATIENCE = 60.0
_FAREWELL = 2  # seconds


@dataclass(frozen=True, slots=True)
class Servers:
    """Both at work."""

    postgres_url: str
    chroma_url: str

    def database(self, name: str) -> str:
        """The address of a new, empty database."""
        engine = create_engine(self.postgres_url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}"'))
        engine.dispose()
        return self.postgres_url.rpartition("/")[0] + f"/{name}"


def lacking() -> str:
    """What is not installed of the two; empty where both are."""
    found = {"PostgreSQL": _postgres_bin(), "chroma": _chroma()}
    return "、".join(name for name, path in found.items() if path is None)


@contextmanager
def servers(*, durable: bool = False, vectors: Path | None = None) -> Generator[Servers]:
    """Start both and stop them in the end; `durable` makes PostgreSQL wait for its disk, Chroma has
    what is in the folder `vectors`."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(ignore_cleanup_errors=True)))
        yield Servers(
            stack.enter_context(postgres(folder / "postgres", durable=durable)),
            stack.enter_context(chroma(folder / "chroma", vectors)),
        )


@contextmanager
def postgres(folder: Path, *, durable: bool) -> Generator[str]:
    """A PostgreSQL whose files are in the folder; its address."""
    binaries = _postgres_bin()
    if binaries is None:
        raise FileNotFoundError("PostgreSQL is not installed")
    folder.mkdir()
    user = _UNPRIVILEGED if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
        folder.parent.chmod(0o755)
    made = ["-U", _ROLE, "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C"]
    data = folder / "data"
    initdb = [str(binaries / "initdb"), "-D", str(data), *made]
    subprocess.run(initdb, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL)
    port = free_port()
    options = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200"]
    options += [] if durable else ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
    words = [str(binaries / "postgres"), "-D", str(data), "-p", str(port)]
    words += [word for option in options for word in ("-c", option)]
    url = f"postgresql+psycopg://{_ROLE}@127.0.0.1:{port}/postgres"
    with _running(words, folder, user):
        _wait_for(lambda: _answers(url))
        yield url


@contextmanager
def chroma(folder: Path, vectors: Path | None = None) -> Generator[str]:
    """A Chroma server (the Rust one) whose files are in the folder, a copy of `vectors` if given;
    its address."""
    program = _chroma()
    if program is None:
        raise FileNotFoundError("chroma is not installed")
    if vectors is None:
        folder.mkdir()
    else:
        shutil.copytree(vectors, folder)
    port = free_port()
    words = [program, "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    url = f"http://127.0.0.1:{port}"
    with _running(words, folder, None):
        _wait_for(lambda: _beats(url))
        yield url


def free_port() -> int:
    """A port of loopback that nobody has."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def _running(words: Sequence[str], folder: Path, user: str | None) -> Generator[None]:
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(words, stdout=log, stderr=log, cwd=folder, user=user) as process,
    ):
        try:
            yield
        finally:
            process.send_signal(signal.SIGQUIT)  # nobody needs the folder any more
            with suppress(subprocess.TimeoutExpired):
                process.wait(_FAREWELL)
            process.kill()  # Chroma waits for its clients without end


def _wait_for(answers: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not answers():
        if time.monotonic() > deadline:
            raise TimeoutError("a server did not start")
        time.sleep(0.1)


def _answers(url: str) -> bool:
    engine = create_engine(url)
    try:
        engine.connect().close()
    except OperationalError:
        return False
    finally:
        engine.dispose()
    return True


def _beats(url: str) -> bool:
    try:
        with urlopen(f"{url}/api/v2/heartbeat", timeout=1) as answer:
            return answer.status == 200
    except OSError:
        return False


def _postgres_bin() -> Path | None:
    named = shutil.which("postgres")
    places = [Path(named).parent] if named else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return next((place for place in reversed(places) if (place / "initdb").exists()), None)


def _chroma() -> str | None:
    beside = Path(sys.executable).with_name("chroma")
    return str(beside) if beside.exists() else shutil.which("chroma")
