"""Changes between two reports: all of them found, each quoted in its place; no lie about one stands."""

from collections.abc import Iterator
from itertools import chain
from typing import Any, cast

import pytest

from service.errors import BadRequest
from service.language.lacks import lacking, lacks_of
from service.language.lexicon import data_of
from service.language.promises import promised
from service.language.rates import rate_of
from service.language.strength import full_names, standings
from service.shapes import Citation
from service.tasks.changes.clauses import PlanClause
from service.tasks.changes.counted import unlike
from service.tasks.changes.items import items_of
from service.tasks.changes.likeness import Rarity, in_order, object_of, of_one_stage
from service.tasks.changes.lists import done_as_a_whole, is_listed
from service.tasks.changes.naming import planned_terms, whole_places
from service.tasks.changes.promises import is_mentioned, reviewed
from service.tasks.changes.proof import stands
from service.tasks.changes.shapes import Change, Changes, moved_words
from service.tasks.changes.task import changes
from service.tasks.changes.terms import only_in
from service.tasks.changes.variants import TermText, says
from service.tasks.changes.wording import aligned, of_items, shifts
from service.tasks.sources import ReportSource, sources_of
from service.wiring import World
from tests.service.tasks.answer.worlds import world_of
from tests.service.tasks.changes.pair import REPORTS
from vectorstore.errors import UnknownReport

FOUND = [
    ("carried", "地区生产总值增长6%左右", "地区生产总值增长5.5%以上", "down"),
    ("carried", "一般公共预算收入增长5%", "一般公共预算收入增长5%", "same"),
    ("carried", "城镇新增就业8000人", "城镇新增就业9000人", "up"),
    ("carried", "改造老旧小区40个", "改造老旧小区30个", "down"),
    ("carried", "新建口袋公园20处", "新建口袋公园25处", "up"),
    ("carried", "全市算力规模达到1000P", "全市算力规模达到2000P", "up"),
    ("carried", "加快建设清河体育公园", "加快建设清河体育公园", "restated"),
    ("stronger", "探索“一业一证”改革", "全面推行“一业一证”改革", "探索→全面推行"),
    ("weaker", "启动红旗水库扩建工程", "推进红旗水库扩建工程前期工作", "启动→前期工作"),
    ("stronger", "着力打造生态强市", "全力打造生态强市", "着力→全力"),
    ("weaker", "力争全年造林260公顷", "加大植树造林力度", "260公顷→不再定数字"),
    ("new", "", "加快发展新质生产力", "→新质生产力"),
    ("new", "", "发展低空经济", "→低空经济"),
    ("new", "", "实施“链长领航”行动", "→链长领航"),
    ("gone", "做好疫情防控", "", "疫情防控→"),
    ("gone", "实施“三百工程”", "", "三百工程→"),
    ("unmentioned", "争创国家知识产权强县示范市", "", "→"),
    ("unmentioned", "启动编制《湿地保护条例》", "", "→"),
    ("unmentioned", "力争全年造林260公顷", "", "→"),
    ("unmentioned", "启动红旗水库扩建工程", "推进红旗水库扩建工程前期工作", "→"),
    ("repeated", "产业结构仍然不优", "产业结构不优、总量不大", "→"),
    ("repeated", "就业、医疗等方面面临一些难题", "就业、医疗等方面与群众期待还有差距", "→"),
]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The library of the pair."""
    return world_of(tmp_path_factory, REPORTS)


@pytest.fixture(scope="module")
def made(world: World) -> Changes:
    """The changes of the pair."""
    return changes(world, "清苑区")


@pytest.fixture(scope="module")
def both(world: World) -> tuple[ReportSource, ReportSource]:
    """The reports of the pair."""
    earlier, later = sources_of(world.library(), world.library().reports())
    return earlier, later


def cited(made: Changes) -> dict[int, Citation]:
    return {each.n: each for each in made.citations}


def test_every_change_is_found_with_both_quotes_in_their_places(
    made: Changes, world: World
) -> None:
    quotes = {each.n: each.quote for each in made.citations} | {None: ""}
    step = made.steps[0]
    found = [
        (
            one.kind,
            quotes[one.earlier],
            quotes[one.later],
            one.move or f"{one.before or ''}→{one.after or ''}",
        )
        for one in step.changes
    ]
    assert found == FOUND
    for each in made.citations:
        assert world.library().text(each.report)[each.start : each.end] == each.quote
    assert (made.proof.claims, made.proof.drafted) == (len(FOUND), len(FOUND))


def test_what_an_analyst_says_first_is_read_first(made: Changes) -> None:
    step = made.steps[0]
    told = [step.changes[place] for place in step.leading]
    assert [(one.kind, one.text.partition("，")[0]) for one in told] == [
        ("carried", "6%左右 → 5.5%以上"),
        ("new", "新提“新质生产力”"),
        ("new", "新提“低空经济”"),
        ("gone", "不再提“疫情防控”"),
        ("gone", "不再提“三百工程”"),
        ("stronger", "探索 → 全面推行（范围）"),
        ("weaker", "启动 → 前期工作（阶段）"),
        ("unmentioned", "今年的回顾未提及"),
        ("new", "新提“链长领航”"),
        ("stronger", "着力 → 全力（力度）"),
    ]


def test_sections_stand_side_by_side(made: Changes) -> None:
    headings = [
        tuple(path and path[-1] for path in (pair.earlier, pair.later))
        for pair in made.steps[0].sections
    ]
    assert headings == [
        ("（一）着力打造生态强市", "（一）全力打造生态强市"),
        (None, "（二）加快发展新质生产力"),
        ("（二）着力推动项目建设", None),
    ]


def lies(made: Changes) -> Iterator[tuple[Change, dict[int, Citation]]]:
    """Every change of the pair, made false in each of the ways that fit it."""
    held = cited(made)
    for one in made.steps[0].changes:
        yield from _of_quotes(one, held)
        if one.kind == "carried" and one.before and one.after and one.move:
            yield from ((lie, held) for lie in _of_numbers(one, one.before, one.after))
        elif one.kind in ("stronger", "weaker"):
            other = "weaker" if one.kind == "stronger" else "stronger"
            yield one.model_copy(update={"kind": other}), held
            yield one.model_copy(update={"before": one.after, "after": one.before}), held
            yield one.model_copy(update={"after": "确保"}), held
        elif one.kind == "new":
            # said by the earlier report too, in its own words
            yield one.model_copy(update={"after": "发展"}), held
            yield one.model_copy(update={"kind": "gone", "before": one.after}), held
        elif one.kind == "gone":
            yield one.model_copy(update={"kind": "new", "after": one.before}), held
            yield one.model_copy(update={"before": "一业一证"}), held
    yield from _of_other_spans(made)


def _of_quotes(
    one: Change, held: dict[int, Citation]
) -> Iterator[tuple[Change, dict[int, Citation]]]:
    """The quote with other words, and from a place beside its own."""
    for number in filter(None, (one.earlier, one.later)):
        right = held[number]
        for wrong in (
            right.model_copy(update={"quote": right.quote[:-1] + "吗"}),
            right.model_copy(update={"start": right.start + 1, "end": right.end + 1}),
            right.model_copy(update={"report": "清苑区-2022"}),
        ):
            yield one, {**held, number: wrong}


def _of_numbers(one: Change, before: str, after: str) -> Iterator[Change]:
    """Another number, the move turned round, another word for it."""
    if one.move is None:
        return
    turned = {"up": "down", "down": "up", "same": "up", "other": "same"}[one.move]
    yield one.model_copy(
        update={"after": f"7{after}", "text": moved_words(before, f"7{after}", one.move)}
    )
    yield one.model_copy(update={"move": turned, "text": moved_words(before, after, turned)})  # pyright: ignore[reportArgumentType]
    yield one.model_copy(update={"text": f"{before} → 7{after}，数字提高"})


def _of_other_spans(made: Changes) -> Iterator[tuple[Change, dict[int, Citation]]]:
    """Two tasks that have nothing to do with each other; a promise kept; no problem at all."""
    held = cited(made)
    by_quote = {each.quote: each.n for each in made.citations}
    park, people = by_quote["加快建设清河体育公园"], by_quote["城镇新增就业9000人"]
    numbers = {"before": "40个", "after": "9000人", "move": "other"}
    text = moved_words("40个", "9000人", "other")
    houses = by_quote["改造老旧小区40个"]
    yield Change(kind="carried", text=text, earlier=houses, later=people, **numbers), held  # pyright: ignore[reportArgumentType]
    yield Change(kind="unmentioned", text="今年的回顾未提及", earlier=houses), held
    yield Change(kind="repeated", text="两年都列为问题", earlier=houses, later=people), held
    yield Change(kind="carried", text="任务延续", earlier=park, later=people, move="restated"), held


def test_no_lie_about_a_change_stands(
    made: Changes, both: tuple[ReportSource, ReportSource]
) -> None:
    told = list(lies(made))
    stood = [lie for lie, held in told if stands(lie, held, *both)]
    assert stood == []
    assert len(told) > 100


def test_what_is_true_stands(made: Changes, both: tuple[ReportSource, ReportSource]) -> None:
    held = cited(made)
    assert all(stands(one, held, *both) for one in chain(*(s.changes for s in made.steps)))


@pytest.mark.parametrize(
    ("clause", "ladder", "word", "level"),
    [
        ("着力打造生态强市", "力度", "着力", 1),
        ("全力建设生态强市", "力度", "全力", 2),
        ("力争粮食产量达到260亿斤", "把握", "力争", 1),
        ("为争创示范市打下坚实基础", "把握", "打下坚实基础", 0),
        ("深入创建食品安全城市", "用力", "深入创建", 2),
        ("创建食品安全城市", "用力", "创建", 1),
        ("实施更加积极的就业政策", "程度", "更加积极", 1),
        ("夺取全国双拥模范城“十连冠”", "把握", "夺取", 2),
        ("全面推行“一业一证”改革", "范围", "全面推行", 3),
        ("推进通化机场扩建前期工作", "阶段", "前期工作", 0),
        ("玉皇山大桥建成通车", "阶段", "建成通车", 3),
    ],
)
def test_a_clause_stands_on_a_ladder(clause: str, ladder: str, word: str, level: int) -> None:
    found = {each.ladder: (each.word, each.level) for each in standings(clause)}
    assert found[ladder] == (word, level)


def test_a_lack_is_known_in_other_words() -> None:
    rows = cast(list[dict[str, Any]], data_of("lacks"))
    known = [row for row in rows if "words" in row]
    assert [row["name"] for row in known if row["name"] not in lacks_of(row["instance"])] == []
    assert lacks_of("水资源短缺仍是瓶颈") == lacks_of("结构性缺水问题依然突出") == {"水"}
    assert lacks_of("部分企业反映办事难") == set()


def test_one_thing_is_known_by_what_it_is_of() -> None:
    assert (rate_of("农民的参合率"), rate_of("城市污水处理率")) == ("参合率", "")
    assert full_names("优先发展公交") == "优先发展公共交通"
    assert lacking("生态环保任重道远").strip() == "生态环保"
    assert in_order("就业人员", "新增就业人员") == 1
    assert in_order("就业人员", "失业人员再就业") < 1
    assert [object_of(each) for each in ("改造危桥9座", "安排资金500万元")] == ["危桥", ""]


@pytest.mark.parametrize(
    ("clause", "terms"),
    [
        ("积极构建以海口为中心的琼北综合经济区", ["琼北综合经济区"]),
        ("加快建设五大发展美好清苑", ["五大发展美好清苑"]),
        ("继续实施国省干线公路大中修工程", []),
        ("做活城市转型“大文章”", []),
        ("从“点状突破”到“链式创新”", ["链式创新"]),
        ("让群众共享经济社会发展成果", []),
        ("推动“周家塘”等专业市场转型", []),
        ("对整改开展“回头看”", []),
        ("抓住RCEP生效机遇", ["RCEP"]),
        ("建立“市、区、街道”三级联动机制", []),
        ("办好第11届中国会展经济国际合作论坛", []),
        ("启动实施教育扶贫工程", ["教育扶贫工程"]),
    ],
)
def test_a_clause_names_terms(clause: str, terms: list[str]) -> None:
    of = PlanClause(clause, 0, len(clause), (), "plan", (0, len(clause)))
    assert [text for text, _, _ in planned_terms(of, "清苑区")] == terms


@pytest.mark.parametrize(
    ("clause", "kinds"),
    [
        ("争创国家知识产权强县示范市", {"称号"}),
        ("启动眠山至团结公路建设", {"工事"}),
        ("组建市港口物流集团", {"机构"}),
        ("启动编制《湿地保护条例》", {"文件"}),
        ("积极申办2028年冬青奥会", {"赛会"}),
        ("推进水权交易试点", {"试点"}),
        ("积极支持国鸿氢能上市", {"上市"}),
        ("年底基本实现开发区集中供热", {"期限"}),
        ("修复历史遗留矿山600亩", {"数目"}),
        ("打造“水美云浮”", set()),
        ("促进在谈和签约项目落地", set()),
        ("推动片区中心镇完善服务功能", set()),
        ("大力实施农村公路通畅工程", set()),
        ("完成公车制度改革", {"成事"}),
        ("市胸科医院新建项目投入使用", {"落成"}),
    ],
)
def test_a_clause_promises_what_can_be_looked_for(clause: str, kinds: set[str]) -> None:
    assert promised(clause) == kinds


@pytest.mark.parametrize(
    ("promise", "review"),
    [
        ("新增招生学位2.36万个", "新增市区中小学优质学位5万个"),
        ("进出口贸易总额增长10%以上", "实现进出口总额125亿美元"),
        ("启动美丽沙老机场片区建设", "美丽沙开发全面启动"),
        ("确保清石高速建成通车", "清石、安博等15条高速公路建成通车"),
        ("推动市科技馆、文化馆等建成开放", "市文化馆新馆建成开馆"),
        ("办好“清河之夏”群众艺术节", "清河之夏等活动持续推进"),
        ("改造棚户区3000户、老旧小区40万平方米", "132个老旧小区改造完成"),
    ],
)
def test_a_promise_is_told_in_other_words(promise: str, review: str) -> None:
    assert is_mentioned(promise, [reviewed(review)], Rarity([promise, review]))


@pytest.mark.parametrize(
    ("promise", "review"),
    [
        ("谋划建设清苑康养职业学院", "广东中医药职业学院建成招生"),
        ("完成白洋河带状公园", "建成西海岸带状公园"),
        ("投资5亿元打造讯飞人工智能研究院", "固定资产投资868.4亿元"),
        ("规模以上工业增加值增长7%", "金融业增加值152.7亿元、增长16.7%"),
    ],
)
def test_a_promise_is_not_told_by_what_only_sounds_alike(promise: str, review: str) -> None:
    others = ["建成西海岸带状公园", "职业学院建成", "固定资产投资", "增加值增长", "增加值增长"] * 3
    assert not is_mentioned(promise, [reviewed(review)], Rarity([promise, review, *others]))


@pytest.mark.parametrize(
    ("term", "other"),
    [
        ("15分钟健身圈", "打造15分钟体育健身圈"),
        ("创新型城市", "国家创新型试点城市"),
        ("引进来、走出去", "鼓励企业走出去"),
        ("供给侧结构性改革", "推动供给侧改革"),
        ("国际化滨江花园城市", "建设热带滨江花园城市"),
        ("百日大行动", "落实“百日大会战”机制"),
        ("五位一体", "经济建设、政治建设、文化建设、社会建设、生态文明建设协调推进"),
        ("21世纪海上丝绸之路", "打造“一带一路”支点城市"),
        ("互联网+", "推进互联网＋行动"),
        ("三个适宜", "适宜创业、适宜人居、适宜人的全面发展"),
        ("三大网络", "建好现代公路网络、轨道网络、水运网络"),
        ("医联体", "建设县域医共体"),
        ("棚户区改造", "改造棚户区3000户"),
        ("大企业大集团", "开展大集团大企业提升行动"),
        ("城市更新行动", "加快城市有机更新"),
    ],
)
def test_a_term_is_known_in_other_words(
    term: str, other: str, both: tuple[ReportSource, ReportSource]
) -> None:
    of = PlanClause(f"推进“{term}”建设", 0, len(term) + 6, (), "plan", (0, len(term) + 6))
    assert only_in(both[0], [of], (), other) == []
    assert [each.text for each in only_in(both[0], [of], (), "别的")] == [term]


@pytest.mark.parametrize(
    ("term", "other", "known"),
    [
        ("金融总部集聚区", "努力打造金融机构集聚区", True),
        ("文艺精品创作提升工程", "实施文艺作品质量提升工程", True),
        ("现代渔业提升工程", "开展渔业振兴行动", True),
        ("长白山森林生态保育工程", "实施长白山人才工程", False),
        ("安全生产放心行动", "加强食品生产监管", False),
        ("七大攻坚行动", "实施五大攻坚行动", False),
        ("现代化五大发展美好清苑", "建设现代化美好清苑", False),
    ],
)
def test_a_name_without_marks_is_known_by_its_words_in_their_order(
    term: str, other: str, known: bool
) -> None:
    assert says(TermText(other, "清苑"), term, quoted=False) == known


@pytest.mark.parametrize(
    ("text", "promise", "review", "told"),
    [
        (
            "附件\n2023年十件民生实事\n一、出行\n1.建成天桥3座。",
            "建成天桥",
            "十件实事全面完成",
            True,
        ),
        ("办好10件民生实事：1.建成天桥3座。", "建成天桥", "民生实事全部办结", True),
        ("十件民生实事\n1.建成天桥3座。", "建成天桥", "十件民生实事完成九件", False),
        ("十件民生实事\n1.修路。\n名词解释\n建成天桥3座。", "建成天桥", "实事全面完成", False),
    ],
)
def test_a_list_done_as_a_whole_tells_of_each_promise(
    text: str, promise: str, review: str, *, told: bool
) -> None:
    both = is_listed(text, text.index(promise)) and done_as_a_whole(review)
    assert both == told


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        ("新建高标准农田60万亩", "建设高标准农田20万亩", False),
        ("新建高效节水高标准农田20万亩", "建设高标准农田60万亩", True),
        ("发展处方试验药店20家", "药店达到30家", True),
        ("认定高新技术企业30家", "净增高新技术企业20家", True),
        ("培育瞪羚企业4家", "培育单项冠军、瞪羚等优质企业6家", True),
        ("招引1亿元以上农产品项目6个", "招引5000万元以上农产品项目8个", True),
        ("工业投资额增长20%", "增长30%", False),
    ],
)
def test_a_part_is_not_counted_with_the_whole(first: str, second: str, *, differ: bool) -> None:
    assert unlike(first, second) == differ


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("争创国家森林城市", "创成国家森林城市", ["争创→创成"]),
        ("推动清河湖景区获批", "推动清河湖景区创建", ["获批→创建"]),
        ("积极争创国家森林城市", "积极参与创建国家森林城市", ["争创→参与创建"]),
        ("开展老旧小区加装电梯试点", "加快推进老旧社区加装电梯", ["试点→加快推进"]),
        (
            "加快清河至红旗、清河至安宁等铁路项目前期工作",
            "推动清河至红旗高铁开工建设",
            ["前期工作→开工建设"],
        ),
        ("支持医学院申报博士点、警察学院扩建", "支持医学院推进双一流建设", []),
        ("建成清河音乐厅", "提升清河音乐厅建设水平", []),
        ("启动历史文化名城建设", "编制完成历史文化名城保护规划", []),
    ],
)
def test_what_is_said_more_or_less_firmly(first: str, second: str, told: list[str]) -> None:
    one, other = ([_clause(each)] for each in (first, second))
    listed = tuple(items_of(one)), tuple(items_of(other))
    rarity = Rarity([first, second])
    found = [
        *shifts(aligned(one, other, rarity)),
        *of_items(shifts(aligned(*listed, rarity))),
    ]
    assert list(dict.fromkeys(f"{each.before.word}→{each.after.word}" for each in found)) == told


def _clause(text: str) -> PlanClause:
    return PlanClause(text, 0, len(text), (), "plan", (0, len(text)))


def test_only_like_is_counted_with_like() -> None:
    assert not of_one_stage("开工建设厂房10万平方米", "建成厂房10万平方米")
    assert of_one_stage("开工厂房10万平方米", "改造厂房10万平方米")
    assert list(whole_places("千万工程", "“百千万工程”与“千万工程”")) == [9]


def test_two_reports_are_needed_and_named_ones_must_be_there(world: World) -> None:
    with pytest.raises(BadRequest, match="至少要两份报告，清苑区只有：2023年、2024年"):
        changes(world, "清苑区", last=2023)
    with pytest.raises(UnknownReport, match="未收录清苑区2020年的报告，已有：2023年、2024年"):
        changes(world, "清苑区", first=2020)
    with pytest.raises(UnknownReport, match="没有乌海市的报告"):
        changes(world, "乌海市")
    with pytest.raises(BadRequest, match="起始年份应早于结束年份"):
        changes(world, "清苑区", first=2024, last=2023)
