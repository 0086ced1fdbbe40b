"""Copies of a library with one thing changed: nothing of it is shown, it is said, and mended."""

import asyncio
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection, connect

import pytest
from sqlalchemy import create_engine

from service import ledger
from service.build import IngestResult
from service.cli.app import run
from service.doctor import examine
from service.filing import Filing
from service.settings import load_settings
from service.shapes import Answer
from service.tasks.answer import answer, stream_answer
from service.tasks.brief import brief
from service.tasks.compare.task import compare
from service.tasks.intact import intact, quotes
from service.wiring import World, wire
from tests.service.conftest import written
from vectorstore.embed import LocalEmbeddings
from vectorstore.errors import DamagedLibrary
from vectorstore.packing import pack_text, unpack_text

REPORT = "海拉尔区-2021"
QUESTION = "海拉尔区2020年地区生产总值是多少？"
ELSEWHERE = "乌海市2020年地区生产总值是多少？"
Damage = Callable[[Connection], None]


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two short reports."""
    folder = tmp_path_factory.mktemp("inbox")
    for region in ("海拉尔区", "乌海市"):
        written(folder, region)
    return folder


@pytest.fixture(scope="module")
def whole(inbox: Path, local_embeddings: LocalEmbeddings) -> Path:
    """Their library."""
    data_dir = inbox.parent / f"{inbox.name}-library"
    filed(data_dir, inbox, local_embeddings)
    return data_dir


@pytest.fixture
def copy(whole: Path, tmp_path: Path) -> Path:
    """A copy of it to be damaged."""
    return Path(shutil.copytree(whole, tmp_path / "data"))


def filed(data_dir: Path, inbox: Path, embeddings: LocalEmbeddings) -> IngestResult:
    return Filing(data_dir, embeddings, lambda _: None).ingest([inbox])


def opened(data_dir: Path) -> World:
    return wire(load_settings(data_dir=data_dir, backend="offline"))


def damaged(data_dir: Path, damage: Damage) -> World:
    with closing(connect(database(data_dir))) as connection, connection:
        damage(connection)
    return opened(data_dir)


def database(data_dir: Path) -> Path:
    return data_dir / "library.sqlite3"


def in_the_ledger(statement: str) -> Damage:
    """A column of the fact changed, as a changed byte on the disk would change it."""

    def damage(connection: Connection) -> None:
        where = "report = ? AND indicator = '地区生产总值' AND value = '100'"
        changed = connection.execute(f"UPDATE facts SET {statement} WHERE {where}", (REPORT,))
        assert changed.rowcount == 1

    return damage


def in_the_text(connection: Connection) -> None:
    (blob,) = connection.execute(
        "SELECT clean FROM texts WHERE filing = (SELECT number FROM filings WHERE report = ?)",
        (REPORT,),
    ).fetchone()
    text = unpack_text(blob).replace("地区生产总值完成100亿元", "地区生产总值完成170亿元")
    connection.execute(
        "UPDATE texts SET clean = ? WHERE filing = (SELECT number FROM filings WHERE report = ?)",
        (pack_text(text), REPORT),
    )


def in_the_packed_text(connection: Connection) -> None:
    (blob,) = connection.execute(
        "SELECT clean FROM texts WHERE filing = (SELECT number FROM filings WHERE report = ?)",
        (REPORT,),
    ).fetchone()
    torn = blob[:90] + bytes([blob[90] ^ 1]) + blob[91:]
    connection.execute(
        "UPDATE texts SET clean = ? WHERE filing = (SELECT number FROM filings WHERE report = ?)",
        (torn, REPORT),
    )


DAMAGES: dict[str, Damage] = {
    "quote": in_the_ledger("quote = '地区生产总值完成170亿元'"),
    "offset": in_the_ledger("start = 90"),
    "value": in_the_ledger("value = '170'"),
    "period": in_the_ledger("period = '2021'"),
    "torn row": in_the_ledger("figures = substr(figures, 1, 40)"),
    "kind": in_the_ledger("kind = 'target'"),
    "text": in_the_text,
    "packed text": in_the_packed_text,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_changed_byte_is_not_shown_and_ingesting_the_file_again_mends_it(
    copy: Path, whole: Path, inbox: Path, local_embeddings: LocalEmbeddings, damage: Damage
) -> None:
    world = damaged(copy, damage)

    with pytest.raises(DamagedLibrary, match=r"损坏.*gongbao ingest.*原文件") as told:
        asyncio.run(answer(world, QUESTION))
    assert "\n" not in str(told.value)
    assert asyncio.run(answer(world, ELSEWHERE)).status == "answered"
    library = next(check for check in examine(world.settings).checks if check.name == "资料库")
    assert (library.ok, REPORT in library.detail) == (False, True)
    assert "gongbao ingest" in library.fix

    result = filed(copy, inbox, local_embeddings)

    assert [report.id for report in result.replaced] == [REPORT]
    assert len(result.unchanged) == 1
    mended = opened(copy)
    assert mended.library().check() == []
    assert told_of(mended) == told_of(opened(whole))


def told_of(world: World) -> tuple[object, ...]:
    found = asyncio.run(answer(world, QUESTION))
    return found.answer, found.citations, found.facts


def misquoting(data_dir: Path) -> World:
    """A library whose ledger was filled with quotes that the text does not hold."""
    library = opened(data_dir).library()
    facts = ledger.Ledger(library).facts(ledger.FactQuery(reports=(REPORT,)))
    engine = create_engine(f"sqlite:///{database(data_dir)}")
    with engine.begin() as connection:
        table = ledger.facts_table
        connection.execute(table.delete().where(table.c.report == REPORT))
        wrong = [fact.model_copy(update={"quote": f"{fact.quote}整"}) for fact in facts]
        ledger.add(connection, library.filing(REPORT), wrong)
    engine.dispose()
    return opened(data_dir)


def test_no_face_shows_a_quote_that_the_text_does_not_hold(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world = misquoting(copy)

    async def streamed() -> list[str]:
        return [event.kind async for event in stream_answer(world, QUESTION)]

    for work in (
        lambda: answer(world, QUESTION),
        streamed,
        lambda: compare(world, indicators=["地区生产总值"]),
        lambda: brief(world, regions=["海拉尔区"]),
    ):
        with pytest.raises(DamagedLibrary, match=REPORT):
            asyncio.run(work())
    where = ["--data-dir", str(copy), "--region", "海拉尔区"]
    for words in (["figures"], ["figures", "--json"], ["figures", "--csv"], ["compare", "--html",
                  str(copy / "x.html")], ["brief", "--out", str(copy / "x.docx")]):  # fmt: skip
        assert run([*words, *where]) == 1
        out, err = capsys.readouterr()
        assert (out, len(err.splitlines())) == ("", 1)
        assert err.startswith(f"gongbao：资料库已损坏：{REPORT} 的引文与正文不一致")
    assert not list(copy.glob("x.*"))


def test_all_that_leaves_is_compared(whole: Path) -> None:
    world = opened(whole)
    library = world.library()
    compared = asyncio.run(compare(world, indicators=["地区生产总值"]))
    asked = asyncio.run(answer(world, QUESTION))

    assert intact(library, compared) is compared
    found = {id(each) for each in quotes(compared)}
    cells = [fact for row in compared.rows for cell in row.cells for fact in cell.facts]
    assert found >= {id(each) for each in (*compared.citations, *cells)}
    assert quotes(asked) == [*asked.citations, *asked.facts]
    assert len(asked.citations) > 0

    shifted = asked.citations[0].model_copy(update={"start": asked.citations[0].start + 1})
    changed: Answer = asked.model_copy(update={"citations": (shifted,)})
    with pytest.raises(DamagedLibrary, match=shifted.report):
        intact(library, changed)
