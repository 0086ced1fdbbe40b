"""The table of equals: what proves what, tried on pairs written without looking at it."""

import pytest
import yaml

from service.entailment.lexicon import load
from tests.service.entailment.proving import verdicts, quote
from importlib.resources import files

# The words of the quote, those of the draft, and whether one proves the other.
PAIRS = [
    ("提高", "提升", True),
    ("提升", "增强", True),
    ("竣工", "建成", True),
    ("建成投用", "建成", True),
    ("动工", "开工建设", True),
    ("获评", "被评为", True),
    ("入选", "被列入", True),
    ("出台", "印发", True),
    ("招引", "引进", True),
    ("不足", "薄弱", True),
    ("亟待", "有待", True),
    ("百姓", "群众", True),
    ("市场主体", "经营主体", True),
    ("地区生产总值", "GDP", True),
    ("社会消费品零售总额", "社零总额", True),
    ("开工建设", "建成", False),
    ("建成", "建成投用", False),
    ("签约", "开工", False),
    ("推进", "完成", False),
    ("推进", "建成", False),
    ("在建", "投产", False),
    ("入选", "首个", False),
    ("部分", "全部", False),
    ("全省", "全国", False),
    ("省级", "国家级", False),
    ("前列", "第一", False),
    ("下降", "增长", False),
    ("建设", "建成", False),
    ("力争", "实现", False),
    ("提出", "完成", False),
    ("改善", "达标", False),
    ("支持", "建成", False),
    ("规划", "建成", False),
    ("启动", "完成", False),
]


@pytest.mark.parametrize(("held", "said", "proves"), PAIRS)
def test_a_word_proves_its_equals_and_never_a_later_stage(
    held: str, said: str, proves: bool
) -> None:
    assert (held in load().proving(said)) is proves


def test_every_entry_has_an_instance_and_no_word_twice() -> None:
    entries = yaml.safe_load((files("service.entailment") / "equals.yaml").read_text("utf-8"))
    faulty = [
        entry
        for entry in entries
        if not entry.get("as")
        or set(entry) not in ({"same", "as"}, {"from", "to", "as"})
        or any(len(set(words)) != len(words) for words in entry.values() if words != entry["as"])
    ]
    assert faulty == []


@pytest.mark.parametrize(
    ("held", "said", "verdict"),
    [
        ("整车生产销售超34万辆。", "甲市整车产销超34万辆。[1]", "proven"),
        ("扩大新能源电池产能。", "甲市扩产能。[1]", "proven"),
        ("改革教育评价制度。", "甲市推进教改。[1]", "not_found"),
        ("建设学校，促成企业上市。", "甲市建成学校。[1]", "not_found"),
    ],
)
def test_short_forms_stand_by_their_letters_but_never_make_a_deed(
    held: str, said: str, verdict: str
) -> None:
    assert verdicts(said, quote(1, held)) == [verdict]
