"""The converted model on disk: made once per machine, whole or not at all, checked at each start.

<folder>/e5-<recipe>/graph.onnx, weights.bin (22 MB), sums.json

It is made in a folder beside its place and renamed into it, so several processes may make it
at once: the first one wins, and they all make the same bytes. A file that does not match its
sum is made anew. Where the folder cannot be written the model stays in memory, and `Stored`
says why.
"""

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from vectorstore.e5 import RECIPE
from vectorstore.e5.source import SHA256, Source

if TYPE_CHECKING:
    from onnx import ModelProto

_GRAPH, _WEIGHTS, _SUMS = "graph.onnx", "weights.bin", "sums.json"


@dataclass(frozen=True, slots=True)
class Stored:
    """The model to run: a file whose weights are mapped, or bytes and why they are no file."""

    model: Path | bytes
    trouble: str = ""


def stored(source: Source, folder: Path) -> Stored:
    """The converted model in `folder`, made if it is missing or damaged."""
    place = folder / f"e5-{SHA256[:8]}-{RECIPE}"
    if _whole(place):
        return Stored(place / _GRAPH)
    source.require_known()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        made = Path(mkdtemp(prefix=f"{place.name}.", dir=folder))
        try:
            _write(_converted(source), made)
            _move(made, place)
        finally:
            shutil.rmtree(made, ignore_errors=True)
    except OSError as error:
        return Stored(_converted(source).SerializeToString(), f"{folder}：{error.strerror}")
    return Stored(place / _GRAPH)


def _converted(source: Source) -> "ModelProto":
    from vectorstore.e5.graph import model  # onnx costs 0.3 s, and is needed once per machine

    return model(source)


def _write(model: "ModelProto", folder: Path) -> None:
    from onnx.external_data_helper import (
        convert_model_to_external_data,
        write_external_data_tensors,
    )

    convert_model_to_external_data(model, location=_WEIGHTS, size_threshold=256)
    write_external_data_tensors(model, str(folder))
    (folder / _GRAPH).write_bytes(model.SerializeToString())
    sums = {name: _sum(folder / name) for name in (_GRAPH, _WEIGHTS)}
    (folder / _SUMS).write_text(json.dumps(sums), "utf-8")
    folder.chmod(0o755)
    for path in folder.iterdir():
        path.chmod(0o644)


def _move(made: Path, place: Path) -> None:
    """Rename what was made into its place, unless another process was first."""
    try:
        made.rename(place)
    except OSError:
        if not _whole(place):
            shutil.rmtree(place, ignore_errors=True)
            made.rename(place)


def _whole(place: Path) -> bool:
    try:
        sums = json.loads((place / _SUMS).read_text("utf-8"))
        return all(_sum(place / name) == sums[name] for name in (_GRAPH, _WEIGHTS))
    except (OSError, ValueError, LookupError, TypeError):
        return False


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
