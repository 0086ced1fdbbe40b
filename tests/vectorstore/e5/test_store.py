"""The converted model: made once, checked, made anew when damaged, kept in memory at need."""

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from vectorstore.e5.encoder import Encoder
from vectorstore.e5.source import Source
from vectorstore.e5.store import RECIPE, Stored, stored

WEIGHTS = "95e399b0c9ef0050fa4907e66af44fbc5526801af8d0fffff2a600f91c6159a1"
CONVERT = (
    "import sys; from pathlib import Path; from vectorstore.e5.store import stored;"
    " from vectorstore.e5.source import Source, find;"
    " print(stored(Source(find()), Path(sys.argv[1])).trouble)"
)


def times(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}


def test_the_same_weights_are_made_on_every_machine(source: Source, weights_dir: Path) -> None:
    made = stored(source, weights_dir)
    assert made == Stored(weights_dir / f"e5-1571fc98-{RECIPE}" / "graph.onnx")
    assert isinstance(made.model, Path)
    files = {path.name: path.stat().st_size for path in made.model.parent.iterdir()}
    assert sorted(files) == ["graph.onnx", "sums.json", "weights.bin"]
    assert sum(files.values()) < 23_000_000
    weights = (made.model.parent / "weights.bin").read_bytes()
    assert sha256(weights).hexdigest() == WEIGHTS, "other weights need another RECIPE"


def test_what_was_made_is_taken_as_it_is(source: Source, tmp_path: Path) -> None:
    [place] = _made(source, tmp_path)
    before = times(place)
    assert _made(source, tmp_path) == [place]
    assert times(place) == before


@pytest.mark.parametrize("name", ["graph.onnx", "weights.bin", "sums.json"])
@pytest.mark.parametrize("damage", ["gone", "cut", "changed"])
def test_damage_is_found_and_mended(
    source: Source, weights_dir: Path, tmp_path: Path, name: str, damage: str
) -> None:
    [made] = _made(source, weights_dir)
    place = Path(shutil.copytree(made, tmp_path / made.name))
    whole = {path.name: path.read_bytes() for path in place.iterdir()}
    damaged = place / name
    if damage == "gone":
        damaged.unlink()
    else:
        half = len(whole[name]) // 2
        rest = b"" if damage == "cut" else b"\1" + whole[name][half + 1 :]
        damaged.write_bytes(whole[name][:half] + rest)

    assert _made(source, tmp_path) == [place]
    assert {path.name: path.read_bytes() for path in place.iterdir()} == whole


def test_two_processes_may_make_it_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-c", CONVERT, str(tmp_path)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert [process.communicate()[0] for process in both] == ["\n", "\n"]
    assert [path.name for path in tmp_path.iterdir()] == [f"e5-1571fc98-{RECIPE}"]


def test_a_folder_that_takes_nothing_leaves_the_model_in_memory(
    source: Source, encoder: Encoder, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    homeless = Encoder(source, tmp_path / "file" / "weights")
    assert homeless.trouble == f"{tmp_path / 'file' / 'weights'}：Not a directory"
    assert np.array_equal(homeless.query("失业率"), encoder.query("失业率"))


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    limited = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2**20, 2**20));"
    ignored = "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
    command = [sys.executable, "-c", limited + ignored + CONVERT, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ)
    assert done.stdout == f"{tmp_path}：File too large\n"
    assert list(tmp_path.iterdir()) == []


def _made(source: Source, folder: Path) -> list[Path]:
    assert stored(source, folder).trouble == ""
    return list(folder.iterdir())
