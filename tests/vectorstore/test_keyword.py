from collections.abc import Callable

import numpy as np
import pytest

from tests.vectorstore.shelving import put, take
from vectorstore import keyword
from vectorstore.library import Library, Shelf

LINES = (
    "城乡居民人均可支配收入增长8%。",
    "一般公共预算收入完成5.2亿元。",
    "规上工业增加值增长6%。",
)


@pytest.fixture
def library(shelf: Shelf, make_document: Callable) -> Library:
    return put(shelf, make_document("甲市", 2021, *LINES), embed=False)


def scores(library: Library, question: str, *names: str) -> dict[int, float]:
    """The passages found, numbered from 1, with their scores."""
    filings = library.filings(names or [report.id for report in library.reports()])
    found = library.keywords.scores(question, filings)
    return {at + 1: float(score) for at, score in enumerate(found) if not np.isnan(score)}


def rows(library: Library, question: str) -> list[int]:
    found = scores(library, question)
    return sorted(found, key=lambda row: -found[row])


def test_long_words_are_found_by_their_parts(library: Library) -> None:
    assert keyword.words("地区生产总值。") == ["地区", "生产", "总值", "生产总值"]
    assert set(rows(library, "居民收入")) == {1, 2}
    assert rows(library, "居民收入")[0] == 1


def test_words_of_questions_find_nothing(library: Library) -> None:
    assert keyword.query_words("去年的预算收入是多少？") == ["去年", "预算", "收入"]
    assert rows(library, "是多少？") == []


def test_decimals_and_latin_letters_are_words(library: Library) -> None:
    assert rows(library, "5.2") == [2]
    assert keyword.words("GDP增长-2.2%，5A级") == ["GDP", "增长", "2.2%", "5A", "级"]


def test_scores_are_higher_where_more_of_the_question_stands(library: Library) -> None:
    scored = scores(library, "工业增加值增长")

    assert scored[3] > scored[1] > 0


def test_headings_are_found_and_weigh_less_than_the_text(library: Library) -> None:
    assert set(rows(library, "工作回顾")) == {1, 2, 3}


def test_a_score_is_bm25_over_what_the_state_shows(
    shelf: Shelf, library: Library, make_document: Callable
) -> None:
    two = put(shelf, make_document("乙市", 2021, "增长很快。", "GDP不变。"), embed=False)
    lengths = {
        name: len(keyword.words(text)) + len(keyword.words("一、工作回顾"))
        for name, text in zip("abcde", (*LINES, "增长很快。", "GDP不变。"), strict=True)
    }
    rarity = np.log((5 - 3 + 0.5) / (3 + 0.5))  # 增长 stands in three of five passages
    assert rarity < 0  # so common a word weighs next to nothing
    found = scores(two, "gdp", "乙市-2021")

    average = sum(lengths.values()) / 5
    weight = np.log((5 - 1 + 0.5) / (1 + 0.5))
    expected = weight * 2.2 / (1 + 1.2 * (0.25 + 0.75 * lengths["e"] / average))
    assert found == {2: pytest.approx(expected)}
    assert scores(two, "增长", "甲市-2021").keys() == {1, 3}
    assert scores(take(shelf, "乙市-2021"), "gdp") == {}
