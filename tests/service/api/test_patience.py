"""The time that a request may take."""

import asyncio
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send

from service.api.patience import Ending, Patience, in_time
from service.errors import RequestTimeout


@pytest.mark.parametrize(
    ("raised", "told"), [(None, RequestTimeout), (TimeoutError("its own"), TimeoutError)]
)
def test_a_clock_that_rings_early_still_ends_the_request_by_name(
    raised: Exception | None, told: type[Exception]
) -> None:
    async def work() -> None:
        if raised:
            raise raised
        await asyncio.sleep(0.06)  # what wakes the loop before the clock is due
        await asyncio.sleep(60)

    async def ask(*_: Any) -> None:
        loop: Any = asyncio.get_running_loop()
        loop._clock_resolution = 0.05  # timers of real loops are rounded too, by less
        await in_time(work())

    async def nothing(*_: Any) -> Any: ...

    scope: Scope = {"type": "http"}
    receive: Receive = nothing
    send: Send = nothing
    with pytest.raises(told):
        asyncio.run(Patience(ask, 0.1, Ending())(scope, receive, send))
