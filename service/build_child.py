"""The process that builds: one request on stdin, events as JSON lines on stdout.

Events: {"progress": {...}} any number of times, then one {"result": ...} or
{"error": [class name in vectorstore.errors, message]}.
"""

import json
import os
import signal
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from service.build import BuildProgress
from service.confined import Confined
from service.document import prepare
from service.filing import Filing
from service.settings import EmbeddingsSpec
from service.wiring import embeddings_from
from vectorstore.errors import VectorstoreError
from vectorstore.places import unpacked


def main() -> None:
    """Serve the one request."""
    events = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a dependency prints goes to stderr
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides, by closing stdin
    request = json.loads(sys.stdin.readline())
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    try:
        _send(events, {"result": _serve(request, events)})
    except VectorstoreError as error:
        _send(events, {"error": [type(error).__name__, str(error)]})


def _serve(request: dict[str, Any], events: TextIO) -> Any:
    def progress(step: BuildProgress) -> None:
        _send(events, {"progress": asdict(step)})

    filing = Filing(
        unpacked(request["places"]),
        embeddings_from(EmbeddingsSpec(**request["embeddings"])),
        progress,
        reader=Confined(prepare),
    )
    if request["task"] == "remove":
        return filing.remove(request["report"]).model_dump(mode="json")
    if request["task"] == "rollback":
        return filing.roll_back(request["content"])
    result = filing.ingest(
        [Path(path) for path in request["paths"]],
        region=request["region"],
        year=request["year"],
        replace=request["replace"],
        by=request.get("by"),
        heard=request["heard"],
    )
    return result.model_dump(mode="json")


def _send(events: TextIO, event: dict[str, Any]) -> None:
    events.write(json.dumps(event) + "\n")
    events.flush()


def _leave_with_parent() -> None:
    while os.read(0, 4096):  # not sys.stdin: its lock would be held at the interpreter's end
        pass
    os._exit(130)
