"""Uploaded files on their way into the library."""

from pathlib import Path

from service.scratch import Scratch

_LONGEST = 60  # of three bytes each, and a file name has 255


class Spool:
    """Uploaded files in a folder of their own, each under its own name, until they are read."""

    def __init__(self, data_dir: Path) -> None:
        self._scratch = Scratch(data_dir, "upload")
        self.paths: list[Path] = []

    def add(self, name: str | None) -> Path:
        """The place for the next file; folders and odd characters in its name are dropped."""
        bare = (name or "").replace("\\", "/").rsplit("/", 1)[-1]
        clean = "".join(char for char in bare if char.isprintable())[-_LONGEST:].strip(". ")
        place = self._scratch.path / str(len(self.paths))
        place.mkdir()
        self.paths.append(place / (clean or "未命名.txt"))
        return self.paths[-1]

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, *_: object) -> None:
        """Remove the files."""
        self._scratch.close()
