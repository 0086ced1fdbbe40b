import pytest

from vectorstore.region_table import short_names, table
from vectorstore.regions import (
    Region,
    is_within,
    level_of,
    mentions,
    named,
    report_id,
    resolve,
)

HAILAR = Region("海拉尔区", ("内蒙古自治区", "呼伦贝尔市"), "county")


def names_of(text: str) -> list[str]:
    return [region.name for region in named(text)]


@pytest.mark.parametrize(
    ("name", "official"),
    [
        ("海拉尔", "海拉尔区"),
        ("海拉尔区", "海拉尔区"),
        ("内蒙古", "内蒙古自治区"),
        ("呼伦贝尔", "呼伦贝尔市"),
        ("回民区", "回民区"),
        ("西双版纳", "西双版纳傣族自治州"),
        ("西双版纳州", "西双版纳傣族自治州"),
        ("红河州", "红河哈尼族彝族自治州"),
        ("满洲里", "满洲里市"),
        ("前郭尔罗斯", "前郭尔罗斯蒙古族自治县"),
        ("鄂伦春", "鄂伦春自治旗"),
        ("东莞", "东莞市"),
        ("石河子", "石河子市"),
        ("北京", "北京市"),
        ("全国", "全国"),
    ],
)
def test_a_short_or_official_name_stands_for_its_region(name: str, official: str):
    assert names_of(name) == [official]


def test_a_region_knows_its_parents_highest_first():
    assert named("海拉尔") == (HAILAR,)
    assert named("乌海市") == (Region("乌海市", ("内蒙古自治区",), "prefecture"),)
    assert named("吉林省") == (Region("吉林省", (), "province"),)


@pytest.mark.parametrize(
    "word", ["新华", "和平", "回民", "城区", "郊区", "资源", "光明", "区", "外星市"]
)
def test_an_ordinary_or_unknown_word_is_no_region_by_itself(word: str):
    assert named(word) == ()


@pytest.mark.parametrize(
    ("chain", "parents"),
    [
        ("天津和平", ("天津市",)),
        ("沈阳市和平区", ("辽宁省", "沈阳市")),
        ("长春朝阳", ("吉林省", "长春市")),
        ("晋城城区", ("山西省", "晋城市")),
    ],
)
def test_behind_its_parent_an_ordinary_word_is_a_region(chain: str, parents: tuple[str, ...]):
    assert [region.parents for region in named(chain) if region.level == "county"] == [parents]


def test_a_shared_name_gives_all_its_regions_highest_level_first():
    assert [region.level for region in named("吉林")] == ["province", "prefecture"]
    assert {region.parents[-1] for region in named("鼓楼区")} == {
        "南京市",
        "徐州市",
        "福州市",
        "开封市",
    }


def test_no_short_name_is_a_single_character():
    short = [name for region in table() for name in short_names(region)]
    assert min(map(len, short)) == 2


def test_mentions_are_spans_of_the_text_and_chains_are_one_mention():
    text = "通化市东昌区和海拉尔2020年谁高?吉林省吉林市呢"
    found = mentions(text)
    assert [text[m.start : m.end] for m in found] == [m.text for m in found]
    assert [(m.text, m.regions[0].name) for m in found] == [
        ("通化市东昌区", "东昌区"),
        ("海拉尔", "海拉尔区"),
        ("吉林省吉林市", "吉林市"),
    ]


@pytest.mark.parametrize("text", ["统筹发展和安全", "创新平台", "盈利通道", "健康保障", "新华书店"])
def test_names_that_only_arise_across_words_are_not_mentions(text: str):
    assert mentions(text) == ()


@pytest.mark.parametrize(
    ("place", "name", "parents", "level"),
    [
        ("通化市东昌区金厂镇", "金厂镇", ("吉林省", "通化市", "东昌区"), "township"),
        ("襄樊市", "襄樊市", (), "prefecture"),
        ("满洲里市经济合作区", "经济合作区", ("内蒙古自治区", "呼伦贝尔市", "满洲里市"), "zone"),
        ("乌海高新技术产业开发区", "乌海高新技术产业开发区", ("内蒙古自治区", "乌海市"), "zone"),
        ("光明街道", "光明街道", (), "township"),
        ("通县", "通县", (), "county"),
        (
            "满洲里市某某区灵泉镇",
            "灵泉镇",
            ("内蒙古自治区", "呼伦贝尔市", "满洲里市", "某某区"),
            "township",
        ),
        ("两河新区鸳鸯街道", "鸳鸯街道", ("两河新区",), "township"),
        ("中国（上海）自由贸易试验区", "中国（上海）自由贸易试验区", ("上海市",), "zone"),
        ("临港新片区", "临港新片区", (), "zone"),
        (
            "昌吉高新技术产业开发区",
            "昌吉高新技术产业开发区",
            ("新疆维吾尔自治区", "昌吉回族自治州"),
            "zone",
        ),
    ],
)
def test_a_name_outside_the_table_is_taken_by_its_suffix(
    place: str, name: str, parents: tuple[str, ...], level: str
):
    assert resolve(place) == (Region(name, parents, level),)  # pyright: ignore[reportArgumentType]


def test_words_without_a_suffix_are_no_places():
    assert resolve("我们") == ()


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("两江新区", "zone"),
        ("城关镇", "township"),
        ("巴音苏木", "township"),
        ("哲里木盟", "prefecture"),
        ("热河省", "province"),
    ],
)
def test_the_suffix_tells_the_level(name: str, level: str):
    assert level_of(name) == level


@pytest.mark.parametrize(
    ("region", "parents", "expected"),
    [
        ("东昌区", ("吉林省", "通化市"), "东昌区-2021"),
        ("满洲里市", ("内蒙古自治区", "呼伦贝尔市"), "满洲里市-2021"),
        ("朝阳区", ("北京市",), "北京市朝阳区-2021"),
        ("朝阳区", ("吉林省", "长春市"), "长春市朝阳区-2021"),
        ("朝阳市", ("辽宁省",), "朝阳市-2021"),
        ("金厂镇", ("吉林省", "通化市", "东昌区"), "东昌区金厂镇-2021"),
        ("城关镇", ("陕西省", "渭南市", "潼关县"), "潼关县城关镇-2021"),
        ("城关镇", ("西藏自治区", "拉萨市", "尼木县"), "尼木县城关镇-2021"),
        ("红旗街道", ("吉林省", "长春市", "朝阳区"), "长春市朝阳区红旗街道-2021"),
        ("经济合作区", ("内蒙古自治区", "呼伦贝尔市", "满洲里市"), "满洲里市经济合作区-2021"),
        ("乌海高新技术产业开发区", ("内蒙古自治区", "乌海市"), "乌海高新技术产业开发区-2021"),
        ("灵泉镇", ("内蒙古自治区", "满洲里市", "扎赉诺尔区"), "扎赉诺尔区灵泉镇-2021"),
        ("杨柳青镇", (), "杨柳青镇-2021"),
    ],
)
def test_an_id_bears_a_parent_where_the_name_is_shared_or_may_be(
    region: str, parents: tuple[str, ...], expected: str
):
    assert report_id(region, parents, 2021) == expected


def test_every_division_of_the_table_has_an_id_of_its_own():
    ids = [report_id(region.name, region.parents, 2021) for region in table()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("ancestor", "inside"),
    [
        ("内蒙古", True),
        ("呼伦贝尔市", True),
        ("海拉尔", True),
        ("全国", True),
        ("乌海市", False),
        ("吉林省", False),
    ],
)
def test_a_region_lies_in_itself_and_its_parents(ancestor: str, inside: bool):
    assert is_within(HAILAR.name, HAILAR.parents, ancestor) is inside


def test_a_namesake_elsewhere_is_not_the_same_region():
    assert not is_within("朝阳区", ("北京市",), "长春市朝阳区")
    assert is_within("朝阳区", ("吉林省", "长春市"), "长春市朝阳区")
