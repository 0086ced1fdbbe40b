"""Clauses of a report for a line of a page: whole, of the right year and kind, standing alone."""

from service.facts.extract import extract
from service.tasks.brief.outline import groups, name_in
from service.tasks.brief.points import Looking, clauses_of, together
from service.tasks.sources import ReportSource
from tests.service.tasks.making import report
from vectorstore.documents import Part, Section

TITLE = "（一）口岸发展再上台阶"
BODY = (
    "口岸过货量完成120.5万吨，开行班列305列，增长40.9%，获批国家级物流枢纽。"
    "预计全年接待游客30万人次，其中境外游客2万人次，实现收入1.5亿元。"
    "五年来累计改造小区90个，新建学校6所。"
)


def _source(body: str, part: Part = "review") -> ReportSource:
    text = f"{TITLE}\n{body}"
    path = ("一、回顾",) if part == "review" else ("二、安排",)
    section = Section(path=path, heading=TITLE, part=part, start=0, end=len(text))
    one = report("甲市", 2021)
    facts = extract(one, text, (section,))
    return ReportSource(
        one,
        text,
        (section,),
        tuple(fact for fact in facts if fact.standing == "sure"),
        tuple(fact for fact in facts if fact.standing == "doubtful"),
    )


def _points(body: str) -> list[str]:
    source = _source(body)
    found = Looking(source, plan=False).points(len(TITLE), len(source.text))
    return [point.text for point in found]


def test_a_run_of_clauses_keeps_each_figure_with_what_it_is_said_of() -> None:
    found = _points(BODY)
    assert "口岸过货量完成120.5万吨，开行班列305列，增长40.9%，获批国家级物流枢纽" in found
    assert not any(text.startswith("增长40.9%") for text in found)


def test_a_clause_whose_subject_stands_before_it_is_none() -> None:
    assert not any(text.startswith(("其中", "实现收入")) for text in _points(BODY))


def test_a_noun_whose_owner_stands_before_it_opens_no_run() -> None:
    found = _points("高等教育加快普及，毛入学率达到28.5%，新建校舍3万平方米。")
    assert not any(text.startswith("毛入学率") for text in found)
    assert any(text.startswith("高等教育加快普及，毛入学率达到28.5%") for text in found)


def test_what_was_done_in_five_years_is_no_work_of_the_year() -> None:
    assert not any("改造小区90个" in text or "新建学校6所" in text for text in _points(BODY))


def test_a_comma_inside_a_number_ends_no_clause() -> None:
    text = "投入5,000万元,新建道路3条，改造管网2公里"
    assert [text[slice(*span)] for span in clauses_of(text, 0, len(text))] == [
        "投入5,000万元",
        "新建道路3条",
        "改造管网2公里",
    ]


def test_as_many_points_as_the_room_holds_in_the_reports_order() -> None:
    source = _source(BODY)
    points = Looking(source, plan=False).points(len(TITLE), len(source.text))
    told = together(points, 45.0)
    assert sum(point.width for point in told) <= 45
    assert [point.start for point in told] == sorted(point.start for point in told)
    assert not any(a.meets(b) for a in told for b in told if a is not b)


def test_a_group_is_named_in_the_words_of_its_heading() -> None:
    assert name_in("持续激发口岸发展活力，不断提升对外开放层次") == "口岸发展"
    assert name_in("持续激发口岸发展活力，不断提升对外开放层次", ["口岸发展"]) == "对外开放"
    assert name_in("坚持不懈提颜值，老城换新貌") == "老城换新貌"
    assert name_in("2020年工作回顾以及在极其困难的条件下所取得的各项成绩与经验") == ""


def test_a_report_without_headings_is_grouped_by_what_its_paragraphs_open_with() -> None:
    text = (
        "民生保障持续加强。新建学校3所，改造老旧小区12个，城镇新增就业1500人，新增养老床位200张。"
        "全面落实各项惠民政策措施，群众满意度稳步提升。"
    )
    section = Section(path=("一、回顾",), heading="", part="review", start=0, end=len(text))
    one = report("甲市", 2021)
    source = ReportSource(one, text, (section,), tuple(extract(one, text, (section,))))
    assert [group.name for group in groups(Looking(source, plan=False))] == ["民生保障"]
