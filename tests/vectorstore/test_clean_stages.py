"""Each repair alone: a pure function from a text to its edits."""

import pytest

from vectorstore.clean.edits import Edit, Stage, Tracked
from vectorstore.clean.furniture import as_edits, furniture
from vectorstore.clean.gbk_shift import gbk_shift
from vectorstore.clean.invisible import (
    html_comments,
    html_entities,
    html_tags,
    line_ends,
    lost_blanks,
    unseen,
)
from vectorstore.clean.lines import broken_meeting, edges
from vectorstore.clean.markdown import links, markdown, table_rows
from vectorstore.clean.pinyin import pinyin
from vectorstore.clean.radicals import radicals
from vectorstore.clean.spaces import spaces
from vectorstore.clean.traditional import traditional
from vectorstore.clean.widths import widths

DAMAGED = (
    "全市上下團(tuán)結(jié)奮鬥，推動(dòng)工作。\n"
    "?。ㄒ唬┮咔榉揽厝〉秒A段性勝利。在區(qū)委領(lǐng)導(dǎo)下取得成效。\n"
    "推動(dòng)?xùn)|昌社區(qū)衛(wèi)生服務(wù)。培訓(xùn)干部。\n"
)


def after(stage: Stage, text: str) -> str:
    return Tracked.start(text).apply(stage(text)).text


def test_edits_compose_to_one_map() -> None:
    first = Tracked.start("abcdef").apply([Edit(1, 3, "X", "one")])
    second = first.apply([Edit(0, 2, "", "two"), Edit(4, 4, "!", "two")])
    assert (second.text, list(second.offsets)) == ("de!f", [3, 4, 5, 5, 6])
    assert [(c.kind, c.start, c.end, c.before) for c in second.changes] == [
        ("one", 1, 3, "bc"),
        ("two", 0, 3, "aX"),
        ("two", 5, 5, ""),
    ]


def test_an_edit_that_changes_nothing_is_not_reported() -> None:
    assert Tracked.start("ab").apply([Edit(0, 1, "a", "same")]).changes == ()


def test_edits_that_touch_are_one_change() -> None:
    changes = Tracked.start("abc").apply([Edit(0, 1, "x", "k"), Edit(1, 2, "y", "k")]).changes
    assert [(c.before, c.after, c.start, c.end) for c in changes] == [("ab", "xy", 0, 2)]


@pytest.mark.parametrize(
    ("stage", "text", "expected"),
    [
        (line_ends, "甲\r\n乙\r丙\u2028丁", "甲\n乙\n丙\n丁"),
        (unseen, "\ufeff市\u200b长\U000e0041", "市长"),
        (html_comments, "<!-- 省长作报告 -->各位代表", "各位代表"),
        (html_tags, "<p>甲<br/>乙</p>", "甲\n乙\n"),
        (html_tags, "GDP<5%且>3%", "GDP<5%且>3%"),
        (html_entities, "自然增长率5&permil;，A&nbsp;B&zzzz;", "自然增长率5‰，A\xa0B&zzzz;"),
        (lost_blanks, "县长??杨曙光：????现在", "县长 杨曙光： 现在"),
        (lost_blanks, "怎么办??我们", "怎么办??我们"),
        (
            lost_blanks,
            "在4.5%以下。?对户，“四风”?，怎么办?”",
            "在4.5%以下。 对户，“四风” ，怎么办?”",
        ),
        (markdown, "## 一、回顾\n**各位代表：**", "一、回顾\n各位代表："),
        (markdown, "***政府工作报告**\n3*4", "政府工作报告\n3*4"),
        (markdown, "PM_2.5和PM_10", "PM2.5和PM10"),
        (markdown, "——三大攻坚战\n----\n- 12 -", "——三大攻坚战\n\n- 12 -"),
        (links, "见[公报](https://a.cn/1)和[1]", "见公报和[1]"),
        (table_rows, "| 指标 | 值 |\n|地区生产总值|141.5|", "指标 | 值\n地区生产总值 | 141.5"),
        (widths, "增长１２．５％，ＧＤＰ、５Ｇ", "增长12.5%，GDP、5G"),
        (widths, "５－６％，１．加强，3∶1", "5-6%，1．加强，3:1"),
        (edges, "\u3000\u3000甲 \n\n \n乙\n", "甲\n乙"),
    ],
)
def test_repairs(stage: Stage, text: str, expected: str) -> None:
    assert after(stage, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("经济總量、社會發展、顯著成效、圍繞著力點", "经济总量、社会发展、显著成效、围绕着力点"),
        ("著名景區和著力加強", "著名景区和着力加强"),
        ("着力推进乾坤湾、於潜镇建设，后发赶超", "着力推进乾坤湾、於潜镇建设，后发赶超"),
    ],
)
def test_only_traditional_text_is_simplified(text: str, expected: str) -> None:
    assert after(traditional, text) == expected


def test_a_traditional_line_of_a_simplified_text_is_simplified() -> None:
    text = "我们坚持稳中求进工作总基调。" * 30 + "\n關於經濟發展的說明"
    assert after(traditional, text).endswith("\n关于经济发展的说明")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("大會(huì)", "大會"),
        ("向大會(huì)報(bào)告(gào)", "向大會報告"),
        ("務(wù)實(shí)勤政(zhèng)重fù)擔(dān)", "務實勤政重擔"),
        ("圐圙（kū）镇", "圐圙（kū）镇"),
        ("应用(app)开发", "应用(app)开发"),
    ],
)
def test_pinyin_goes_where_a_page_put_it(text: str, expected: str) -> None:
    assert after(pinyin, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市  长 包 野", "市长 包野"),
        ("代市长 张焕秋", "代市长 张焕秋"),
        ("政 府 工 作 报 告", "政府工作报告"),
        ("各位 代表：", "各位代表："),
        ("完成 1 234.5 亿元，增长 4.05 %。", "完成1234.5亿元，增长4.05%。"),
        ("2020 年 5 月 26 日", "2020年5月26日"),
        ("拆除危房3. 2万平方米，", "拆除危房3.2万平方米，"),
        ("1. 2021年，全市", "1. 2021年，全市"),
        ("增加值 120 300", "增加值120 300"),
        ("新增 规模以上工业企业，加大 投入。", "新增规模以上工业企业，加大投入。"),
        ("3．两不愁、三保障 指不愁吃，不愁穿。", "3．两不愁、三保障 指不愁吃，不愁穿。"),
        ("5G 网络, Wi Fi", "5G网络,Wi Fi"),
        ("地区生产总值 | 141.5", "地区生产总值 | 141.5"),
    ],
)
def test_blanks_close_up_where_no_reader_sees_a_word_end(text: str, expected: str) -> None:
    assert after(spaces, text) == expected


def test_a_run_read_one_byte_late_is_put_back_in_step() -> None:
    lines = after(gbk_shift, DAMAGED).split("\n")
    assert lines[1].startswith("\u3000（一）疫情防控取得階段性勝利。")


def test_a_swallowed_reading_tells_the_lost_byte() -> None:
    lines = after(gbk_shift, DAMAGED).split("\n")
    assert lines[2].startswith("推動(dòng)東昌社區(qū)")


def test_the_runs_are_repaired_where_their_bytes_stand() -> None:
    tracked = Tracked.start(DAMAGED).apply(gbk_shift(DAMAGED))
    raw = DAMAGED.index("┮")
    assert tracked.text[list(tracked.offsets).index(raw)] == "疫"


def test_what_no_context_speaks_for_is_marked() -> None:
    assert after(gbk_shift, DAMAGED + "龘?xùn)龘").endswith("龘□龘")


@pytest.mark.parametrize(
    "text",
    [
        "怎么办?我们要坚定信心。为什么?因为发展是第一要务。",
        "总量?增速?质量?都要抓好①落实。",
        "会(huì)议强调?要抓好落实",
        "Why not? 5 > 3?",
    ],
)
def test_a_question_is_no_damage(text: str) -> None:
    assert gbk_shift(text) == []


def test_a_broken_meeting_line_is_joined() -> None:
    text = "——2021年1月5日在通化市东昌区\n第九届人民代表大会第五次会议上\n区长 宋强"
    expected = "——2021年1月5日在通化市东昌区第九届人民代表大会第五次会议上\n区长 宋强"
    assert after(broken_meeting, text) == expected


def without_furniture(text: str) -> str:
    tracked = Tracked.start(text).apply(as_edits(furniture(text)))
    return "\n".join(line for line in tracked.text.split("\n") if line.strip())


SPEECH = "各位代表：\n" + "全市上下坚持稳中求进工作总基调，推动高质量发展取得新成效。" * 40


def test_the_page_before_the_title_goes() -> None:
    text = (
        "首页 > 政务公开 > 政府工作报告\n要闻动态\n索引号：11152101/202103\n"
        "名称：某县2021年政府工作报告 文号：\n某县2021年政府工作报告\n"
        "发布时间：2021-03-04 来源：某县政府 浏览次数：12\n字号：[大 中 小]\n打印\n705\n"
        "——2021年3月2日在某县第十五届人民代表大会第五次会议上\n县长 王某\n" + SPEECH
    )
    assert without_furniture(text) == (
        "某县2021年政府工作报告\n——2021年3月2日在某县第十五届人民代表大会第五次会议上\n"
        "县长 王某\n" + SPEECH
    )


def test_the_page_after_the_end_goes() -> None:
    text = SPEECH + "\n打印 关闭\n责任编辑：李某\n相关链接\n某县举行新闻发布会\n京ICP备1号"
    assert without_furniture(text) == SPEECH


def test_a_glossary_after_the_page_marks_stays() -> None:
    glossary = "名词解释\n1.河长制：指由各级党政主要负责人担任河长。"
    assert without_furniture(f"{SPEECH}\n责任编辑：李某\n{glossary}") == f"{SPEECH}\n{glossary}"


def test_words_of_pages_inside_sentences_stay() -> None:
    text = (
        SPEECH
        + "\n严厉打击侵权假冒行为，推行“扫一扫”办税，以统一“二维码”为载体提升服务水平。\n主办单位：市科技局"
    )
    assert without_furniture(text) == text


def test_a_page_mark_in_the_middle_takes_only_its_line() -> None:
    assert without_furniture(f"{SPEECH}\n分享到：\n{SPEECH}") == f"{SPEECH}\n{SPEECH}"


def test_radicals_of_pdf_fonts_become_the_characters_they_stand_for() -> None:
    text = "政府⼯作报告\n市⻓ 李明\n⼀、⼈⺠⽣活和⻛险防控取得⾦融成效，⾼于全国。"
    after = Tracked.start(text).apply(radicals(text))
    assert after.text == "政府工作报告\n市长 李明\n一、人民生活和风险防控取得金融成效，高于全国。"
    assert {change.kind for change in after.changes} == {"radical"}
