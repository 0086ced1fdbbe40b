"""What the service measures, as OpenTelemetry metrics: `/v1/metrics` shows them to admins.

A request's own time stands apart from the time that it waited for the model.
"""

import json
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from opentelemetry.metrics import CallbackOptions, Observation
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.resources import Resource

from service.shapes import Usage


class Waited:
    """Seconds that one request waited for a model."""

    def __init__(self) -> None:
        self.seconds = 0.0


waited: ContextVar[Waited | None] = ContextVar("waited", default=None)


class Metrics:
    """The instruments of one server; `waiting` tells how many jobs are not done."""

    def __init__(self, waiting: Callable[[], int]) -> None:
        self._reader = InMemoryMetricReader()
        provider = MeterProvider(
            [self._reader], resource=Resource({"service.name": "gongbao"}), shutdown_on_exit=False
        )
        meter = provider.get_meter("gongbao")
        self._requests = meter.create_histogram("gongbao.request.duration", "s")
        self._own = meter.create_histogram("gongbao.request.own_duration", "s")
        self._model = meter.create_histogram("gongbao.model.duration", "s")
        self._tokens = meter.create_counter("gongbao.model.tokens", "{token}")
        self._numbers = meter.create_counter("gongbao.proof.numbers", "{number}")
        self._cuts = meter.create_counter("gongbao.proof.cuts", "{sentence}")
        self._refused = meter.create_counter("gongbao.request.refused", "{request}")

        def observed(_: CallbackOptions) -> list[Observation]:
            return [Observation(waiting())]

        meter.create_observable_gauge("gongbao.jobs.waiting", [observed], "{job}")

    def request(self, route: str, status: int, seconds: float, of_model: float) -> None:
        """A request was answered."""
        about = {"http.route": route, "http.response.status_code": status}
        self._requests.record(seconds, about)
        self._own.record(max(0.0, seconds - of_model), {"http.route": route})
        if status in (401, 403, 408, 413, 429, 503, 504):
            self._refused.add(1, {"http.response.status_code": status})

    def called(self, usage: Usage, seconds: float) -> None:
        """A model was called."""
        self._model.record(seconds)
        self._tokens.add(usage.prompt_tokens, {"kind": "prompt"})
        self._tokens.add(usage.completion_tokens, {"kind": "completion"})
        if (mine := waited.get()) is not None:
            mine.seconds += seconds

    def proven(self, task: str, numbers: int, cuts: int) -> None:
        """A text left with so many proven numbers; so many sentences did not."""
        self._numbers.add(numbers, {"task": task})
        self._cuts.add(cuts, {"task": task})

    def shown(self) -> dict[str, Any]:
        """All of it in the JSON form of the SDK."""
        data = self._reader.get_metrics_data()
        return {} if data is None else json.loads(data.to_json())
