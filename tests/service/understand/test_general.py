"""Questions about a report as a whole are told from those about a matter in it."""

import pytest

from service.understand import understand
from service.understand.general import leftover
from service.understand.typos import misspelt
from vectorstore.documents import Report


def report(region: str, year: int) -> Report:
    return Report.model_validate(
        {
            "id": f"{region}-{year}", "region": region, "parents": ("云南省",), "level": "prefecture",
            "year": year, "covers": year - 1, "title": "", "source": "", "chars": 0,
            "passages": 0, "figures": 0, "sha256": "",
        }
    )  # fmt: skip


REPORTS = (report("昆明市", 2024), report("海口市", 2024))


@pytest.mark.parametrize(
    ("question", "task"),
    [
        ("昆明2024年主要预期目标是什么", "headline"),
        ("昆明市主要经济指标", "headline"),
        ("昆明2023年经济指标完成得怎么样?", "headline"),
        ("昆明经济咋样", "headline"),
        ("昆明今年定了什么目标?", "headline"),
        ("昆明去年干了什么", "done"),
        ("昆明2023年做了哪些工作?", "done"),
        ("昆明去年搞了啥大事", "done"),
        ("昆明2024年要重点抓哪几项工作", "planned"),
        ("昆明今年打算干点啥", "planned"),
        ("昆明市长是谁?", "person"),
        ("昆明2024年的报告是谁作的报告?", "person"),
        ("谁作的昆明市政府工作报告", "person"),
        ("什么时候作的昆明政府工作报告", "person"),
        ("昆明提没提低空经济", "mention"),
        ("昆明有没有提到低空经济?", "mention"),
        ("昆明的报告提到低空经济了吗?", "mention"),
    ],
)
def test_a_question_about_the_report_as_a_whole_has_a_task_of_its_own(
    question: str, task: str
) -> None:
    assert understand(question, REPORTS).task == task


@pytest.mark.parametrize(
    ("question", "task"),
    [
        ("昆明2024年GDP增长目标是多少?", "lookup"),
        ("昆明今年目标是多少?", "lookup"),
        ("昆明怎样推进营商环境?", "done"),
        ("昆明2024年生态环境保护主要目标是什么", "lookup"),
    ],
)
def test_a_question_about_a_matter_keeps_its_task(question: str, task: str) -> None:
    assert understand(question, REPORTS).task == task


def test_verbs_are_no_part_of_what_is_asked_about() -> None:
    assert understand("昆明2024年要办哪些民生实事", REPORTS).subject == "民生实事"


def test_what_names_a_matter_is_left_over() -> None:
    assert [leftover(words) for words in ("主要经济指标", "要抓 工作", "营商环境")] == [
        "",
        "",
        "营商环境",
    ]


def test_a_swap_needs_both_characters_so_that_another_city_is_no_typo_of_ours() -> None:
    assert misspelt("乌海市长是谁", ["海口市"]) is None
    assert understand("乌海市长是谁?", REPORTS).regions == ()
    found = misspelt("海市口今年", ["海口市"])
    assert found is not None
    assert found.name == "海口市"


@pytest.mark.parametrize(
    ("question", "measures"),
    [
        ("昆明2023年地区生产总值和增速", ("amount", "growth")),
        ("昆明2023年GDP及增速", ("amount", "growth")),
        ("昆明2023年GDP增速", ("growth",)),
        ("昆明2023年GDP和固投增速", ("growth",)),
    ],
)
def test_an_indicator_and_its_growth_are_two_things(
    question: str, measures: tuple[str, ...]
) -> None:
    assert understand(question, REPORTS).measures == measures
