"""The gold against the reports it was read from."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from evals.dataset import CASES, Case, ExpectedFact, allowed, load
from tests.seeds import SEEDS

REPORTS = [seed.id for seed in SEEDS]
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {seed.id: seed.clean.text for seed in SEEDS}


@pytest.fixture(scope="module")
def cases() -> tuple[Case, ...]:
    return load(CASES)


@pytest.fixture(scope="module")
def facts(cases) -> tuple[Case, ...]:
    return tuple(case for case in cases if case.task == "facts")


@pytest.fixture(scope="module")
def questions(cases) -> tuple[Case, ...]:
    return tuple(case for case in cases if case.task == "ask")


def numbers(text: str) -> list[str]:
    return [found.group().replace(",", "") for found in NUMBER.finditer(text)]


def spans(quote: str, text: str) -> Iterator[tuple[int, int]]:
    for found in re.finditer(re.escape(quote), text):
        yield found.span()


def wanted(fact: ExpectedFact) -> list[str]:
    return numbers(f"{fact.value or ''} {fact.growth or ''}")


def test_each_evidence_quote_is_in_its_report(cases, texts):
    strays = [
        (case.id, proof.quote)
        for case in cases
        for proof in case.evidence
        if proof.quote not in texts[proof.report]
    ]
    assert strays == []


def test_each_quote_of_the_fact_gold_is_in_its_report(facts, texts):
    strays = [
        (case.id, quote)
        for case in facts
        for quote in (
            *(fact.quote for fact in case.expect.facts),
            *(none.quote for none in case.expect.not_figures),
        )
        if quote is None or quote not in texts[case.reports[0]]
    ]
    assert strays == []


def test_each_quote_of_a_fact_stands_at_one_place(facts, texts):
    twice = [
        (case.id, fact.quote)
        for case in facts
        for fact in case.expect.facts
        if texts[case.reports[0]].count(fact.quote) != 1
    ]
    assert twice == []


def test_the_digits_of_each_fact_stand_in_its_quote(facts):
    missing = [
        (case.id, fact.quote, digits)
        for case in facts
        for fact in case.expect.facts
        for digits in wanted(fact)
        if digits not in numbers(fact.quote)
    ]
    assert missing == []


def test_growth_without_digits_stands_in_its_quote(facts):
    words = [fact for case in facts for fact in case.expect.facts if fact.growth == "持平"]
    assert [fact.quote for fact in words] == ["固定资产投资预计与上年度持平"]
    assert all(
        fact.growth in fact.quote
        for case in facts
        for fact in case.expect.facts
        if fact.growth and not numbers(fact.growth)
    )


def test_qualifiers_stand_in_the_quote(facts):
    missing = [
        (case.id, fact.quote)
        for case in facts
        for fact in case.expect.facts
        for word in (fact.qualifier, fact.growth_qualifier)
        if word and word not in fact.quote
    ]
    assert missing == []


def test_a_falling_indicator_has_a_negative_growth(facts):
    falls = re.compile(r"(?:下降|减少|降低)\d")
    assert [
        fact.quote
        for case in facts
        for fact in case.expect.facts
        if fact.growth
        and falls.search(fact.quote)
        and f"增长{fact.growth}" not in fact.quote
        and not fact.growth.startswith("-")
    ] == []


def test_each_expected_figure_of_a_question_stands_in_its_evidence(questions):
    missing = [
        (case.id, digits)
        for case in questions
        for fact in case.expect.facts
        for digits in wanted(fact)
        if not any(digits in numbers(proof.quote) for proof in case.evidence)
    ]
    assert missing == []


@pytest.mark.parametrize("report", REPORTS)
def test_each_number_of_a_report_is_a_fact_or_none(report, facts, texts):
    text = texts[report]
    open_places = {found.span(): found.group().replace(",", "") for found in NUMBER.finditer(text)}
    for case in (case for case in facts if case.reports == (report,)):
        for none in case.expect.not_figures:
            for start, end in spans(none.quote, text):
                inside = [place for place in open_places if place[0] < end and place[1] > start]
                for place in inside:
                    del open_places[place]
        for fact in case.expect.facts:
            start = text.index(fact.quote)
            end = start + len(fact.quote)
            for digits in wanted(fact):
                inside = [
                    place
                    for place, value in open_places.items()
                    if start <= place[0] and place[1] <= end and value == digits
                ]
                assert inside, f"{fact.quote}: {digits} 已被别的事实占用"
                del open_places[inside[0]]
    assert [text[start - 10 : end + 10] for start, end in open_places] == []


def test_each_comparison_says_what_must_stand_in_every_cell(cases):
    tables = [case for case in cases if case.task == "compare"]
    assert len(tables) >= 20
    every_cell = {(report, row) for report in REPORTS for row in ("result", "target")}
    assert [
        case.id
        for case in tables
        if {(cell.report, cell.row) for cell in case.expect.cells} != every_cell
        or len(case.expect.cells) != len(every_cell)
    ] == []


def test_each_cell_with_a_value_has_a_fact_with_its_quote(cases, texts):
    cells = [cell for case in cases for cell in case.expect.cells]
    assert [
        cell for cell in cells if ("value" in allowed(cell.state)) != (cell.fact is not None)
    ] == []
    filled = [(cell.report, cell.fact) for cell in cells if cell.fact]
    assert [
        fact.quote
        for report, fact in filled
        if fact.quote is None
        or fact.quote not in texts[report]
        or not set(wanted(fact)) <= set(numbers(fact.quote))
    ] == []


def test_the_gold_is_as_large_as_promised(facts, questions):
    gold = [fact for case in facts for fact in case.expect.facts]
    assert len(gold) >= 600
    assert sum("headline" in fact.tags for fact in gold) >= 130
    assert len(questions) >= 200


def test_a_quarter_of_the_questions_is_hard_to_get_right(questions):
    hard = {"trap", "compare", "rank", "list", "unanswerable", "clarify"}
    count = sum(bool(hard & set(case.tags)) for case in questions)
    assert count >= len(questions) / 4


def test_forty_questions_are_traps_or_have_no_answer(questions):
    hard = {"trap", "unanswerable", "not_in_library"}
    assert sum(bool(hard & set(case.tags)) for case in questions) >= 40


def test_questions_cover_every_kind_of_work(questions):
    tags = Counter(tag for case in questions for tag in case.tags)
    assert {
        tag
        for tag in (
            *("figure", "growth", "target", "cumulative", "average", "text", "glossary"),
            *("compare", "rank", "list", "trap", "unanswerable", "not_in_library", "clarify"),
            *("typo", "no_punctuation", "follow_up", "derived", "nested", "respectively"),
        )
        if tags[tag] == 0
    } == set()


def test_a_question_that_must_be_refused_expects_no_fact(questions):
    refused = [case for case in questions if case.expect.status == "not_found"]
    assert refused
    assert [case.id for case in refused if case.expect.facts or not case.expect.reason] == []


def test_every_question_has_a_difficulty(questions):
    grades = {"easy", "medium", "hard"}
    assert [case.id for case in questions if len(grades & set(case.tags)) != 1] == []
