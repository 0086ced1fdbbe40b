"""What a version says of itself: its format, whose vectors it holds, how many are pending."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from vectorstore.errors import DamagedLibrary

FORMAT = 1
_FILE = "version.json"


@dataclass(frozen=True, slots=True)
class About:
    """The `version.json` of a version folder."""

    embeddings: str
    pending: int
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        """Write it into the version folder."""
        (folder / _FILE).write_text(json.dumps(asdict(self)), "utf-8")


def about(folder: Path) -> About:
    """Read it from a version folder of this format."""
    try:
        said = About(**json.loads((folder / _FILE).read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise DamagedLibrary(
            f"资料库不完整：{folder} 读不出来，请清空数据目录后重新 ingest。"
        ) from error
    if said.format != FORMAT:
        raise DamagedLibrary(
            f"资料库是另一版 gongbao 建的（格式 {said.format}），请换一个 --data-dir 重新 ingest。"
        )
    return said
