"""The page in a real browser against the real service on a real socket, each started once."""

import shutil
import socket
import threading
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from service.api import create_app
from service.api.tasks import Tasks
from service.settings import load_settings
from service.wiring import World, wire

HERE = Path(__file__).parent
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser") if (found := shutil.which(name))), None
)
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    "--no-first-run",
]
Serve = Callable[..., AbstractContextManager[str]]


@contextmanager
def served(world: World, tasks: Tasks | None = None) -> Generator[str]:
    """The address of the service of a world, for as long as the context lasts."""
    config = uvicorn.Config(
        create_app(world, tasks=tasks), log_level="error", timeout_graceful_shutdown=2
    )
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


class Running:
    """Chromium of all tests here. It is gone before another folder's tests begin, since
    Playwright's event loop runs on in the thread and `asyncio.run` bears no other."""

    def __init__(self) -> None:
        self._held = ExitStack()
        self._browser: Browser | None = None

    def browser(self) -> Browser:
        """The one that runs, started where none does."""
        if self._browser is None:
            playwright = self._held.enter_context(sync_playwright())
            self._browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            self._held.callback(self._browser.close)
        return self._browser

    def end(self) -> None:
        """Gone; a next use starts another."""
        self._browser = None
        self._held.pop_all().close()


_RUNNING = Running()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> Generator[None]:
    """After the last test of this folder, Chromium ends."""
    yield
    if nextitem is None or HERE not in nextitem.path.parents:
        _RUNNING.end()


@pytest.fixture
def browser() -> Browser:
    """Chromium."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    return _RUNNING.browser()


@pytest.fixture(scope="session")
def world_offline(seed_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> World:
    """The five reports in a folder of these tests' own: the page keeps its work in it."""
    folder = shutil.copytree(seed_data_dir, tmp_path_factory.mktemp("page") / "data")
    return wire(load_settings(data_dir=folder, backend="offline"))


@pytest.fixture(scope="session")
def address(world_offline: World) -> Generator[str]:
    """A service over the five reports; no test changes these."""
    with served(world_offline) as base:
        yield base


@pytest.fixture
def own_address(seed_copy: Path) -> Generator[str]:
    """A service over five reports of the test's own."""
    with served(wire(load_settings(data_dir=seed_copy, backend="offline"))) as base:
        yield base


@pytest.fixture
def page(browser: Browser) -> Generator[Page]:
    """A fresh page that fails the test when it logs an error."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.set_default_timeout(15_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "console",
        lambda message: (
            errors.append(message.text)
            if message.type == "error" and "Failed to load resource" not in message.text
            else None
        ),
    )
    yield page
    context.close()
    assert errors == []
