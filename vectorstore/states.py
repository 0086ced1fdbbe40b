"""States of a library: which filings each shows, and what may be swept.

A state is a number. It shows the filings whose presence began with it or before and has not
ended: `appears <= state < disappears`. A state whose content is that of the one before only
brought vectors. The last states of other content are kept, so that one can go back.
"""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, or_, select, update

from vectorstore import seals
from vectorstore.errors import MENDING, DamagedLibrary
from vectorstore.tables import ABOUT, EMBEDDED, FILINGS, PRESENCE, SEGMENTS, STATES

FORMAT = "6"


@dataclass(frozen=True, slots=True)
class State:
    """A state; `content` is the first state that showed the same, `seal` of what it shows."""

    number: int
    content: int
    made: str
    seal: str = ""


def require_format(connection: Connection) -> None:
    """Raise DamagedLibrary where the tables are those of another gongbao."""
    said = connection.scalar(select(ABOUT.c.value).where(ABOUT.c.key == "format"))
    if said not in (None, FORMAT):
        raise DamagedLibrary(
            f"资料库是另一版 gongbao 建的（格式 {said}）；请运行 gongbao rebuild，用保存的原件重建。"
        )


def about(connection: Connection, key: str, default: str) -> str:
    """What the library says of itself under a key, which is told first where it is not there."""
    said = connection.scalar(select(ABOUT.c.value).where(ABOUT.c.key == key))
    if said is None:
        connection.execute(insert(ABOUT).values(key=key, value=default))
    return default if said is None else str(said)


def states(connection: Connection) -> list[State]:
    """All states on record, the newest first."""
    rows = connection.execute(select(STATES).order_by(STATES.c.number.desc()))
    return [_state(row) for row in rows]


def newest(connection: Connection) -> State | None:
    """The state in force; None where nothing was ever committed."""
    row = connection.execute(select(STATES).order_by(STATES.c.number.desc()).limit(1)).first()
    return None if row is None else _state(row)


def _state(row: Row[*tuple[Any, ...]]) -> State:
    return State(row.number, row.content, row.made, row.seal)


def require_shown(connection: Connection, state: int, filings: Collection[int]) -> None:
    """Raise DamagedLibrary where these are not the filings that a state was made to show."""
    kept = connection.scalar(select(STATES.c.seal).where(STATES.c.number == state))
    if kept != seals.of_state(filings):
        raise DamagedLibrary(f"资料库已损坏：报告的清单与入库时不符；{MENDING}")


def shown(state: int) -> Select[int]:
    """The numbers of the filings that a state shows."""
    table = PRESENCE.c
    return select(table.filing).where(
        table.appears <= state, or_(table.disappears.is_(None), table.disappears > state)
    )


def segments(model: str, state: int) -> Select[str]:
    """The names of the segments of a model that a state reads."""
    table = SEGMENTS.c
    return select(table.name).where(
        table.model == model,
        table.appears <= state,
        or_(table.disappears.is_(None), table.disappears > state),
    )


def put_in_force(
    connection: Connection, *, appear: Collection[int], disappear: Collection[int]
) -> State:
    """A new state that shows and hides these filings beside what the one before showed."""
    before = newest(connection)
    number = before.number + 1 if before else 1
    changed = bool(appear or disappear) or before is None
    ended = PRESENCE.c.filing.in_(disappear) & PRESENCE.c.disappears.is_(None)
    connection.execute(update(PRESENCE).where(ended).values(disappears=number))
    if appear:
        rows = [{"filing": filing, "appears": number} for filing in sorted(appear)]
        connection.execute(insert(PRESENCE), rows)
    state = State(
        number,
        number if changed or before is None else before.content,
        datetime.now(UTC).isoformat(timespec="seconds"),
        seals.of_state(connection.execute(shown(number)).scalars()),
    )
    connection.execute(insert(STATES).values(asdict(state)))
    return state


def kept(known: Sequence[State], keep: int) -> list[int]:
    """The contents of the last `keep` states that differ, the newest first."""
    return list(dict.fromkeys(state.content for state in known))[:keep]


def sweep(connection: Connection, needed: Collection[int]) -> None:
    """Delete what none of the states needed shows, and filings that no state ever showed.

    Only while building is locked.
    """
    oldest = min(needed)
    table = PRESENCE.c
    connection.execute(delete(PRESENCE).where(table.disappears <= oldest))
    here = select(PRESENCE.c.filing)
    connection.execute(delete(FILINGS).where(FILINGS.c.number.not_in(here)))


def idle_segments(connection: Connection, needed: Collection[int]) -> list[str]:
    """The segments that no state needed reads, and those whose filings are all gone."""
    table = SEGMENTS.c
    held = select(EMBEDDED.c.segment).distinct()
    over = or_(table.disappears <= min(needed), table.name.not_in(held))
    return list(connection.execute(select(table.name).where(over)).scalars())


def count(connection: Connection, state: int) -> int:
    """How many reports a state shows."""
    shows = shown(state).subquery()
    return int(connection.execute(select(func.count()).select_from(shows)).scalar_one())
