import re
import sys

from vectorstore import late


def test_a_package_is_imported_when_something_of_it_is_asked_for() -> None:
    sys.modules.pop("colorsys", None)
    colours = late.module("colorsys")
    assert "colorsys" not in sys.modules
    assert colours.rgb_to_hsv(0, 0, 0) == (0.0, 0.0, 0)
    assert "colorsys" in sys.modules


def test_a_late_pattern_does_what_a_compiled_one_does() -> None:
    made, plain = late.pattern(r"(?P<n>\d+)亿", re.I), re.compile(r"(?P<n>\d+)亿", re.I)
    text = "12亿，3亿元"
    assert made.pattern == plain.pattern
    assert made.flags == plain.flags
    assert made.findall(text) == plain.findall(text)
    assert [m["n"] for m in made.finditer(text)] == ["12", "3"]
    assert made.sub("x", text) == plain.sub("x", text)
    assert made.search(text, 3) is not None
