"""The ten changes to read first: the targets of all, what is new, gone, firmer, looser, left unsaid."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice

from service.language.indicators import printed_mentions
from service.language.strength import naming
from service.shapes import Citation
from service.tasks.changes.shapes import Change, ChangeKind

TEN, TARGETS = 10, 3
SHARES: tuple[tuple[ChangeKind, int], ...] = (
    ("new", 2),
    ("gone", 2),
    ("stronger", 1),
    ("weaker", 1),
    ("unmentioned", 1),
)


def leading(changes: Sequence[Change], cited: Mapping[int, Citation]) -> tuple[int, ...]:
    """Their places among the changes, those of each kind in order, targets of all before others."""
    chosen = list(islice(_headlines(changes, cited), TARGETS))
    for kind, share in SHARES:
        chosen += islice(_left(changes, kind, chosen), share)
    for kind, _ in SHARES:
        chosen += islice(_left(changes, kind, chosen), TEN - len(chosen))
    return tuple(chosen)


def _left(changes: Sequence[Change], kind: ChangeKind, chosen: Collection[int]) -> Iterator[int]:
    return (n for n, one in enumerate(changes) if one.kind == kind and n not in chosen)


def _headlines(changes: Sequence[Change], cited: Mapping[int, Citation]) -> Iterator[int]:
    """The target of growth, whatever became of it, then the other main ones that were changed."""
    named = {n: _indicators(one, cited) for n, one in enumerate(changes) if one.kind == "carried"}
    for name in naming("headline"):
        found = (
            n
            for n, names in named.items()
            if name in names
            and (name == naming("headline")[0] or changes[n].move in ("up", "down"))
        )
        yield from islice(found, 1)


def _indicators(change: Change, cited: Mapping[int, Citation]) -> frozenset[str]:
    """The indicators that both quotes name and nothing else: not 制造业增加值占地区生产总值比重."""
    quotes = [cited[n].quote for n in (change.earlier, change.later) if n is not None]
    names = [frozenset(one.name for _, _, one in printed_mentions(quote)) for quote in quotes]
    same = bool(names) and change.before is not None and all(each == names[0] for each in names)
    return names[0] if same and len(names[0]) == 1 else frozenset()
