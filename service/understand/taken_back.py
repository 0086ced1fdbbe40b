"""A question that takes back what it said: 武威粮食…不对，武威农业增加值全省第几 asks for the second alone."""

from collections.abc import Sequence
from functools import cache
from re import Pattern, compile

from service.language.words import pattern_of
from service.understand.places import read_places
from vectorstore.documents import Report

_MARK = r"[，,。.…、；;！!？?\s—-]"


@cache
def _taken() -> Pattern[str]:
    """A word that takes back, between marks: 打工的不是农民 has none."""
    words, then = pattern_of("taken_back").pattern, pattern_of("instead").pattern
    return compile(rf"^(?P<said>.+?){_MARK}+(?:{words}){_MARK}+(?:{then})?(?P<rest>.+)$")


def meant_in(question: str, reports: Sequence[Report]) -> str:
    """What is asked after all, of the region named before where it names none of its own."""
    found = _taken().match(question)
    if found is None:
        return question
    rest = found["rest"].strip()
    named = read_places(rest, reports)
    if named.regions or named.unknown or named.everywhere:
        return rest
    return "和".join(read_places(found["said"], reports).regions) + rest
