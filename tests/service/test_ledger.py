"""Facts written to SQLite and asked for."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import IntegrityError

from service.facts.model import Fact
from service.language.kind import Basis, Kind
from service.language.measure import Measure
from service.ledger import FactQuery, Ledger, add, create


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
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = create_engine(f"sqlite:///{tmp_path / 'library.db'}")
    create(engine)
    yield engine
    engine.dispose()


def values(engine: Engine, query: FactQuery) -> list[str | None]:
    return [each.value for each in Ledger(engine).facts(query)]


def test_a_fact_comes_back_as_it_was_written(engine: Engine) -> None:
    written = fact(1, growth="3%")
    add(engine, [written])
    assert Ledger(engine).facts() == (written,)


def test_a_fact_is_found_by_its_id(engine: Engine) -> None:
    add(engine, [fact(1), fact(2, value="9.8")])
    found = Ledger(engine).fact("满洲里市-2021#f2")
    assert found is not None
    assert (found.value, Ledger(engine).fact("x")) == ("9.8", None)


def test_an_open_connection_is_written_to_without_committing(engine: Engine) -> None:
    with engine.connect() as connection:
        add(connection, [fact(1)])
        connection.rollback()
    assert Ledger(engine).facts() == ()


def test_an_id_is_taken_once(engine: Engine) -> None:
    add(engine, [fact(1)])
    with pytest.raises(IntegrityError):
        add(engine, [fact(1)])


def test_creating_twice_keeps_the_facts(engine: Engine) -> None:
    add(engine, [fact(1)])
    create(engine)
    assert len(Ledger(engine).facts()) == 1


def test_facts_are_in_the_order_of_the_text(engine: Engine) -> None:
    add(engine, [fact(5, value="5"), fact(2, value="2"), fact(9, value="9")])
    assert values(engine, FactQuery()) == ["2", "5", "9"]


@pytest.mark.parametrize("name", ["地区生产总值", "GDP", "生产总值"])
def test_an_indicator_is_asked_for_by_any_of_its_names(engine: Engine, name: str) -> None:
    add(engine, [fact(1), fact(2, "固定资产投资", value="23.9")])
    assert values(engine, FactQuery(indicators=[name])) == ["141.5"]


def test_a_phrase_of_the_report_is_asked_for_by_a_part_of_it(engine: Engine) -> None:
    add(engine, [fact(1), fact(2, "口袋公园建设数量", value="17", known=False)])
    assert values(engine, FactQuery(indicators=["口袋公园"])) == ["17"]


def test_a_percent_sign_in_a_name_is_no_wildcard(engine: Engine) -> None:
    add(engine, [fact(1)])
    assert values(engine, FactQuery(indicators=["%"])) == []


def test_reports_and_years_are_filtered(engine: Engine) -> None:
    add(engine, [fact(1), fact(1, region="乌海市", year=2024, value="7")])
    by_report = values(engine, FactQuery(reports=["乌海市-2024"]))
    by_year = values(engine, FactQuery(years=[2021]))
    assert (by_report, by_year) == (["7"], ["141.5"])


def test_a_result_is_actual_or_expected(engine: Engine) -> None:
    add(
        engine,
        [
            fact(1, value="1"),
            fact(2, value="2", kind="expected"),
            fact(3, value="3", kind="target"),
            fact(4, value="4", kind="cumulative"),
        ],
    )
    assert values(engine, FactQuery(kinds=["result"])) == ["1", "2"]
    assert values(engine, FactQuery(kinds=["target", "cumulative"])) == ["3", "4"]


def test_a_year_asks_for_amounts_at_the_end_of_a_span_too(engine: Engine) -> None:
    add(
        engine,
        [
            fact(1, value="1"),
            fact(2, value="2", period="2016-2020", basis="level"),
            fact(3, value="3", period="2016-2020", basis="cumulative", kind="cumulative"),
            fact(4, value="4", period=None),
        ],
    )
    assert values(engine, FactQuery(periods=["2020"])) == ["1", "2"]
    assert values(engine, FactQuery(periods=["2016-2020"])) == ["2", "3"]


def test_facts_that_disagree_are_a_conflict_the_later_report_first(engine: Engine) -> None:
    add(engine, [fact(1), fact(1, year=2022, value="140.1"), fact(2, "固定资产投资", value="9")])
    found = Ledger(engine).conflicts()
    assert [(c.indicator, [f.value for f in c.facts]) for c in found] == [
        ("地区生产总值", ["140.1", "141.5"])
    ]


def test_the_same_amount_in_another_unit_is_no_conflict(engine: Engine) -> None:
    again = fact(2).model_copy(update={"value": "1415000", "unit": "万元"})
    figure = again.figures[0].model_copy(update={"number": "1415000", "unit": "万元"})
    add(engine, [fact(1), again.model_copy(update={"figures": (figure,)})])
    assert Ledger(engine).conflicts() == ()


def test_other_scopes_and_kinds_do_not_disagree(engine: Engine) -> None:
    add(
        engine,
        [fact(1), fact(2, value="9", scope="区本级"), fact(3, value="150", kind="target")],
    )
    assert Ledger(engine).conflicts() == ()


def test_growths_that_disagree_are_a_conflict(engine: Engine) -> None:
    add(engine, [fact(1, value=None, growth="3%"), fact(2, value=None, growth="3.1%")])
    assert len(Ledger(engine).conflicts()) == 1


def test_nothing_is_written_for_no_facts(engine: Engine) -> None:
    add(engine, [])
    assert Ledger(engine).facts() == ()
