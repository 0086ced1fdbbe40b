"""What makes the reading of a report doubtful is said."""

import json
from pathlib import Path

import pytest

from service.cli.app import run
from service.doubts import doubts_of
from tests.seeds import SEEDS
from tests.vectorstore.reports import made_up
from vectorstore.clean import clean
from vectorstore.documents import CleanText
from vectorstore.outline import outline

UNREAD = "全县的□□□□□□□□□□□□工作。"


def doubts(text: CleanText) -> tuple[str, ...]:
    return doubts_of(text, outline(text.text, 2023), ())


def test_a_short_whole_report_has_none() -> None:
    assert doubts(clean(made_up())) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (made_up(body=UNREAD), ("有12个字无法辨认（□）",)),
        (made_up(body="坚持实干为先，努力为民。" * 200), ("数字偏少（每千字0.0个）",)),
        (
            "各位代表：\n我们努力工作。\n",
            ("没有认出回顾的部分", "没有认出今年安排的部分"),
        ),
        (
            made_up() + "\n" + made_up(title="2023年临江市政府工作报告", meeting=""),
            ("有2个标题：“2023年桃花县政府工作报告”、“2023年临江市政府工作报告”",),
        ),
        (
            made_up(body="，".join(f"第{n}项投资{n}·5亿元" for n in range(100, 140)) + "。"),
            ("有40个数字是断开后接上的",),
        ),
    ],
)
def test_a_badly_read_report_says_why(text: str, expected: tuple[str, ...]) -> None:
    assert doubts(clean(text)) == expected


def test_words_that_nobody_sees_are_told() -> None:
    told = doubts_of(
        clean(made_up()), outline(made_up(), 2023), (), ("地区生产总值", "\n999.9亿元", "。")
    )
    assert told == (
        "文件里有14个字是看不见的（白色、极小或隐藏），没有收录：“地区生产总值999.9亿元。”",
    )
    assert doubts_of(clean(made_up()), outline(made_up(), 2023), (), ("略",)) == ()


def test_ingest_and_doctor_say_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(made_up(body=UNREAD), encoding="utf-8")
    data = ["--data-dir", str(tmp_path / "data")]
    assert run(["ingest", str(tmp_path / "a.txt"), *data]) == 0
    said = "桃花县-2023请对照原文：有12个字无法辨认（□）。"
    assert said in capsys.readouterr().err
    run(["doctor", "--json", "--backend", "offline", *data])
    checks = json.loads(capsys.readouterr().out)["checks"]
    (reading,) = (check for check in checks if check["name"] == "读取")
    assert (reading["ok"], reading["detail"]) == (True, f"1份报告里1份可疑：{said}")


def test_only_the_damaged_seed_is_doubted() -> None:
    told = {seed.id: doubts_of(seed.clean, outline(seed.clean.text, 2023), ()) for seed in SEEDS}
    assert [name for name, why in told.items() if any("推定" in each for each in why)] == [
        "东昌区-2021"
    ]
