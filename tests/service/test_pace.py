"""How long work will still take."""

import random
from pathlib import Path

import pytest

from service.pace import Pace, Usual, time_left


class Clock:
    """A clock that moves when it is told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_nothing_is_known_before_two_pieces_are_done() -> None:
    clock = Clock()
    pace = Pace(clock=clock)
    assert pace.left(100) is None
    clock.now += 30  # the model is being loaded
    pace.did(10)
    assert pace.left(90) is None
    clock.now += 1
    pace.did(10)
    assert pace.left(80) == pytest.approx(8)


def test_an_estimate_holds_within_a_third_though_every_piece_takes_another_time() -> None:
    clock, luck = Clock(), random.Random(7)
    pieces = [luck.uniform(2_000, 9_000) for _ in range(60)]
    seconds = [size / luck.uniform(1_500, 3_500) for size in pieces]
    pace = Pace(clock=clock)
    for at, size in enumerate(pieces):
        told = pace.left(sum(pieces[at:]))
        if 5 <= at <= 50:  # of a few pieces each one's luck decides
            assert told == pytest.approx(sum(seconds[at:]), rel=1 / 3)
        clock.now += seconds[at]
        pace.did(size)


def test_what_was_usual_counts_until_it_is_seen_to_be_otherwise() -> None:
    clock = Clock()
    pace = Pace(0.01, clock)
    assert pace.left(100) == pytest.approx(1)
    clock.now += 30  # the model is being loaded
    pace.did(10)
    assert pace.left(100) == pytest.approx(1)
    for _ in range(10):
        clock.now += 2  # five times as slow as usual
        pace.did(40)
    assert pace.left(100) == pytest.approx(5, rel=0.2)


def test_what_is_usual_is_kept_for_each_kind_of_work(tmp_path: Path) -> None:
    usual = Usual(tmp_path / "pace.json")
    assert usual.of("model") is None
    usual.keep("model", None)
    assert list(tmp_path.iterdir()) == []
    usual.keep("model", 0.5)
    usual.keep("other", 2.0)
    usual.keep("model", 0.25)
    again = Usual(tmp_path / "pace.json")
    assert (again.of("model"), again.of("other")) == (0.25, 2.0)
    assert [path.name for path in tmp_path.iterdir()] == ["pace.json"]


@pytest.mark.parametrize("content", ["", "[1]", '{"model": "fast"}', '{"model": -1.0}', "{"])
def test_a_damaged_memory_is_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "pace.json").write_text(content)
    usual = Usual(tmp_path / "pace.json")
    assert usual.of("model") is None
    usual.keep("model", 0.5)
    assert usual.of("model") == 0.5
    Usual(tmp_path / "absent" / "pace.json").keep("model", 0.5)


def test_what_went_long_ago_is_forgotten() -> None:
    clock = Clock()
    pace = Pace(clock=clock)
    for seconds in [10.0] * 20 + [1.0] * 70:  # the machine was busy, and is no longer
        clock.now += seconds
        pace.did(100)
    assert pace.left(1000) == pytest.approx(10, rel=0.01)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (0.2, "约剩1秒"),
        (44.4, "约剩44秒"),
        (100, "约剩2分钟"),
        (3000, "约剩50分钟"),
        (9000, "约剩2.5小时"),
    ],
)
def test_the_time_is_said_as_people_say_it(seconds: float | None, words: str) -> None:
    assert time_left(seconds) == words
