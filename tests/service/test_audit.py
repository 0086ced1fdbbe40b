"""The audit: lines that only grow, chained, rotated, without secrets or questions."""

import json
import threading
from pathlib import Path

import pytest

from service.api import create_app
from service.audit import Audit
from service.build import IngestResult
from service.doctor import examine
from service.keys import Keys
from service.settings import load_settings
from tests.service.api.fakes import empty_world, fake_tasks
from tests.service.api.serving import serving
from tests.service.api.test_reports import Ingest, finished, upload
from vectorstore.documents import Report

REPORT = Report(
    id="乌海市-2021", region="乌海市", level="prefecture", parents=("内蒙古自治区",), year=2021,
    covers=2020, title="政府工作报告", source="a.txt", chars=9, passages=1, figures=1, sha256="ab",
)  # fmt: skip


def test_who_did_what_is_told_without_secrets_or_questions(tmp_path: Path) -> None:
    _, key = Keys(tmp_path).add("科室", "editor")
    ingest = Ingest(IngestResult(added=(REPORT,)))
    with serving(create_app(empty_world(tmp_path), tasks=fake_tasks(ingest=ingest))) as client:
        client.headers["Authorization"] = f"Bearer {key}"
        client.post("/v1/ask", json={"question": "秘密的问题？"})
        stream = {"Accept": "text/event-stream"}
        client.post("/v1/ask", json={"question": "秘密的问题？"}, headers=stream)
        finished(client, upload(client, "a.txt").json())
    told = list(Audit(tmp_path).lines())
    assert [entry["did"] for entry in told] == ["ask", "ask", "add"]
    assert {entry["key"].split("/")[0] for entry in told} == {"科室"}
    assert (told[0]["status"], told[0]["numbers"], told[2]["reports"]) == (
        "answered",
        0,
        ["乌海市-2021"],
    )
    written = (tmp_path / "audit" / "audit.jsonl").read_text("utf-8")
    assert [word for word in ("秘密", key, key.split("_", 2)[2]) if word in written] == []
    assert Audit(tmp_path).broken() is None


def test_it_grows_over_files_and_threads_as_one_chain(tmp_path: Path) -> None:
    def write(name: int) -> None:
        for number in range(10):
            Audit(tmp_path, 4096).write("ask", f"k{name}", number=number)

    threads = [threading.Thread(target=write, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    audit = Audit(tmp_path)
    assert len(audit.files()) > 1
    assert len(list(audit.lines())) == 40
    assert audit.broken() is None


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (lambda lines: [lines[0].replace("k1", "k9"), *lines[1:]], "第1行被改动"),
        (lambda lines: [lines[0], *lines[2:]], "第2行之前缺了记录"),
        (lambda lines: [*lines[:2], "x", *lines[2:]], "第3行被改动或损坏"),
        (lambda lines: [lines[1], lines[0], *lines[2:]], "第1行之前缺了记录"),
        (lambda lines: lines[1:], "第1行之前缺了记录"),
        (lambda lines: lines[:-1], "末尾缺了记录"),
        (lambda lines: lines[:1], "末尾缺了记录"),
    ],
)
def test_a_changed_line_breaks_the_chain_and_the_doctor_says_where(
    tmp_path: Path, harm, told: str
) -> None:
    audit = Audit(tmp_path)
    for number in range(4):
        audit.write("ask", f"k{number + 1}")
    path = tmp_path / "audit" / "audit.jsonl"
    path.write_text("\n".join(harm(path.read_text("utf-8").splitlines())) + "\n", "utf-8")
    assert told in str(audit.broken())
    looked = examine(load_settings(data_dir=tmp_path, backend="offline")).checks
    check = next(check for check in looked if check.name == "审计")
    assert (check.ok, told in check.detail) == (False, True)


def test_what_was_taken_out_whole_is_missed_also_by_the_next_line(tmp_path: Path) -> None:
    audit, folder = Audit(tmp_path, 4096), tmp_path / "audit"
    for number in range(40):
        audit.write("ask", "k", number=number)
    oldest, head = audit.files()[0], folder / "head.json"
    held = oldest.read_bytes()
    oldest.unlink()
    assert "第1行之前缺了记录" in str(audit.broken())
    oldest.write_bytes(held)
    assert audit.broken() is None

    newest = folder / "audit.jsonl"
    lines = newest.read_bytes().splitlines(keepends=True)
    newest.write_bytes(b"".join(lines[:-2]))
    assert audit.broken() == "末尾缺了记录"
    audit.write("ask", "k")
    assert f"audit.jsonl 第{len(lines) - 1}行之前缺了记录" in str(audit.broken())
    for path in audit.files():
        path.unlink()
    assert audit.broken() == "末尾缺了记录"
    audit.write("ask", "k")
    assert "第1行之前缺了记录" in str(audit.broken())
    head.write_text("{")
    assert audit.broken() == "head.json 损坏"


def test_a_line_that_the_head_does_not_know_yet_is_no_break(tmp_path: Path) -> None:
    audit, head = Audit(tmp_path), tmp_path / "audit" / "head.json"
    audit.write("ask", "k")
    before = head.read_bytes()
    audit.write("ask", "k")
    head.write_bytes(before)  # killed between the two
    assert audit.broken() is None
    audit.write("ask", "k")
    assert (audit.broken(), json.loads(head.read_bytes())["lines"]) == (None, 3)
    head.unlink()
    assert audit.broken() == "head.json 不见了"


def test_a_line_torn_by_a_kill_is_cut_off_and_the_chain_goes_on(tmp_path: Path) -> None:
    audit = Audit(tmp_path)
    audit.write("ask", "a")
    with (tmp_path / "audit" / "audit.jsonl").open("a") as file:
        file.write('{"time":"2026')
    audit.write("ask", "b")
    assert [entry["key"] for entry in audit.lines()] == ["a", "b"]
    assert audit.broken() is None


def test_requests_have_numbers_and_are_measured(tmp_path: Path) -> None:
    with serving(create_app(empty_world(tmp_path), tasks=fake_tasks())) as client:
        given = client.get("/healthz", headers={"X-Request-Id": "from-the-proxy-1"})
        assert given.headers["x-request-id"] == "from-the-proxy-1"
        made = client.post("/v1/ask", json={"question": "q"}, headers={"X-Request-Id": "<x>"})
        assert len(made.headers["x-request-id"]) == 32
        assert client.post("/v1/ask", json={}).headers["x-request-id"]
        measured = json.dumps(client.get("/v1/metrics").json())
    for name in ("request.duration", "request.own_duration", "proof.numbers", "jobs.waiting"):
        assert f"gongbao.{name}" in measured
