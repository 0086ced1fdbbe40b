"""LangChain's own agent, chains and retrievers over gongbao; the code is that of the docs."""

import asyncio
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage, HumanMessage, ToolMessage
from langchain_core.runnables import Runnable, RunnableParallel
from pydantic import Field

from service.langchain import asking, retriever, tools
from service.shapes import Answer
from service.wiring import World
from tests.conftest import ROOT

QUESTION = "满洲里市2020年城镇登记失业率是多少？"


class Scripted(GenericFakeChatModel):
    """A model whose replies are written beforehand; it remembers which tools it was offered."""

    offered: list[str] = Field(default_factory=list)

    def bind_tools(self, tools: Sequence[Any], **_: Any) -> Runnable[Any, Any]:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Its script knows which to call."""
        self.offered += [tool.name for tool in tools]
        return self


@pytest.fixture(scope="module")
def documented() -> dict[str, Any]:
    """What the example of the docs defines."""
    text = (ROOT / "docs" / "integrations.md").read_text("utf-8")
    found = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    assert found is not None
    names: dict[str, Any] = {}
    exec(found[1], names)
    return names


def test_the_agent_of_the_docs_answers_by_a_tool(
    documented: dict[str, Any], seed_data_dir: Path
) -> None:
    call = {"name": "ask", "args": {"question": QUESTION}, "id": "1"}
    said = "满洲里市2020年城镇登记失业率为3.47%[1]。"
    script = iter([AIMessage("", tool_calls=[call]), AIMessage(said)])
    model = Scripted(messages=script)

    agent = documented["agent"](model, seed_data_dir)
    *_, asked, told, last = agent.invoke({"messages": [HumanMessage(QUESTION)]})["messages"]

    assert asked.tool_calls[0]["name"] == "ask"
    assert isinstance(told, ToolMessage)
    assert isinstance(told.artifact, Answer)
    assert told.artifact.status == "answered"
    assert told.artifact.citations[0].quote in str(told.content)
    assert last.content == said
    assert set(model.offered) >= {"ask", "figures", "compare", "brief", "search_passages"}


def test_the_chain_of_the_docs_gives_an_answer_and_its_passages(
    documented: dict[str, Any], seed_data_dir: Path
) -> None:
    made = RunnableParallel(documented["chain"](seed_data_dir)).invoke(QUESTION)
    assert made["answer"].answer == "2020年满洲里市城镇登记失业率为3.47%[1]。"
    assert [document.metadata["region"] for document in made["passages"]] == ["满洲里市"] * 3


def test_a_document_says_where_it_stands_and_how_sure_its_figures_are(
    world_offline: World,
) -> None:
    library = world_offline.library()
    found = asyncio.run(retriever(world_offline, years=(2021,), k=20).ainvoke("疫情防控 增长"))
    for document in found:
        known = document.metadata
        assert library.text(known["report"])[known["start"] : known["end"]] == document.page_content
        assert bool(known["doubts"]) <= (known["standing"] == "doubtful")
    assert {document.metadata["year"] for document in found} == {2021}
    assert {"sure", "doubtful"} <= {document.metadata["standing"] for document in found}


def test_what_cannot_be_done_is_told_to_the_model(world_offline: World) -> None:
    ask = next(tool for tool in tools(world_offline) if tool.name == "ask")
    told = ask.invoke({"name": "ask", "args": {"question": " "}, "id": "1", "type": "tool_call"})
    assert (told.content, told.status) == ("问题是空的，请写出要问的内容。", "error")


def test_the_runnable_is_awaited_and_batched(world_offline: World) -> None:
    ask = asking(world_offline)
    both = asyncio.run(ask.abatch([QUESTION, QUESTION]))
    assert [each.answer for each in both] == [ask.invoke(QUESTION).answer] * 2
