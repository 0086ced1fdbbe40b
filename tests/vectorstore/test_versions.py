import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from vectorstore.errors import DamagedLibrary, LibraryBusy
from vectorstore.versions import SQLITE, Versions


def built(versions: Versions, rows: int = 1) -> str:
    """A version that holds `rows` reports, not yet in force."""
    version = versions.new()
    with closing(sqlite3.connect(versions.folder(version) / SQLITE)) as connection, connection:
        connection.execute("CREATE TABLE contents (name, rows)")
        connection.execute("CREATE TABLE reports (id)")
        connection.executemany("INSERT INTO reports VALUES (?)", [(n,) for n in range(rows)])
        connection.execute("INSERT INTO contents VALUES ('reports', ?)", (rows,))
    return version


def committed(versions: Versions, base: str | None = None) -> str:
    version = built(versions)
    versions.commit(version, "test/hash", 0, base)
    return version


def spoil(versions: Versions, version: str) -> None:
    """A report less than the version was sealed with."""
    with closing(sqlite3.connect(versions.folder(version) / SQLITE)) as connection, connection:
        connection.execute("DELETE FROM reports")


def left(versions: Versions) -> set[str]:
    return {path.name for path in (versions.data_dir / "versions").iterdir()}


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
    committed(versions, first)

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
    (tmp_path / "versions" / "half.deleted").mkdir()

    with versions.building():
        assert not versions.folder(stray).exists()

    assert left(versions) == {current}


def test_only_what_the_version_in_force_follows_is_swept(tmp_path: Path) -> None:
    versions = Versions(tmp_path)
    first = committed(versions)
    held = versions.hold()
    assert held is not None
    stranger = committed(versions)
    second = committed(versions, first)
    third = committed(versions, second)
    os.close(held[1])

    with versions.building():
        assert left(versions) == {stranger, third}


def removed(pointer: Path) -> None:
    pointer.unlink()


def emptied(pointer: Path) -> None:
    pointer.write_text("")


def torn(pointer: Path) -> None:
    pointer.write_bytes(b"\xff\x00\xfe")


def astray(pointer: Path) -> None:
    pointer.write_text("20200101T000000-000000\n")


def outside(pointer: Path) -> None:
    pointer.write_text("../versions\n")


def a_folder(pointer: Path) -> None:
    pointer.unlink()
    pointer.mkdir()


LOSSES = (removed, emptied, torn, astray, outside, a_folder)


@pytest.mark.parametrize("lose", LOSSES)
def test_where_current_is_lost_the_newest_whole_version_is_read_and_then_restored(
    tmp_path: Path, lose: Callable[[Path], None]
) -> None:
    versions = Versions(tmp_path)
    first = committed(versions)
    held = versions.hold()
    assert held is not None
    second = committed(versions, first)
    spoilt = committed(versions, second)
    spoil(versions, spoilt)
    unfinished = built(versions)
    lose(tmp_path / "CURRENT")

    assert versions.is_lost
    assert versions.current() == second

    with versions.building():
        assert (tmp_path / "CURRENT").read_text() == f"{second}\n"
        assert not versions.is_lost
        assert left(versions) == {first, second, spoilt}  # the first is being read
        assert unfinished not in left(versions)


def test_where_no_version_is_whole_nothing_is_read_built_or_deleted(tmp_path: Path) -> None:
    versions = Versions(tmp_path)
    only = committed(versions)
    spoil(versions, only)
    (tmp_path / "CURRENT").unlink()

    with pytest.raises(DamagedLibrary, match="文件没有动"):
        versions.hold()
    with pytest.raises(DamagedLibrary, match="--data-dir"), versions.building():
        pass

    assert left(versions) == {only}


def test_a_version_that_was_whole_when_its_ingest_died_is_put_in_force(tmp_path: Path) -> None:
    versions = Versions(tmp_path)
    first = committed(versions)
    second = committed(versions, first)
    (tmp_path / "CURRENT").write_text(f"{first}\n")  # died before the swap

    assert versions.current() == first
    with versions.building():
        assert versions.current() == second
        assert left(versions) == {second}


def test_a_version_without_its_lock_is_a_damaged_library(tmp_path: Path) -> None:
    versions = Versions(tmp_path)
    (versions.folder(committed(versions)) / "lock").unlink()

    with pytest.raises(DamagedLibrary, match="lock"):
        versions.hold()


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
        "import sys, time; from pathlib import Path; from vectorstore.versions import SQLITE, Versions;"
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
    committed(versions, first)

    with versions.building(patience=5):
        assert not versions.folder(first).exists()
