"""The heads of reports as townships, zones, prefectures and the State Council print them."""

import pytest

from tests.vectorstore.reports import clean_text, made_up
from vectorstore.documents import Identity
from vectorstore.identity import identify


def identified(
    head: str, *, whom: str, year: int, body: str = "", to: str = "各位代表"
) -> Identity:
    text = made_up(title=head, meeting="", speaker="", whom=whom, year=year, body=body)
    return identify(clean_text(text.replace("各位代表", to)))


@pytest.mark.parametrize(
    ("head", "whom", "region", "year", "delivered"),
    [
        (
            "××镇第十九届人民代表大会第三次会议文件\n政府工作报告\n"
            "（2023年1月6日在白马镇第十九届人民代表大会第三次会议上）\n镇长 李 四",
            "镇人民政府", "白马镇", 2023, "2023-01-06",
        ),
        (
            "杨柳青镇人民政府工作报告\n——在杨柳青镇第十九届人民代表大会第三次会议上\n"
            "2022年12月28日\n镇长  王  五",
            "镇政府", "杨柳青镇", 2023, "2022-12-28",
        ),
        (
            "在古城乡第十三届人民代表大会第一次会议上的政府工作报告\n乡长 马 明\n（2021年11月20日）",
            "乡人民政府", "古城乡", 2022, "2021-11-20",
        ),
        ("古城回族乡2024年政府工作报告", "乡人民政府", "古城回族乡", 2024, "None"),
        (
            "阿拉坦苏木人民政府工作报告\n—2022年1月10日在阿拉坦苏木第十届人大第二次会议上\n苏木达 巴图",
            "苏木人民政府", "阿拉坦苏木", 2022, "2022-01-10",
        ),
        (
            "政府工作报告\n——在满洲里市某某区灵泉镇第五届人民代表大会第二次会议上\n（2023年1月12日）",
            "灵泉镇人民政府", "灵泉镇", 2023, "2023-01-12",
        ),
        (
            "工作报告\n——2023年1月6日在金厂镇第十九届人民代表大会第三次会议上\n金厂镇镇长 孙 八",
            "镇人民政府", "金厂镇", 2023, "2023-01-06",
        ),
        (
            "建设街道办事处2023年工作报告\n——2023年1月在建设街道居民议事会议上\n主任 赵 六",
            "街道办事处", "建设街道", 2023, "None",
        ),
        (
            "政　府　工　作\n报　　　告\n——二○二一年一月五日在呼伦贝尔市\n"
            "海拉尔区第十五届人民代表大会\n第五次会议上\n区　长　张　三",
            "区人民政府", "海拉尔区", 2021, "2021-01-05",
        ),
        ("工 作 报 告\n乌海市市长 张　　三\n（2022年1月11日）", "市人民政府", "乌海市", 2022, "2022-01-11"),
        ("满洲里政府工作报告（2021年）", "市政府", "满洲里市", 2021, "None"),
        (
            "在市第十四届人民代表大会第一次会议上的报告\n乌海市人民政府市长 王 五\n2022年2月23日",
            "乌海市人民政府", "乌海市", 2022, "2022-02-23",
        ),
        (
            "关于印发《2022年回民区政府工作报告》\n政府工作报告\n（回民区人民政府区长  李四  2022年1月5日）",
            "区人民政府", "回民区", 2022, "2022-01-05",
        ),
        ("", "海拉尔区人民政府", "海拉尔区", 2021, "None"),
        ("阿里地区行署2023年工作报告\n专员 扎 西", "地区行署", "阿里地区", 2023, "None"),
        ("国务院政府工作报告（2012年）\n国务院总理 某 某", "国务院", "全国", 2012, "None"),
    ],
)  # fmt: skip
def test_region_year_and_date_are_told_by_the_head(
    head: str, whom: str, region: str, year: int, delivered: str
) -> None:
    found = identified(head, whom=whom, year=year)
    assert (found.region, found.year, str(found.delivered)) == (region, year, delivered)


@pytest.mark.parametrize(
    ("head", "whom", "region", "parents"),
    [
        (
            "乌海高新技术产业开发区管理委员会2023年工作报告\n——在2023年度经济工作会议上",
            "管委会", "乌海高新技术产业开发区", ("内蒙古自治区", "乌海市"),
        ),
        ("西咸新区2023年政府工作报告", "新区管委会", "西咸新区", ()),
        (
            "中国（上海）自由贸易试验区管委会2023年工作报告",
            "管委会", "中国（上海）自由贸易试验区", ("上海市",),
        ),
        ("兴安盟行政公署工作报告\n——2023年1月8日在兴安盟工作会议上\n盟长 苏 和", "行署", "兴安盟", ("内蒙古自治区",)),
    ],
)  # fmt: skip
def test_zones_and_leagues_report_to_colleagues(
    head: str, whom: str, region: str, parents: tuple[str, ...]
) -> None:
    found = identified(head, whom=whom, year=2023, to="同志们")
    assert (found.region, found.parents, found.year) == (region, parents, 2023)


def test_a_township_lies_where_its_text_names_its_county_most() -> None:
    head = "政府工作报告\n——2023年1月6日在城关镇第十九届人民代表大会第三次会议上"
    body = "潼关县委高度重视，潼关县下达的任务全部完成。"
    found = identified(head, whom="镇人民政府", year=2023, body=body)
    assert (found.region, found.parents) == ("城关镇", ("陕西省", "渭南市", "潼关县"))


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("呼和浩特市回民区人民政府\n2022年政府工作报告", "回民区2022年政府工作报告"),
        ("关于印发《2022年回民区政府工作报告》的通知", "2022年回民区政府工作报告"),
        (
            "政府工作报告——2022年1月6日在回民区第十七届人民代表大会第一次会议上 区长 某某",
            "回民区2022年政府工作报告",
        ),
    ],
)
def test_a_title_names_its_region(head: str, title: str) -> None:
    assert identified(head, whom="回民区人民政府", year=2022).title == title
