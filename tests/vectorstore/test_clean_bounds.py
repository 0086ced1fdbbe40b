"""Damage beyond what is worth the work stays, is shown as □ and listed; notes' marks go."""

import pytest

from vectorstore.clean import UNKNOWN, clean
from vectorstore.clean.edits import Tracked
from vectorstore.clean.note_marks import note_marks

SENTENCE = "一九五五年国家预算收入完成二百六十亿元，比一九五四年增长百分之七点七。工业总产值五百四十八亿元。"


def damaged(text: str) -> str:
    """GBK that lost a byte of each sentence, as a reader of GBK decodes it."""
    pieces: list[str] = []
    for number, sentence in enumerate(text.split("。")):
        data = bytearray(sentence.encode("gb18030"))
        if data:
            del data[number % len(data)]
        pieces.append(bytes(data).decode("gb18030", errors="replace"))
    return "。".join(pieces)


@pytest.fixture(scope="module")
def unmended() -> str:
    return damaged(SENTENCE * 250)


def test_what_is_left_unmended_is_listed(unmended: str) -> None:
    text = clean(unmended)
    left = [repair for repair in text.repairs if repair.kind == "unmended"]
    assert len(left) > 100
    assert {character for repair in left for character in repair.after} == {UNKNOWN}
    assert all(repair.guesses for repair in left)
    assert clean(text.text).text == text.text


@pytest.mark.parametrize(
    ("marked", "bare"),
    [
        ("完成86.4亿元①，增长4.2%②。", "完成86.4亿元，增长4.2%。"),
        ("“两平台”⑥建设[7]改革〔8〕，R&D ⑨经费。", "“两平台”建设改革，R&D经费。"),
        ("AEO[1]企业、鲜切叶[5-7]、投资（注2）、满意度*，", "AEO企业、鲜切叶、投资、满意度，"),
        ("增长4.2%（3），面积20平方米²。", "增长4.2%，面积20平方米。"),
    ],
)
def test_the_marks_of_notes_go(marked: str, bare: str) -> None:
    edits = note_marks(marked)
    assert Tracked.start(marked).apply(edits).text == bare
    assert note_marks(bare) == []


@pytest.mark.parametrize(
    "text",
    [
        "①加强教育。②改善医疗；③修路。",
        "包括①教育②医疗③养老",
        "[1]河长制：指各级河长。",
        "小（1）型水库12座，m²和km²，CO₂，5*8小时。",
        "（一）产业 2*100万千瓦",
    ],
)
def test_numbers_of_points_and_units_stay(text: str) -> None:
    assert note_marks(text) == []
