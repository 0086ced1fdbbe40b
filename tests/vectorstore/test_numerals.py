import pytest

from vectorstore.numerals import small_number


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十一", 31),
        ("7", 7),
        ("□", 0),
        ("", 0),
    ],
)
def test_small_numbers_are_read(numeral: str, number: int):
    assert small_number(numeral) == number
