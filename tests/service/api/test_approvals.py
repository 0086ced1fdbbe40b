"""An editor's upload waits for an admin where the setting says so."""

import threading
from pathlib import Path
from typing import Any

from service.api import create_app
from service.audit import Audit
from service.build import IngestResult
from service.keys import Keys
from service.pending import Pending
from service.settings import load_settings
from service.sources import Failure
from service.wiring import wire
from tests.service.api.fakes import empty_world, fake_tasks
from tests.service.api.serving import serving
from tests.service.api.test_admission import problem
from tests.service.api.test_reports import Ingest, finished, upload
from tests.service.conftest import WriteReport
from vectorstore.documents import Report
from vectorstore.places import Places


def test_nothing_of_an_upload_is_in_before_it_is_approved(tmp_path: Path) -> None:
    given = {role: Keys(tmp_path).add(f"{role}室", role)[1] for role in ("editor", "admin")}
    keys = {role: {"Authorization": f"Bearer {key}"} for role, key in given.items()}
    ingest = Ingest()
    world = empty_world(tmp_path, approve_uploads=True)
    with serving(create_app(world, tasks=fake_tasks(ingest=ingest))) as client:
        client.headers.update(keys["editor"])
        first, second = (upload(client, name).json()["pending"] for name in ("a.txt", "b.txt"))
        assert ingest.given == []
        waiting = client.get("/v1/approvals").json()["pending"]
        assert [(each["by"], each["files"]) for each in waiting] == [
            ("editor室", ["a.txt"]),
            ("editor室", ["b.txt"]),
        ]
        place = f"/v1/approvals/{first['id']}"
        assert client.post(place).status_code == 403
        client.headers.update(keys["admin"])
        assert finished(client, client.post(place).json())["status"] == "done"
        assert client.delete(f"/v1/approvals/{second['id']}").status_code == 200
        assert client.post(f"/v1/approvals/{second['id']}").status_code == 404
        assert client.get("/v1/approvals").json() == {"pending": []}
        assert finished(client, upload(client, "c.txt").json())["status"] == "done"
    assert [contents for _, contents, _ in ingest.given] == [[b"text of a.txt"], [b"text of c.txt"]]
    assert [given["by"] for _, _, given in ingest.given] == ["editor室", "admin室"]
    told = [(entry["did"], entry["key"].split("/")[0]) for entry in Audit(tmp_path).lines()]
    assert told == [
        ("submit", "editor室"), ("submit", "editor室"), ("approve", "admin室"), ("decline", "admin室"),
    ]  # fmt: skip
    assert not list((tmp_path / "pending").glob("*/*"))


def test_a_correction_takes_an_admin_keeps_the_uploader_and_names_both(
    tmp_path: Path, write_report: WriteReport
) -> None:
    given = {role: Keys(tmp_path).add(f"{role}室", role)[1] for role in ("editor", "admin")}
    keys = {role: {"Authorization": f"Bearer {key}"} for role, key in given.items()}
    file = write_report("乌海市")
    world = empty_world(tmp_path, approve_uploads=True, requests_per_minute=0)
    with serving(create_app(world)) as client:
        client.headers.update(keys["editor"])
        brought = client.post("/v1/reports", files=[("files", (file.name, file.read_bytes()))])
        place = "/v1/reports/乌海市-2021/identity"
        assert client.post(place, json={"region": "绥芬河市", "year": 2022}).status_code == 403
        client.headers.update(keys["admin"])
        approved = client.post(f"/v1/approvals/{brought.json()['pending']['id']}")
        assert finished(client, approved.json())["status"] == "done"
        unheard = client.post(place, json={"region": "火星市", "year": 2022})
        (refused,) = finished(client, unheard.json())["result"]["failed"]
        assert refused["kind"] == "UnlistedRegion"
        moved = client.post(place, json={"region": "绥芬河市", "year": 2022})
        assert finished(client, moved.json())["status"] == "done"
        reports = client.get("/v1/reports").json()["reports"]
    assert [(each["id"], each["uploader"]) for each in reports] == [("绥芬河市-2022", "editor室")]
    told = [entry for entry in Audit(tmp_path).lines() if entry["did"] == "correct"]
    assert [entry["reports"] for entry in told] == [["乌海市-2021", "绥芬河市-2022"]]


def test_what_waits_is_bounded_and_taken_in_once(tmp_path: Path) -> None:
    given = {role: Keys(tmp_path).add(f"{role}室", role)[1] for role in ("editor", "admin")}
    release = threading.Event()

    class Slow(Ingest):
        def __call__(self, *paths: Any, **given: Any) -> IngestResult:
            assert release.wait(20)
            return super().__call__(*paths, **given)

    ingest = Slow(IngestResult(failed=(Failure(path="a.txt", error="坏了。", kind="X"),)))
    world = empty_world(tmp_path, approve_uploads=True, pending_at_once=2, pending_bytes=1024)
    with serving(create_app(world, tasks=fake_tasks(ingest=ingest))) as client:
        client.headers["Authorization"] = f"Bearer {given['editor']}"
        big = client.post("/v1/reports", files=[("files", ("b.txt", b"x" * 2000))])
        assert problem(big) == (503, "overloaded")
        place = f"/v1/approvals/{upload(client, 'a.txt').json()['pending']['id']}"
        assert upload(client, "b.txt").status_code == 202
        assert problem(upload(client, "c.txt")) == (503, "overloaded")
        client.headers["Authorization"] = f"Bearer {given['admin']}"
        replies = [client.post(place) for _ in range(3)]
        assert [reply.status_code for reply in replies] == [202, 409, 409]
        assert client.delete(place).status_code == 409
        release.set()
        job = finished(client, replies[0].json())
        assert job["result"]["failed"][0]["error"] == "坏了。"
        ingest.result = IngestResult()
        assert finished(client, client.post(place).json())["status"] == "done"
        assert client.post(place).status_code == 404


def test_a_removal_and_an_approval_that_wait_when_the_server_ends_are_done_by_the_next(
    seed_copy: Path,
) -> None:
    world = wire(load_settings(data_dir=seed_copy, backend="offline", approve_uploads=True))
    brought = seed_copy / "d.txt"
    brought.write_text("text of d.txt", "utf-8")
    waits = Pending(seed_copy).add([brought], "科室", None, None, replace=False)
    gone: list[str] = []

    def remove(_: Places, report_id: str, **__: Any) -> Report:
        gone.append(report_id)
        return world.library().report(report_id)

    closing = threading.Event()

    class Slow(Ingest):
        def __call__(self, *paths: Any, **given: Any) -> IngestResult:
            assert closing.wait(20)
            return super().__call__(*paths, **given)

    ingest = Slow()
    app = create_app(world, tasks=fake_tasks(ingest=ingest, remove=remove))
    app.state.jobs._closing = closing
    with serving(app) as client:
        for name in ("a.txt", "b.txt"):
            upload(client, name)
        asked = [
            client.delete("/v1/reports/乌海市-2024"),
            client.post(f"/v1/approvals/{waits.id}"),
        ]
        assert [reply.json()["status"] for reply in asked] == ["queued", "queued"]
    assert (gone, len(ingest.given)) == ([], 2)
    with serving(create_app(world, tasks=fake_tasks(ingest=ingest, remove=remove))) as client:
        done = [finished(client, reply.json()) for reply in asked]
        assert [each["status"] for each in done] == ["done", "done"]
    assert (gone, ingest.given[-1][1]) == (["乌海市-2024"], [b"text of d.txt"])
    assert Pending(seed_copy).all() == []
    assert list((seed_copy / "spool").iterdir()) == []
    told = [entry["did"] for entry in Audit(seed_copy).lines()]
    assert [told.count(each) for each in ("approve", "remove")] == [1, 1]
