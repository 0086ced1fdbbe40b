import pytest

from tests.vectorstore.reports import made_up
from vectorstore.documents import Section
from vectorstore.outline import outline, section_at
from vectorstore.outline.parts import part_of_heading


def tree(text: str, year: int = 2023) -> dict[str, Section]:
    return {section.heading: section for section in outline(text, year)}


def depth_and_part(sections: dict[str, Section], heading: str) -> tuple[int, str]:
    return len(sections[heading].path), sections[heading].part


def test_a_plain_report_has_front_review_plan_self_and_closing():
    roots = [s for s in outline(made_up(), 2023) if len(s.path) == 1]
    assert [s.part for s in roots] == ["front", "review", "plan", "self", "boilerplate"]
    assert [s.heading for s in roots][1:4] == [
        "一、2022年工作回顾",
        "二、2023年工作安排",
        "三、加强政府自身建设",
    ]


def test_sections_tile_the_text_and_children_lie_inside_their_parents():
    text = made_up()
    sections = outline(text, 2023)
    roots = [s for s in sections if len(s.path) == 1]
    assert [roots[0].start, *(s.end for s in roots)] == [*(s.start for s in roots), len(text)]
    by_path = {s.path: s for s in sections}
    for section in sections:
        parent = by_path.get(section.path[:-1], section)
        assert parent.start <= section.start < section.end <= parent.end
        assert section.path[-1] == section.heading


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("（一）产业提速。增长7%。", "（二）民生改善。增收5%。"),
        ("(一)产业提速。增长7%。", "(二)民生改善。增收5%。"),
        ("1.产业提速。增长7%。", "2.民生改善。增收5%。"),
        ("一是产业提速。增长7%。", "二是民生改善。增收5%。"),
        ("——产业提速。增长7%。", "——民生改善。增收5%。"),
        (
            "产业提速。新建了许多重点项目并且全部投产达效。",
            "民生改善。新建了许多学校并且全部投入使用了。",
        ),
        ("产业提速\n新建了许多项目。", "民生改善\n新建了许多学校。"),
        ("（□）产业提速。增长7%。", "（）民生改善。增收5%。"),
    ],
)
def test_headings_are_found_in_all_their_styles(first: str, second: str):
    text = (
        f"一、2022年工作回顾\n去年工作有序推进。\n{first}\n{second}\n二、2023年工作安排\n今年努力。"
    )
    inside = [s for s in outline(text, 2023) if s.path[0] == "一、2022年工作回顾"][1:]
    assert [s.heading for s in inside] == [
        first.split("。")[0].split("\n")[0],
        second.split("。")[0].split("\n")[0],
    ]
    assert {s.part for s in inside} == {"review"}


def test_run_in_headings_inside_one_paragraph_are_found_by_their_equal_length():
    paragraph = (
        "（一）稳住经济大盘。保持定力，推动经济运行在合理区间。政策落地稳预期。出台措施二十条，兑现资金三亿元。"
        "全力以赴抓招商。引进项目八十个，到位资金增长一成。千方百计促消费。新建商业网点两百个，改造夜市四个。"
    )
    found = tree(f"一、2022年工作回顾\n二、2023年工作安排\n{paragraph}\n结束段落没有标题，全文完。")
    assert depth_and_part(found, "政策落地稳预期") == (3, "plan")
    assert {"全力以赴抓招商", "千方百计促消费"} <= set(found)
    assert found["千方百计促消费"].end < len(paragraph) + 40


def test_a_paragraph_on_the_five_years_is_a_section_of_its_own():
    text = made_up(body="2022年是“十三五”规划收官之年。过去五年，全县生产总值年均增长6%。")
    found = tree(text)
    assert depth_and_part(found, "2022年是“十三五”规划收官之年") == (2, "review_period")
    assert found["（二）民生持续改善"].part == "review"
    assert found["（二）民生持续改善"].end == found["2022年是“十三五”规划收官之年"].start


def test_what_is_wanting_is_review_again_after_the_five_years():
    text = made_up(
        body="五年来，我们奋力拼搏，年均增长6%。\n在肯定成绩的同时，我们也看到困难不少。"
    )
    sections = outline(text, 2023)
    assert section_at(sections, text.index("年均增长6%")).part == "review_period"
    assert section_at(sections, text.index("困难不少")).part == "review"


def test_a_list_that_goes_on_keeps_its_numbering_around_a_change_of_part():
    text = made_up(body="五年来，全县累计脱贫2万人。\n（三）城乡面貌改善。绿化率达40%。")
    found = tree(text)
    assert found["（三）城乡面貌改善"].path == ("一、2022年工作回顾", "（三）城乡面貌改善")
    assert found["（三）城乡面貌改善"].part == "review"
    assert section_at(tuple(found.values()), text.index("累计脱贫")).part == "review_period"


def test_a_section_of_plan_period_and_plan_is_split_where_the_year_begins():
    text = made_up().replace(
        "二、2023年工作安排",
        "二、今后五年目标和2023年工作安排\n今后五年，年均增长6%以上，城镇化率达60%。",
    )
    sections = outline(text, 2023)
    assert section_at(sections, text.index("年均增长6%以上")).part == "plan_period"
    assert section_at(sections, text.index("地区生产总值增长6%左右")).part == "plan"


def test_self_government_inside_the_review_stays_review_and_inside_the_plan_is_self():
    text = made_up(body="（三）加强政府自身建设。办复率100%。").replace(
        "三、加强政府自身建设", "（三）加强政府自身建设"
    )
    parts = [s.part for s in outline(text, 2023) if s.heading == "（三）加强政府自身建设"]
    assert parts == ["review", "self"]


def test_unnumbered_headings_lead_when_the_numbered_lists_start_again():
    text = (
        "现在，我代表区人民政府向大会报告工作。\n本届政府工作回顾\n过去四年，年均增长3%。\n"
        "今后五年工作建议\n一、培育产业集群\n发展商贸。\n二、建设宜居环境\n植树造林。\n"
        "2023年工作建议\n一、推动经济增长\n抓项目。\n二、办好民生实事\n促就业。"
    )
    sections = outline(text, 2023)
    assert [(s.heading, s.part) for s in sections if len(s.path) == 1][1:] == [
        ("本届政府工作回顾", "review_period"),
        ("今后五年工作建议", "plan_period"),
        ("2023年工作建议", "plan"),
    ]
    assert section_at(sections, text.index("促就业")).path == ("2023年工作建议", "二、办好民生实事")


def test_headings_glued_into_a_paragraph_are_found():
    text = made_up(body="（三）生态改善。植树万亩。（四）治理提升。办案百件。")
    found = tree(text)
    assert found["（四）治理提升"].path == ("一、2022年工作回顾", "（四）治理提升")


def test_a_report_that_turns_to_its_plan_without_a_heading_has_a_plan():
    text = made_up().replace("二、2023年工作安排\n", "")
    parts = {s.part for s in outline(text, 2023)}
    assert {"review", "plan"} <= parts
    assert section_at(outline(text, 2023), text.index("增长6%左右")).part == "plan"


def test_thematic_headings_take_the_part_that_their_place_and_words_tell():
    text = (
        "一、实现良好开局\n2022年，完成投资30亿元，增长5%。\n二、迈出新的步伐\n2023年，要完成投资40亿元。\n"
        "三、深化改革开放\n确保引进项目10个。\n四、打造人民满意政府\n勤政廉政。"
    )
    assert [s.part for s in outline(text, 2023)] == ["review", "plan", "plan", "self"]


def test_an_appendix_behind_the_closing_words_belongs_to_the_plan():
    text = made_up() + "\n2023年民生实事\n一、交通出行\n新建道路3条。\n二、教育助学\n新建学校2所。"
    found = tree(text)
    assert depth_and_part(found, "一、交通出行") == (1, "plan")
    assert "boilerplate" in {s.part for s in found.values()}


def test_a_text_without_any_heading_is_one_section_after_its_front():
    text = "2022年，全县生产总值增长5%。"
    assert [(s.start, s.end) for s in outline(text, 2023)] == [(0, len(text))]


def test_an_empty_text_has_no_sections():
    assert outline("", 2023) == ()


def test_thanks_behind_the_review_open_no_report():
    text = (
        "一、2022年工作回顾\n" + "2022年，全县经济稳中有进，各项事业取得新成绩。" * 8 + "\n"
        "各位代表！在此，我代表县人民政府，向全县人民和关心支持政府工作的同志表示衷心的感谢！\n"
        "二、2023年工作安排\n" + "2023年要扩大有效投资，办好民生实事。" * 8 + "\n"
    )
    assert [s.part for s in outline(text, 2023) if len(s.path) == 1] == ["review", "plan"]


def test_a_new_term_that_has_begun_well_is_no_plan():
    text = made_up().replace("一、2022年工作回顾", "一、攻坚克难，实现了新一届政府的良好开局")
    roots = [s for s in outline(text, 2023) if len(s.path) == 1]
    assert roots[1].part == "review"


def test_what_the_whole_year_reached_is_no_plan():
    text = (
        "各位代表：\n现在，我代表市人民政府向大会报告工作，请予审议。\n"
        "（一）结构调整取得显著成效。\n全年完成国内生产总值928.2亿元，增长14%。\n"
        "（二）基础设施建设快速推进。\n全年完成投资480亿元，建成道路20公里。\n"
    )
    parts = {s.part for s in outline(text, 2004) if s.part != "front"}
    assert parts == {"body"}


@pytest.mark.parametrize(
    "heading", ["一、关于去年和今年前4个月工作", "一、新一届政府成立以来的工作"]
)
def test_a_heading_that_reaches_into_the_year_is_still_a_review(heading: str):
    roots = [
        s
        for s in outline(made_up().replace("一、2022年工作回顾", heading), 2023)
        if len(s.path) == 1
    ]
    assert [s.part for s in roots[1:3]] == ["review", "plan"]


@pytest.mark.parametrize(
    "text",
    [
        "一、工业\n全年产值增长5%，投资完成3亿元。\n二、农业\n将建水库2座，力争增产1万吨。\n三、文教\n学校12所。",
        "我们的事业正在前进。\n产量达到58万吨，增长5%。\n要努力生产，预期产量60万吨。\n各族人民团结起来。",
        "甲\n去产能完成2万吨。\n乙\n2022年，完成产值5亿元。\n丙\n2023年，产值要达到6亿元。",
        "建市60年来，产值翻了五番。\n今年丰收在望，粮食达到5万吨。\n我市位于中部，面积2万平方公里。",
    ],
)
def test_a_text_that_tells_no_review_and_no_plan_has_neither(text: str):
    opening = "各位代表：\n现在，我代表市人民政府向大会报告工作，请予审议。\n"
    parts = {section.part for section in outline(opening + text, 2023)}
    assert parts == {"front", "body"}


def test_without_headings_the_parts_begin_where_a_paragraph_opens_them():
    text = (
        "各位代表：\n现在，我代表市人民政府向大会报告工作，请予审议。\n我市是一座新城。\n"
        "过去一年，我们完成投资3亿元。\n农业增产5%。\n"
        "今年经济社会发展的主要目标是：产值增长6%。\n工业投资增长7%。\n"
    )
    sections = outline(text, 2023)
    told = {words: section_at(sections, text.index(words)).part for words in ("新城", "5%", "7%")}
    assert told == {"新城": "body", "5%": "review", "7%": "plan"}


def test_what_stands_in_front_of_a_plan_and_was_done_is_a_review():
    text = (
        made_up()
        .replace("一、2022年工作回顾", "一、发展的新篇章")
        .replace("2022年，全年", "完成投资3亿元，")
    )
    assert [s.part for s in outline(text, 2023) if len(s.path) == 1][1:3] == ["review", "plan"]


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("一、一年来，我们攻坚克难", "review"),
        ("一、过去的一年，我们稳住了大局", "review"),
        ("一、过去一年的工作", "review"),
        ("一、22年工作回顾", "review"),
        ("一、22年全年工作情况", "review"),
        ("一、五年来，我们攻坚克难", "review_period"),
        ("一、两年来的工作", "review_period"),
        ("一、过去五年工作回顾", "review_period"),
        ("一、上届政府工作回顾", "review_period"),
    ],
)
def test_a_heading_tells_the_year_or_the_term(heading: str, part: str):
    roots = [
        s
        for s in outline(made_up().replace("一、2022年工作回顾", heading), 2023)
        if len(s.path) == 1
    ]
    assert (roots[1].heading, roots[1].part) == (heading, part)


def test_a_year_of_two_digits_heads_the_plan():
    text = made_up().replace("二、2023年工作安排\n2023年主要", "二、23年重点工作\n主要")
    assert [s.part for s in outline(text, 2023) if len(s.path) == 1][2] == "plan"


@pytest.mark.parametrize("heading", ["一、20年来的变化", "一、一、改革开放22年历程"])
def test_a_number_of_years_is_no_year(heading: str):
    text = made_up().replace("一、2022年工作回顾", heading)
    assert part_of_heading(heading, 2023) != "review"
    assert outline(text, 2023)[2].part != "plan"
