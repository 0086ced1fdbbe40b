import hashlib

import pytest

from tests.vectorstore.reports import made_up
from vectorstore.clean import clean
from vectorstore.clean.copies import copies
from vectorstore.clean.heads import heads
from vectorstore.compendium import CallersWord, HeldReport, reports_in
from vectorstore.documents import RawText
from vectorstore.errors import NotAWorkReport, SeveralReports

ONE = made_up()
BUDGET = (
    "关于桃花县2022年预算执行情况和2023年预算草案的报告\n"
    "——2023年1月10日在桃花县第十八届人民代表大会第三次会议上\n县财政局\n各位代表：\n"
    "受县人民政府委托，现将2022年预算执行情况和2023年预算草案提请大会审查。\n"
    "一、2022年预算执行情况\n一般公共预算收入完成8.88亿元。\n二、2023年预算草案\n收入安排9亿元。"
)


def of(region: str, year: int = 2023, gdp: str = "5.1", meeting: str = "三") -> str:
    """A report of another region or year that shares nearly all its sentences with ONE."""
    return made_up(
        title=f"{year}年{region}政府工作报告",
        meeting=f"——{year}年1月10日在{region}第十八届人民代表大会第{meeting}次会议上",
        year=year,
    ).replace("增长5.1%", f"增长{gdp}%")


def held(text: str, **word: object) -> tuple[HeldReport, ...]:
    raw = RawText(text, hashlib.sha256(text.encode()).hexdigest(), "a.txt", "txt")
    return reports_in(raw, CallersWord(**word))  # pyright: ignore[reportArgumentType]


def names(text: str, **word: object) -> list[tuple[str, int]]:
    return [(one.identity.region, one.identity.year) for one in held(text, **word)]


def test_one_report_is_the_whole_file() -> None:
    (one,) = held(ONE)
    assert (one.raw.text, one.span, one.notes) == (ONE, None, ())


@pytest.mark.parametrize("between", ["\n", "\n\n\n", "\n首页 > 政府信息公开\n打印 关闭\n"])
def test_the_same_report_twice_is_read_once(between: str) -> None:
    (one,) = held(ONE + between + ONE)
    assert one.clean.text == clean(ONE).text
    assert one.raw.sha256 == hashlib.sha256((ONE + between + ONE).encode()).hexdigest()
    assert one.notes == ("文件里同样的全文有2遍，只读了一遍",)


def test_a_shorter_version_of_the_same_report_is_not_read() -> None:
    """The version for telephones has another title, and lacks paragraphs."""
    lines = ONE.splitlines()
    brief = "\n".join(["政府工作报告", *lines[1:9], *lines[10:]])
    (one,) = held(f"{brief}\n{ONE}")
    assert one.clean.text == clean(ONE).text


def test_a_summary_in_front_of_the_whole_is_not_read() -> None:
    summary = (
        "2023年桃花县政府工作报告（摘要）\n——2023年1月10日在桃花县第十八届人民代表大会第三次会议上\n"
        "2022年，全年地区生产总值增长5.1%，城镇新增就业3000人，规上工业增加值增长7%，新增企业12户，"
        "新建学校2所。2023年主要预期目标是地区生产总值增长6%左右，实施重点项目50个，新增就业2800人以上。"
    )
    (one,) = held(f"{summary}\n{ONE}")
    assert one.clean.text == clean(ONE).text
    assert one.notes == ("文件里另有“2023年桃花县政府工作报告（摘要）”，没有收录",)


@pytest.mark.parametrize(
    "reports",
    [
        [of("临江市"), of("桦甸市", gdp="9.9")],
        [of("临江市", 2022, "4", "二"), of("临江市", 2023, "5")],
        [of("临江市"), of("桦甸市"), of("磐石市"), of("临江市", 2024, "6", "四")],
    ],
)
def test_a_compendium_is_parted_where_a_new_head_begins(reports: list[str]) -> None:
    whole = "\n\n".join(reports)
    found = held(whole)
    assert [one.clean.text for one in found] == [clean(report).text for report in reports]
    for one, report in zip(found, reports, strict=True):
        assert one.span is not None
        assert one.raw.text.strip() == report
        assert whole[one.span[0] : one.span[1]] == one.raw.text
        assert one.raw.sha256 == hashlib.sha256(one.raw.text.encode()).hexdigest()


def test_each_part_of_a_compendium_leads_into_its_own_slice() -> None:
    whole = of("临江市", gdp="４") + "\n" + of("桦甸市", gdp="９")
    for one, digit in zip(held(whole), "４９", strict=True):
        at = one.clean.text.index("地区生产总值增长") + len("地区生产总值增长")
        assert one.raw.text[one.clean.raw_offset(at)] == digit


def test_a_copy_inside_a_compendium_is_read_once() -> None:
    assert names("\n".join([of("临江市"), of("桦甸市"), of("临江市")])) == [
        ("临江市", 2023),
        ("桦甸市", 2023),
    ]


def test_the_other_documents_of_the_meeting_are_named_and_left_out() -> None:
    (one,) = held(f"{ONE}\n{BUDGET}")
    assert "8.88" not in one.clean.text
    assert one.notes == (
        "文件里另有“关于桃花县2022年预算执行情况和2023年预算草案的报告”"
        "（这是预算报告，不是政府工作报告），没有收录",
    )


def test_a_file_of_other_documents_alone_is_refused() -> None:
    with pytest.raises(NotAWorkReport, match=r"都不是政府工作报告.*预算报告"):
        held(f"{BUDGET}\n{BUDGET.replace('桃花县', '临江市')}")


def test_two_texts_of_one_name_are_refused() -> None:
    with pytest.raises(SeveralReports, match=r"两份.*桃花县2023年政府工作报告，内容不同"):
        held(f"{ONE}\n" + of("桃花县").replace("。", "的情况。"))


def test_a_part_of_unknown_region_refuses_the_whole_and_names_the_parts() -> None:
    nameless = made_up(
        title="政府工作报告", meeting="——2023年1月10日在县第九届人民代表大会第三次会议上"
    )
    with pytest.raises(SeveralReports, match="2023年临江市政府工作报告、政府工作报告"):
        held(of("临江市") + "\n" + nameless)


def test_reports_without_heads_are_refused_by_name() -> None:
    body = "\n".join(ONE.splitlines()[5:])
    with pytest.raises(SeveralReports, match="像有2份报告（临江市、桦甸市）"):
        held("2023年政府工作报告选\n各位代表：\n临江市\n" + body + "\n桦甸市\n" + body)


def test_the_callers_word_does_not_move_a_report_to_another_region() -> None:
    whole = of("临江市", 2022, "4", "二") + "\n" + of("临江市")
    assert names(whole, region="临江市") == [("临江市", 2022), ("临江市", 2023)]
    with pytest.raises(SeveralReports, match="桦甸市2023年的，与指定的地区或年份不同"):
        held(of("临江市") + "\n" + of("桦甸市"), region="临江市")


SPEECH = "\n".join(
    f"第{n}段讲的是产业发展的第{n}个方面，新建项目{n}个，完成投资{n}.5亿元。" for n in range(30)
)
HEAD = "\n".join(ONE.splitlines()[:5])


def after(text: str) -> str:
    return clean(text).text


def test_a_hidden_copy_without_a_head_goes() -> None:
    assert after(f"{HEAD}\n{SPEECH}\n{SPEECH}") == after(f"{HEAD}\n{SPEECH}")


def test_of_two_copies_the_one_with_paragraphs_stays() -> None:
    run_together = SPEECH.replace("\n", "")
    assert after(f"{run_together}\n{SPEECH}") == after(SPEECH)
    assert after(f"{SPEECH}\n{run_together}") == after(SPEECH)


def test_paragraphs_in_front_that_the_text_says_again_go() -> None:
    front = "\n".join(SPEECH.splitlines()[8:18])
    assert after(f"{front}\n{SPEECH}") == after(SPEECH)


def test_a_copy_is_listed_with_the_repairs() -> None:
    repairs = clean(f"{SPEECH}\n{SPEECH}").repairs
    assert [(one.kind, one.before, one.after) for one in repairs] == [("copy", SPEECH, "")]


def test_sentences_that_recur_here_and_there_stay() -> None:
    text = f"{SPEECH}\n各位代表！\n" + "\n".join(SPEECH.splitlines()[3:5]) + "\n让我们共同奋斗！"
    assert copies(text) == []


@pytest.mark.parametrize(
    "line",
    [
        "在此，我代表县人民政府，向在各个岗位上辛勤工作的全县人民表示感谢！",
        "县第十八届人民代表大会第三次会议关于政府工作报告的决议",
        "2022年桃花县政府工作报告",
        "县长李明在桃花县第十八届人民代表大会第三次会议上作政府工作报告",
    ],
)
def test_no_report_begins_in_the_middle_of_another(line: str) -> None:
    assert len(heads(f"{ONE}\n{line}\n{SPEECH}")) == 1
