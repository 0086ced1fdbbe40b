"""An ingest killed at the moments that matter, each named by what its next step would be.

`evals.benchmarks.killed_ingest` kills the whole command at twenty moments by the clock.
"""

import json
import shutil
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from evals.benchmarks.killed_ingest import Lane, expected, served, strays
from service.settings import EmbeddingsSpec
from vectorstore.embed import LocalEmbeddings
from vectorstore.places import Places

ROOT = Path(__file__).parents[2]
CHILD = """
import os, signal, sys
from sqlalchemy import Engine, event
from service.build_child import main

words, left = sys.argv[1], int(sys.argv[2])

def end(said):
    global left
    if said.startswith(words):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

event.listen(Engine, "before_cursor_execute", lambda *given: end(given[2]))
event.listen(Engine, "commit", lambda connection: end("COMMIT"))
main()
"""
Step = tuple[str, int]
# The step, told before it is taken: how its statement begins, and which such it is.
BEFORE: dict[str, Step] = {
    "the first report is written": ("INSERT INTO facts", 1),
    "the second report is written": ("INSERT INTO facts", 2),
    "the state is made, its vectors being in Chroma": ("INSERT INTO states", 1),
    "the state reads its segments": ("INSERT INTO embedded", 1),
}
AFTER: dict[str, Step] = {"what no state shows is deleted": ("DELETE FROM filings", 2)}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, local_embeddings: LocalEmbeddings) -> Lane:
    """A library of one report, beside a folder that replaces it and adds another."""
    lane = Lane(tmp_path_factory.mktemp("lane"), local_embeddings)
    lane.become(lane.left)
    return lane


@pytest.fixture
def lane(whole: Lane, tmp_path: Path) -> Lane:
    """A copy of it to be harmed."""
    lane = Lane(tmp_path, whole.embeddings)
    shutil.copytree(whole.data_dir, lane.data_dir)
    return lane


def kill(lane: Lane, step: Step) -> None:
    """Ingest in a build child that is killed where it would take this step."""
    request = {
        "task": "ingest",
        "places": Places(lane.data_dir).packed(),
        "paths": [str(lane.right)],
        "embeddings": asdict(EmbeddingsSpec()),
        "region": None,
        "year": None,
        "replace": True,
        "heard": False,
    }
    command = [sys.executable, "-c", CHILD, step[0], str(step[1])]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, text=True) as child:
        assert child.stdin is not None
        child.stdin.write(json.dumps(request) + "\n")
        child.stdin.flush()
        assert child.wait() == -signal.SIGKILL


@pytest.mark.parametrize("step", BEFORE.values(), ids=BEFORE)
def test_killed_before_its_state_is_in_force_an_ingest_changes_nothing(
    lane: Lane, step: Step
) -> None:
    reader = lane.library()
    kill(lane, step)
    assert served(reader) == expected(lane.left)
    del reader
    assert_whole(lane, expected(lane.left))


@pytest.mark.parametrize("step", AFTER.values(), ids=AFTER)
def test_killed_after_it_an_ingest_has_done_its_work(lane: Lane, step: Step) -> None:
    kill(lane, step)
    assert_whole(lane, expected(lane.right))


def assert_whole(lane: Lane, texts: dict[str, str]) -> None:
    """These texts are served by a whole library, and the next ingest completes."""
    found = lane.library()
    assert (served(found), found.check()) == (texts, [])
    del found
    lane.become(lane.right)
    assert served(lane.library()) == expected(lane.right)
    assert strays(lane.data_dir) == []


def test_the_whole_command_killed_at_work_harms_nothing_and_the_next_one_completes(
    lane: Lane,
) -> None:
    assert lane.survive(0.6) == (True, "")
