"""Real printing: LibreOffice for docx, Chromium for HTML; skips where they are missing."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest


def _info(pdf: Path) -> dict[str, str]:
    info = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, text=True)
    return dict(line.split(":", 1) for line in info.stdout.splitlines() if ":" in line)


def as_calc_shows(data: bytes, folder: Path) -> list[str]:
    """The lines of the first sheet as LibreOffice Calc shows them, cells by commas."""
    soffice = shutil.which("soffice")
    if soffice is None or not Path(soffice).resolve().with_name("libsclo.so").exists():
        pytest.skip("LibreOffice Calc is not installed")
    (folder / "made.xlsx").write_bytes(data)
    _convert("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true", folder, "made.xlsx")
    return (folder / "made.csv").read_text("utf-8").splitlines()


def _convert(form: str, folder: Path, *names: str) -> None:
    profile = (folder / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", form,
         "--outdir", str(folder), *(str(folder / name) for name in names)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip


def docx_pages_of(files: Mapping[str, bytes], folder: Path) -> dict[str, int]:
    """How many pages LibreOffice makes of each, all in one start of it: that takes longest."""
    if shutil.which("soffice") is None or shutil.which("pdfinfo") is None:
        pytest.skip("LibreOffice or poppler is not installed")
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    _convert("pdf", folder, *(f"{name}.docx" for name in files))
    return {name: int(_info(folder / f"{name}.pdf")["Pages"]) for name in files}


def html_pages(page: str, folder: Path) -> int:
    """How many A4 pages Chromium prints of it."""
    if shutil.which("pdfinfo") is None:
        pytest.skip("poppler is not installed")
    info = _info(html_pdf(page, folder))
    assert "A4" in info["Page size"]
    return int(info["Pages"])


def html_pdf(page: str, folder: Path) -> Path:
    """The PDF that Chromium prints of it."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("Chromium is not installed")
    (folder / "brief.html").write_text(page, encoding="utf-8")
    subprocess.run(
        [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
         f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={folder / 'brief.pdf'}",
         (folder / "brief.html").as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return folder / "brief.pdf"
