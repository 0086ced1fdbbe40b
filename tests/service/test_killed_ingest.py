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

from evals.benchmarks.killed_ingest import Lane, expected, served
from service.settings import EmbeddingsSpec
from vectorstore.embed import LocalEmbeddings

ROOT = Path(__file__).parents[2]
CHILD = """
import os, signal, sys
from service.build_child import main

event, words, left = sys.argv[1], sys.argv[2].split(), int(sys.argv[3])

def end(name, arguments):
    global left
    if name == event and all(word in repr(arguments) for word in words):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(end)
main()
"""
Step = tuple[str, str, int]
# The step, told by Python before it is taken: its event, words in it, how many such came before.
BEFORE: dict[str, Step] = {
    "the reports of the old version are copied": ("shutil.copyfile", "library.sqlite", 1),
    "the new vectors are kept": ("sqlite3.connect", "embeddings.sqlite3", 3),
    "the version says what it is": ("open", "version.json 'w'", 1),
    "the version is put in force": ("os.rename", "CURRENT.new", 1),
}
AFTER: dict[str, Step] = {"the last of the old version is deleted": ("os.rmdir", "versions", 1)}


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
        "data_dir": str(lane.data_dir),
        "paths": [str(lane.right)],
        "embeddings": asdict(EmbeddingsSpec()),
        "region": None,
        "year": None,
        "replace": True,
    }
    command = [sys.executable, "-c", CHILD, step[0], step[1], str(step[2])]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, text=True) as child:
        assert child.stdin is not None
        child.stdin.write(json.dumps(request) + "\n")
        child.stdin.flush()
        assert child.wait() == -signal.SIGKILL


@pytest.mark.parametrize("step", BEFORE.values(), ids=BEFORE)
def test_killed_before_its_version_is_in_force_an_ingest_changes_nothing(
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
    assert len(list((lane.data_dir / "versions").iterdir())) == 1


def test_the_whole_command_killed_at_work_harms_nothing_and_the_next_one_completes(
    lane: Lane,
) -> None:
    assert lane.survive(0.6) == (True, "")
