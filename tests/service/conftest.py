"""Reports small enough to be ingested in a test."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest

_REPORT = """{year}年{region}政府工作报告
——{year}年1月5日在{region}第十五届人民代表大会第五次会议上
各位代表：
现在，我代表政府向大会报告工作，请予审议，并请政协委员提出意见。
一、{before}年工作回顾
{before}年，我们坚持稳中求进，地区生产总值完成{gdp}亿元，增长2.1%。城镇登记失业率3.4%。
二、{year}年工作安排
{year}年主要预期目标是：地区生产总值增长6%左右，一般公共预算收入增长5%。
"""

WriteReport = Callable[..., Path]


def written(folder: Path, region: str, year: int = 2021, gdp: str = "100", name: str = "") -> Path:
    """A short report in a folder, which is made if it is missing."""
    folder.mkdir(exist_ok=True, parents=True)
    path = folder / (name or f"{region}{year}.txt")
    path.write_text(_REPORT.format(region=region, year=year, before=year - 1, gdp=gdp), "utf-8")
    return path


@pytest.fixture
def write_report(tmp_path: Path) -> WriteReport:
    """Writes a short report into `inbox` (or another folder) and says where."""

    def write(
        region: str = "海拉尔区", year: int = 2021, gdp: str = "100", name: str = "", into: str = ""
    ) -> Path:
        return written(tmp_path / (into or "inbox"), region, year, gdp, name)

    return write


@pytest.fixture
def outdated(seed_copy: Path) -> Path:
    """A data folder whose vectors are another model's."""
    with closing(connect(seed_copy / "library.sqlite3")) as connection, connection:
        connection.execute("UPDATE segments SET model = 'other/model'")
    return seed_copy
