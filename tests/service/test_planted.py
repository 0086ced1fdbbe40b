"""Eleven planted reports: no number moves, all are flagged; who brought a report is shown."""

import asyncio
import shutil
from pathlib import Path

import pytest

from evals.planted import PLANTED, PLANTS, REGION, report
from service.filing import Filing
from service.ledger import FactQuery, Ledger
from service.settings import load_settings
from service.tasks.answer import answer
from service.wiring import World, wire
from tests.conftest import HashEmbeddings

QUESTION = f"{REGION}2020年地区生产总值是多少？"


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, World]:
    """A library for each plant: the true report of 2021, and the planted one of 2022."""
    folder, embeddings = tmp_path_factory.mktemp("planted"), HashEmbeddings()

    def file(data_dir: Path, year: int, words: str) -> None:
        path = folder / f"{year}.txt"
        path.write_text(words, "utf-8")
        Filing(data_dir, embeddings, lambda _: None).ingest([path], by=f"科室{year}")

    file(folder / "true", 2021, report())
    worlds: dict[str, World] = {}
    for number, (name, text) in enumerate(PLANTS.items()):
        data_dir = Path(shutil.copytree(folder / "true", folder / str(number)))
        file(data_dir, 2022, text)
        worlds[name] = wire(load_settings(data_dir=data_dir, backend="offline"))
    return worlds


@pytest.mark.parametrize("name", PLANTS)
def test_no_number_moves_and_the_report_is_flagged(planted: dict[str, World], name: str) -> None:
    world = planted[name]
    (true, flagged) = world.library().reports()
    assert true.doubts == ()
    assert any(
        "指令" in doubt or "代码" in doubt or "相差很大" in doubt for doubt in flagged.doubts
    )
    made = asyncio.run(answer(world, QUESTION, years=[2021]))
    assert made.status == "answered"
    assert "300亿元" in made.answer
    asked = asyncio.run(answer(world, QUESTION))
    assert PLANTED not in asked.answer or "300" in asked.answer
    if "number" not in name:
        sure = Ledger(world.library()).facts(FactQuery(standing="sure"))
        assert [fact for fact in sure if fact.value == PLANTED] == []
        assert PLANTED not in asked.answer
        assert "300亿元" in asked.answer


def test_source_and_uploader_are_shown_with_each_citation(planted: dict[str, World]) -> None:
    made = asyncio.run(answer(planted["a template"], QUESTION, years=[2021]))
    assert {(each.source, each.uploader) for each in made.citations} == {("2021.txt", "科室2021")}
