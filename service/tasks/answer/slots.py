"""What a question asks for, slot by slot, and what became of each of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from service.shapes import Asked, AskedState, Reason, Status
from service.understand import Understood
from service.verify import DraftLine

REASONS: dict[AskedState, Reason] = {
    "not_in_library": "not_in_library",
    "not_mentioned": "not_mentioned",
    "no_number": "no_amount",
    "doubtful": "doubtful",
    "unproven": "unproven",
    "not_understood": "ambiguous",
}
SILENT: tuple[AskedState, ...] = ("not_mentioned", "not_in_library", "not_understood")


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing that is asked for: `2023`, `清苑区`, `一般公共预算收入`, `growth`."""

    region: str | None
    about: str
    period: str | None
    measure: str


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a slot, and the sentences that say so."""

    slot: Slot
    state: AskedState
    lines: tuple[DraftLine, ...] = ()


@dataclass(frozen=True, slots=True)
class SpokenSlot:
    """A sentence that stands, what it says that was proven (`finish.said_by`), the sentence of
    code that it stands for, if it is one's, and how it was `written` before its marks."""

    line: DraftLine
    said: frozenset[object] = frozenset()
    origin: str = ""
    written: str = ""


def slot_of(understood: Understood, region: str | None, about: str = "", measure: str = "") -> Slot:
    """The slot of a question that is about words or about a whole report."""
    what = about or "、".join(understood.indicators) or understood.spoken or understood.subject
    named = understood.relation or understood.task
    return Slot(region, what, period_of(understood), measure or named)


def period_of(understood: Understood) -> str | None:
    """The one period that is asked about; None where it is left open or there are several."""
    if understood.period:
        return understood.period
    return str(understood.years[0]) if len(understood.years) == 1 else None


def by_region(
    understood: Understood,
    regions: Sequence[str],
    said: Mapping[str, Sequence[DraftLine]],
    silent: AskedState = "not_mentioned",
) -> tuple[Told, ...]:
    """A slot for each region that was named, answered where its report `said` something; one for
    all of them where none was."""
    named = [region for region in regions if region in understood.regions]
    if not named or understood.all_regions:
        lines = tuple(line for lines in said.values() for line in lines)
        return (Told(slot_of(understood, None), "answered" if lines else silent, lines),)
    return tuple(
        Told(
            slot_of(understood, region),
            "answered" if said.get(region) else silent,
            tuple(said.get(region, ())),
        )
        for region in named
    )


def status_of(states: Iterable[AskedState]) -> Status:
    """`answered` only where every slot is; `not_found` where the reports are silent on all."""
    held = set(states)
    if held == {"answered"}:
        return "answered"
    return "not_found" if held and held <= {*SILENT} else "partial"


def reason_of(states: Iterable[AskedState]) -> Reason | None:
    """Why the first slot that is not answered is not."""
    return next((REASONS[state] for state in states if state != "answered"), None)


def asked_of(
    told: Sequence[Told], spoken: Sequence[SpokenSlot], said: Mapping[str, frozenset[object]]
) -> tuple[Asked, ...]:
    """The slots with the sentences that stand for each; `said` are what the sentences that code
    wrote for them say.

    A slot whose sentences all fell, and that nothing else answers, is unproven.
    """
    entries: dict[Slot, Asked] = {}
    for each in told:
        texts = {one.text for one in each.lines}
        meant = frozenset[object]().union(*(said.get(text, frozenset()) for text in texts))
        places = tuple(
            at for at, one in enumerate(spoken) if one.origin in texts or one.said & meant
        )
        state: AskedState = "unproven" if each.state == "answered" and not places else each.state
        entry = Asked(
            region=each.slot.region,
            about=each.slot.about,
            period=each.slot.period,
            measure=each.slot.measure,
            state=state,
            sentences=places,
        )
        held = entries.get(each.slot)
        if held is None or (held.state != "answered" and state == "answered"):
            entries[each.slot] = entry
    return tuple(entries.values())
