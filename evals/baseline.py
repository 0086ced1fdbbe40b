"""The committed baseline: what each case of a deterministic tier came to when it was accepted."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from evals.metrics import Metric
from evals.result import Result

BASELINE = Path(__file__).parent / "baseline.json"


class BadBaseline(Exception):
    """The file is no baseline; the message is one line of Chinese."""


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Accepted(_Shape):
    """A result as accepted: its case's digest, and the checks that did not hold."""

    sha256: str
    right: bool | None = None
    fails: tuple[str, ...] = ()


class Baseline(_Shape):
    """All results of one tier, the prompts they were made with, and k and n of each metric."""

    prompts: dict[str, str] = {}
    metrics: dict[str, tuple[int, int]] = {}
    cases: dict[str, Accepted] = {}


class BaselineChange(_Shape):
    """What differs from the baseline: `worse` fails the gate."""

    id: str
    key: str
    worse: bool
    words: str


def load(tier: str, path: Path = BASELINE) -> Baseline | None:
    """The baseline of a tier, None where the file or the tier in it is missing."""
    if not path.is_file():
        return None
    try:
        tiers = TypeAdapter(dict[str, Baseline]).validate_json(path.read_text("utf-8"))
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise BadBaseline(f"{path}不是基线文件（{where}）；请用--update-baseline重写。") from error
    return tiers.get(tier)


def save(tier: str, made: Baseline, path: Path = BASELINE) -> None:
    """Put the baseline of one tier into the file, a case a line; the other tiers stay."""
    held: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    held[tier] = made.model_dump(mode="json", exclude_defaults=True)
    tiers = (f"{_json(name)}: {_lines(held[name])}" for name in sorted(held))
    path.write_text("{\n" + ",\n".join(tiers) + "\n}\n", "utf-8")


def _lines(tier: dict[str, dict[str, object]]) -> str:
    """A tier with one line for each entry of its parts."""
    parts = (
        f" {_json(part)}: {{\n"
        + ",\n".join(f"  {_json(key)}: {_json(value)}" for key, value in entries.items())
        + "\n }"
        for part, entries in tier.items()
    )
    return "{\n" + ",\n".join(parts) + "\n}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def baseline_of(
    results: Sequence[Result], metrics: Sequence[Metric], prompts: dict[str, str]
) -> Baseline:
    """These results as a baseline."""
    return Baseline(
        prompts=prompts,
        metrics={each.name: (each.k, each.n) for each in metrics},
        cases={
            result.id: Accepted(
                sha256=result.case_sha256, right=result.right, fails=tuple(sorted(result.fails))
            )
            for result in sorted(results, key=lambda result: result.id)
        },
    )


def changes(
    results: Sequence[Result], prompts: dict[str, str], accepted: Baseline, *, whole: bool
) -> tuple[BaselineChange, ...]:
    """Every difference from the baseline, the worse ones first; `whole` when no case was left out."""
    found = [change for result in results for change in _of_result(result, accepted)]
    found += [
        BaselineChange(id=name, key="prompt", worse=True, words="提示词改了而版本没有换")
        for name, sha256 in prompts.items()
        if accepted.prompts.get(name, sha256) != sha256
    ]
    if whole:
        gone = accepted.cases.keys() - {result.id for result in results}
        found += [
            BaselineChange(id=name, key="case", worse=True, words="基线里的用例不见了")
            for name in sorted(gone)
        ]
    return tuple(sorted(found, key=lambda change: not change.worse))


def _of_result(result: Result, accepted: Baseline) -> list[BaselineChange]:
    before = accepted.cases.get(result.id)
    details = {check.key: check.detail for check in result.checks}
    if before is None or before.sha256 != result.case_sha256:
        word = "新用例" if before is None else "用例改过"
        found = [BaselineChange(id=result.id, key="case", worse=False, words=word)]
        old: set[str] = set()
    else:
        found, old = [], set(before.fails)
    if result.error:
        return [*found, BaselineChange(id=result.id, key="error", worse=True, words=result.error)]
    new = set(result.fails)
    found += [
        BaselineChange(id=result.id, key=key, worse=True, words=details[key])
        for key in sorted(new - old)
    ]
    found += [
        BaselineChange(id=result.id, key=key, worse=False, words="已改好")
        for key in sorted(old - new)
    ]
    return found
