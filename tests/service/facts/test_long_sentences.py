"""A sentence of any length is read in time that grows with it, and nothing of it is sure."""

import pytest

from service.document import Prepared, prepare
from service.language.clauses import sentences
from service.sources import Given

REPORT = """2021年海拉尔区政府工作报告
——2021年1月5日在海拉尔区第十五届人民代表大会第五次会议上
各位代表：
现在，我代表政府向大会报告工作，请予审议，并请政协委员提出意见。
一、2020年工作回顾
2020年，我们坚持稳中求进，{body}。全年粮食产量达到30万吨。
二、2021年工作安排
2021年主要预期目标是：地区生产总值增长6%左右，一般公共预算收入增长5%。"""
LONGEST = {
    "named": lambda n: "，".join(f"地区生产总值完成{i}亿元" for i in range(n)),
    "listed": lambda n: "粮食产量增长" + "、".join(f"{i}%" for i in range(n)),
    "dealt out": lambda n: (
        "、".join(["粮食产量"] * n) + "分别增长" + "、".join(f"{i}%" for i in range(n))
    ),
}


def filed(body: str) -> Prepared:
    (only,) = prepare(REPORT.format(body=body).encode(), "a.txt", Given())
    return only


@pytest.mark.parametrize("kind", LONGEST)
def test_no_piece_of_a_sentence_is_long_and_nothing_in_it_is_sure(kind: str) -> None:
    report = filed(LONGEST[kind](800))
    text = report.document.clean.text

    pieces = [
        (sum(len(group.figures) for clause in each.clauses for group in clause.groups), each)
        for each in sentences(text, report.document.sections)
    ]
    assert max(figures for figures, _ in pieces) <= 100
    assert max(each.end - each.start for _, each in pieces) <= 4_000
    body = [fact for fact in report.facts if fact.end < text.index("全年粮食")]
    assert len(body) > 50
    assert [fact for fact in body if "句子过长，分段读的" not in fact.doubts] == []
    sure = {(fact.indicator, fact.value) for fact in report.facts if fact.standing == "sure"}
    assert ("粮食产量", "30") in sure


def test_a_sentence_as_full_as_reports_write_is_read_whole() -> None:
    body = "，".join(f"城镇新增就业{i}人" for i in range(1, 24))
    assert not any("分段" in doubt for fact in filed(body).facts for doubt in fact.doubts)
