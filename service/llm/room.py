"""How many tokens of evidence an endpoint takes: learnt from its refusals, for this process."""

import threading

from service.llm import Backend

LEAST = 500
_rooms: dict[tuple[str, str | None], int] = {}
_lock = threading.Lock()


def room_of(backend: Backend, asked: int) -> int:
    """The tokens to offer: what was asked for, or what the endpoint has been found to take."""
    return min(asked, _rooms.get((backend.name, backend.model), asked))


def smaller_room(backend: Backend, offered: int) -> int | None:
    """Half of the tokens that the endpoint refused as too long, remembered; None where that is
    too little."""
    half = offered // 2
    if half < LEAST:
        return None
    with _lock:
        _rooms[backend.name, backend.model] = half
    return half
