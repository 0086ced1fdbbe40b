from fastapi.testclient import TestClient

from service.api import create_app
from service.wiring import World


def test_the_nearest_names_are_told_while_one_types(world_offline: World) -> None:
    with TestClient(create_app(world_offline), base_url="http://127.0.0.1") as client:

        def near(typed: str) -> list[str]:
            found = client.get("/v1/indicators", params={"like": typed}).json()["indicators"]
            return [each["indicator"] for each in found]

        assert near("GDP")[0] == "地区生产总值"
        assert near("财政收入")[0] in ("一般公共预算收入", "地方级财政收入")
        assert near("龘龘") == []
        assert client.get("/v1/indicators").json()["indicators"][0]["reports"] == 5
