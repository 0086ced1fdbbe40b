"""What a plan is about, by its own headings."""

import pytest

from service.tasks.brief.desk import Desk
from service.tasks.brief.fit import CHARS, INDENT
from service.tasks.brief.priorities import PAIR, priorities
from service.tasks.sources import Source
from tests.service.tasks.making import report
from vectorstore.documents import Section

A = report("甲市")
PLAN = "二、2021年工作安排"


def _desk(*headings: str) -> Desk:
    text, spans = f"{PLAN}\n", list[tuple[str, int, int]]()
    for heading in headings:
        start = len(text)
        text += f"{heading}。抓好各项工作，确保取得实效。\n"
        spans.append((heading, start, len(text)))
    root = Section(path=(PLAN,), heading=PLAN, part="plan", start=0, end=len(text))
    inner = (
        Section(path=(PLAN, heading), heading=heading, part="plan", start=start, end=end)
        for heading, start, end in spans
    )
    return Desk([Source(A, text, (root, *inner), ())])


def _said(*headings: str, **room: int) -> list[str]:
    desk = _desk(*headings)
    return [item.text for item in priorities(desk, desk.sources[0], **room)]


def test_the_headings_of_a_plan_are_listed_by_their_telling_clauses() -> None:
    assert _said(
        "（一）坚持转型发展，在产业建设上取得新进步",
        "（二）聚焦品质提升，打造宜居宜业城市",
        "（三）全力保障和改善民生",
    ) == ["重点是产业建设、打造宜居宜业城市、全力保障和改善民生。"]


def test_each_heading_is_cited_word_for_word() -> None:
    desk = _desk("（一）大抓产业发展", "（二）大抓城市建设", "（三）大抓民生改善")
    item = priorities(desk, desk.sources[0])[0]
    text = desk.sources[0].text
    cited = [each for each in desk.citing.all() if each.n in item.citations]
    assert [each.quote for each in cited] == ["大抓产业发展", "大抓城市建设", "大抓民生改善"]
    assert [text[each.start : each.end] for each in cited] == [each.quote for each in cited]


def test_titles_of_parts_are_no_work() -> None:
    assert _said(
        "（一）2021年发展目标和主要任务",
        "（二）大抓产业发展",
        "（三）大抓城市建设",
        "（四）大抓民生改善",
    ) == ["重点是大抓产业发展、大抓城市建设、大抓民生改善。"]


def test_a_long_list_ends_where_three_lines_end_and_says_that_it_goes_on() -> None:
    said = _said(*(f"（{n}）着力推进第{n}个方面的现代化建设" for n in "一二三四五六七八"))[0]
    assert said.endswith("等。")
    assert len(said) <= 3 * CHARS - INDENT


@pytest.mark.parametrize("headings", [(), ("（一）大抓产业发展", "（二）大抓城市建设")])
def test_fewer_than_three_headings_are_no_list(headings: tuple[str, ...]) -> None:
    assert _said(*headings) == []


def test_where_regions_share_the_page_two_headings_are_enough() -> None:
    three = ("（一）大抓产业发展", "（二）大抓城市建设", "（三）大抓民生改善")
    assert _said(*three, most=18, fewest=PAIR) == ["重点是大抓产业发展、大抓城市建设等。"]
