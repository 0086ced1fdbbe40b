"""A model that breaks off in the middle of its answer: what was sent stays, the rest follows."""

from pathlib import Path
from typing import Any, get_args

import pytest

from service.api import create_app
from service.settings import load_settings
from service.wiring import wire
from tests.service.api.broken_endpoint import Break, breaking
from tests.service.api.serving import serving
from tests.service.api.test_ask import STREAM, events_of

QUESTION = {"question": "满洲里市2020年地区生产总值和固定资产投资各是多少?"}
FIRST = "2020年，满洲里市实现地区生产总值141.5亿元"
BEGUN = f'{{"sentences":[{{"text":"{FIRST}。","citations":[]}},{{"text":"2020年满洲里市固定资产投'
PIECES = [BEGUN[at : at + 6] for at in range(0, len(BEGUN), 6)]


def asked(data_dir: Path, pieces: list[str], how: Break) -> tuple[list[tuple[str, Any]], int]:
    """The events of the answer, and how often the endpoint was asked."""
    with breaking(pieces, how) as endpoint:
        settings = load_settings(
            data_dir=data_dir, backend="openai", openai_api_key="k",
            openai_base_url=endpoint.url, deadline=2, retries=2,
        )  # fmt: skip
        with serving(create_app(wire(settings))) as client:
            reply = client.post("/v1/ask", json=QUESTION, headers=STREAM)
        return events_of(reply.text), endpoint.asked


@pytest.mark.parametrize("how", get_args(Break))
def test_what_was_sent_stands_once_and_the_ledger_says_the_rest(
    seed_data_dir: Path, how: Break
) -> None:
    events, calls = asked(seed_data_dir, PIECES, how)
    sentences = [data["text"] for name, data in events if name == "sentence"]
    answer = dict(events)["answer"]
    assert [name for name, _ in events if name in ("done", "error")] == ["done"]
    assert sentences[0].startswith(FIRST)
    assert sum("141.5亿元" in text for text in sentences) == 1
    assert sum("23.9亿元" in text for text in sentences) == 1
    assert answer["answer"].split("\n")[0].startswith(FIRST)
    assert len(answer["answer"].split("\n")) == len(sentences)
    assert "中途失败" in answer["degraded"]["reason"]
    assert answer["usage"]["calls"] == calls == 1
    assert answer["usage"]["prompt_tokens"] > answer["usage"]["completion_tokens"] > 0


def test_a_stream_that_breaks_before_its_first_sentence_leaves_the_ledger_s_answer(
    seed_data_dir: Path,
) -> None:
    events, _ = asked(seed_data_dir, PIECES[:4], "closed")
    answer = dict(events)["answer"]
    assert "141.5亿元" in answer["answer"]
    assert "以下是台账与原文的原句" in answer["degraded"]["reason"]
    assert events[-1][0] == "done"
