"""Where a part of a question is about: the places it names, takes over or is held against."""

from collections.abc import Sequence

from service.understand.follow import both_places, inherited_regions
from service.understand.model import Understood
from service.understand.places import AskedPlaces, read_places
from service.understand.wider import AGAINST, NAME, asks_place, place_held, wider_of
from vectorstore import late
from vectorstore.documents import Report

LEVELS = {
    "全省": "province",
    "全自治区": "province",
    "全区": "province",
    "全市": "prefecture",
    "全州": "prefecture",
}
OWN = late.pattern("我省|我们省|省里(?!排|第|级)|全省(?!第|排|前|最)")


def placed(
    question: str, reports: Sequence[Report], before: Understood | None
) -> tuple[AskedPlaces, tuple[str, ...], str]:
    """The places of a part, the wider regions it is held against, and the part without those."""
    question = by_its_report(question, reports, before)
    wider, bare = wider_of(question)
    ranked = asks_place(question) or bool(place_held(question))
    spoken_of = before.regions if before is not None and ranked else ()
    places = read_places(bare, reports, ranked=ranked, spoken_of=spoken_of)
    if wider and not places.regions and before is None:
        return read_places(question, reports), (), question
    return places, wider, bare if wider else question


def by_its_report(question: str, reports: Sequence[Report], before: Understood | None) -> str:
    """A question with 全省 by its name, where the library holds the report of the region's own
    province (or of its city, for 全市): 吉林市比全省高多少 → 吉林市比吉林省高多少. So is 我省 where no
    region is named and one province is held."""
    found = AGAINST.search(question)
    levels = {report.region: report.level for report in reports}
    if found is None:
        named = OWN.search(question)
        provinces = [region for region, level in levels.items() if level == "province"]
        plain = named and len(provinces) == 1 and len(levels) > 1 and before is None
        if not named or not plain or read_places(question, reports).regions:
            return question
        return question.replace(named.group(), provinces[0])
    places = read_places(question, reports).regions or (before.regions if before else ())
    for name in NAME.findall(found["names"]) if len(places) == 1 else ():
        parents = {p for r in reports if r.region in places for p in r.parents}
        held = [each for each in parents if each in levels and levels[each] == LEVELS.get(name)]
        if len(held) == 1:
            question = question.replace(name, held[0])
    return question


def where(
    question: str,
    places: AskedPlaces,
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
