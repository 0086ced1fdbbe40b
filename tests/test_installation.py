"""`make install`: the lock as it is, whatever was released since and whatever lies in .venv."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import wheels
from tests.wheels import locked, make_wheel

ROOT = Path(__file__).parent.parent
STAMP = ".venv/.installed"
INSTALLED = ["cargo==1", "carrier==1", "gongbao==1"]
PYPROJECT = """
[build-system]
requires = []
build-backend = "wheels"
backend-path = ["."]
[project]
name = "gongbao"
version = "1"
"""


def run(line: str, folder: Path, **more: str) -> str:
    """What a shell line prints in a folder; a make that runs these tests is kept out of it."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    done = subprocess.run(
        ["/bin/bash", "-c", line],
        cwd=folder,
        env=environment | more,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def steps(target: str) -> list[str]:
    """The shell lines that the Makefile runs for a target, in their order."""
    return run(f"make -n -B {target}", ROOT).splitlines()


class Project:
    """A project with gongbao's Makefile, and a folder of wheels to install from instead of a network.

    Its lock holds `carrier`, which needs `cargo[hold]`, and an older `cargo` than the folder does:
    where pip resolves anew it wants the newer one, for which the lock has no hash.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "工 报"
        self.shop, self.home = folder / "wheels", folder / "home"
        for each in (self.folder / "service", self.shop, self.home):
            each.mkdir(parents=True)
        cargo = make_wheel(self.shop, "cargo", "1", extras=["hold"])
        make_wheel(self.shop, "cargo", "2", extras=["hold"])
        carrier = make_wheel(self.shop, "carrier", "1", requires=["cargo[hold]>=1"])
        (self.folder / "requirements.lock").write_text(locked(carrier) + locked(cargo), "utf-8")
        (self.folder / "pyproject.toml").write_text(PYPROJECT, "utf-8")
        (self.folder / "service" / "__init__.py").touch()
        shutil.copy(ROOT / "Makefile", self.folder)
        shutil.copy(wheels.__file__, self.folder)

    def run(self, line: str) -> str:
        """What a line prints in the project, with an empty HOME, no network and no cache."""
        return run(
            line,
            self.folder,
            HOME=str(self.home),
            PIP_CONFIG_FILE=os.devnull,
            PIP_NO_CACHE_DIR="1",
            PIP_NO_INDEX="1",
            PIP_FIND_LINKS=str(self.shop),
            # The environment that these tests run in is active.
            VIRTUAL_ENV=sys.prefix,
            PATH=f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            PYTHONPATH=str(self.shop),
        )

    def packages(self) -> list[str]:
        """What is installed, pip's own packages aside."""
        listed = self.run(".venv/bin/python -m pip list --format freeze").splitlines()
        return [each for each in listed if not each.startswith(("pip=", "setuptools="))]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project whose `make install` is done, over what an interrupted one had left."""
    made = Project(tmp_path_factory.mktemp("project"))
    made.run("mkdir -p .venv/bin .venv/left && ln -s /nowhere/python3 .venv/bin/python")
    made.run("make install")
    return made


def test_the_locked_version_is_installed_though_there_is_a_newer_one(project: Project) -> None:
    assert project.packages() == INSTALLED


def test_what_an_interrupted_run_had_left_is_gone(project: Project) -> None:
    assert not (project.folder / ".venv" / "left").exists()


def test_the_lock_is_installed_without_resolving_and_with_its_hashes() -> None:
    (line,) = [step for step in steps(STAMP) if "requirements.lock" in step and " pip " in step]
    assert {"--no-deps", "--require-hashes"} <= set(line.split())
    assert steps(STAMP)[-2] == ".venv/bin/python -m pip check"


def test_every_requirement_of_every_installed_package_is_met() -> None:
    assert (
        run(f"{shlex.quote(sys.executable)} -m pip check", ROOT)
        == "No broken requirements found.\n"
    )


def test_a_second_run_installs_nothing(project: Project) -> None:
    assert project.run("make install") == ""


@pytest.mark.parametrize(
    ("damage", "left"),
    [
        ("true", True),
        (f"rm {STAMP}", False),
        ("ln -sf /nowhere/python3 .venv/bin/python", False),
        ("echo /nowhere > $(echo .venv/lib/python3*/site-packages)/gongbao.pth", False),
        ("rm .venv/lib/python3*/site-packages/gongbao.pth", False),
    ],
    ids=["whole", "interrupted", "Python gone", "moved", "not installed"],
)
def test_only_a_whole_environment_is_kept(project: Project, damage: str, left: bool) -> None:
    """A copied .venv leads to where it came from: `moved` writes another folder into it."""
    keep_or_remove = steps("install")[0]
    project.run(f"cp -a .venv kept && {damage}")
    project.run(keep_or_remove)
    assert (project.folder / ".venv").exists() is left
    project.run("rm -rf .venv && mv kept .venv")
