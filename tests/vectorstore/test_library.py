import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.vectorstore.shelving import put, rows_of, take
from vectorstore.documents import CleanText, Document, GlossaryEntry, Repair
from vectorstore.errors import DamagedLibrary, UnknownReport
from vectorstore.library import Shelf
from vectorstore.packing import pack_clean, pack_text, unpack_clean, unpack_text
from vectorstore.places import Places
from vectorstore.tables import FILINGS


def test_an_empty_library_is_whole_and_leaves_no_trace(shelf: Shelf) -> None:
    library = shelf.current()

    assert library.reports() == ()
    assert library.check() == []
    assert library.vectors_pending() == 0
    assert not shelf.data_dir.exists()


def test_tables_of_others_are_there_even_when_nothing_was_ingested(
    tmp_path: Path, hash_embeddings
) -> None:
    def prepare(engine) -> None:
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE IF NOT EXISTS others (x)"))

    library = Shelf(tmp_path, hash_embeddings, prepare=prepare).current()

    with library.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM others")).scalar() == 0


def test_what_is_put_in_comes_out(shelf: Shelf, reports: tuple[Document, Document]) -> None:
    library = put(shelf, *reports)
    later, first = reports

    assert [report.id for report in library.reports()] == ["乙市-2022", "甲市-2021"]
    assert library.report("甲市-2021") == first.report
    assert library.text("甲市-2021") == first.clean.text
    assert library.raw("甲市-2021") == first.raw.text
    assert library.clean_text("甲市-2021") == first.clean
    assert library.sections("乙市-2022") == later.sections
    assert library.passages("甲市-2021") == first.passages
    assert library.passage("甲市-2021#1") == first.passages[1]
    assert library.glossary("甲市-2021") == ()
    assert library.check() == []


def test_what_is_unknown_is_named(shelf: Shelf, reports: tuple[Document, Document]) -> None:
    library = put(shelf, *reports)

    for ask in (library.report, library.text, library.raw, library.sections, library.passages):
        with pytest.raises(UnknownReport, match=r"丙市-2021.*gongbao reports"):
            ask("丙市-2021")
    with pytest.raises(UnknownReport):
        library.passage("甲市-2021#99")


def test_a_reader_keeps_its_version_and_the_shelf_hands_out_the_next(
    shelf: Shelf, reports: tuple[Document, Document]
) -> None:
    old = put(shelf, reports[0])
    new = put(shelf, reports[1])

    assert len(old.reports()) == 1
    assert old.text("乙市-2022") == reports[0].clean.text
    assert len(new.reports()) == 2
    assert shelf.current() is new


def test_what_is_not_committed_is_never_seen(
    shelf: Shelf, reports: tuple[Document, Document]
) -> None:
    put(shelf, reports[0])
    with shelf.begin() as state:
        state.add(reports[1], "recipe")
    assert [report.id for report in shelf.current().reports()] == ["乙市-2022"]

    put(shelf)
    assert rows_of(shelf, FILINGS) == 1


def test_readers_never_fail_while_versions_come_and_go(
    shelf: Shelf, reports: tuple[Document, Document], hash_embeddings
) -> None:
    put(shelf, *reports)
    done = threading.Event()
    problems: list[Exception] = []

    def read() -> None:
        mine = Shelf(shelf.places, hash_embeddings)
        while not done.is_set():
            try:
                library = mine.current()
                assert library.text("甲市-2021") == reports[1].clean.text
                assert len(library.passages("甲市-2021")) == 3
            except Exception as problem:
                problems.append(problem)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for _ in range(4):
        take(shelf, "乙市-2022")
        put(shelf, reports[0])
    done.set()
    for reader in readers:
        reader.join()

    assert problems == []


def test_nobody_writes_to_an_open_version(shelf: Shelf, reports: tuple[Document, Document]) -> None:
    library = put(shelf, *reports)

    with library.engine.connect() as connection, pytest.raises(DamagedLibrary, match=r"read-?only"):
        connection.execute(text("DELETE FROM filings"))


def test_removal_leaves_no_trace_where_no_earlier_state_is_kept(
    tmp_path: Path, reports: tuple[Document, Document], hash_embeddings
) -> None:
    shelf = Shelf(Places(tmp_path / "data", keep=1), hash_embeddings)
    put(shelf, *reports)
    library = take(shelf, "甲市-2021")

    assert [report.id for report in library.reports()] == ["乙市-2022"]
    assert library.check() == []
    assert put(shelf).check() == []  # the swept report's vectors do not count
    for path in (tmp_path / "data").rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        for trace in ("甲市", "粮食", "公园"):
            assert trace.encode() not in content, (path, trace)


def test_removing_what_is_not_there_is_an_error(shelf: Shelf) -> None:
    with pytest.raises(UnknownReport), shelf.begin() as state:
        state.remove("甲市-2021")


def test_no_text_is_embedded_twice_across_versions(
    shelf: Shelf, reports: tuple[Document, Document], hash_embeddings
) -> None:
    put(shelf, reports[0])
    put(shelf, reports[1])
    take(shelf, "甲市-2021")
    put(shelf, reports[1])

    assert len(hash_embeddings.embedded) == 5
    assert len(set(hash_embeddings.embedded)) == 5


def test_vectors_survive_the_loss_of_the_cache(
    shelf: Shelf, reports: tuple[Document, Document], hash_embeddings
) -> None:
    put(shelf, reports[0])
    (shelf.data_dir / "embeddings.sqlite3").unlink()
    library = put(shelf, reports[1])

    assert library.vectors_pending() == 0
    assert len(hash_embeddings.embedded) == 5
    assert library.check() == []


def test_vectors_may_follow_later(shelf: Shelf, reports: tuple[Document, Document]) -> None:
    library = put(shelf, reports[0])
    library = put(shelf, reports[1], embed=False)
    assert library.vectors_pending() == 3
    assert set(library.segments) == {library.filing("乙市-2022")}
    assert library.check() == []

    library = put(shelf)
    assert library.vectors_pending() == 0
    assert library.check() == []


def test_another_model_embeds_everything_anew(
    shelf: Shelf, reports: tuple[Document, Document], hash_embeddings
) -> None:
    put(shelf, *reports)
    other = type(hash_embeddings)()
    other.name = "test/other"
    switched = Shelf(shelf.places, other)

    current = switched.current()
    assert (current.vectors_pending(), current.embedded_by) == (5, "test/hash")
    assert current.check() == []
    assert len(current.unembedded(10)) == 5
    assert current.unembedded(2) == [current.unembedded(10)[0], current.unembedded(10)[-1]]
    library = put(switched)

    assert len(other.embedded) == 5
    assert (library.vectors_pending(), library.check()) == (0, [])


def test_a_file_is_known_by_its_bytes(shelf: Shelf, reports: tuple[Document, Document]) -> None:
    put(shelf, *reports)
    with shelf.begin() as state:
        assert state.filed(reports[0].raw.sha256) == (reports[0].report, "recipe")
        assert state.filed("0" * 64) is None


def test_texts_are_packed_without_loss() -> None:
    clean = CleanText(
        text="甲乙",
        offsets=(3, 7, 9),
        repairs=(Repair("width", 0, 1, "１", "1"),),
        front="导航",
        back="页脚",
    )
    assert unpack_clean(pack_clean(clean)) == clean
    assert unpack_text(pack_text("\ud800一\0")) == "\ud800一\0"


def test_a_glossary_is_kept(shelf: Shelf, reports: tuple[Document, Document]) -> None:
    entry = GlossaryEntry(term="六保", explanation="保居民就业……", start=0, end=4)
    first = reports[0]
    document = Document(
        first.report, first.raw, first.clean, first.sections, first.passages, (entry,)
    )

    assert put(shelf, document).glossary("乙市-2022") == (entry,)
