"""Whether a change is so, looked up anew in both reports: it knows nothing of how it was found.

A quote that is not in its place, a number that its quote does not hold, a term called gone that
stands in a review: the change falls.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import chain

from service.language.lacks import lacking, lacks_of
from service.language.measures import measures
from service.language.strength import Standing, names_of, standings
from service.shapes import Citation
from service.tasks.changes.clauses import clauses
from service.tasks.changes.counted import unlike
from service.tasks.changes.given_up import NO_NUMBER, is_numbered, is_plain_of
from service.tasks.changes.items import said_of
from service.tasks.changes.likeness import Rarity, covered, object_of, pairs
from service.tasks.changes.lists import is_accounted_for
from service.tasks.changes.naming import bare
from service.tasks.changes.numbers import NUMBER, one_number
from service.tasks.changes.promises import is_mentioned, review_of
from service.tasks.changes.shapes import Change, moved_words
from service.tasks.sources import ReportSource
from service.tasks.summary.problems import passage

ONE_OBJECT = 0.3
PLANNED = ("plan", "plan_period", "self", "body")


def stands(
    change: Change, cited: Mapping[int, Citation], earlier: ReportSource, later: ReportSource
) -> bool:
    """Whether both quotes stand in their reports and the change is what they say."""
    first, second = cited.get(change.earlier or 0), cited.get(change.later or 0)
    if not _quoted(first, earlier, change.earlier) or not _quoted(second, later, change.later):
        return False
    match change.kind:
        case "new":
            return _only(change.after, second, later, earlier)
        case "gone":
            return _only(change.before, first, earlier, later)
        case "carried":
            return bool(first and second) and _carried(change, _said(first), _said(second))
        case "stronger" | "weaker":
            if change.after == NO_NUMBER:
                return _gave_up(change, _said(first), _said(second), earlier, later)
            return bool(first and second) and _shifted(change, _said(first), _said(second))
        case "unmentioned":
            return first is not None and _unmentioned(first, earlier, later)
        case "repeated":
            one_lack = _speak_of_one_lack(_said(first), _said(second))
            return one_lack and _is_lack(first, earlier) and _is_lack(second, later)


def _said(citation: Citation | None) -> str:
    return citation.quote if citation else ""


def _quoted(citation: Citation | None, source: ReportSource, number: int | None) -> bool:
    if number is None:
        return True
    if citation is None or citation.report != source.report.id or not citation.quote:
        return False
    return source.text[citation.start : citation.end] == citation.quote


def _only(term: str | None, quote: Citation | None, own: ReportSource, other: ReportSource) -> bool:
    if not term or quote is None or bare(term) not in bare(quote.quote):
        return False
    elsewhere = any(bare(name) in bare(other.text) for name in names_of(bare(term)))
    return not elsewhere and bare(term) in bare(own.text)


def _carried(change: Change, first: str, second: str) -> bool:
    alike = covered(pairs(object_of(first)), pairs(object_of(second))) >= ONE_OBJECT
    if change.move == "restated":
        return alike
    before, after = change.before or "", change.after or ""
    if not alike or not before or not after or before not in first or after not in second:
        return False
    if change.move is None or change.text != moved_words(before, after, change.move):
        return False
    if change.move != "other" and all(map(one_number, (first, second))) and unlike(first, second):
        return False
    if (range_of := _range(before)) is not None:
        return change.move == ("same" if range_of == _range(after) else "other")
    low, high = _value(before), _value(after)
    if change.move == "other" or low is None or high is None:
        return change.move == "other"
    return change.move == ("same" if low == high else "up" if high > low else "down")


def _range(printed: str) -> tuple[Decimal | None, Decimal] | None:
    read = measures(printed)
    return (read[0].value, read[0].high) if len(read) == 1 and read[0].high is not None else None


def _value(printed: str) -> Decimal | None:
    """A number with its scale: 1.2万元 is 12000; one in a unit nobody knows by its digits."""
    read = measures(printed)
    if len(read) == 1 and read[0].high is None and read[0].value is not None:
        return -read[0].value if read[0].direction == "down" else read[0].value
    digits = NUMBER.findall(printed)
    return Decimal(digits[0]) if len(digits) == 1 else None


def _shifted(change: Change, first: str, second: str) -> bool:
    levels = {each.ladder: each for each in _all_standings(first) if each.word == change.before}
    return any(
        after.word == change.after
        and after.ladder in levels
        and after.level != levels[after.ladder].level
        and (after.level > levels[after.ladder].level) == (change.kind == "stronger")
        for after in _all_standings(second)
    )


def _all_standings(quote: str) -> Iterator[Standing]:
    """The words of a clause on the ladders, and those of each thing that it lists."""
    return chain.from_iterable(map(standings, dict.fromkeys((quote, *said_of(quote)))))


def _gave_up(
    change: Change, first: str, second: str, earlier: ReportSource, later: ReportSource
) -> bool:
    """Whether the number stood, the later clause has none, nor any other of that plan on the same."""
    about, kept = pairs(object_of(first)), clauses(later.text, later.sections, PLANNED)
    return (
        change.kind == "weaker"
        and bool(change.before and change.before in first and is_plain_of(first, second))
        and bool(second)
        and covered(about, pairs(object_of(second))) >= ONE_OBJECT
        and not is_numbered(about, kept, _rarity(earlier, later))
    )


def _unmentioned(promise: Citation, earlier: ReportSource, later: ReportSource) -> bool:
    if is_accounted_for(earlier, promise.start, later):
        return False
    return not is_mentioned(promise.quote, review_of(later), _rarity(earlier, later))


@lru_cache(maxsize=8)
def _rarity(earlier: ReportSource, later: ReportSource) -> Rarity:
    return Rarity([earlier.text, later.text])


def _speak_of_one_lack(first: str, second: str) -> bool:
    return bool(
        lacks_of(first) & lacks_of(second) or pairs(lacking(first)) & pairs(lacking(second))
    )


def _is_lack(citation: Citation | None, source: ReportSource) -> bool:
    place = passage(source.text, 0, len(source.text))
    return bool(citation and place and place[0] <= citation.start and citation.end <= place[1])
