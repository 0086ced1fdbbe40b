import pytest

from vectorstore.clean import UNKNOWN, clean
from vectorstore.clean.escapes import escapes
from vectorstore.clean.latin import latin
from vectorstore.clean.misread import misread
from vectorstore.clean.run_together import run_together

REPORT = (
    "政府工作报告\n现在，我代表市人民政府，向大会报告工作。\n"
    "一、２０２３年工作回顾\n全市生产总值完成141.5亿元，增长2.2%左右；第一产业稳定。\n"
    "（一）坚持“产业强市”，着力保障和改善民生。\n"
)


def as_gbk(text: str, codec: str = "gb18030") -> str:
    return text.encode().decode(codec, errors="replace")


@pytest.mark.parametrize("codec", ["gb18030", "gbk"])
def test_utf8_that_was_read_as_gbk_is_read_again(codec: str) -> None:
    again = clean(as_gbk(REPORT, codec)).text
    assert again == clean(REPORT).text


def test_the_rest_of_a_line_that_was_read_right_stays() -> None:
    line = "我们完成了各项目标。\t \t" + as_gbk("二、今年的主要任务，是继续深化改革。")
    assert clean(line).text == "我们完成了各项目标。二、今年的主要任务，是继续深化改革。"


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5"])
def test_chinese_that_was_read_as_latin_is_read_again(codec: str) -> None:
    text = REPORT.replace("２", "2").replace("０", "0").replace("３", "3")
    text = "政府工作報告\n向大會報告工作，請予審議。\n" * 5 if codec == "big5" else text
    for reader in ("latin-1", "cp1252"):
        try:
            damaged = text.encode(codec).decode(reader)
        except UnicodeDecodeError:
            continue
        assert clean(damaged).text == clean(text).text


def test_a_character_of_which_a_byte_was_lost_is_marked_as_a_guess() -> None:
    damaged = as_gbk("改革开放以来，深化改革") + as_gbk("开10年来，经济发展")
    repaired = clean(damaged)
    assert repaired.text == "改革开放以来，深化改革开10年来，经济发展"
    guessed = [r.after[place] for r in repaired.repairs for place in r.guesses]
    assert guessed == ["开", "开", "展"]


@pytest.mark.parametrize(
    "written", ["增长２.2%左右", "完成１2亿元", "增长２</b>%", "增长1２</b>亿元"]
)
def test_a_lost_digit_is_marked_and_never_guessed(written: str) -> None:
    """A full-width digit before an ASCII character loses the byte that tells which it is."""
    damaged = as_gbk(f"二、今年的主要任务，是继续深化改革，{written}。", "gbk")
    repaired = clean(damaged.replace("</b>", "")).text
    assert UNKNOWN in repaired
    assert "，." not in repaired
    assert "，亿" not in repaired


def test_each_recovered_character_leads_to_its_bytes() -> None:
    front = "一、回顾。"
    damaged = front + as_gbk("二、今年的主要任务，是继续深化改革。")
    repaired = clean(damaged)
    assert repaired.raw_offset(repaired.text.index("二")) == len(front)
    assert list(repaired.offsets) == sorted(repaired.offsets)


@pytest.mark.parametrize(
    "text",
    [
        "锛炉、锛矿都已停产。全市生产总值完成141.5亿元。",
        "联通公司，电话0473-2222222。",
        "Über die Wirtschaft: Genève, São Paulo, Curaçao, Málaga, Zürich, Besançon, Córdoba.",
        REPORT,
    ],
)
def test_a_text_that_was_read_right_stays(text: str) -> None:
    assert misread(text) == []
    assert latin(text) == []


def test_a_text_full_of_odd_bytes_takes_seconds() -> None:
    """Such pages were taken for text read one byte late, and searched for hours."""
    damaged = "总任务。\t " + as_gbk("第一个五年计划的基本任务，是集中主要力量进行建设。" * 200)
    assert "基本任务，是集中主要力量进行建设。第一个五年计划" in clean(damaged).text


def test_line_breaks_written_as_escapes_break_lines() -> None:
    text = r"政府工作报告\r\n（2008年3月27日）\r\n各位代表：\r\n&nbsp; 现在，我代表县政府报告工作。"
    assert clean(text).text == (
        "政府工作报告\n（2008年3月27日）\n各位代表：\n现在，我代表县政府报告工作。"
    )
    assert escapes("路径C:\\new") == []


@pytest.mark.parametrize(
    "blank",
    ["<U+3000>", "<U+00A0>", r"\u3000", r"\u00A0", "&nbsp;", "&#12288;", "&amp;nbsp;", "_x3000_", "<u+3000>", "{U+3000}", r"\x{3000}", r"\U00003000",
     "%u3000", "\u3000", "&nbsp"],
)  # fmt: skip
def test_blanks_written_as_codes_are_blanks(blank: str) -> None:
    plain = "　　一、回顾\n　　2022年，全年完成投资5.3亿元，增长 3.1%。\n　　市长 李明"
    escaped = plain.replace("　", blank).replace(" ", blank)
    assert clean(escaped).text == clean(plain).text


@pytest.mark.parametrize(
    "unseen",
    ["<U+200B>", "<U+FEFF>", r"\ufeff", "_x000D_", "\ufeff", "\xad", "\u200b", "\u2060", "&shy;",
     "&zwnj;", "<U+200D>"],
)  # fmt: skip
def test_what_shows_nothing_parts_no_word_and_no_number(unseen: str) -> None:
    text = f"全年完成投{unseen}资12{unseen}3.5{unseen}亿元。"
    joined = text.replace(unseen, "" if unseen != "_x000D_" else "\n")
    assert clean(text).text == clean(joined).text


def test_a_text_in_codes_is_read() -> None:
    plain = "一、回顾\n全年完成投资5.3亿元。"
    coded = "".join(f"\\u{ord(c):04x}" if ord(c) > 127 or c == "\n" else c for c in plain)
    repaired = clean(coded)
    assert repaired.text == plain
    assert repaired.raw_offset(repaired.text.index("5.3")) == coded.index("5.3")


@pytest.mark.parametrize("text", ["U+3000", "_x12_", r"D:\u", "<U+D800>", "A&B；&nb"])
def test_what_is_no_code_stays(text: str) -> None:
    assert clean(f"甲{text}乙").text == f"甲{text}乙"


def test_paragraphs_that_were_run_together_part_at_their_indents() -> None:
    said = [f"改革开放以来，第{n}项事业稳步发展。" for n in range(80)]
    bodies = ("　　一、1957年工作回顾　　" + "".join(half) for half in (said[:40], said[40:]))
    text = "1957年政府工作报告——1957年6月26日　　　　　　 国务院总理各位代表：" + "".join(bodies)
    lines = clean(text).text.splitlines()
    assert lines[:4] == [
        "1957年政府工作报告——1957年6月26日",
        "国务院总理",
        "各位代表：",
        "一、1957年工作回顾",
    ]
    assert len(lines) == 7


def test_a_sentence_with_a_wide_gap_stays_one() -> None:
    text = "今年　　我们要办好十件实事。\n" * 5
    assert run_together(text) == []
