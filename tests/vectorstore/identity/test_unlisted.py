"""Regions that the national table does not hold, or holds elsewhere."""

import pytest

from tests.vectorstore.reports import clean_text, made_up
from vectorstore.clean import clean
from vectorstore.errors import UnknownRegion, UnlistedRegion
from vectorstore.identity import identify


def test_a_former_county_lies_where_most_of_the_places_it_names_lie() -> None:
    body = "融入保定市。\n保定市支持。\n徐水区划。\n与天津市合作。\n引进天津市企业。"
    found = identify(
        clean_text(
            made_up(
                title="",
                meeting="2023年2月4日在徐水县第十四届人民代表大会第四次会议上",
                speaker="徐水县人民政府县长 李明",
                body=body,
            )
        )
    )
    assert (found.region, found.parents) == ("徐水县", ("河北省", "保定市"))


def test_a_former_region_is_not_taken_for_its_namesake_elsewhere() -> None:
    """江北区 of 重庆市 is no more; the table only holds the one of 宁波市."""
    body = "\n".join(["重庆市支持江北区发展。"] * 6)
    found = identify(
        clean_text(made_up(title="江北区2023年政府工作报告", meeting="", speaker="", body=body))
    )
    assert (found.region, found.parents) == ("江北区", ("重庆市",))
    ningbo = identify(
        clean_text(
            made_up(
                title="江北区2023年政府工作报告",
                meeting="",
                speaker="",
                body="宁波市支持江北区发展。\n" * 3 + body,
            )
        )
    )
    assert ningbo.parents == ("浙江省", "宁波市")


def test_a_region_that_must_be_heard_of_is_of_the_table_or_of_the_text() -> None:
    text = clean_text(made_up())
    assert identify(text, region="火星市").region == "火星市"
    with pytest.raises(UnlistedRegion, match="全国行政区划里没有“火星市”"):
        identify(text, region="火星市", heard=True)
    with pytest.raises(UnlistedRegion):
        identify(text, region="吉林省火星县", heard=True)
    assert identify(text, region="海拉尔区", heard=True).region == "海拉尔区"
    assert identify(text, region="桃花县", heard=True).region == "桃花县"
    assert identify(text, heard=True).region == "桃花县"


@pytest.mark.parametrize(
    "said",
    [
        "较好完成了县十五届人大三次会议确定的目标任务。",
        "圆满完成了县第十六届人民代表大会第一次会议提出的各项任务。",
    ],
)
def test_a_meeting_that_a_sentence_looks_back_to_is_no_place(said: str) -> None:
    text = made_up(title="", meeting="", speaker="", body=said)
    with pytest.raises(UnknownRegion):
        identify(clean_text(text))
    found = identify(clean_text(text), region="容城县")
    assert (found.region, found.meeting) == ("容城县", None)


def test_a_district_that_was_a_zone_has_the_level_of_the_national_table() -> None:
    for name, level in (
        ("重庆市两江新区", "county"),
        ("上海市浦东新区", "county"),
        ("青岛西海岸新区", "zone"),
        ("河北雄安新区", "zone"),
        ("四川天府新区", "zone"),
    ):
        found = identify(clean_text(made_up(title=f"{name}2023年政府工作报告", meeting="")))
        assert found.level == level


def test_a_title_is_without_its_field_name_and_the_meeting_behind_it() -> None:
    text = made_up(
        title="标题：桃花县政府工作报告——2023年1月10日在桃花县第十八届人民代表大会第三次会议上",
        meeting="县长李明作政府工作报告",
    )
    assert identify(clean_text(text)).title == "桃花县政府工作报告"


def test_a_speaker_is_named_without_what_he_does() -> None:
    found = identify(clean(made_up(speaker="县长李明作政府工作报告")))
    assert found.speaker == "县长 李明"


def test_the_place_named_most_is_of_the_kind_that_the_speaker_speaks_for() -> None:
    """A county names its city more often than itself."""
    text = made_up(
        title="", meeting="", speaker="", body="保定市支持。\n" * 9 + "安新县宜居。\n" * 3
    )
    assert identify(clean_text(text)).region == "安新县"


def test_a_speaker_for_the_province_speaks_for_no_city_of_it() -> None:
    """Nothing but the opening and the places named tells whose report it is."""
    body = "支持贵阳市发展。\n贵阳市提速。\n贵阳市带动。\n遵义市加快转型。\n毕节市。\n"
    found = identify(
        clean_text(made_up(title="", meeting="", speaker="", whom="省人民政府", body=body))
    )
    assert (found.region, found.level) == ("贵州省", "province")


def test_an_autonomous_region_is_named_by_its_meeting() -> None:
    found = identify(
        clean_text(
            made_up(
                title="2023年自治区政府工作报告",
                meeting="——2023年1月22日在新疆维吾尔自治区第十四届人民代表大会第一次会议上",
                speaker="自治区主席 艾力",
                whom="自治区人民政府",
                body="推进社会稳定和长治久安。\n" * 5,
            ),
            front="自治区十四届人大一次会议",
        )
    )
    assert found.region == "新疆维吾尔自治区"


def test_the_meeting_a_term_is_counted_from_dates_no_report() -> None:
    text = made_up(
        title="title:陕西省2003年政府工作报告", meeting="", speaker="", whom="省人民政府", year=2003
    ).replace("2002年，全年", "1998年1月省九届人大一次会议以来，全年")
    found = identify(clean_text(text))
    assert (found.region, found.year, found.delivered) == ("陕西省", 2003, None)
    assert found.title == "陕西省2003年政府工作报告"


def test_the_day_it_was_given_outweighs_a_heading_of_the_year_before() -> None:
    text = (
        "厦门市政府工作报告\n（2005年2月22日）\n各位代表：\n现在，我代表市人民政府向大会作工作报告，"
        "请予审议。\n一、2004年的工作\n全市生产总值增长16%，财政收入增长20%。\n"
        "二、今年的主要任务\n今年生产总值预期增长13%，办好十件实事。\n"
    )
    assert identify(clean_text(text)).year == 2005
