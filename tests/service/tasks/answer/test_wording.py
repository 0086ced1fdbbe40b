"""Questions on the wording of reports, in ask's own words."""

import pytest

from service.wiring import World
from tests.service.tasks.answer.worlds import ask, world_of
from tests.service.tasks.changes.pair import REPORTS

PLAIN = "一年来，地区生产总值完成90亿元。\n二、2024年工作安排\n发展新质生产力，实施技改项目20个。\n"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The pair, and another region's report."""
    return world_of(tmp_path_factory, (*REPORTS, ("满城区", 2024, PLAIN)))


def test_what_changed_in_the_wording_is_told_kind_by_kind(world: World) -> None:
    reply = ask(world, "清苑区2024年报告和2023年相比提法有什么变化？")
    assert reply.status == "answered"
    lines = reply.answer.splitlines()
    assert lines[0] == "清苑区2024年报告与2023年报告相比，提法变化共22处。"
    assert lines[2] == (
        "说得更重的2项：“探索“一业一证”改革”[7]→“全面推行“一业一证”改革”[8]；"
        "“着力打造生态强市”[9]→“全力打造生态强市”[10]。"
    )
    assert len(lines) == 8


def test_who_said_a_term_first_is_told_with_the_reports_that_were_read(world: World) -> None:
    reply = ask(world, "哪个地区最早提出新质生产力？")
    assert reply.answer == (
        "已收录的3份报告中，2份写到“新质生产力”，涉及2个地区。\n"
        "最早的是2024年报告，2个地区：清苑区“（二）加快发展新质生产力”[1]、"
        "满城区“发展新质生产力，实施技改项目20个”[2]。"
    )
    assert reply.searched.reports == 3


def test_other_questions_are_read_as_before(world: World) -> None:
    assert "[1]" in ask(world, "清苑区2024年地区生产总值目标是多少？").answer
    assert ask(world, "满城区的提法有什么变化？").status != "answered"
