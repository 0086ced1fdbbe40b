"""One made-up report in the shapes that files really come in: its facts stay what they are."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable

import pytest

from service.document import prepare
from service.facts.model import Fact
from service.sources import Given
from tests.seeds import SEEDS
from vectorstore.clean import clean

REPORT = """2024年梨树县政府工作报告
——2024年1月9日在梨树县第十九届人民代表大会第三次会议上
县长 张 平
各位代表：
现在，我代表县人民政府，向大会报告工作，请予审议，并请县政协委员和列席人员提出意见。
一、2023年工作回顾
过去一年，全县地区生产总值完成231.6亿元，增长6.4%；一般公共预算收入完成9.82亿元，增长7.1%；社会消费品零售总额增长8.3%。
（一）农业基础更加稳固。粮食总产量达到52.7亿斤，新建高标准农田18万亩。
（二）民生保障更加有力。改造老旧小区14个，城镇新增就业2860人。
二、2024年工作安排
今年经济社会发展的主要预期目标是：地区生产总值增长6.5%左右，一般公共预算收入增长5%，城镇新增就业2500人以上。
（一）全力抓好项目建设。实施亿元以上项目27个。
（二）持续改善人民生活。新改建学校5所，新增养老床位320张。
三、加强政府自身建设
坚持依法行政，自觉接受监督。
各位代表！让我们团结一心，为建设美丽梨树而努力奋斗！
"""
GDP = "全县地区生产总值完成231.6亿元，增长6.4%"
ANEW = "（二）持续改善人民生活。"

Key = tuple[object, ...]


def key(fact: Fact) -> Key:
    return (
        fact.indicator,
        fact.period,
        fact.kind,
        fact.basis,
        fact.value,
        fact.unit,
        fact.growth,
        fact.qualifier,
        fact.standing,
    )


def read(text: str) -> Counter[Key]:
    (only,) = prepare(text.encode(), "a.txt", Given())
    for fact in only.facts:
        assert only.document.clean.text[fact.start : fact.end] == fact.quote
    return Counter(key(fact) for fact in only.facts)


WHOLE = read(REPORT)


def new_in(text: str) -> list[Key]:
    """The facts that a changed text has and the report has not, without their basis."""
    return [(*each[:3], *each[4:8]) for each in read(text) - WHOLE]


def test_the_report_itself_is_read_whole() -> None:
    assert len(WHOLE) == 13
    assert (
        "地区生产总值",
        "2023",
        "actual",
        "annual",
        "231.6",
        "亿元",
        "6.4%",
        None,
        "sure",
    ) in WHOLE


@pytest.mark.parametrize(
    "printed",
    [
        "全县地区生产总值完成231.6亿元①，增长6.4%②",
        "全县地区生产总值[1]完成231.6亿元[2]，增长6.4%[3]",
        "全县地区生产总值〔12〕完成231.6①亿元，增长6.4%*",
        "全县地区生产总值（注1）完成231.6亿元²，增长6.4%（3）",
        "▲全县地区生产总值完成231.6亿元，◆增长6.4%",
        "全县地区生产总值231.6亿元（+6.4%）",
        "全县地区生产总值231.6亿元，↑6.4%",
        "全县地区生产总值完成二百三十一点六亿元，增长百分之六点四",
        "全县地区生产总值完成二三一点六亿元，增长百分之六点四",
        "全县地区生产总值完成231．6亿元，增长6·4％",
        "全县地区生产总值完成231.\n\n— 3 —\n\n6亿元，增长6.4%",
        "全县地区生产总值完成231.6亿\n- 3 -\n元，增长6.4%",
    ],
)
def test_marks_signs_and_spellings_change_no_fact(printed: str) -> None:
    assert read(REPORT.replace(GDP, printed)) == WHOLE


@pytest.mark.parametrize(
    "printed",
    [
        "增长–6.4%",
        "增长—6.4%",
        "增速为负6.4%",
        "负增长6.4%",
        "增幅-6.4%",
        "同比增长负6.4%",
        "↓6.4%",
    ],
)
def test_a_fall_is_told_by_its_sign(printed: str) -> None:
    changed = REPORT.replace(GDP, f"全县地区生产总值完成231.6亿元，{printed}")
    assert new_in(changed) == [("地区生产总值", "2023", "actual", "231.6", "亿元", "-6.4%", None)]


@pytest.mark.parametrize(
    "printed",
    [
        "231,6亿元",
        "231..6亿元",
        "231:6亿元",
        "231?6亿元",
        "231˙6亿元",
        "231 6亿元",
        "23□.6亿元",
        "≥231.6亿元",
    ],
)
def test_a_number_that_may_be_cut_is_no_number(printed: str) -> None:
    changed = read(REPORT.replace(GDP, f"全县地区生产总值完成{printed}，增长6.4%"))
    amounts = {each[4] for each in changed - WHOLE if each[0] == "地区生产总值"}
    assert amounts <= {None}


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("增长两成", ("20%", None)),
        ("增长一成半左右", ("15%", None)),
        ("翻一番半", ("翻一番半", None)),
        ("增长一倍", ("1倍", None)),
        ("增长百分之五到六", ("5-6%", None)),
        ("增长百分之一百二十", ("120%", None)),
    ],
)
def test_changes_in_chinese_numerals(printed: str, expected: tuple[str, str | None]) -> None:
    changed = new_in(REPORT.replace(GDP, f"全县地区生产总值{printed}"))
    assert [(each[5], each[6]) for each in changed] == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("新增企业一千二百余家。", ("1200", "家", "余")),
        ("完成投资三百多亿元。", ("300", "亿元", "多")),
        ("完成投资一百零八亿五千万元。", ("10850000000", "元", None)),
        ("完成投资4万多亿元。", ("4", "万亿元", "多")),
        ("完成投资12.5个亿。", ("12.5", "个亿", None)),
        ("改造农田二十余万亩。", ("20", "万亩", "余")),
    ],
)
def test_amounts_in_chinese_numerals(sentence: str, expected: tuple[str, str, str | None]) -> None:
    changed = new_in(REPORT.replace("（一）农业", f"{sentence}\n（一）农业"))
    assert [(each[3], each[4], each[6]) for each in changed] == [expected]


@pytest.mark.parametrize("name", ["七一三所研制新品。", "一二三次产业融合发展。", "建成十亿元镇。"])
def test_numerals_in_names_count_nothing(name: str) -> None:
    assert new_in(REPORT.replace("（一）农业", f"{name}\n（一）农业")) == []


@pytest.mark.parametrize(
    ("recalled", "expected"),
    [
        ("建县以来，全县累计修建公路580公里。", ("..2023", "cumulative", "580")),
        ("60年来，全县累计修建公路580公里。", ("1964-2023", "cumulative", "580")),
        ("目前，全县共有学校43所。", ("2023", "actual", "43")),
        ("本世纪初，全县财政收入只有1.2亿元。", (None, "actual", "1.2")),
        ("一九七八年，全县粮食产量只有1.2亿斤。", ("1978", "actual", "1.2")),
        ("改革开放以来，我们累计投入52亿元。", ("..2023", "cumulative", "52")),
    ],
)
def test_what_a_plan_recalls_is_no_target(
    recalled: str, expected: tuple[str | None, str, str]
) -> None:
    changed = new_in(REPORT.replace(ANEW, ANEW + recalled))
    assert [each[1:4] for each in changed] == [expected]


@pytest.mark.parametrize(
    "recalled",
    [
        "目前有学校43所，今年再建9所。",
        "70年来，全县收入增长60倍，我们将再建学校9所。",
        "去年集体收入达到50万元，今年力争建成学校9所。",
    ],
)
def test_a_plan_that_turns_ahead_plans_again(recalled: str) -> None:
    changed = new_in(REPORT.replace(ANEW, ANEW + recalled))
    assert [each[1:4] for each in changed][-1] == ("2024", "target", "9")


def columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def wrap(text: str, width: int, measure: Callable[[str], int], indent: str) -> list[str]:
    """The lines of a page that keeps numbers whole and signs off the head of a line."""
    lines: list[str] = []
    for paragraph in filter(None, text.split("\n")):
        line = ""
        for word in re.findall(r"[A-Za-z0-9.,%/+\-]+|.", indent + paragraph):
            if line and measure(line + word) > width and word not in "，。、；：！？）》”":
                lines.append(line)
                line = ""
            line += word
        lines.append(line)
    return lines


def paged(lines: list[str], head: str, foot: str, per: int = 22, end: str = "") -> str:
    """Lines with what every page prints over and under them; # is its number."""
    pages = [lines[at : at + per] for at in range(0, len(lines), per)]
    return "\n".join(
        "\n".join(
            [
                *([head.replace("#", str(n))] if head and n > 1 else []),
                *page,
                *([foot.replace("#", str(n)) + end] if foot else []),
            ]
        )
        for n, page in enumerate(pages, 1)
    )


LAYOUTS: dict[str, Callable[[str], str]] = {
    "38 characters": lambda text: "\n".join(wrap(text, 38, len, "")),
    "76 columns": lambda text: "\n".join(wrap(text, 76, columns, "    ")),
    "pages": lambda text: paged(wrap(text, 56, columns, "　　"), "", "\n— # —\n"),
    "bare numbers": lambda text: paged(wrap(text, 56, columns, "　　"), "", "#"),
    "head and number": lambda text: paged(
        wrap(text, 56, columns, "　　"), "某某县人民政府公报               #", ""
    ),
    "form feeds": lambda text: paged(
        wrap(text, 60, columns, "    "), "政府工作报告", "#", 30, "\f"
    ),
    "layout": lambda text: "\n".join(f"      {line}" for line in wrap(text, 56, columns, "　　")),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("seed", [0, 1])
def test_a_hard_wrapped_text_has_the_facts_of_the_whole(layout: str, seed: int) -> None:
    whole = clean(SEEDS[seed].clean.text).text
    assert read(LAYOUTS[layout](whole)) == read(whole)
