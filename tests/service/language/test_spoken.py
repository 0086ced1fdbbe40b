"""What people type, in the words reports print; nouns for amounts; years of two digits."""

import pytest
from pydantic import BaseModel, TypeAdapter

from service.language.amounts import Amount, amount_asked
from service.language.lexicon import data_of
from service.language.spoken import in_report_words, in_standard_words
from service.language.times import full_years


class Class(BaseModel):
    """An entry of the lexicon, as the file has it."""

    name: str
    instance: str
    said: dict[str, str]


class Nouns(BaseModel):
    """An entry of the amounts, as the file has it."""

    name: str
    instance: str
    words: list[str]
    units: list[str]


CLASSES = TypeAdapter(list[Class]).validate_python(data_of("spoken"))
AMOUNTS = TypeAdapter(list[Nouns]).validate_python(data_of("amounts"))
ASKED = [(words, said) for each in CLASSES if each.name != "printed" for words, said in each.said.items()]  # fmt: skip
PRINTED = [pair for each in CLASSES if each.name == "printed" for pair in each.said.items()]


@pytest.mark.parametrize(("spoken", "printed"), ASKED)
def test_every_spoken_wording_is_read_as_its_printed_one(spoken: str, printed: str) -> None:
    assert in_standard_words(f"泰州{spoken}") == f"泰州{printed}"


def test_letters_are_read_as_reports_print_them() -> None:
    asked = "泰州人均gdp、pm2.5和r&d，5g，修路5km，用“gdp”几次"
    assert in_standard_words(asked) == "泰州人均GDP、PM2.5和R&D，5G，修路5km，用“gdp”几次"


@pytest.mark.parametrize(("spoken", "printed"), ASKED)
def test_what_was_put_into_standard_words_stays_as_it_is(spoken: str, printed: str) -> None:
    once = in_standard_words(f"泰州{spoken}")
    assert in_standard_words(once) == once


@pytest.mark.parametrize(("spoken", "printed"), PRINTED)
def test_every_staff_word_is_searched_for_as_it_is_printed(spoken: str, printed: str) -> None:
    assert in_report_words(spoken) == printed
    assert in_report_words(printed) == printed


@pytest.mark.parametrize("entry", CLASSES, ids=[each.name for each in CLASSES])
def test_the_instance_of_a_class_is_changed_by_it(entry: Class) -> None:
    change = in_report_words if entry.name == "printed" else in_standard_words
    assert any(spoken in entry.instance for spoken in entry.said)
    assert change(entry.instance) != entry.instance


def test_no_wording_stands_in_two_classes_that_say_different_things() -> None:
    known: dict[str, str] = {}
    for spoken, printed in ASKED:
        assert known.setdefault(spoken, printed) == printed


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("丽水去年干了啥", "丽水去年做了什么"),
        ("咋整的", "怎么做的"),
        ("丽水gdp涨了还是跌了", "丽水GDP增长还是下降"),
        ("“干啥都行”行动咋弄的", "“干啥都行”行动怎么做的"),
        ("《为啥》是什么", "《为啥》是什么"),
        ("丽水GDP是多少", "丽水GDP是多少"),
    ],
)
def test_a_quoted_term_keeps_its_words(question: str, read: str) -> None:
    assert in_standard_words(question) == read


def test_one_staff_word_of_a_topic_is_replaced_the_longest_first() -> None:
    assert in_report_words("农村低保标准") == "城乡最低生活保障标准"
    assert in_report_words("村里看病") == "村里医疗"
    assert in_report_words("绿道建设") == "绿道建设"


def test_what_holds_a_staff_word_in_its_printed_form_is_left_alone() -> None:
    assert in_standard_words("泰州中药材面积 药材呢") == "泰州中药材面积 中药材呢"
    assert in_report_words("公共厕所") == "公共厕所"


@pytest.mark.parametrize("entry", AMOUNTS, ids=[each.name for each in AMOUNTS])
def test_every_noun_ends_the_name_of_an_amount(entry: Nouns) -> None:
    for word in entry.words:
        assert amount_asked(f"芡实{word}") == Amount("芡实", word, frozenset(entry.units))
    assert any(word.removeprefix("总") in entry.instance for word in entry.words)


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("枇杷 总产量", ("枇杷", "总产量")),
        ("油茶种植面积", ("油茶", "种植面积")),
        ("产量", None),
        ("枇杷产量高", None),
        ("枇杷", None),
        ("", None),
    ],
)
def test_an_amount_is_a_thing_and_its_noun(words: str, amount: tuple[str, str] | None) -> None:
    read = amount_asked(words)
    assert (read and (read.thing, read.noun)) == amount


@pytest.mark.parametrize(
    ("typed", "full"),
    [
        ("22和23两年gdp", "2022年和2023年gdp"),
        ("22年和23年gdp", "2022年和2023年gdp"),
        ("19到21年固投", "2019到2021年固投"),
        ("21、22两年", "2021年、2022年"),
        ("24比23年多了多少", "2024比2023年多了多少"),
        ("09年修路", "2009年修路"),
        ("2023年", "2023年"),
        ("近20年来", "近20年来"),
        ("20年以上房龄", "20年以上房龄"),
        ("第15年", "第15年"),
        ("过去10年间", "过去10年间"),
        ("1.22年", "1.22年"),
        ("22和23个项目", "22和23个项目"),
    ],
)
def test_years_of_two_digits_are_written_out(typed: str, full: str) -> None:
    assert full_years(typed) == full
