"""An editor's upload waits for an admin where the setting says so."""

from pathlib import Path

from service.api import create_app
from service.audit import Audit
from service.keys import Keys
from tests.service.api.fakes import empty_world, fake_tasks
from tests.service.api.serving import serving
from tests.service.api.test_reports import Ingest, finished, upload


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
    assert not list((tmp_path / "pending").iterdir())
