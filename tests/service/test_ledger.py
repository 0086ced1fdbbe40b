"""Facts filed and asked for, on either engine."""

from decimal import Decimal
from functools import partial

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from service.facts.model import Fact
from service.language.kind import Basis, Kind
from service.language.measure import Measure
from service.ledger import FactQuery, Ledger, add, create
from vectorstore.documents import CleanText, Document, RawText, Report
from vectorstore.embed import NamedEmbeddings
from vectorstore.library import Shelf
from vectorstore.places import Places


def fact(
    number: int,
    indicator: str = "地区生产总值",
    *,
    region: str = "满洲里市",
    year: int = 2021,
    period: str | None = "2020",
    kind: Kind = "actual",
    basis: Basis = "annual",
    value: str | None = "141.5",
    growth: str | None = None,
    known: bool = True,
    scope: str | None = None,
) -> Fact:
    figure = Measure(
        text=f"{value}亿元", start=0, end=7, number=value or "", unit="亿元",
        value=Decimal(value or 0) * 10**8, plain_unit="元",
    )  # fmt: skip
    return Fact(
        id=f"{region}-{year}#f{number}", report=f"{region}-{year}", region=region, year=year,
        indicator=indicator, known=known, indicator_text=indicator, period=period,
        period_text=None, kind=kind, basis=basis, value=value, unit="亿元" if value else None,
        growth=growth, scope=scope, quote="…", start=number, end=number + 1,
        figures=(figure,) if value else (),
    )  # fmt: skip


@pytest.fixture
def shelf(places: Places, hash_embeddings: NamedEmbeddings) -> Shelf:
    return Shelf(places, hash_embeddings, prepare=create)


def filed(shelf: Shelf, *facts: Fact) -> Ledger:
    """The ledger of a library whose reports have these facts and no text."""
    with shelf.begin() as state:
        for name in dict.fromkeys(each.report for each in facts):
            mine = [each for each in facts if each.report == name]
            state.add(report_of(mine[0]), "recipe", partial(add_to, facts=mine))
        state.commit()
    return Ledger(shelf.current())


def add_to(connection: Connection, filing: int, facts: list[Fact]) -> None:
    add(connection, filing, facts)


def report_of(one: Fact) -> Document:
    report = Report(
        id=one.report, region=one.region, level="county", parents=(), year=one.year,
        covers=one.year - 1, title="", source="", chars=0, passages=0, figures=0, sha256=one.report,
    )  # fmt: skip
    return Document(report, RawText("", one.report, "", "txt"), CleanText("", (0,)), (), ())


def values(ledger: Ledger, query: FactQuery) -> list[str | None]:
    return [each.value for each in ledger.facts(query)]


def test_a_fact_comes_back_as_it_was_written(shelf: Shelf) -> None:
    written = fact(1, growth="3%")
    ledger = filed(shelf, written)
    assert ledger.facts() == (written,)


def test_a_fact_is_found_by_its_id(shelf: Shelf) -> None:
    ledger = filed(shelf, fact(1), fact(2, value="9.8"))
    found = ledger.fact("满洲里市-2021#f2")
    assert found is not None
    assert (found.value, ledger.fact("x")) == ("9.8", None)


def test_an_id_is_taken_once(shelf: Shelf) -> None:
    with pytest.raises(IntegrityError):
        filed(shelf, fact(1), fact(1))


def test_facts_are_in_the_order_of_the_text(shelf: Shelf) -> None:
    ledger = filed(shelf, fact(5, value="5"), fact(2, value="2"), fact(9, value="9"))
    assert values(ledger, FactQuery()) == ["2", "5", "9"]


@pytest.mark.parametrize("name", ["地区生产总值", "GDP", "生产总值"])
def test_an_indicator_is_asked_for_by_any_of_its_names(shelf: Shelf, name: str) -> None:
    ledger = filed(shelf, fact(1), fact(2, "固定资产投资", value="23.9"))
    assert values(ledger, FactQuery(indicators=[name])) == ["141.5"]


def test_a_phrase_of_the_report_is_asked_for_by_a_part_of_it(shelf: Shelf) -> None:
    ledger = filed(shelf, fact(1), fact(2, "口袋公园建设数量", value="17", known=False))
    assert values(ledger, FactQuery(indicators=["口袋公园"])) == ["17"]


def test_a_percent_sign_in_a_name_is_no_wildcard(shelf: Shelf) -> None:
    ledger = filed(shelf, fact(1))
    assert values(ledger, FactQuery(indicators=["%"])) == []


def test_reports_and_years_are_filtered(shelf: Shelf) -> None:
    ledger = filed(shelf, fact(1), fact(1, region="乌海市", year=2024, value="7"))
    by_report = values(ledger, FactQuery(reports=["乌海市-2024"]))
    by_year = values(ledger, FactQuery(years=[2021]))
    assert (by_report, by_year) == (["7"], ["141.5"])


def test_a_result_is_actual_or_expected(shelf: Shelf) -> None:
    ledger = filed(
        shelf,
        fact(1, value="1"),
        fact(2, value="2", kind="expected"),
        fact(3, value="3", kind="target"),
        fact(4, value="4", kind="cumulative"),
    )
    assert values(ledger, FactQuery(kinds=["result"])) == ["1", "2"]
    assert values(ledger, FactQuery(kinds=["target", "cumulative"])) == ["3", "4"]


def test_a_year_asks_for_amounts_at_the_end_of_a_span_too(shelf: Shelf) -> None:
    ledger = filed(
        shelf,
        fact(1, value="1"),
        fact(2, value="2", period="2016-2020", basis="level"),
        fact(3, value="3", period="2016-2020", basis="cumulative", kind="cumulative"),
        fact(4, value="4", period=None),
    )
    assert values(ledger, FactQuery(periods=["2020"])) == ["1", "2"]
    assert values(ledger, FactQuery(periods=["2016-2020"])) == ["2", "3"]


def test_facts_that_disagree_are_a_conflict_the_later_report_first(shelf: Shelf) -> None:
    ledger = filed(
        shelf, fact(1), fact(1, year=2022, value="140.1"), fact(2, "固定资产投资", value="9")
    )
    found = ledger.conflicts()
    assert [(c.indicator, [f.value for f in c.facts]) for c in found] == [
        ("地区生产总值", ["140.1", "141.5"])
    ]


def test_the_same_amount_in_another_unit_is_no_conflict(shelf: Shelf) -> None:
    again = fact(2).model_copy(update={"value": "1415000", "unit": "万元"})
    figure = again.figures[0].model_copy(update={"number": "1415000", "unit": "万元"})
    ledger = filed(shelf, fact(1), again.model_copy(update={"figures": (figure,)}))
    assert ledger.conflicts() == ()


def test_other_scopes_and_kinds_do_not_disagree(shelf: Shelf) -> None:
    ledger = filed(
        shelf, fact(1), fact(2, value="9", scope="区本级"), fact(3, value="150", kind="target")
    )
    assert ledger.conflicts() == ()


def test_growths_that_disagree_are_a_conflict(shelf: Shelf) -> None:
    ledger = filed(shelf, fact(1, value=None, growth="3%"), fact(2, value=None, growth="3.1%"))
    assert len(ledger.conflicts()) == 1


def test_nothing_is_written_for_no_facts(shelf: Shelf) -> None:
    ledger = filed(shelf)
    assert ledger.facts() == ()


def test_where_no_report_fits_no_fact_does(shelf: Shelf) -> None:
    ledger = filed(shelf, fact(1))
    assert values(ledger, FactQuery(reports=())) == []
    assert ledger.count(FactQuery(reports=())) == 0
    assert ledger.given(FactQuery(reports=())) == {}
