"""The converted model in onnxruntime, which has no types."""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, cast

from vectorstore.vectors import Matrix

INPUT, OUTPUT = "tokens", "mean"


class Session(Protocol):
    """What we use of `InferenceSession`."""

    def run(self, outputs: None, inputs: dict[str, Matrix]) -> Sequence[Matrix]:
        """The one output in a list, for the one input, `INPUT`."""
        ...


def opened(model: Path | bytes, *, packed: bool) -> Session:
    """A session that computes in the thread that asks. Not packed, it reads mapped weights."""
    import onnxruntime as ort  # not for commands that need no vectors

    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # The graph is written as it shall run; fused, normalising takes five times as long.
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.add_session_config_entry("session.disable_prepacking", "0" if packed else "1")
    given = model if isinstance(model, bytes) else str(model)
    return cast(Session, ort.InferenceSession(given, options, ["CPUExecutionProvider"]))
