"""`make demo` is a first look: it fits two screens, and each of its answers is the whole answer."""

import os
import subprocess
import sys
from pathlib import Path

from rich.cells import cell_len

ROOT = Path(__file__).parents[1]
MOST_LINES, MOST_COLUMNS = 60, 100
ASKED = """\
问：满洲里市2020年地区生产总值是多少？
2020年满洲里市地区生产总值为141.5亿元[1]。
[1] 满洲里市2021年政府工作报告 · 一、(一)：“全年地区生产总值完成141.5亿元”
数字1个，全部核验 · 查阅1份报告 · 离线
问：满洲里市和海拉尔区2020年地区生产总值相差多少？
2020年地区生产总值海拉尔区更高：海拉尔区为174.46亿元[1]，满洲里市为141.5亿元[2]，海拉尔区多32.96亿元
（174.46亿元−141.5亿元）。
问：满洲里市2020年常住人口是多少？
报告未提及常住人口。
""".splitlines()


def test_the_demo_is_a_first_look(seed_copy: Path, tmp_path: Path) -> None:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    shown = subprocess.run(
        ["bash", ROOT / "docs" / "demo.sh"],
        cwd=tmp_path,
        env={**os.environ, "PATH": path, "GONGBAO_DATA_DIR": str(seed_copy)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (shown.returncode, shown.stderr) == (0, "")
    lines = shown.stdout.splitlines()
    assert len(lines) <= MOST_LINES
    assert max(map(cell_len, lines)) <= MOST_COLUMNS
    for line in ASKED:
        assert any(each.startswith(line) for each in lines), line
    head = next(line for line in lines if line.startswith("指标"))
    assert head.split()[2:] == ["东昌区", "乌海市", "回民区", "海拉尔区", "满洲里市"]
    assert "一页简报：out/brief.docx" in lines
    assert (tmp_path / "out" / "brief.docx").stat().st_size > 500
