"""Reports are read once for each version of the library, and anew for the next."""

from pathlib import Path

from service import ledger
from service.filing import Filing
from service.tasks.citing import Citing
from service.tasks.sources import ReportSource, sources_of
from service.tasks.summary.own import cited, own_words
from vectorstore.embed import LocalEmbeddings
from vectorstore.library import Library, Shelf

NAME, OTHER = "满洲里市-2021", "海拉尔区-2021"


def _source(library: Library) -> ReportSource:
    return sources_of(library, [library.report(NAME)])[0]


def test_a_report_is_read_once_for_one_version(seed_library: Library) -> None:
    both = sources_of(seed_library, [seed_library.report(OTHER), seed_library.report(NAME)])
    assert [source.report.id for source in both] == [OTHER, NAME]
    assert _source(seed_library) is both[1]


def test_a_new_version_is_read_anew(seed_copy: Path, local_embeddings: LocalEmbeddings) -> None:
    shelf = Shelf(seed_copy, local_embeddings, prepare=ledger.create)
    before = _source(shelf.current())
    Filing(seed_copy, local_embeddings, lambda _: None).remove(OTHER)
    after = _source(shelf.current())
    assert after is not before
    assert (after.facts, after.text) == (before.facts, before.text)


def test_a_summary_is_cited_anew_in_every_document(seed_library: Library) -> None:
    source = _source(seed_library)
    first, second = Citing({NAME: source.report}), Citing({NAME: source.report})
    second.fact(source.facts[0])
    words = own_words(source)
    (made, count), (again, counted) = (
        cited(words, source.report, each) for each in (first, second)
    )
    assert count == counted
    assert [item.text for item in made.done] == [item.text for item in again.done]
    quotes = [{citation.n: citation.quote for citation in each.all()} for each in (first, second)]
    assert [[quotes[0][n] for n in item.citations] for item in made.plans] == [
        [quotes[1][n] for n in item.citations] for item in again.plans
    ]
    assert made.done[0].citations != again.done[0].citations
