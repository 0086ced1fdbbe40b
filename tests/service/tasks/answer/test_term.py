"""The words to search for, against the words of made-up reports."""

from service.tasks.answer.term import term_in

TEXT = "云岭高铁通车运营，日均发送旅客1.2万人次。办好红腹锦鸡文化节。商城市场交易额达到200亿元。数字政务平台上线，经济稳步回升。"


def test_what_says_nothing_is_no_part_of_the_term() -> None:
    assert term_in("云岭高铁通 没 一天", [TEXT], []).held == ("云岭高铁",)
    assert term_in("红腹锦鸡没", [TEXT], []).held == ("红腹锦鸡",)


def test_what_stands_nowhere_is_named_clean() -> None:
    assert term_in("提元宇宙", [TEXT], []).lacks == ("元宇宙",)
    assert term_in("太阳能没", ["新建一座公园。"], []).lacks == ("太阳能",)


def test_two_words_apart_are_not_the_one_asked_for() -> None:
    found = term_in("数字经济", [TEXT], [])
    assert (found.held, found.parted) == ((), (("数字", "经济"),))


def test_a_letter_is_put_right_by_the_names_of_the_figures() -> None:
    found = term_in("交意额", [TEXT], ["市场交易额"])
    assert (found.held, found.corrected) == (("交易额",), ("交意额→交易额",))
