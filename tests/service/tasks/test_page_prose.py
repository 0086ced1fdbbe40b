"""A model writes the page of a region, through the real client: true sentences stand, no lie does."""

import asyncio
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
import respx

from evals.mock import SideEffect, chat_reply, messages_of
from service.llm.endpoint import from_settings
from service.settings import load_settings
from service.shapes import Brief
from service.tasks.brief import brief
from service.wiring import World
from tests.llm_mock import BASE_URL, llm
from tests.service.tasks.answer.adversary import FAILURES, NAMES, lie, truths

__all__ = ["llm"]
OFFERED = re.compile(r"^- (?P<token>⟦F\d+g?⟧)：(?P<says>.*)（此记号是[数额增速]+(?P<words>.*)） \[(?P<n>\d+)\]$", re.M)  # fmt: skip
DIGITS = re.compile(r"\d+(?:\.\d+)?")
PLACES = {"one": ["满洲里"], "two": ["满洲里", "海拉尔"]}


def page_only(write: SideEffect | Callable[[httpx.Request], httpx.Response]) -> SideEffect:
    """An endpoint that leaves the summaries empty and writes the page."""

    def answer(request: httpx.Request) -> httpx.Response:
        if "一页纸的简报" in messages_of(request)[0]["content"]:
            made = write(request)
            assert isinstance(made, httpx.Response)
            return made
        return chat_reply('{"items":[],"keep":[]}')

    return answer


def faithful(request: httpx.Request) -> httpx.Response:
    """Says what it is offered, each figure as its token."""
    asked = messages_of(request)[-1]["content"]
    sentences: dict[str, dict[str, object]] = {}
    for found in OFFERED.finditer(asked):
        text = str(sentences.get(found["says"], {"text": found["says"]})["text"])
        told = text.replace(found["words"], found["token"], 1)
        sentences[found["says"]] = {"text": told, "sources": [int(found["n"])]}
    return chat_reply(json.dumps({"sentences": list(sentences.values())[:4]}, ensure_ascii=False))


def lying(name: str, told: list[str]) -> Callable[[httpx.Request], httpx.Response]:
    """Tells one lie of each truth it is offered, and remembers them in `told`."""

    def answer(request: httpx.Request) -> httpx.Response:
        made = [lie(name, truth) for truth in truths(messages_of(request))]
        told.extend(re.sub(r"\[\d+\]|。", "", each) for each in made)
        sentences = [{"text": each, "sources": []} for each in made]
        return chat_reply(json.dumps({"sentences": sentences}, ensure_ascii=False))

    return answer


def written(world: World, folder: Path, regions: list[str]) -> Brief:
    """The page by the mocked endpoint, nothing kept from before."""
    settings = load_settings(
        data_dir=folder, deadline=1, retries=0, backend="openai", openai_api_key="k",
        openai_base_url=BASE_URL, openai_model="mock-model",
    )  # fmt: skip
    made = replace(world, backend=from_settings(settings), settings=settings)
    return asyncio.run(brief(made, regions=regions))


@pytest.fixture(scope="module")
def unaided(world_offline: World) -> dict[tuple[str, ...], Brief]:
    """The pages without a model, by their regions."""
    return {
        tuple(regions): asyncio.run(brief(world_offline, regions=regions))
        for regions in PLACES.values()
    }


def texts(made: Brief) -> list[str]:
    """All sentences of the page."""
    return [item.text for block in made.blocks for item in block.items]


@pytest.mark.parametrize("regions", PLACES.values(), ids=PLACES)
def test_a_faithful_model_writes_the_page_and_its_tokens_become_figures(
    world_offline: World,
    unaided: dict[tuple[str, ...], Brief],
    llm: respx.MockRouter,
    tmp_path: Path,
    regions: list[str],
) -> None:
    llm.post("/chat/completions").mock(side_effect=page_only(faithful))
    made = written(world_offline, tmp_path, regions)
    assert (made.degraded, made.proof.removed) == (None, ())
    own = texts(unaided[tuple(regions)])
    assert [text for text in texts(made) if text not in own]
    assert not any("⟦" in text for text in texts(made))
    assert made.pages == 1


def test_a_second_page_costs_nothing(
    world_offline: World, llm: respx.MockRouter, tmp_path: Path
) -> None:
    route = llm.post("/chat/completions").mock(side_effect=page_only(faithful))
    first = written(world_offline, tmp_path, ["满洲里"])
    asked = route.call_count
    second = written(world_offline, tmp_path, ["满洲里"])
    assert texts(second) == texts(first)
    assert (route.call_count, second.usage.calls) == (asked, 0)


@pytest.mark.parametrize(
    ("name", "regions"),
    [(name, list(PLACES.values())[at % len(PLACES)]) for at, name in enumerate(NAMES)],
    ids=NAMES,
)
def test_no_lie_reaches_a_region_s_page(
    world_offline: World,
    unaided: dict[tuple[str, ...], Brief],
    llm: respx.MockRouter,
    tmp_path: Path,
    name: str,
    regions: list[str],
) -> None:
    told: list[str] = []
    llm.post("/chat/completions").mock(side_effect=page_only(lying(name, told)))
    made = written(world_offline, tmp_path, regions)
    assert told
    assert [text for text in texts(made) if any(each in text for each in told)] == []
    quotes = "".join(citation.quote for citation in made.citations)
    own = "".join(texts(unaided[tuple(regions)]))
    years = {str(year) for year in range(1990, 2050)}
    assert set(DIGITS.findall("".join(texts(made)))) <= set(DIGITS.findall(quotes + own)) | years
    assert made.degraded is not None


@pytest.mark.parametrize("failure", FAILURES)
def test_a_model_that_fails_leaves_the_reports_own_words(
    world_offline: World,
    unaided: dict[tuple[str, ...], Brief],
    llm: respx.MockRouter,
    tmp_path: Path,
    failure: str,
) -> None:
    llm.post("/chat/completions").mock(side_effect=page_only(FAILURES[failure]))
    made = written(world_offline, tmp_path, ["满洲里"])
    assert texts(made) == texts(unaided[("满洲里",)])
    assert made.degraded is not None
    assert made.degraded.reason
