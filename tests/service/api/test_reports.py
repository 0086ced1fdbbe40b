"""Reports over HTTP: in by a job, listed, read, out."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from service.api import create_app
from service.api.jobs import Jobs
from service.api.spool import Spool
from service.build import BuildProgress, IngestResult
from service.errors import Overloaded
from service.settings import load_settings
from service.sources import Failure
from service.wiring import World, wire
from tests.service.api.fakes import empty_world, fake_tasks
from tests.service.api.serving import serving
from vectorstore.errors import BuildInterrupted, LibraryBusy

SEEDS = Path(__file__).parents[3] / "seeds" / "texts"


def finished(client: httpx.Client, job: dict[str, Any], patience: float = 60) -> dict[str, Any]:
    """The job once it is over."""
    deadline = time.monotonic() + patience
    while job["status"] in ("queued", "running"):
        assert time.monotonic() < deadline
        time.sleep(0.05)
        job = client.get(f"/v1/jobs/{job['id']}").json()
    return job


def upload(client: httpx.Client, *names: str, **data: str) -> httpx.Response:
    """Upload files of these names."""
    files = [("files", (name, b"text of " + name.encode())) for name in names]
    return client.post("/v1/reports", files=files, data=data)


class Ingest:
    """An ingest that keeps what it was given."""

    def __init__(self, result: IngestResult | Exception | None = None) -> None:
        self.result = result or IngestResult()
        self.given: list[tuple[list[Path], list[bytes], dict[str, Any]]] = []

    def __call__(self, data_dir: Path, paths: list[Path], **given: Any) -> IngestResult:
        self.given.append((list(paths), [path.read_bytes() for path in paths], given))
        listen: Callable[[BuildProgress], None] = given.pop("progress")
        listen(BuildProgress("read", 1, 2, paths[0].name))
        if isinstance(self.result, Exception):
            raise self.result
        return self.result


def test_an_upload_is_accepted_and_becomes_a_job(tmp_path: Path) -> None:
    ingest = Ingest()
    with serving(create_app(empty_world(tmp_path), tasks=fake_tasks(ingest=ingest))) as client:
        reply = upload(client, "一.txt", "二.docx", region="海拉尔区", year="2021", replace="true")
        assert reply.status_code == 202
        assert reply.headers["location"] == f"/v1/jobs/{reply.json()['id']}"
        job = finished(client, reply.json())
    assert job["status"] == "done"
    assert job["result"]["added"] == []
    assert job["progress"]["message"] == "正在读取一.txt……"
    [(paths, contents, given)] = ingest.given
    assert [path.name for path in paths] == ["一.txt", "二.docx"]
    assert contents == [b"text of " + name.encode() for name in ("一.txt", "二.docx")]
    assert (given["region"], given["year"], given["replace"]) == ("海拉尔区", 2021, True)


def test_uploaded_files_do_not_outlive_their_job(tmp_path: Path) -> None:
    ingest = Ingest(RuntimeError("boom"))
    with serving(create_app(empty_world(tmp_path), tasks=fake_tasks(ingest=ingest))) as client:
        finished(client, upload(client, "a.txt").json())
    assert not ingest.given[0][0][0].exists()


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\报告\\满洲里.txt", "满洲里.txt"),
        ("..", "未命名.txt"),
        ("a\x7fb.txt", "ab.txt"),
        ("长" * 300 + ".txt", "长" * 56 + ".txt"),
    ],
)
def test_file_names_are_only_names(tmp_path: Path, sent: str, kept: str) -> None:
    ingest = Ingest()
    with serving(create_app(empty_world(tmp_path), tasks=fake_tasks(ingest=ingest))) as client:
        assert finished(client, upload(client, sent).json())["status"] == "done"
    assert ingest.given[0][0][0].name == kept


def test_two_files_of_one_name_are_two_files(tmp_path: Path) -> None:
    ingest = Ingest()
    with serving(create_app(empty_world(tmp_path), tasks=fake_tasks(ingest=ingest))) as client:
        finished(client, upload(client, "a.txt", "a.txt").json())
    assert len(set(ingest.given[0][0])) == 2


def test_failures_are_told_by_file_name_not_by_where_they_were_kept(tmp_path: Path) -> None:
    failed = Failure(path="/tmp/gongbao-upload-x/0/坏.txt", error="不是政府工作报告。", kind="X")
    ingest = Ingest(IngestResult(failed=(failed,)))
    with serving(create_app(empty_world(tmp_path), tasks=fake_tasks(ingest=ingest))) as client:
        job = finished(client, upload(client, "坏.txt").json())
    assert job["result"]["failed"] == [
        {"path": "坏.txt", "error": "不是政府工作报告。", "kind": "X"}
    ]


@pytest.mark.parametrize(
    ("error", "kind", "line"),
    [
        (LibraryBusy("另一个入库任务正在进行。"), "library-busy", "另一个入库任务正在进行。"),
        (BuildInterrupted("入库进程中止。"), "build-interrupted", "入库进程中止。"),
        (RuntimeError("secret"), "internal-error", "程序内部出错，请查看服务日志。"),
    ],
)
def test_a_job_that_fails_says_why(tmp_path: Path, error: Exception, kind: str, line: str) -> None:
    tasks = fake_tasks(ingest=Ingest(error))
    with serving(create_app(empty_world(tmp_path), tasks=tasks)) as client:
        job = finished(client, upload(client, "a.txt").json())
    assert (job["status"], job["error"]) == ("failed", line)
    assert job["type"] == f"urn:gongbao:problem:{kind}"


def test_jobs_run_two_at_a_time_and_the_rest_waits(tmp_path: Path) -> None:
    release, started = threading.Event(), threading.Semaphore(0)

    def slow(*_: Any, **__: Any) -> IngestResult:
        started.release()
        release.wait(10)
        return IngestResult()

    with serving(create_app(empty_world(tmp_path), tasks=fake_tasks(ingest=slow))) as client:
        jobs = [upload(client, name).json() for name in ("a.txt", "b.txt", "c.txt")]
        assert all(started.acquire(timeout=5) for _ in range(2))
        states = [client.get(f"/v1/jobs/{job['id']}").json()["status"] for job in jobs]
        assert client.get("/v1/jobs").json() == {"open": 3}
        release.set()
        assert states == ["running", "running", "queued"]
        assert finished(client, jobs[-1])["status"] == "done"


def test_what_is_refused_for_want_of_room_leaves_no_files(tmp_path: Path) -> None:
    jobs, spool = Jobs(most=0), Spool(tmp_path)
    spool.add("a.txt").write_text("x")
    with pytest.raises(Overloaded):
        jobs.file(spool, {}, lambda _: IngestResult())
    assert list((tmp_path / "spool").iterdir()) == []
    jobs.close()


def test_an_upload_without_files_is_a_problem(tmp_path: Path) -> None:
    with serving(create_app(empty_world(tmp_path), tasks=fake_tasks())) as client:
        reply = client.post("/v1/reports", data={"region": "x"})
    assert reply.status_code == 422
    assert reply.json()["detail"].startswith("files缺少")


def test_a_report_goes_in_is_read_and_goes_out(seed_copy: Path) -> None:
    world = wire(load_settings(data_dir=seed_copy, backend="offline"))
    with serving(create_app(world)) as client:
        reports = client.get("/v1/reports").json()["reports"]
        assert len(reports) == 5
        one = "满洲里市-2021"
        shown = client.get(f"/v1/reports/{one}").json()
        assert shown["report"] in reports
        assert shown["sections"][-1]["end"] <= len(shown["text"])
        raw = client.get(f"/v1/reports/{one}", params={"raw": "true"})
        assert raw.headers["content-type"] == "text/plain; charset=utf-8"
        reply = client.delete(f"/v1/reports/{one}")
        removed = finished(client, reply.json()) if reply.status_code == 202 else reply.json()
        assert removed["removed"]["id"] == one
        assert client.get(f"/v1/reports/{one}").status_code == 404
        assert client.delete(f"/v1/reports/{one}").status_code == 404
        files = {"files": (f"{one}.txt", raw.text.encode())}
        job = finished(client, client.post("/v1/reports", files=files).json())
        assert [report["id"] for report in job["result"]["added"]] == [one]
        assert client.get(f"/v1/reports/{one}").json()["text"] == shown["text"]


def test_the_indicators_on_offer_are_those_that_most_reports_give(world_offline: World) -> None:
    with serving(create_app(world_offline)) as client:
        given = client.get("/v1/indicators").json()["indicators"]
    assert {"indicator": "地区生产总值", "reports": 5} in given
    assert [one["reports"] for one in given] == sorted(
        (one["reports"] for one in given), reverse=True
    )


def test_figures_are_filtered_by_region_indicator_and_kind(world_offline: World) -> None:
    asked = {"region": "满洲里市", "indicator": "GDP", "kind": "result", "period": "2020"}
    with serving(create_app(world_offline)) as client:
        facts = client.get("/v1/figures", params=asked).json()["facts"]
        none = client.get("/v1/figures", params={"region": "拉萨市"}).json()
        inside = client.get("/v1/figures", params={"region": "内蒙古"}).json()["facts"]
        table = client.get("/v1/figures", params={**asked, "format": "csv"})
        sheet = client.get("/v1/figures", params={**asked, "format": "xlsx"})
    assert "141.5" in [fact["value"] for fact in facts]
    assert {fact["region"] for fact in facts} == {"满洲里市"}
    assert none == {"facts": []}
    assert {fact["region"] for fact in inside} == {"满洲里市", "海拉尔区", "回民区", "乌海市"}
    assert "141.5" in table.content.decode("utf-8-sig")
    assert sheet.content.startswith(b"PK")
