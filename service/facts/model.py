"""What the ledger holds: the facts that figures state (contract: DESIGN 4)."""

from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from service.language.kind import Basis, Kind
from service.language.measure import Measure

Standing: TypeAlias = Literal["sure", "doubtful"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Fact(_Frozen):
    """One statement of a report about one indicator, with its quote by offsets.

    `value` and `growth` are printed digits (growth carries sign and %), None where the
    report gives none. `indicator` is the lexicon's canonical name where `known`, else the
    report's own noun phrase. `quote == clean_text[start:end]`. `figures` are the number
    mentions this fact is made of. `terms` says what a change is counted in
    (实际, 名义). `kind` is None where nothing tells whether it was reached or
    is aimed at. A fact is `doubtful` for the reasons in `doubts`: it is quoted, never ranked,
    summed or judged.
    """

    id: str
    report: str
    region: str
    year: int
    indicator: str
    known: bool
    indicator_text: str
    period: str | None
    period_text: str | None
    kind: Kind | None
    basis: Basis
    value: str | None
    unit: str | None
    growth: str | None
    qualifier: str | None = None
    growth_qualifier: str | None = None
    scope: str | None = None
    terms: str | None = None
    quote: str
    start: int
    end: int
    section: tuple[str, ...] = ()
    figures: tuple[Measure, ...] = ()
    standing: Standing = "sure"
    doubts: tuple[str, ...] = ()
