"""The application on a real socket, for tests."""

import threading
import time
from collections.abc import Generator
from contextlib import contextmanager

import httpx
import uvicorn
from fastapi import FastAPI


@contextmanager
def serving(app: FastAPI, grace: float = 1) -> Generator[httpx.Client]:
    """A client of the application while it is served on a free port."""
    config = uvicorn.Config(
        app, port=0, log_level="critical", timeout_graceful_shutdown=int(grace), ws="none"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=20) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join(20)
        assert not thread.is_alive(), "the server hangs"
