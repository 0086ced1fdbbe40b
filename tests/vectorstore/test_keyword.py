from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Connection

from vectorstore import keyword
from vectorstore.tables import in_memory

LINES = (
    "城乡居民人均可支配收入增长8%。",
    "一般公共预算收入完成5.2亿元。",
    "规上工业增加值增长6%。",
)


@pytest.fixture
def connection(make_document: Callable) -> Iterator[Connection]:
    engine = in_memory()
    document = make_document("甲市", 2021, *LINES)
    with engine.begin() as connection:
        keyword.create(connection)
        keyword.add(connection, list(enumerate(document.passages, 1)))
        yield connection
    engine.dispose()


def rows(connection: Connection, question: str) -> list[int]:
    found = keyword.scores(connection, question, [(1, 3)])
    return [row for row, _ in sorted(found, key=lambda pair: -pair[1])]


def test_long_words_are_found_by_their_parts(connection: Connection) -> None:
    assert keyword.words("地区生产总值。") == ["地区", "生产", "总值", "生产总值"]
    assert set(rows(connection, "居民收入")) == {1, 2}
    assert rows(connection, "居民收入")[0] == 1


def test_words_of_questions_find_nothing(connection: Connection) -> None:
    assert keyword.query_words("去年的预算收入是多少？") == ["去年", "预算", "收入"]
    assert rows(connection, "是多少？") == []


def test_decimals_and_latin_letters_are_words(connection: Connection) -> None:
    assert rows(connection, "5.2") == [2]
    assert keyword.words("GDP增长-2.2%，5A级") == ["GDP", "增长", "2.2%", "5A", "级"]


def test_scores_are_higher_where_more_of_the_question_stands(connection: Connection) -> None:
    scored = dict(keyword.scores(connection, "工业增加值增长", [(1, 3)]))

    assert scored[3] > scored[1] > 0


def test_only_the_rows_asked_for_are_scored(connection: Connection) -> None:
    assert [row for row, _ in keyword.scores(connection, "增长", [(1, 1), (3, 3)])] == [1, 3]


def test_headings_are_found_and_weigh_less_than_the_text(connection: Connection) -> None:
    assert set(rows(connection, "工作回顾")) == {1, 2, 3}


def test_a_removed_passage_is_found_no_more(connection: Connection) -> None:
    keyword.remove(connection, 2, 2)

    assert rows(connection, "预算") == []
    assert keyword.count(connection) == 2


def test_very_long_questions_are_cut_to_their_first_words() -> None:
    question = "".join(f"词{n} " for n in range(500))

    assert len(keyword.query_words(question)) == 64
