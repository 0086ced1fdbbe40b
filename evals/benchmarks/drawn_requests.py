"""Requests drawn by schemathesis from our own OpenAPI text, with a key and without.

    python -m evals.benchmarks.drawn_requests DATA_DIR [--seconds N]

The library is copied, so that what is drawn may change it. What must hold: no answer of 500 and
more, and each answer as the OpenAPI text says it. Half of the time goes to each way in. Ends with 1
at a broken promise.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from evals.benchmarks.hostile_uploads import served
from service.keys import Keys

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


def main(arguments: Sequence[str] | None = None) -> int:
    """What schemathesis says, for each way in."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("--seconds", type=int, default=600)
    given = parser.parse_args(arguments)
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(shutil.copytree(given.data_dir, Path(folder) / "data"))
        failed += _drawn(data_dir, given.seconds // 2, None)
        _, key = Keys(data_dir).add("schemathesis", "admin")
        failed += _drawn(data_dir, given.seconds // 2, key)
    return int(failed > 0)


def _drawn(data_dir: Path, seconds: int, key: str | None) -> int:
    """One run; whether something was broken."""
    with served(data_dir) as client:
        command = [
            str(Path(sys.executable).with_name("schemathesis")),
            "run",
            f"{client.base_url}/openapi.json",
            f"--max-time={seconds}",
            f"--checks={CHECKS}",
            "--phases=examples,coverage,fuzzing",
            "--continue-on-failure",
            "--suppress-health-check=all",
        ]
        command += ["--header", f"Authorization: Bearer {key}"] if key else []
        hooks = {"SCHEMATHESIS_HOOKS": "evals.benchmarks.drawn_hooks"}
        return subprocess.run(command, check=False, env=os.environ | hooks).returncode


if __name__ == "__main__":
    sys.exit(main())
