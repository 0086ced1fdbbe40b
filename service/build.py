"""Reports into the library and out of it: each change is built in a spawned child process.

The child writes what readers do not see before it is whole (Chroma's writes hold the GIL, and a
fork hangs once its parent has embedded), so this module only asks and listens. Nothing of the
child reaches stdout; when this process dies, its child ends too.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from service.settings import EmbeddingsSpec
from service.sources import Failure
from vectorstore import errors
from vectorstore.documents import Report
from vectorstore.places import Places

Stage: TypeAlias = Literal["wait", "read", "embed", "commit"]
_ENTRY = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    " from service.build_child import main; main()"
)


@dataclass(frozen=True, slots=True)
class BuildProgress:
    """How far a build is: `wait` for another one, `read` files, `embed` passages, `commit`.

    `name` is the file or report at work; `done` of `total` counts files or passages; `left`
    is how many seconds the stage will still take, once its speed is known.
    """

    stage: Stage
    done: int = 0
    total: int = 0
    name: str = ""
    left: float | None = None


class IngestResult(BaseModel):
    """What an ingest did (contract: DESIGN 4).

    `vectors_pending` passages are found by keywords alone until their vectors have followed;
    `notice` is a line of Chinese when something besides single files went wrong.
    """

    model_config = ConfigDict(frozen=True)

    added: tuple[Report, ...] = ()
    unchanged: tuple[Report, ...] = ()
    replaced: tuple[Report, ...] = ()
    failed: tuple[Failure, ...] = ()
    vectors_pending: int = 0
    notice: str | None = None


def bare(result: IngestResult) -> IngestResult:
    """The result with bare file names: where uploads were kept concerns nobody."""
    failed = tuple(
        failure.model_copy(update={"path": Path(failure.path).name}) for failure in result.failed
    )
    return result.model_copy(update={"failed": failed})


def ingest(
    places: Places | Path,
    paths: Sequence[Path],
    *,
    embeddings_spec: EmbeddingsSpec,
    region: str | None = None,
    year: int | None = None,
    replace: bool = False,
    by: str | None = None,
    heard: bool = False,
    progress: Callable[[BuildProgress], None] | None = None,
) -> IngestResult:
    """Take files and folders into the library of these places, a data folder or more.

    `region` and `year` override what the texts and manifests say, a region that nobody else knows
    too unless it must be `heard` of; `by` is who brought them. A file that fails is listed and the
    others are ingested. Raises LibraryBusy, DamagedLibrary, BuildInterrupted.
    """
    request = {
        "task": "ingest",
        "places": _packed(places),
        "paths": [str(path) for path in paths],
        "embeddings": asdict(embeddings_spec),
        "region": region,
        "year": year,
        "replace": replace,
        "by": by,
        "heard": heard,
    }
    return IngestResult.model_validate(_built(request, progress))


def remove(
    places: Places | Path,
    report_id: str,
    *,
    embeddings_spec: EmbeddingsSpec,
    progress: Callable[[BuildProgress], None] | None = None,
) -> Report:
    """Remove every trace of a report; raises UnknownReport."""
    request = {
        "task": "remove",
        "places": _packed(places),
        "report": report_id,
        "embeddings": asdict(embeddings_spec),
    }
    return Report.model_validate(_built(request, progress))


_running: set[subprocess.Popen[str]] = set()


def end_builds() -> None:
    """End all builds of this process at once; the version before stays in force."""
    for child in tuple(_running):
        child.kill()


def roll_back(
    places: Places | Path, content: int | None, *, embeddings_spec: EmbeddingsSpec
) -> int:
    """Show again what a state before showed; its number. Raises NoSuchState."""
    request = {
        "task": "rollback",
        "places": _packed(places),
        "content": content,
        "embeddings": asdict(embeddings_spec),
    }
    return int(_built(request, None))


def _packed(places: Places | Path) -> dict[str, Any]:
    return (places if isinstance(places, Places) else Places(places)).packed()


def _built(request: dict[str, Any], progress: Callable[[BuildProgress], None] | None) -> Any:
    """What the child answers to a request, its progress told on the way."""
    command = [sys.executable, "-P", "-c", _ENTRY, json.dumps(sys.path)]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        process_group=0,  # Ctrl-C is for the parent; the child leaves with it
    ) as child:
        _running.add(child)
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            child.stdin.write(json.dumps(request) + "\n")
            child.stdin.flush()
            for line in child.stdout:
                event = json.loads(line)
                if "progress" not in event:
                    return _result(event)
                if progress is not None:
                    progress(BuildProgress(**event["progress"]))
        except BrokenPipeError:
            pass
        finally:
            child.stdin.close()  # the child leaves when its stdin ends
            child.wait()
            _running.discard(child)
    raise errors.BuildInterrupted(
        f"入库进程意外中止（退出码 {child.returncode}），原有资料未受影响，请重试。"
    )


def _result(event: dict[str, Any]) -> Any:
    if "error" not in event:
        return event["result"]
    name, message = event["error"]
    raise getattr(errors, name, errors.LibraryError)(message)
