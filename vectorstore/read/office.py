"""Older formats of county offices (.doc, .wps, .rtf, .odt) as docx, where LibreOffice is installed."""

import os
import resource
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from vectorstore.errors import DamagedFile, UnsupportedFormat

CONVERTED = frozenset((".doc", ".wps", ".rtf", ".odt", ".dot", ".wpt", ".docm"))
_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 90
_MEMORY = 2 * 2**30  # 60,000 characters are converted within 1 GB
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF = b"{\\rtf"
_SUFFIX_BY_START = ((_OLE, ".doc"), (_RTF, ".rtf"))


def is_old_word(data: bytes) -> bool:
    """Whether bytes are a document of Word 97 or of WPS, or RTF, whatever the suffix says."""
    ole = data.startswith(_OLE) and "WordDocument".encode("utf-16-le") in data
    return ole or data.startswith(_RTF)


def as_docx(data: bytes, suffix: str, name: str) -> bytes:
    """The file's bytes as a docx; raises UnsupportedFormat without LibreOffice, or DamagedFile.

    WPS Office writes .wps in the binary format of Word: the first bytes tell, not the suffix.
    """
    program = next((found for each in _PROGRAMS if (found := shutil.which(each))), None)
    if program is None:
        raise UnsupportedFormat(
            f"{name} 的格式不支持，请另存为docx或PDF（或安装LibreOffice后再试）"
        )
    suffix = next((told for start, told in _SUFFIX_BY_START if data.startswith(start)), suffix)
    with tempfile.TemporaryDirectory(prefix="gongbao-") as scratch:
        folder = Path(scratch)
        source = folder / f"report{suffix}"
        source.write_bytes(data)
        order = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            "docx",
            "--outdir",
            str(folder / "out"),
            str(source),
        ]
        try:
            _run(order)
            return (folder / "out" / "report.docx").read_bytes()
        except (OSError, subprocess.TimeoutExpired) as error:
            raise DamagedFile(f"{name} 用LibreOffice打不开，请另存为docx或PDF") from error


@contextmanager
def _room() -> Generator[None]:
    """LibreOffice maps more memory than a reader of ours may have: it has a limit of its own."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(
        resource.RLIMIT_AS, (_MEMORY if soft != resource.RLIM_INFINITY else soft, hard)
    )
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _run(order: list[str]) -> None:
    """Run to the end; what takes too long is ended with the processes it started."""
    quiet = subprocess.DEVNULL
    with (
        _room(),
        subprocess.Popen(order, stdout=quiet, stderr=quiet, start_new_session=True) as running,
    ):
        try:
            running.wait(_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            raise
