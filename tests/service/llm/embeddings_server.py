"""An embeddings endpoint on a real socket, with the limits that real ones have."""

import json
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Endpoint:
    """What it takes, and what it was asked.

    `most` texts and `letters` letters at once; `busy` requests are turned away first, and any
    that comes while `together` are being answered; after `dies_after` texts it answers 503. No
    request is answered before all that `meet` have come.
    """

    most: int = 2048
    letters: int = 10**9
    status: int = 400
    busy: int = 0
    together: int = 99
    dies_after: int = 10**9
    seconds: float = 0.0
    meet: threading.Barrier | None = None
    code: str = "rate_limit_exceeded"
    url: str = ""
    asked: list[list[str]] = field(default_factory=list[list[str]])
    refused: int = 0
    turned_away: int = 0
    at_once: int = 0
    _now: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, texts: list[str]) -> tuple[int, dict[str, Any]]:
        """Status and body."""
        with self._lock:
            if self.busy > 0 or self._now >= self.together:
                self.busy -= 1
                self.turned_away += 1
                return 429, {"error": {"message": "slow down", "code": self.code}}
            if len(texts) > self.most or sum(map(len, texts)) > self.letters:
                self.refused += 1
                return self.status, {"error": {"message": "input is too large"}}
            if sum(map(len, self.asked)) + len(texts) > self.dies_after:
                return 503, {"error": {"message": "out of memory"}}
            self.asked.append(texts)
            self._now += 1
            self.at_once = max(self.at_once, self._now)
        if self.meet:
            self.meet.wait()
        time.sleep(self.seconds)
        with self._lock:
            self._now -= 1
        data = [
            {"object": "embedding", "index": at, "embedding": [float(len(text)), 1.0]}
            for at, text in enumerate(texts)
        ]
        return 200, {"object": "list", "model": "m", "data": data}


@contextmanager
def listening(endpoint: Endpoint) -> Generator[Endpoint]:
    """The endpoint on a port of its own."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            size = int(self.headers["content-length"])
            status, body = endpoint.answer(json.loads(self.rfile.read(size))["input"])
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(content)))
            self.send_header("x-should-retry", "false")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        endpoint.url = f"http://127.0.0.1:{server.server_port}/v1"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield endpoint
        finally:
            server.shutdown()
            thread.join()
