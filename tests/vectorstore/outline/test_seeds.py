import pytest

from tests.seeds import SEEDS, Seed
from tests.vectorstore.outline.drawing import SNAPSHOTS, draw
from vectorstore.outline import glossary, outline, section_at


def read(name: str) -> tuple[int, str]:
    """Year and clean text of a seed."""
    seed = next(seed for seed in SEEDS if seed.id == name)
    return seed.year, seed.clean.text


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.id)
def test_the_outline_is_the_one_a_reader_draws(seed: Seed):
    drawn = draw(outline(seed.clean.text, seed.year))
    assert drawn == (SNAPSHOTS / f"{seed.id}.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "words", "part"),
    [
        ("满洲里市-2021", "全年地区生产总值完成141.5亿元", "review"),
        ("满洲里市-2021", "地区生产总值年均增长2.2%", "review_period"),
        ("满洲里市-2021", "办理人大代表建议127件", "review"),
        ("满洲里市-2021", "力争到2035年末", "plan_period"),
        ("满洲里市-2021", "地区生产总值增长3%", "plan"),
        ("满洲里市-2021", "完成年度隐性债务化解任务", "self"),
        ("乌海市-2024", "地区生产总值增长0.1%", "review"),
        ("乌海市-2024", "地区生产总值增长6%左右", "plan"),
        ("乌海市-2024", "我们,坚持稳中求进", None),
        ("海拉尔区-2021", "地区生产总值完成174.46亿元", "review"),
        ("海拉尔区-2021", "民生支出累计达到109.98亿元", "review_period"),
        ("海拉尔区-2021", "地区生产总值增长3%左右", "plan"),
        ("回民区-2022", "预计地区生产总值年均增长3.6%", "review_period"),
        ("回民区-2022", "地区生产总值实现309亿元", "review"),
        ("回民区-2022", "累计新增城镇就业4万人以上", "plan_period"),
        ("回民区-2022", "社会消费品零售总额增长6%左右", "plan"),
        ("东昌区-2021", "社会消费品零售总额下降16.8%", "review"),
        ("东昌区-2021", "工业技改投资年均增长15%以上", "review_period"),
        ("东昌区-2021", "全市人口达到100万", "plan_period"),
        ("东昌区-2021", "地区生产总值增长7-8%", "plan"),
    ],
)
def test_known_sentences_stand_in_their_part(name: str, words: str, part: str | None):
    year, text = read(name)
    assert (words in text) is (part is not None)
    if part:
        assert section_at(outline(text, year), text.index(words)).part == part


def test_terms_of_the_glossary_are_entries_with_their_explanations():
    year, text = read("海拉尔区-2021")
    entries = glossary(text, outline(text, year))
    assert len(entries) == 25
    assert all(text[entry.start : entry.end] == entry.explanation for entry in entries)
    terms = {entry.term: entry.explanation for entry in entries}
    assert terms["三供一业"] == "企业的供水、供电、供热和物业管理。"
    assert terms["河湖“四乱”"] == "乱占、乱采、乱堆、乱建。"


def test_a_glossary_without_a_heading_is_found_behind_the_closing_words():
    year, text = read("回民区-2022")
    terms = [entry.term for entry in glossary(text, outline(text, year))]
    assert (terms[0], len(terms)) == ("“两个屏障”“两个基地”“一个桥头堡”", 19)
    assert "首店经济" in terms
