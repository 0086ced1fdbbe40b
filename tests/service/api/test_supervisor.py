"""Processes that serve one socket are looked after without waiting for any of them."""

import signal
from collections.abc import Iterator

import pytest
import uvicorn
from fastapi import FastAPI

from service.api.supervisor import Supervisor

PATIENCE = 3600  # seconds: whoever waited for a process would never end


@pytest.fixture
def supervisor(monkeypatch: pytest.MonkeyPatch) -> Iterator[Supervisor]:
    monkeypatch.setattr(signal, "signal", lambda *_: None)  # pytest keeps its own
    config = uvicorn.Config(
        FastAPI, factory=True, workers=2, timeout_worker_healthcheck=PATIENCE, port=0
    )
    made = Supervisor(config, [])
    made.init_processes()
    yield made
    for process in made.processes:
        process.kill()
        process.join()


def test_processes_killed_while_they_start_are_replaced_at_once(supervisor: Supervisor) -> None:
    first = list(supervisor.processes)
    supervisor.keep_subprocess_alive()
    assert supervisor.processes == first  # asked whether they live, and not waited for

    for process in first:
        process.process.kill()
        process.process.join()
    supervisor.keep_subprocess_alive()

    assert len(supervisor.processes) == 2
    assert not {each.pid for each in first} & {each.pid for each in supervisor.processes}
    assert all(each.process.is_alive() for each in supervisor.processes)


def test_a_process_that_answers_stays_and_one_that_is_silent_for_too_long_goes(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr("service.api.supervisor.monotonic", lambda: now[0])
    answering, silent = supervisor.processes
    supervisor.keep_subprocess_alive()
    assert answering.parent_conn.poll(PATIENCE)
    assert silent.parent_conn.poll(PATIENCE)
    silent.parent_conn.recv()  # as if it had never been given
    now[0] = PATIENCE + 1
    supervisor.keep_subprocess_alive()
    assert supervisor.processes[0] is answering
    assert supervisor.processes[1] is not silent
