"""The line that a terminal shows while a comparison or a briefing is made."""

from collections.abc import AsyncIterator

import pytest

from service.cli.waiting import step_line, waited_for
from service.shapes import Item, Progress
from service.tasks.events import Event

STEP = Progress(stage="model", done=3, total=30, report="满洲里市-2021")


async def _events() -> AsyncIterator[Event]:
    yield Event("progress", STEP)
    yield Event("sentence", Item(text="完。"))


def test_a_step_says_what_is_done_and_how_much_is_left() -> None:
    assert step_line(STEP) == "由模型概括 3/30 满洲里市-2021……"
    assert step_line(Progress(stage="page", done=0, total=1)) == "写成一页……"


def test_the_result_is_handed_on_and_a_pipe_hears_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert waited_for(_events, Item) == Item(text="完。")
    assert capsys.readouterr() == ("", "")
