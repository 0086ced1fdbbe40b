"""A question that named no region, with the one that is named behind it."""

from collections.abc import Sequence

from service.understand.model import Understood
from service.understand.places import read_places
from service.understand.words import topic_of
from vectorstore.documents import Report


def with_place(said: str, before: Understood, reports: Sequence[Report]) -> str:
    """The question that named no region with the one that is named now (清苑的), and nothing else."""
    places = read_places(said, reports)
    if places.unsaid or places.everywhere or topic_of(places.rest).strip():
        return ""
    names = "和".join([*places.regions, *places.unknown])
    return f"{names}{before.said}"


def taken_over(read: Understood) -> dict[str, tuple[str, ...]]:
    """What a region named alone takes over from the question that lacked it."""
    about = read.indicators or ((read.spoken,) if read.spoken else ())
    held = {"about": about, "years": tuple(map(str, read.years or read.report_years))}
    return {name: each for name, each in held.items() if each}
