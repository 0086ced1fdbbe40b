"""Out as one file, in again, and made anew of the files as received, whatever else is broken."""

import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest

from service import rebuild as rebuilding
from service.cli.app import run
from service.filing import Filing
from service.originals import Originals
from service.settings import load_settings
from service.wiring import wire
from tests.service.conftest import written
from vectorstore.embed import LocalEmbeddings


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, local_embeddings: LocalEmbeddings) -> Path:
    """The library of two short reports."""
    folder = tmp_path_factory.mktemp("whole")
    for region in ("海拉尔区", "乌海市"):
        written(folder / "inbox", region)
    Filing(folder / "data", local_embeddings, lambda _: None).ingest([folder / "inbox"], by="甲")
    return folder / "data"


@pytest.fixture
def copy(whole: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(whole, tmp_path / "data"))


def texts(data_dir: Path) -> dict[str, tuple[str, str | None]]:
    """What a library holds, and who brought it."""
    library = wire(load_settings(data_dir=data_dir, backend="offline")).library()
    assert library.check() == []
    return {each.id: (library.text(each.id), each.uploader) for each in library.reports()}


def test_out_and_in_again_is_the_same(
    whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.zip"
    assert run(["export", str(out), "--data-dir", str(whole)]) == 0
    assert run(["import", str(out), "--data-dir", str(tmp_path / "new")]) == 0
    assert texts(tmp_path / "new") == texts(whole)
    with ZipFile(out) as before, ZipFile(tmp_path / "changed.zip", "w") as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, content.replace(b"100", b"170"))
    capsys.readouterr()
    assert run(["import", str(tmp_path / "changed.zip"), "--data-dir", str(tmp_path / "x")]) == 2
    assert "与导出时不符" in capsys.readouterr().err


def test_all_is_made_anew_of_the_originals_and_of_texts_where_one_is_gone(
    copy: Path, whole: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    originals = Originals(copy)
    lost = next(each for each in originals.in_force() if each.reports == ("乌海市-2021",))
    originals.path(lost.sha256).write_bytes(b"x")
    assert run(["doctor", "--backend", "offline", "--data-dir", str(copy)]) == 1
    assert "1份原件丢失或损坏：乌海市2021.txt" in capsys.readouterr().out
    assert run(["rebuild", "--data-dir", str(copy)]) == 0
    assert texts(copy) == texts(whole)
    assert originals.damaged() == []
    assert run(["doctor", "--backend", "offline", "--data-dir", str(copy)]) == 0


def test_a_rebuild_that_is_killed_loses_no_report(
    copy: Path, whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    originals = Originals(copy)
    lost = next(each for each in originals.in_force() if each.reports == ("乌海市-2021",))
    originals.path(lost.sha256).unlink()
    with monkeypatch.context() as patch:
        patch.setattr(rebuilding, "_ingested", _killed)
        patch.setattr(rebuilding, "_put_back", lambda *_: None)
        with pytest.raises(SystemExit):
            rebuilding.rebuild(load_settings(data_dir=copy))
    assert run(["rebuild", "--data-dir", str(copy)]) == 0
    assert texts(copy) == texts(whole)


def _killed(*_: object) -> None:
    raise SystemExit(9)


def test_a_file_that_the_manifest_does_not_name_is_not_let_in(
    whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.zip"
    assert run(["export", str(out), "--data-dir", str(whole)]) == 0
    shutil.copyfile(out, tmp_path / "odd.zip")
    with ZipFile(out, "a") as archive:
        archive.writestr("reports/x/别的.txt", "混进来的报告")
    with ZipFile(tmp_path / "odd.zip", "w") as archive:
        archive.writestr("manifest.jsonl", "[1]\n")
    for name, told in (("out.zip", "与导出时不符"), ("odd.zip", "读不懂")):
        assert run(["import", str(tmp_path / name), "--data-dir", str(tmp_path / "x")]) == 2
        assert told in capsys.readouterr().err


def test_without_anything_to_make_it_of_what_is_there_stays(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(copy / "originals")
    (copy / "library.sqlite3").unlink()
    assert run(["rebuild", "--data-dir", str(copy)]) == 1
    assert "没有找到可用来重建的" in capsys.readouterr().err
    assert (copy / "embeddings.sqlite3").exists()


def test_a_replaced_file_is_kept_and_a_removed_one_is_not(
    copy: Path, tmp_path: Path, local_embeddings: LocalEmbeddings
) -> None:
    filing = Filing(copy, local_embeddings, lambda _: None)
    filing.ingest([written(tmp_path, "乌海市", gdp="200")], replace=True)
    states = {
        each.name: each.state for each in Originals(copy).all().values() if "乌海" in each.name
    }
    files = [each for each in Originals(copy).all().values() if each.reports == ("乌海市-2021",)]
    assert sorted(each.state for each in files) == ["in force", "replaced"]
    assert states == {"乌海市2021.txt": "in force"}
    assert all(Originals(copy).path(each.sha256).exists() for each in files)
    filing.remove("乌海市-2021")
    assert [Originals(copy).path(each.sha256).exists() for each in files] == [False, False]
    assert [each.reports for each in Originals(copy).all().values()] == [("海拉尔区-2021",)]
