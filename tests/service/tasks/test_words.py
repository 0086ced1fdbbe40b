from service.shapes import Citation
from service.tasks.words import source_lines


def _citation(n: int, section: str, quote: str) -> Citation:
    return Citation(
        n=n, report="甲市-2021", region="甲市", year=2021, section=(section,), quote=quote,
        start=n, end=n + len(quote),
    )  # fmt: skip


def test_sources_of_one_place_stand_on_one_line_with_their_numbers() -> None:
    cited = [
        _citation(1, "一、回顾", "甲"),
        _citation(2, "二、安排", "乙"),
        _citation(3, "一、回顾", "丙"),
    ]
    assert source_lines(cited) == [
        "甲市2021年政府工作报告 · 一、回顾：[1]“甲”；[3]“丙”",
        "甲市2021年政府工作报告 · 二、安排：[2]“乙”",
    ]
