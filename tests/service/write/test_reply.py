"""What a model returns, made into lines: tokens filled in, echoes of the offer left out."""

import pytest

from service.write.offered import OfferedPrompt
from service.write.reply import lines_of_text

OFFERED = OfferedPrompt("东昌区增长多少?", {"F1g": "0.3%"}, (), (), {})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("东昌区2020年GDP预计增长⟦F1g⟧[1]。", ["东昌区2020年GDP预计增长0.3%[1]。"]),
        (
            "东昌区2020年GDP预计增长⟦F1g⟧（此记号是增速0.3%）[1]。",
            ["东昌区2020年GDP预计增长0.3%[1]。"],
        ),
        ("东昌区2020年GDP预计增长0.3%(此记号是增速0.3%)。", ["东昌区2020年GDP预计增长0.3%。"]),
        ("此记号是增速0.3%。", []),
        ("[1] 东昌区2021年政府工作报告·一、回顾：增长0.3%", []),
        (
            '{"sentences":[{"text":"增长【F1g】（此记号是增速0.3%）。","citations":[1]}]}',
            ["增长0.3%。"],
        ),
    ],
)
def test_a_reply_becomes_sentences_without_what_was_only_offered(
    text: str, said: list[str]
) -> None:
    assert [line.text for line in lines_of_text(text, OFFERED)] == said
