"""How a report's texts lie in the library: compressed, with everything needed to map them back."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from vectorstore import late
from vectorstore.documents import CleanText, Repair
from vectorstore.errors import MENDING, DamagedLibrary

if TYPE_CHECKING:
    import numpy as np
else:
    np = late.module("numpy")


def pack_text(text: str) -> bytes:
    """A text as compressed UTF-8; lone surrogates survive."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"))


def unpack_text(blob: bytes) -> str:
    """The text that `pack_text` packed; raises DamagedLibrary where it is that no more."""
    return _inflated(blob).decode("utf-8", "surrogatepass")


def _inflated(blob: bytes) -> bytes:
    """What was packed: zlib's own checksum tells whether it still is."""
    try:
        return zlib.decompress(blob)
    except zlib.error as error:
        raise DamagedLibrary(f"资料库里有一份报告的正文已损坏（{error}）；{MENDING}") from error


def pack_clean(clean: CleanText) -> dict[str, Any]:
    """The columns of a clean text; offsets are kept as their differences, which are small."""
    steps = np.diff(np.asarray(clean.offsets, dtype="<i4"), prepend=np.int32(0))
    return {
        "clean": pack_text(clean.text),
        "offsets": zlib.compress(steps.astype("<i4").tobytes()),
        "repairs": pack_text(json.dumps([asdict(repair) for repair in clean.repairs])),
        "front": pack_text(clean.front),
        "back": pack_text(clean.back),
    }


def unpack_clean(row: Mapping[Any, Any]) -> CleanText:
    """The clean text from the columns that `pack_clean` made."""
    steps = np.frombuffer(_inflated(row["offsets"]), dtype="<i4")
    return CleanText(
        text=unpack_text(row["clean"]),
        offsets=tuple(np.cumsum(steps).tolist()),
        repairs=tuple(_repair(repair) for repair in json.loads(unpack_text(row["repairs"]))),
        front=unpack_text(row["front"]),
        back=unpack_text(row["back"]),
    )


def _repair(stored: Mapping[str, Any]) -> Repair:
    """A repair as it was stored; libraries built before there were guesses have none."""
    fields: dict[str, Any] = {**stored, "guesses": tuple(stored.get("guesses", ()))}
    return Repair(**fields)
