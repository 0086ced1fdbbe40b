"""Whether two numbers count one thing: else both are told, and neither is called higher.

高标准农田60万亩 is not 高效节水高标准农田20万亩, 净增450家 not 认定1200家, 瞪羚等优质企业6家 not 瞪羚企业4家.
"""

from service.language.strength import naming
from service.tasks.changes.likeness import object_of, sizes
from service.tasks.changes.promises import MOVED
from vectorstore import late

LONGER = 4
GATHERED = late.pattern(r"等[^，、\d]{0,8}\d")


def unlike(first: str, second: str) -> bool:
    """Whether one item is of a part, of another size, of a sum or of what is left of a change."""
    narrowed, gathered = (
        [narrowing(each) for each in (first, second)],
        [bool(GATHERED.search(each)) for each in (first, second)],
    )
    objects = [MOVED.sub("", object_of(each)).replace(" ", "") for each in (first, second)]
    return (
        _is_part(*sorted(objects, key=len))
        or narrowed[0] != narrowed[1]
        or gathered[0] != gathered[1]
        or sizes(first) != sizes(second)
    )


def _is_part(short: str, long: str) -> bool:
    """Whether the longer name says of which of the shorter it is: 电子处方试点药店, 试点药店."""
    return len(short) > 1 and long.endswith(short) and len(long) >= len(short) + LONGER


def narrowing(item: str) -> frozenset[str]:
    """The words of an item that make a part of a thing of it: 高价值 of 高价值发明专利."""
    return frozenset(word for word in naming("narrow") if word in item)
