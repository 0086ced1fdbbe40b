"""A few requests drawn from our own OpenAPI text for each operation: none is an error of ours."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import openapi
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from service.api import create_app
from tests.service.api.fakes import empty_world, fake_tasks
from tests.service.api.serving import serving
from tests.service.api.test_reports import Ingest

CHECKS = [status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    world = empty_world(tmp_path_factory.mktemp("data"), requests_per_minute=0)
    with serving(create_app(world, tasks=fake_tasks(ingest=Ingest()))) as served:
        yield served


def test_no_drawn_request_is_an_error_of_ours(client: httpx.Client, tmp_path: Path) -> None:
    schema = openapi.from_dict(client.get("/openapi.json").json())
    schema.config.update(base_url=str(client.base_url))
    operations: list[Any] = [found.ok() for found in cast(Any, schema.get_all_operations())]
    drawn = st.one_of([operation.as_strategy() for operation in operations])

    @settings(
        max_examples=60,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=[
            HealthCheck.too_slow,
            HealthCheck.filter_too_much,
            HealthCheck.data_too_large,
        ],
    )
    @given(case=drawn)
    def ask(case) -> None:
        reply = case.call()
        assert reply.status_code < 500 or reply.status_code in (503, 504), (case, reply.text)
        case.validate_response(reply, checks=CHECKS)

    ask()
