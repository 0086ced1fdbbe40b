"""What a run was made from: enough to make it again."""

import hashlib
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from pydantic import BaseModel, ConfigDict

import prompts
from evals.dataset import Case
from evals.result import fingerprint
from service.recipe import recipe
from service.wiring import World
from vectorstore.library import Library

ROOT = Path(__file__).parent.parent


class Provenance(BaseModel):
    """Fingerprints of code, lock, prompts, cases, reports and models.

    `revision` ends in `+` when files differ from it, and is empty outside a checkout.
    `library` digests the reports' own bytes and the code that read them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    gongbao: str
    python: str
    revision: str
    lock: str
    prompts: dict[str, str]
    cases: str
    case_count: int
    reports: dict[str, str]
    library: str
    embeddings: str
    backend: str
    model: str | None


def provenance(
    world: World, library: Library, cases: Sequence[Case], folder: Path = prompts.FOLDER
) -> Provenance:
    """The provenance of a run of these cases in this world, with the prompts of a folder."""
    reports = {report.id: report.sha256[:16] for report in library.reports()}
    lock = ROOT / "requirements.lock"
    return Provenance(
        gongbao=version("gongbao"),
        python=".".join(map(str, sys.version_info[:3])),
        revision=revision(ROOT),
        lock=_digest(lock.read_text("utf-8")) if lock.is_file() else "",
        prompts={name: prompts.load(name, folder).sha256[:16] for name in prompts.names(folder)},
        cases=_digest("".join(f"{case.id}{fingerprint(case)}" for case in cases)),
        case_count=len(cases),
        reports=reports,
        library=_digest(recipe() + "".join(f"{k}{v}" for k, v in sorted(reports.items()))),
        embeddings=library.embeddings.name,
        backend=world.backend.name,
        model=world.backend.model,
    )


def revision(folder: Path) -> str:
    """The git revision of a checkout, `+` behind it when files differ; empty without git."""
    head = _git(folder, "rev-parse", "--short=12", "HEAD")
    return head + ("+" if head and _git(folder, "status", "--porcelain") else "")


def _git(folder: Path, *arguments: str) -> str:
    if not (folder / ".git").exists():
        return ""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=False
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
