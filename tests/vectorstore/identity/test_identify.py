import re
from datetime import date

import pytest

from tests.vectorstore.reports import clean_text, made_up
from vectorstore.errors import UnknownRegion, UnknownYear
from vectorstore.identity import identify


def headless(whom: str = "县人民政府", body: str = "", year: int = 2023) -> str:
    return made_up(title="", meeting="", speaker="", whom=whom, body=body, year=year)


def test_a_head_gives_region_year_date_speaker_and_meeting():
    found = identify(
        clean_text(
            made_up(
                title="2023年呼伦贝尔市海拉尔区政府工作报告",
                meeting="——2023年1月10日在海拉尔区第十五届人民代表大会第五次会议上",
                speaker="海拉尔区人民政府区长 李 明",
            )
        )
    )
    assert (found.region, found.parents) == ("海拉尔区", ("内蒙古自治区", "呼伦贝尔市"))
    assert (found.level, found.year, found.covers) == ("county", 2023, 2022)
    assert found.delivered == date(2023, 1, 10)
    assert found.title == "2023年呼伦贝尔市海拉尔区政府工作报告"
    assert found.speaker == "区长 李明"
    assert found.meeting == "海拉尔区第十五届人民代表大会第五次会议"


def test_a_report_given_in_december_has_the_year_it_plans():
    text = made_up(
        title="政府工作报告",
        meeting="——二〇二二年十二月二十八日在乌海市第十届人民代表大会第二次会议上",
    )
    found = identify(clean_text(text))
    assert (found.year, found.delivered) == (2023, date(2022, 12, 28))
    assert found.title == "乌海市2023年政府工作报告"


def test_without_a_head_region_comes_from_the_footer_and_year_from_the_headings():
    text = headless(whom="市人民政府", year=2024)
    found = identify(clean_text(text, back="乌海市人民政府办公室 主办"))
    assert (found.region, found.year, found.delivered) == ("乌海市", 2024, None)
    assert (found.speaker, found.meeting) == (None, None)


def test_without_head_and_footer_the_opening_or_the_body_tells_the_region():
    opening = headless(whom="回民区人民政府")
    assert identify(clean_text(opening)).region == "回民区"
    body = headless(body="满洲里口岸畅通。\n满洲里宜居。\n满洲里宜业。")
    assert identify(clean_text(body)).region == "满洲里市"


def test_the_file_name_is_only_the_last_hint():
    silent = clean_text(headless())
    assert identify(silent, name="临沂市_2014").region == "临沂市"
    loud = clean_text(headless(whom="回民区人民政府"))
    found = identify(loud, name="临沂市_2014")
    assert (found.region, found.year) == ("回民区", 2023)


def test_the_state_council_reports_for_the_whole_country():
    text = made_up(
        title="政府工作报告",
        meeting="——2023年3月5日在第十四届全国人民代表大会第一次会议上",
        speaker="国务院总理 李 明",
        whom="国务院",
    )
    found = identify(clean_text(text))
    assert (found.region, found.parents, found.level) == ("全国", (), "state")
    assert found.meeting == "第十四届全国人民代表大会第一次会议"
    assert found.title == "国务院2023年政府工作报告"


@pytest.mark.parametrize(
    ("title", "meeting", "whom", "region", "parents", "level"),
    [
        (
            "金厂镇人民政府工作报告",
            "——2023年1月20日在通化市东昌区金厂镇第十九届人民代表大会第六次会议上",
            "镇人民政府",
            "金厂镇",
            ("吉林省", "通化市", "东昌区"),
            "township",
        ),
        (
            "满洲里经济合作区管委会2023年工作报告",
            "",
            "合作区管委会",
            "满洲里经济合作区",
            ("内蒙古自治区", "呼伦贝尔市", "满洲里市"),
            "zone",
        ),
        ("2023年通县政府工作报告", "", "县人民政府", "通县", ("北京市",), "county"),
    ],
)
def test_townships_zones_and_former_counties_are_named_by_the_text(
    title: str, meeting: str, whom: str, region: str, parents: tuple[str, ...], level: str
):
    body = "北京市支持发展。\n北京市下达资金。" if region == "通县" else ""
    text = made_up(title=title, meeting=meeting, speaker="", whom=whom, body=body)
    found = identify(clean_text(text))
    assert (found.region, found.parents, found.level) == (region, parents, level)


def test_a_shared_name_is_told_apart_by_the_parents_in_the_text():
    title = "2023年朝阳区政府工作报告"
    meeting = "——2023年1月10日在朝阳区第十八届人民代表大会第三次会议上"
    said = made_up(title=title, meeting=meeting, body="长春市下达的任务全部完成。")
    assert identify(clean_text(said)).parents == ("吉林省", "长春市")
    silent = clean_text(made_up(title=title, meeting=meeting))
    with pytest.raises(UnknownRegion, match="北京市朝阳区、长春市朝阳区"):
        identify(silent)
    assert identify(silent, region="长春市朝阳区").parents == ("吉林省", "长春市")
    assert identify(silent, region="朝阳区", parents=("北京市",)).parents == ("北京市",)


def test_overrides_win_and_short_names_become_official():
    text = clean_text(made_up(title="2023年乌海市政府工作报告"))
    found = identify(text, region="海拉尔", year=2020)
    assert (found.region, found.level, found.year) == ("海拉尔区", "county", 2020)


def test_a_text_that_names_no_region_asks_for_one():
    with pytest.raises(UnknownRegion, match="--region"):
        identify(clean_text(headless()))
    with pytest.raises(UnknownRegion, match="外星"):
        identify(clean_text(made_up()), region="外星")


def test_a_text_that_names_no_year_asks_for_one():
    text = (
        made_up(title="乌海市政府工作报告", meeting="").replace("2023年", "").replace("2022年", "")
    )
    with pytest.raises(UnknownYear, match="--year"):
        identify(clean_text(text))
    assert identify(clean_text(text), year=2021).year == 2021


@pytest.mark.parametrize("short", ["22", "23"])
def test_years_of_two_digits_in_headings_tell_the_year(short: str):
    text = made_up(title="桃花县政府工作报告", meeting="", speaker="")
    bare = re.sub(r"(一、|二、)20(2\d年工作)", r"\1\2", text).replace("2023年主要", "主要")
    bare = re.sub("2022年，|一、22.*" if short == "23" else "2022年，|二、23.*", "", bare)
    assert identify(clean_text(bare)).year == 2023


@pytest.mark.parametrize("words", ["30年来全县工作", "建县30年工作的回顾"])
def test_a_number_of_years_is_no_year(words: str):
    text = made_up(body=f"（三）{words}\n{words}")
    assert identify(clean_text(text)).year == 2023
