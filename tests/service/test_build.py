import json
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from service.build import BuildProgress, IngestResult, ingest, remove
from service.ledger import FactQuery, Ledger
from service.settings import EmbeddingsSpec, user_cache
from vectorstore.embed import LocalEmbeddings
from vectorstore.errors import BuildInterrupted, UnknownReport
from vectorstore.library import Library, Shelf

WriteReport = Callable[..., Path]
ROOT = Path(__file__).parents[2]
LOCAL = EmbeddingsSpec()


def opened(data_dir: Path) -> Library:
    return Shelf(data_dir, LocalEmbeddings(user_cache())).current()


def ids(data_dir: Path) -> list[str]:
    return [report.id for report in opened(data_dir).reports()]


def start_child(data_dir: Path, *paths: Path) -> subprocess.Popen[str]:
    """The build child by itself, so that a test can kill it."""
    child = subprocess.Popen(
        [sys.executable, "-c", "from service.build_child import main; main()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=ROOT,
    )
    request = {
        "task": "ingest",
        "places": {"data_dir": str(data_dir)},
        "paths": [str(path) for path in paths],
        "embeddings": asdict(LOCAL),
        "region": None,
        "year": None,
        "replace": False,
        "heard": False,
    }
    assert child.stdin is not None
    child.stdin.write(json.dumps(request) + "\n")
    child.stdin.flush()
    return child


def test_a_child_ingests_tells_its_progress_and_removes(
    tmp_path: Path, write_report: WriteReport
) -> None:
    steps: list[BuildProgress] = []
    data_dir = tmp_path / "data"
    result = ingest(data_dir, [write_report()], embeddings_spec=LOCAL, progress=steps.append)

    assert [report.id for report in result.added] == ["海拉尔区-2021"]
    assert {step.stage for step in steps} == {"read", "embed", "commit"}
    assert opened(data_dir).check() == []

    removed = remove(data_dir, "海拉尔区-2021", embeddings_spec=LOCAL)
    assert removed == result.added[0]
    assert ids(data_dir) == []
    with pytest.raises(UnknownReport, match="海拉尔区-2021"):
        remove(data_dir, "海拉尔区-2021", embeddings_spec=LOCAL)


def test_the_result_has_the_shape_of_the_contract(seed_data_dir: Path) -> None:
    report = opened(seed_data_dir).reports()[0]
    shape = json.loads(IngestResult(added=(report,)).model_dump_json())

    assert {"added", "unchanged", "replaced", "failed"} <= shape.keys()
    assert {"id", "region", "level", "parents", "year", "chars", "figures"} <= shape["added"][
        0
    ].keys()


def test_the_five_reports_are_whole_and_their_figures_are_in_the_ledger(
    seed_data_dir: Path,
) -> None:
    library = opened(seed_data_dir)
    facts = Ledger(library).facts(FactQuery(standing=None))

    assert [report.id for report in library.reports()] == [
        "东昌区-2021", "乌海市-2024", "回民区-2022", "海拉尔区-2021", "满洲里市-2021",
    ]  # fmt: skip
    assert library.check() == []
    for report in library.reports():
        figures = {f.start for fact in facts if fact.report == report.id for f in fact.figures}
        assert report.figures == len(figures)
        assert report.chars == len(library.text(report.id))
        assert report.passages == len(library.passages(report.id))


def test_ingesting_the_five_reports_again_changes_nothing(seed_copy: Path) -> None:
    before = opened(seed_copy).state
    result = ingest(seed_copy, [ROOT / "seeds"], embeddings_spec=LOCAL)

    assert len(result.unchanged) == 5
    assert (result.added, result.replaced, result.failed) == ((), (), ())
    assert opened(seed_copy).state == before


def test_two_ingests_at_once_both_get_in(tmp_path: Path, write_report: WriteReport) -> None:
    data_dir = tmp_path / "data"
    paths = [write_report(region) for region in ("海拉尔区", "乌海市")]
    failures: list[object] = []

    def run(path: Path) -> None:
        failures.extend(ingest(data_dir, [path], embeddings_spec=LOCAL).failed)

    threads = [threading.Thread(target=run, args=(path,)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert sorted(ids(data_dir)) == ["乌海市-2021", "海拉尔区-2021"]
    assert opened(data_dir).check() == []
    assert [state.number for state in Shelf(data_dir, LocalEmbeddings(user_cache())).states()] == [
        2,
        1,
    ]


def test_the_child_leaves_when_its_parent_is_gone(
    tmp_path: Path, write_report: WriteReport
) -> None:
    with Shelf(tmp_path / "data", LocalEmbeddings(user_cache())).begin():
        child = start_child(tmp_path / "data", write_report())
        assert child.stdout is not None
        stages = (json.loads(line)["progress"]["stage"] for line in child.stdout)
        assert "wait" in stages  # the files were read before
        child.communicate(timeout=20)

    assert child.returncode == 130


def test_a_killed_child_is_an_error_that_says_what_to_do(
    tmp_path: Path, write_report: WriteReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.build._ENTRY", "import os; os.kill(os.getpid(), 9)")

    with pytest.raises(BuildInterrupted, match="原有资料未受影响"):
        ingest(tmp_path / "data", [write_report()], embeddings_spec=LOCAL)


def test_nothing_but_the_callers_words_reaches_stdout(
    tmp_path: Path, write_report: WriteReport
) -> None:
    script = (
        "import sys; from pathlib import Path; from service.build import ingest;"
        "from service.settings import EmbeddingsSpec;"
        "r = ingest(Path(sys.argv[1]), [Path(sys.argv[2])], embeddings_spec=EmbeddingsSpec());"
        "print(len(r.added))"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "数 据"), str(write_report())],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert run.stdout == "1\n"
    assert run.stderr == ""
