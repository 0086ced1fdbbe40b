"""What is worked out of a report when it is filed says what would be worked out now."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, delete, update

from service import digests, ledger
from service.digests import digests_table
from service.tasks.compare.ground import OfLibrary, OfSources
from service.tasks.compare.rows import asked_for, rows
from service.tasks.compare.task import proven_table
from service.tasks.sources import sources_of
from service.tasks.summary.own import own_words
from vectorstore.embed import LocalEmbeddings
from vectorstore.library import Library, Shelf


def test_rows_from_the_librarys_columns_are_those_from_whole_reports(seed_library: Library) -> None:
    reports = seed_library.reports()
    columns, whole = OfLibrary(seed_library, reports), OfSources(sources_of(seed_library, reports))
    for indicators in ((), ("出口总额", "民生支出", "就业创业")):
        asked = asked_for(indicators, None, columns)
        assert asked == asked_for(indicators, None, whole)
        assert rows(asked, columns) == rows(asked, whole)


def test_own_words_are_kept_as_they_would_be_made(seed_library: Library) -> None:
    sources = sources_of(seed_library, seed_library.reports())
    kept = digests.words(seed_library, [source.report.id for source in sources])
    assert list(kept) == [own_words(source) for source in sources]


@pytest.mark.parametrize("lost", [True, False])
def test_what_is_lost_or_tampered_with_is_made_anew_and_filed_again(
    seed_copy: Path, local_embeddings: LocalEmbeddings, lost: bool
) -> None:
    shelf = Shelf(seed_copy, local_embeddings, prepare=ledger.create)
    before = proven_table(shelf.current())
    engine = create_engine(f"sqlite:///{seed_copy / 'library.sqlite3'}")
    change = delete(digests_table) if lost else update(digests_table).values(packed="{}")
    with engine.begin() as connection:
        connection.execute(change)
    engine.dispose()
    library = shelf.opened()
    after = proven_table(library)
    assert (after.rows, after.findings, after.proof) == (before.rows, before.findings, before.proof)
    report = library.reports()[0]
    text = library.text(report.id)
    assert not ledger.is_intact(library.engine, library.filing(report.id), report, text)
