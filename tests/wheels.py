"""Wheels of a few hundred bytes, for tests of installation; also the build backend of a project
that such a test installs, so it imports nothing but the standard library."""

import hashlib
import os
import zipfile
from collections.abc import Sequence
from pathlib import Path


def make_wheel(
    folder: Path,
    name: str,
    version: str,
    *,
    requires: Sequence[str] = (),
    extras: Sequence[str] = (),
    files: dict[str, str] | None = None,
) -> Path:
    """The wheel of a package with these requirements, extras and files."""
    metadata = [
        "Metadata-Version: 2.1",
        f"Name: {name}",
        f"Version: {version}",
        *(f"Provides-Extra: {extra}" for extra in extras),
        *(f"Requires-Dist: {each}" for each in requires),
    ]
    info = f"{name}-{version}.dist-info"
    contents = (files or {}) | {
        f"{info}/METADATA": "\n".join(metadata) + "\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/RECORD": "",
    }
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for inside, text in contents.items():
            wheel.writestr(inside, text)
    return path


def locked(wheel: Path) -> str:
    """The wheel's line in a lock."""
    name, version = wheel.name.split("-")[:2]
    return f"{name}=={version} --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"


def build_editable(folder: str, *_: object) -> str:
    """An editable gongbao that needs `carrier`: the hook that pip calls in the project's folder."""
    here = {"gongbao.pth": os.getcwd()}
    return make_wheel(Path(folder), "gongbao", "1", requires=["carrier"], files=here).name
