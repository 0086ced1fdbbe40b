"""What a process held in memory stays out of the files it writes."""

import threading
from pathlib import Path

import numpy as np

from vectorstore.index import Address, Vectors
from vectorstore.memory import clear_what_is_freed

_SECRET = "甲市公园粮食"


def _hold_and_free() -> None:
    texts = [(_SECRET * 50).encode() * size for size in range(1, 100)]
    del texts


def _on_every_heap() -> None:
    """Text held and freed by many threads: glibc keeps a heap for each, and reuses them."""
    threads = [threading.Thread(target=_hold_and_free) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_an_index_holds_nothing_of_a_text_that_was_freed(tmp_path: Path) -> None:
    clear_what_is_freed()
    vectors = Vectors(Address(tmp_path / "chroma"))
    for rows in (5, 40, 150, 300):
        _on_every_heap()
        vectors.write(f"segment-{rows}", [(rows, np.ones((rows, 16), np.float32))])

    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len([path for path in files if path.name == "data_level0.bin"]) == 4
    assert [path for path in files if _SECRET[:2].encode() in path.read_bytes()] == []
