import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from vectorstore.errors import DamagedLibrary, LibraryBusy
from vectorstore.versions import Versions


def committed(versions: Versions) -> str:
    version = versions.new()
    (versions.folder(version) / "content").write_text(version)
    versions.commit(version)
    return version


def test_a_fresh_data_folder_has_no_version_and_stays_untouched(tmp_path: Path) -> None:
    versions = Versions(tmp_path / "data")

    assert versions.current() is None
    assert versions.hold() is None
    assert not (tmp_path / "data").exists()


def test_commit_swaps_the_pointer(tmp_path: Path) -> None:
    versions = Versions(tmp_path)
    first, second = committed(versions), committed(versions)

    assert first != second
    assert versions.current() == second
    assert (tmp_path / "CURRENT").read_text() == f"{second}\n"


def test_a_version_that_is_read_outlives_its_successor_until_it_is_released(
    tmp_path: Path,
) -> None:
    versions = Versions(tmp_path)
    first = committed(versions)
    held = versions.hold()
    assert held is not None
    committed(versions)

    versions.discard(first)
    assert versions.folder(first).exists()

    os.close(held[1])
    versions.discard(first)
    assert not versions.folder(first).exists()


def test_the_current_version_is_never_discarded(tmp_path: Path) -> None:
    versions = Versions(tmp_path)
    current = committed(versions)

    versions.discard(current)
    with versions.building():
        pass

    assert versions.folder(current).exists()


def test_building_sweeps_what_a_crash_left_behind(tmp_path: Path) -> None:
    versions = Versions(tmp_path)
    current, stray = committed(versions), versions.new()

    with versions.building():
        assert not versions.folder(stray).exists()

    assert [path.name for path in (tmp_path / "versions").iterdir()] == [current]


def test_a_pointer_to_nothing_is_a_damaged_library(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("gone\n")

    with pytest.raises(DamagedLibrary, match="重新 ingest"):
        Versions(tmp_path).hold()


def test_a_second_builder_waits_says_so_once_and_gives_up_in_the_end(tmp_path: Path) -> None:
    versions = Versions(tmp_path)
    said: list[str] = []
    with (
        versions.building(),
        pytest.raises(LibraryBusy, match="请等它结束"),
        Versions(tmp_path).building(patience=0.1, waiting=lambda: said.append("wait")),
    ):
        pass

    assert said == ["wait"]


def test_a_second_builder_gets_its_turn_when_the_first_is_done(tmp_path: Path) -> None:
    order: list[str] = []
    inside = threading.Event()

    def first() -> None:
        with Versions(tmp_path).building():
            inside.set()
            order.append("first")

    thread = threading.Thread(target=first)
    thread.start()
    inside.wait()
    with Versions(tmp_path).building(patience=10):
        order.append("second")
    thread.join()

    assert order == ["first", "second"]


def test_the_locks_of_a_killed_reader_and_builder_are_gone(tmp_path: Path) -> None:
    versions = Versions(tmp_path)
    first = committed(versions)
    script = (
        "import sys, time; from pathlib import Path; from vectorstore.versions import Versions;"
        "v = Versions(Path(sys.argv[1])); v.hold()\n"
        "with v.building(): print('in', flush=True); time.sleep(60)"
    )
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE, cwd=root
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"in\n"
        other.kill()
    committed(versions)

    with versions.building(patience=5):
        assert not versions.folder(first).exists()
