"""Where a part of a question is about: the places it names, takes over or is held against."""

from collections.abc import Sequence

from service.understand.follow import both_places, inherited_regions
from service.understand.model import Understood
from service.understand.places import Places, read_places
from service.understand.wider import asks_place, place_held, wider_of
from vectorstore.documents import Report


def placed(
    question: str, reports: Sequence[Report], before: Understood | None
) -> tuple[Places, tuple[str, ...], str]:
    """The places of a part, the wider regions it is held against, and the part without those."""
    wider, bare = wider_of(question)
    ranked = asks_place(question) or bool(place_held(question))
    spoken_of = before.regions if before is not None and ranked else ()
    places = read_places(bare, reports, ranked=ranked, spoken_of=spoken_of)
    if wider and not places.regions and before is None:
        return read_places(question, reports), (), question
    return places, wider, bare if wider else question


def where(
    question: str,
    places: Places,
    reports: Sequence[Report],
    regions: Sequence[str],
    before: Understood | None,
) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """The regions taken over from before, all those meant, and whether none is said or goes
    without saying: of a library of one region that one is meant."""
    inherited = both_places(question, before) or inherited_regions(question, places, before)
    held = tuple(dict.fromkeys(report.region for report in reports))
    alone = held if places.unsaid and len(held) == 1 else ()
    named = tuple(dict.fromkeys([*inherited, *places.regions, *regions])) or alone
    whole = before is not None and before.all_regions and not before.unsaid
    return inherited, named, places.unsaid and not named and not whole


def unheld(unknown: tuple[str, ...], reports: Sequence[Report], *, wide: bool) -> tuple[str, ...]:
    """The regions that the library does not hold; the one that a place or share is of is none of
    them (在广西排第几)."""
    around = {parent for report in reports for parent in report.parents} if wide else set[str]()
    return tuple(name for name in unknown if name not in around)
