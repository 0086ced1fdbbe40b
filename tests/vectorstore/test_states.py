"""States come into force whole, are kept, gone back to and swept, on either engine."""

import gc
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.vectorstore.shelving import put, rows_of, take
from vectorstore import segmenting
from vectorstore.documents import Document
from vectorstore.errors import LibraryBusy, NoSuchState
from vectorstore.library import Library, Shelf
from vectorstore.tables import FILINGS, PASSAGES, SEGMENTS

Reports = tuple[Document, Document]


def names(library: Library) -> list[str]:
    return [report.id for report in library.reports()]


def test_a_reader_keeps_its_state_as_long_as_it_reads(shelf: Shelf, reports: Reports) -> None:
    old = put(shelf, *reports)
    for name in ("甲市-2021", "乙市-2022"):
        take(shelf, name)
    for _ in range(3):
        put(shelf, reports[0])
        take(shelf, "乙市-2022")

    assert names(old) == ["乙市-2022", "甲市-2021"]
    assert old.text("甲市-2021") == reports[1].clean.text
    assert len(old.passages("甲市-2021")) == 3
    assert old.segments.keys() == set(old.filings(names(old)))

    del old
    gc.collect()
    put(shelf)
    assert rows_of(shelf, FILINGS) == 1  # of the states that can still be gone back to


def test_one_can_go_back_and_back_from_there(shelf: Shelf, reports: Reports) -> None:
    put(shelf, reports[0])
    put(shelf, reports[1])
    with shelf.begin() as state:
        state.go_back()
        state.commit()
    assert names(shelf.current()) == ["乙市-2022"]
    assert shelf.current().check() == []

    with shelf.begin() as state:
        state.go_back()
        state.commit()
    library = shelf.current()
    assert names(library) == ["乙市-2022", "甲市-2021"]
    assert (library.vectors_pending(), library.check()) == (0, [])
    assert rows_of(shelf, FILINGS) == 2  # nothing was read or embedded anew


def test_only_what_is_kept_can_be_gone_back_to(shelf: Shelf, reports: Reports) -> None:
    put(shelf, reports[0])
    with pytest.raises(NoSuchState, match="可退回的有：无"), shelf.begin() as state:
        state.go_back()
    put(shelf, reports[1])
    assert [each.content for each in shelf.states()] == [2, 1]
    with pytest.raises(NoSuchState, match="状态 7，可退回的有：1"), shelf.begin() as state:
        state.go_back(7)


def test_vectors_that_follow_are_no_state_to_go_back_to(shelf: Shelf, reports: Reports) -> None:
    put(shelf, reports[0])
    put(shelf, reports[1], embed=False)
    put(shelf)

    assert [each.content for each in shelf.states()] == [2, 1]


def test_nothing_is_committed_where_nothing_changed(shelf: Shelf, reports: Reports) -> None:
    first = put(shelf, *reports)

    assert put(shelf) is first


def test_segments_grow_together_and_old_ones_go(
    shelf: Shelf, make_document: Callable[..., Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segmenting, "_TOGETHER", 3)
    for number in range(9):
        put(shelf, make_document("甲市", 2010 + number, f"第{number}段。", "粮食。"))
    library = put(shelf)

    assert len(set(library.segments.values())) < 4
    assert rows_of(shelf, SEGMENTS) == len(set(library.segments.values()))
    assert (library.vectors_pending(), library.check()) == (0, [])


def test_what_a_killed_builder_wrote_is_never_seen_and_goes(shelf: Shelf, reports: Reports) -> None:
    put(shelf, reports[0])
    with shelf.begin() as state:
        state.add(reports[1], "recipe")
        shelf.vectors.write(f"{state.library}-stray", [(99, shelf.embeddings.embed_matrix(["一"]))])
    assert rows_of(shelf, PASSAGES) == 5
    assert names(shelf.current()) == ["乙市-2022"]

    put(shelf)
    assert rows_of(shelf, PASSAGES) == 2
    library = put(shelf, reports[1])
    assert set(shelf.vectors.names("gongbao-")) >= set(library.segments.values())
    assert not [name for name in shelf.vectors.names("gongbao-") if name.endswith("stray")]


def test_a_second_builder_waits_says_so_once_and_gives_up_in_the_end(shelf: Shelf) -> None:
    said: list[str] = []
    other = Shelf(shelf.places, shelf.embeddings)
    with (
        shelf.begin(),
        pytest.raises(LibraryBusy, match="请等它结束"),
        other.begin(patience=2.2, waiting=lambda: said.append("wait")),
    ):
        pass

    assert said == ["wait"]


def test_a_second_builder_builds_on_what_the_first_left(shelf: Shelf, reports: Reports) -> None:
    inside = threading.Event()

    def first() -> None:
        with Shelf(shelf.places, shelf.embeddings).begin() as state:
            inside.set()
            state.add(reports[0], "recipe")
            state.commit()

    thread = threading.Thread(target=first)
    thread.start()
    inside.wait()
    library = put(shelf, reports[1])
    thread.join()

    assert names(library) == ["乙市-2022", "甲市-2021"]


def test_the_locks_of_a_killed_reader_and_builder_are_gone(shelf: Shelf, reports: Reports) -> None:
    put(shelf, *reports)
    script = (
        "import sys, time; from pathlib import Path; from vectorstore.library import Places, Shelf;"
        "from vectorstore.embed import LocalEmbeddings; folder, url, chroma = sys.argv[1:];"
        "s = Shelf(Places(Path(folder), url or None, chroma or None), LocalEmbeddings(Path(folder)));"
        "library = s.current()\n"
        "with s.begin(): print('in', flush=True); time.sleep(60)"
    )
    where = shelf.places
    words = [str(where.data_dir), where.database_url or "", where.chroma_url or ""]
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", script, *words], stdout=subprocess.PIPE, cwd=root
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"in\n"
        other.kill()

    with shelf.begin(patience=5) as state:
        state.remove("甲市-2021")
        state.commit()
    assert names(shelf.current()) == ["乙市-2022"]
