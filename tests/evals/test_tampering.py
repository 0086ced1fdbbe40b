"""Whoever tampers with gold, prompts, extraction or proof turns the verdict and is named."""

import asyncio
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich.console import Console
from sqlalchemy import create_engine, delete

import prompts
from evals.baseline import Baseline, baseline_of
from evals.dataset import Case, load
from evals.evaluate import Setting, document
from evals.report import terminal
from evals.report.document import RunDocument, rerun
from evals.report.files import files
from evals.tiers import offline
from service import ledger
from service.facts.extract import extract
from service.filing import Filing
from service.language import measures
from service.settings import load_settings
from service.verify import LineVerdict
from service.wiring import World, wire
from vectorstore.embed import LocalEmbeddings
from vectorstore.library import Library

CHOSEN = ("known-001", "known-004", "seed-056")
HELD = ("满洲里市-2021", "回民区-2022")  # what these are about: the ledger of each report is tried
TARGETS = "facts-回民区-2022-plan-2022-targets"
REREAD = ("回民区-2022",)  # what the cases of targets are about
PROMPT = prompts.load("answer").id
CHANGED = ("known-001", "known-004", PROMPT)


@pytest.fixture(scope="module")
def two(
    seed_data_dir: Path, local_embeddings: LocalEmbeddings, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A data folder with two of the five reports. Read it only."""
    folder = Path(shutil.copytree(seed_data_dir, tmp_path_factory.mktemp("two") / "data"))
    filing = Filing(folder, local_embeddings, lambda _: None)
    for report in wire(load_settings(data_dir=folder, backend="offline")).library().reports():
        if report.id not in HELD:
            filing.remove(report.id)
    return folder


@pytest.fixture(scope="module")
def world(two: Path) -> World:
    """The world over them."""
    return wire(load_settings(data_dir=two, backend="offline"))


@pytest.fixture(scope="module")
def cases() -> tuple[Case, ...]:
    return tuple(case for case in load() if case.id in (*CHOSEN, TARGETS))


def evaluated(
    world: World,
    cases: tuple[Case, ...],
    accepted: Baseline | None = None,
    folder: Path = prompts.FOLDER,
) -> RunDocument:
    """An offline run of some cases as if they were all."""

    async def run() -> RunDocument:
        scores = [each async for each in offline.run(world, cases, whole=True)]
        setting = Setting(
            "offline", cases, True, accepted, prompts=folder, command="gongbao eval --tier offline"
        )
        return document(setting, world, scores, datetime.now(UTC), 0.0)

    return asyncio.run(run())


@pytest.fixture(scope="module")
def honest(world: World, cases: tuple[Case, ...]) -> RunDocument:
    return evaluated(world, cases)


@pytest.fixture(scope="module")
def accepted(honest: RunDocument) -> Baseline:
    return baseline_of(honest.results, honest.metrics, honest.provenance.prompts)


def tampered(cases: tuple[Case, ...], name: str, old: str, new: str) -> tuple[Case, ...]:
    """The cases with some words of one of them replaced."""

    def edited(case: Case) -> Case:
        text = case.model_dump_json(exclude_unset=True)
        assert old in text
        return Case.model_validate_json(text.replace(old, new))

    return tuple(edited(case) if case.id == name else case for case in cases)


def assert_told(found: RunDocument, name: str) -> None:
    """The verdict and the name stand in every output."""
    shown = StringIO()
    console = Console(file=shown, width=200)
    terminal.show(found, console, console.out)
    told = files(found) | {"terminal": shown.getvalue()}
    told["summary.md"] = told["summary.md"].replace("\\", "")
    del told["eval.schema.json"]
    assert [output for output, text in told.items() if name not in text] == []
    verdict = ElementTree.fromstring(told["junit.xml"]).find("testcase[@name='verdict']/failure")
    assert verdict is not None
    assert '"state": "failed"' in told["eval.json"]
    assert all("不通过" in told[each] for each in ("terminal", "summary.md", "report.html"))


def worse(found: RunDocument) -> set[str]:
    return {change.id for change in found.changes if change.worse}


def test_nothing_tampered_passes_and_a_second_run_gives_the_same_bytes_but_for_time(
    world, cases, accepted, honest
) -> None:
    found = evaluated(world, cases, accepted)
    assert (found.verdict.state, found.changes) == ("passed", ())
    of_run = {"timing", "verdict", "changes", "before"}
    both = [each.model_dump(mode="json", exclude=of_run) for each in (found, honest)]
    assert both[0] == both[1]


@pytest.fixture(scope="module")
def thrice(world, cases, accepted, tmp_path_factory) -> RunDocument:
    """A run in which an expected value, a quote and a prompt are changed."""
    wrong = tampered(cases, "known-001", '"value":"141.5"', '"value":"142.5"')
    wrong = tampered(wrong, "known-004", "增长6%左右", "增长6%上下")
    folder = Path(shutil.copytree(prompts.FOLDER, tmp_path_factory.mktemp("tampered") / "prompts"))
    prompt = folder / f"{PROMPT}.md"
    prompt.write_text(prompt.read_text("utf-8").replace("不写空话", "少写空话"), "utf-8")
    return evaluated(world, wrong, accepted, folder)


def test_whatever_is_changed_fails_and_nothing_else_does(thrice) -> None:
    assert (thrice.verdict.state, worse(thrice)) == ("failed", set(CHANGED))


@pytest.mark.parametrize("name", CHANGED)
def test_a_changed_value_a_changed_quote_and_a_changed_prompt_are_named(thrice, name) -> None:
    assert_told(thrice, name)


def test_the_verdict_says_which_value_and_which_quote_it_is_about(thrice) -> None:
    assert "known-001" in thrice.verdict.cases
    assert "用例的引文不在报告里：known-004" in thrice.verdict.reasons


def test_an_extractor_that_drops_qualifiers_is_named(
    two, tmp_path, cases, accepted, monkeypatch
) -> None:
    read: Callable[[dict[str, str | None]], str | None] = vars(measures)["_qualifier"]
    monkeypatch.setattr(
        measures, "_qualifier", lambda group: None if read(group) == "左右" else read(group)
    )
    own = Path(shutil.copytree(two, tmp_path / "data"))
    settings = load_settings(data_dir=own, backend="offline")
    _extract_again(wire(settings).library(), own)
    found = evaluated(wire(settings), cases, accepted)  # what was open knows the old pages
    assert found.verdict.state == "failed"
    assert {TARGETS, "known-004"} <= worse(found)
    assert found.slips["qualifier dropped"] > 2
    assert_told(found, TARGETS)


def _extract_again(library: Library, data_dir: Path) -> None:
    """The ledger of some reports as the extractor that runs would fill it."""
    engine = create_engine(f"sqlite:///{data_dir / 'library.sqlite3'}")
    with engine.begin() as connection:
        table = ledger.facts_table
        connection.execute(delete(table).where(table.c.report.in_(REREAD)))
        for report in map(library.report, REREAD):
            text, sections = library.text(report.id), library.sections(report.id)
            ledger.add(connection, library.filing(report.id), extract(report, text, sections))
    engine.dispose()


def test_a_proof_that_accepts_everything_is_named(world, cases, accepted, monkeypatch) -> None:
    monkeypatch.setattr(LineVerdict, "proven", property(lambda _: True))
    found = evaluated(world, cases, accepted)
    assert found.verdict.state == "failed"
    assert {name for name in worse(found) if name.startswith("ledger-")} == {
        f"ledger-{report.id}" for report in world.library().reports()
    }
    assert found.slips["lie: digit"] > 20
    assert_told(found, "ledger-回民区-2022")


def test_the_report_says_how_to_run_one_case_again(honest) -> None:
    first = honest.results[0]
    assert rerun(honest, first) == f"gongbao eval --tier offline --case {first.case}"
