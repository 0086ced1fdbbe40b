"""One file cannot harm others: its reader ends at its limits, and the next file is read."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from evals.hostile import FILES, report
from service.confined import Confined, Limits, OddFile, kept
from service.document import Prepared, prepare
from service.sources import Given
from vectorstore.errors import DamagedFile, EmptyFile, FileTooLarge, TooCostly

LIMITS = Limits(processor=1, seconds=120, memory=256 * 2**20)


def odd(data: bytes, name: str, given: Given) -> tuple[Prepared, ...]:
    """A reader that does what the file's name says."""
    if name == "loops":
        while True:
            pass
    if name == "grows":
        bytearray(2**30)
    if name == "sleeps":
        time.sleep(60)
    if name == "crashes":
        os._exit(3)
    if name == "fails":
        raise RecursionError
    return prepare(data, name, given)


@pytest.fixture(scope="module")
def confined() -> Iterator[Confined]:
    """A reader with small limits."""
    reader = Confined(odd, LIMITS)
    yield reader
    reader.close()


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("loops", "用完了1秒处理器时间"),
        ("grows", "内存超过 256 MB"),
        ("crashes", "崩溃"),
    ],
)
def test_a_file_that_takes_too_much_is_refused_by_its_limit_and_the_next_is_read(
    confined: Confined, tmp_path: Path, name: str, limit: str
) -> None:
    with pytest.raises(TooCostly, match=limit) as told:
        confined.read(b"", name, Given(), tmp_path / "a")
    assert "\n" not in str(told.value)
    letters = confined.read(report().encode(), "good.txt", Given(), tmp_path / "b")
    (good,) = kept(tmp_path / "b")
    assert good.report.id == "海拉尔区-2021"
    assert letters >= good.report.chars / 2


def test_a_file_that_is_waited_for_in_vain_is_given_up(tmp_path: Path) -> None:
    waiting = Confined(odd, Limits(seconds=0.2))
    with pytest.raises(TooCostly, match="读了0秒还没读完"):
        waiting.read(b"", "sleeps", Given(), tmp_path / "a")
    waiting.close()


def test_a_fault_of_ours_names_its_place(confined: Confined, tmp_path: Path) -> None:
    with pytest.raises(OddFile, match=r"RecursionError，test_confined\.py:\d+"):
        confined.read(b"", "fails", Given(), tmp_path / "a")


@pytest.mark.parametrize(
    ("name", "error", "words"),
    [
        ("unpacks to 201 MB.docx", FileTooLarge, "200 MB"),
        ("6000 parts.docx", FileTooLarge, "内含部件数超过上限（5,000）"),
        ("200000 paragraphs.docx", FileTooLarge, "段落数超过上限（60,000）"),
        ("one paragraph of 9 MB.docx", FileTooLarge, "字数超过上限（1,000,000）"),
        ("entities of entities.docx", DamagedFile, "不是完好的 docx"),
        ("an entity of the disk.docx", EmptyFile, "没有文字"),
        ("a part of lies.docx", DamagedFile, "不是完好的 docx"),
        ("400 in one place.zip", FileTooLarge, "200 MB"),
    ],
)
def test_what_a_file_holds_is_looked_at_before_it_is_read(
    confined: Confined, tmp_path: Path, name: str, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        confined.read(FILES[name](), name, Given(), tmp_path / "a")
