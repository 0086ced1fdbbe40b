"""Several processes that serve one socket; one that dies is replaced.

uvicorn's own supervisor asks one process after the other whether it lives and waits for the
answer, 120 seconds where a busy machine may start slowly. It holds the other end of the line
itself, so the line of a process that is killed while it is asked (all through its start) never
breaks: two processes killed within a second, the first of them just starting, and for two minutes
nobody serves. Here a question is put, and the answer looked for the next time round.
"""

import logging
from socket import socket
from time import monotonic

import uvicorn
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess
from uvicorn.supervisors.multiprocess import Process

_LOG = logging.getLogger("uvicorn.error")


class Supervisor(Multiprocess):
    """uvicorn's, but for how it looks after its processes."""

    def __init__(self, config: uvicorn.Config, sockets: list[socket]) -> None:
        super().__init__(config, sockets)
        self._asked: dict[Process, float] = {}

    def keep_subprocess_alive(self) -> None:
        """Replace each process that died or has been silent for too long; waits for none."""
        for at, process in enumerate(self.processes):
            if self.should_exit.is_set():
                return
            if self._lives(process):
                continue
            process.kill()
            process.join()
            self._asked.pop(process, None)
            if process.exitcode == STARTUP_FAILURE:  # so would every other
                _LOG.error("a process could not start: %s", process.pid)
                self.should_exit.set()
                return
            self.processes[at] = Process(self.config, self.sockets)
            self.processes[at].start()

    def _lives(self, process: Process) -> bool:
        """Whether it runs, and has answered since it was asked, or has time left to."""
        if not process.process.is_alive():
            return False
        try:
            if process.parent_conn.poll(0):
                process.parent_conn.recv()
                self._asked.pop(process, None)
            if process not in self._asked:
                process.parent_conn.send(b"ping")
                self._asked[process] = monotonic()
        except (OSError, EOFError):
            return False
        return monotonic() - self._asked[process] < self.config.timeout_worker_healthcheck
