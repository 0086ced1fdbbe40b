"""A short report that an evaluation builds its library from in a moment."""

from pathlib import Path

import pytest

REPORT = """2021年海拉尔区政府工作报告
——2021年1月5日在海拉尔区第十五届人民代表大会第五次会议上
各位代表：
现在，我代表政府向大会报告工作，请予审议，并请政协委员提出意见。
一、2020年工作回顾
2020年，我们坚持稳中求进，地区生产总值完成174.46亿元，增长2.1%。城镇登记失业率3.4%。
二、2021年工作安排
2021年主要预期目标是：地区生产总值增长6%左右，一般公共预算收入增长5%。
"""


def write_reports(folder: Path) -> Path:
    """A folder with one report, made inside another."""
    reports = folder / "reports"
    reports.mkdir()
    (reports / "海拉尔区.txt").write_text(REPORT, "utf-8")
    return reports


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with one report."""
    return write_reports(tmp_path)
