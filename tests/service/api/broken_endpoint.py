"""A model endpoint on a real socket that begins to stream and then breaks, in a way of choice."""

import json
import socket
import struct
import threading
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal

Break = Literal["closed", "reset", "silent", "error frame", "no finish"]


class Endpoint(ThreadingHTTPServer):
    """Streams `pieces` to each request and breaks; `asked` counts the requests."""

    daemon_threads = True

    def __init__(self, pieces: Sequence[str], how: Break) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pieces, self.how, self.asked = pieces, how, 0
        self.over = threading.Event()

    @property
    def url(self) -> str:
        """Where it listens, as a base URL."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def _endpoint(self) -> Endpoint:
        assert isinstance(self.server, Endpoint)
        return self.server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._endpoint.asked += bool(body.get("stream"))  # an answer; doubts are read unstreamed
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for piece in self._endpoint.pieces:
            self._frame({"choices": [{"index": 0, "delta": {"content": piece}}]})
        self._break()

    def _frame(self, data: object) -> None:
        body = f"data: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
        self.wfile.write(f"{len(body):x}\r\n".encode() + body + b"\r\n")
        self.wfile.flush()

    def _break(self) -> None:
        how = self._endpoint.how
        if how == "silent":
            self._endpoint.over.wait(20)
        elif how == "error frame":
            self._frame({"error": {"message": "overloaded", "type": "server_error"}})
        if how in ("error frame", "no finish"):
            self.wfile.write(b"0\r\n\r\n")
        if how == "reset":
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.connection.close()
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def breaking(pieces: Sequence[str], how: Break) -> Generator[Endpoint]:
    """Such an endpoint while it runs."""
    endpoint = Endpoint(pieces, how)
    thread = threading.Thread(target=endpoint.serve_forever, daemon=True)
    thread.start()
    try:
        yield endpoint
    finally:
        endpoint.over.set()
        endpoint.shutdown()
        endpoint.server_close()
        thread.join(10)
