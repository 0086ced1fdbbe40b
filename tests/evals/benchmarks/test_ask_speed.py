"""The benchmark of a question's own time works; how long it takes is not tested."""

from pathlib import Path

from evals.benchmarks.ask_speed import Drawn, made, timed

REPORT = """2021年海拉尔区政府工作报告
——2021年1月5日在海拉尔区第十五届人民代表大会第五次会议上
各位代表：
现在，我代表政府向大会报告工作，请予审议，并请政协委员提出意见。
一、2020年工作回顾
2020年，我们坚持稳中求进，地区生产总值完成100亿元，增长2.1%。
二、2021年工作安排
2021年主要预期目标是：地区生产总值增长6%左右。
"""


def test_every_question_is_timed_on_a_library_with_drawn_vectors(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, "utf-8")
    world = made([path], tmp_path / "data")
    assert world.library().vectors_pending() == 0
    assert len(timed(world, ["2020年GDP多少", "今年目标呢"])) == 2


def test_a_text_has_one_vector() -> None:
    drawn = Drawn()
    assert drawn.embed_query("甲") == drawn.embed_matrix(["甲"])[0].tolist()
