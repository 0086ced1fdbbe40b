"""The second turn and the cut: only what fails is written again, only what stays unproven goes."""

import pytest

from prompts import Message
from service.verify import DraftLine, prove
from service.write.offered import OfferedPrompt
from service.write.repair import cut, merged, second_turn
from service.write.reply import rewritten
from tests.service.verify.evidence import evidence

TRUE = DraftLine("2020年满洲里市地区生产总值为141.5亿元。", (1,))
LIE = DraftLine("2020年海拉尔区地区生产总值为174.46亿元，居全国第一。", (4,))
FALSE = DraftLine("2020年海拉尔区地区生产总值为999亿元。", (4,))
RIGHT = DraftLine("2020年海拉尔区地区生产总值为174.46亿元。", (4,))
GIVEN = OfferedPrompt("?", {}, (), (), {})


def test_the_second_turn_goes_on_with_the_conversation_and_the_failed_sentences() -> None:
    verdicts = prove([TRUE, FALSE], evidence()).verdicts
    turn = second_turn([Message("user", "问题")], "回复", verdicts)
    assert [message.role for message in turn] == ["user", "assistant", "user"]
    assert FALSE.text in turn[-1].content
    assert TRUE.text not in turn[-1].content


def test_what_is_written_again_stands_in_the_place_of_what_failed() -> None:
    verdicts = prove([FALSE, TRUE], evidence()).verdicts
    made = merged(verdicts, {1: [RIGHT]}, evidence())
    assert [(each.line.text, each.proven) for each in made] == [
        (RIGHT.text, True),
        (TRUE.text, True),
    ]


def test_a_sentence_loses_its_false_clause_and_a_false_one_goes() -> None:
    kept, removed = cut(prove([LIE, FALSE, TRUE], evidence()).verdicts, evidence())
    assert [each.line.text for each in kept] == [RIGHT.text, TRUE.text]
    assert [each.text for each in removed] == ["居全国第一", FALSE.text]


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ('{"sentences":[{"n":3,"text":"甲市增长3%。","citations":[1]}]}', {3: ["甲市增长3%。"]}),
        ('{"sentences":[{"text":"甲市增长3%。","citations":[1]}]}', {2: ["甲市增长3%。"]}),
        ("甲市增长3%[1]。\n乙市增长2%[2]。", {2: ["甲市增长3%[1]。"], 4: ["乙市增长2%[2]。"]}),
        ("已有的一句。甲市增长3%[1]。", {2: ["甲市增长3%[1]。"]}),
        ('{"sentences":[]}', {}),
    ],
)
def test_a_second_reply_is_dealt_out_by_number_or_in_order(
    text: str, made: dict[int, list[str]]
) -> None:
    found = rewritten(text, GIVEN, [2, 4], {"已有的一句。"})
    assert {n: [line.text for line in lines] for n, lines in found.items()} == made
