"""The whole of cleaning: what a reader gets, and the map back to what was received."""

import unicodedata
from bisect import bisect_left

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.seeds import SEEDS, cleaned
from vectorstore.clean import clean
from vectorstore.documents import CleanText

RAW = [seed.raw for seed in SEEDS]
UNDAMAGED = [raw for raw in RAW if "(huì)" not in raw]
DAMAGED = next(raw for raw in RAW if "(huì)" in raw)
CHROME = (
    "分享到", "字体", "打印", "发布日期", "索引号", "浏览次数", "您现在所在的位置", "扫一扫",
    "相关解读", "上一条", "下一条", "ICP备", "网站标识码", "信息来源", "轮播图", "收藏",
)  # fmt: skip


def digits(text: str) -> list[str]:
    return [c for c in unicodedata.normalize("NFKC", text) if c in "0123456789"]


def dropped(result: CleanText) -> str:
    return "".join(r.before for r in result.repairs if r.kind.startswith("furniture"))


@pytest.fixture(scope="module")
def repaired() -> CleanText:
    return cleaned(DAMAGED)


@pytest.mark.parametrize("raw", UNDAMAGED)
def test_no_seed_keeps_site_chrome(raw: str) -> None:
    text = cleaned(raw).text
    assert [word for word in CHROME if word in text] == []


def test_a_headline_of_manzhouli_stands_verbatim() -> None:
    texts = [cleaned(raw).text for raw in UNDAMAGED]
    assert sum("全年地区生产总值完成141.5亿元" in text for text in texts) == 1


def test_title_meeting_and_speaker_stay() -> None:
    first = cleaned(RAW[0]).text.split("\n")[:4]
    assert first == [
        "2021年满洲里市政府工作报告",
        "—2021年6月24日在满洲里市第十五届人民代表大会第五次会议上",
        "市长 包野",
        "各位代表:",
    ]


def test_what_was_cut_off_is_kept_beside_the_text() -> None:
    result = cleaned(RAW[0])
    assert result.front.split("\n") == ["分享到:", "【字体:", "发布日期:2021-07-06 11:02"]
    assert result.back.startswith("信息来源:满洲里市人民政府办公室\n扫一扫")


def test_a_glossary_after_the_speech_stays() -> None:
    assert cleaned(RAW[2]).text.split("\n")[-1].startswith("25.行政执法“三项制度”")


@pytest.mark.parametrize("raw", UNDAMAGED)
def test_no_digit_is_lost_added_or_moved(raw: str) -> None:
    result = cleaned(raw)
    expected = sorted(digits(raw))
    assert sorted(digits(result.text) + digits(dropped(result))) == expected


def test_no_digit_of_the_damaged_seed_changes(repaired: CleanText) -> None:
    assert digits(repaired.text) == digits(DAMAGED)


@pytest.mark.parametrize("raw", UNDAMAGED)
def test_cleaning_again_changes_nothing(raw: str) -> None:
    once = cleaned(raw)
    again = clean(once.text)
    assert (again.text, again.repairs) == (once.text, ())
    assert again.offsets == tuple(range(len(once.text) + 1))


@pytest.mark.parametrize("raw", UNDAMAGED)
def test_each_offset_points_at_the_character_it_came_from(raw: str) -> None:
    result = cleaned(raw)
    assert len(result.offsets) == len(result.text) + 1
    assert list(result.offsets) == sorted(result.offsets)
    changed = {i for r in result.repairs for i in range(r.start, r.end)}
    moved = [
        i
        for i, character in enumerate(result.text)
        if i not in changed and character != "\n" and raw[result.offsets[i]] != character
    ]
    assert moved == []


def test_offsets_of_the_damaged_seed_lead_into_its_raw_text(repaired: CleanText) -> None:
    at = repaired.text.index("疫情防控取得阶段")
    start = repaired.raw_offset(at)
    assert DAMAGED[start - 4 :].startswith("?。ㄒ唬┮咔榉揽厝〉秒A")
    assert list(repaired.offsets) == sorted(repaired.offsets)


def test_headings_of_the_damaged_seed_are_all_found(repaired: CleanText) -> None:
    lines = repaired.text.replace("(", "（").replace(")", "）").split("\n")
    numerals = [line[1] for line in lines if line.startswith("（") and line[2:3] == "）"]
    assert "".join(numerals) == "一二三四五六一二三四五六一二三四"


def test_the_damaged_runs_are_listed_with_what_was_recovered(repaired: CleanText) -> None:
    runs = {r.before: r.after for r in repaired.repairs if r.kind == "gbk_shift"}
    assert runs["?。ㄒ唬┮咔榉揽厝〉秒A"] == "\u3000（一）疫情防控取得階"
    assert runs["?!皟刹怀钊U稀蓖怀鰡栴}"] == "。“兩不愁三保障”突出問題"
    assert len(runs) >= 20


def test_the_damaged_seed_reads_like_a_report(repaired: CleanText) -> None:
    for words in (
        "全面落实“六保”任务", "民生福祉不断增进", "政府自身建设进一步加强", "规模化发展",
        "着力拓展第三产业", "增强服务和体验能力", "因病因灾致贫返贫", "环保“三同时”制度",
        "推动东昌和光明街道", "退役士兵“两保”接续工作", "坚守初心使命", "勇挑工作重担",
        "社会消费品零售总额下降16.8%", "着力化解政府债务",
    ):  # fmt: skip
        assert words in repaired.text
    assert "?" not in repaired.text
    assert not any("ā" <= c <= "ǜ" for c in repaired.text)


def test_a_guess_that_no_neighbouring_word_speaks_for_is_marked(repaired: CleanText) -> None:
    """款保 and 着加 are in no report, 保康 only in a dictionary: nothing speaks for 保 and 着."""
    for words in ("产品700款□康养旅游", "（四）□加强城乡建设", "（五）□生态环境"):
        assert words in repaired.text.replace("(", "（").replace(")", "）")
    assert repaired.text.count("□") == 3


def test_what_no_byte_is_missing_of_but_nothing_speaks_for_is_a_guess_too(
    repaired: CleanText,
) -> None:
    """冬季 became 毒 when a pair of bytes in its middle was dropped: its bytes fit both."""
    run = next(r for r in repaired.repairs if r.after == "實施毒施工")
    assert "毒" in [run.after[place] for place in run.guesses]
    told = next(r for r in repaired.repairs if "疫情防控" in r.after)
    assert "疫" not in [told.after[place] for place in told.guesses]


def test_repairs_stand_where_they_say(repaired: CleanText) -> None:
    heading = next(r for r in repaired.repairs if r.kind == "gbk_shift" and "防控" in r.after)
    assert repaired.text[heading.start : heading.end] == "（一）疫情防控取得阶"
    simplified = next(r for r in repaired.repairs if r.before == "經濟")
    assert repaired.text[simplified.start : simplified.end] == "经济"


def test_a_text_of_nothing_is_clean() -> None:
    assert clean("") == CleanText("", (0,))
    assert clean(" \n\u3000\n").text == ""


def test_two_megabytes_take_seconds() -> None:
    text = "\n".join([cleaned(UNDAMAGED[0]).text] * 60)
    result = clean(text)
    assert len(result.text) == len(text)


NOISE = st.sampled_from(
    ["\u200b", "\ufeff", "\u3000", " ", "  ", "\n", "\r\n", "**", "# ", "|", "１２", "％", "．", "?",
     "????", "&nbsp;", "<br>", "—2—", "第 3 页", "分享到：", "上一篇：无", "各位代表：", "（一）", "（二)",
     "会(huì)", "會(huì)", "打印", "[1]", "<!-- -->", "3 000万元", "1.", "、", "政府工作报告"]
)  # fmt: skip


@st.composite
def fragments(draw: st.DrawFn) -> str:
    """Pieces of real reports with what pages and converters put between them."""
    pieces: list[str] = []
    for _ in range(draw(st.integers(1, 6))):
        raw = draw(st.sampled_from(RAW))
        start = draw(st.integers(0, len(raw) - 1))
        pieces += (raw[start : start + draw(st.integers(0, 120))], draw(NOISE))
    return "".join(pieces)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(fragments())
def test_any_text_is_clean_once_cleaned(raw: str) -> None:
    once = clean(raw)
    assert clean(once.text).text == once.text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(fragments())
def test_any_offset_map_is_monotonic_and_inside_the_raw_text(raw: str) -> None:
    result = clean(raw)
    assert len(result.offsets) == len(result.text) + 1
    assert list(result.offsets) == sorted(result.offsets)
    assert all(0 <= offset <= len(raw) for offset in result.offsets)
    for repair in result.repairs:
        assert 0 <= repair.start <= repair.end <= len(result.text)
        assert bisect_left(result.offsets, result.offsets[repair.start]) <= repair.end
