"""gongbao over the Model Context Protocol, by the SDK's own client on both transports."""

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import httpx
import httpx2
import pytest
from langchain_core.utils.function_calling import convert_to_openai_tool
from mcp import Client, MCPError, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp_types import TextContent, TextResourceContents

from service.api import create_app
from service.langchain import tools
from service.shapes import Answer
from service.toolbox.results import FactList, PassageList, ReportText
from service.wiring import World
from tests.service.api.fakes import empty_world, fake_tasks
from tests.service.api.serving import serving

TOOLS = ["ask", "figures", "compare", "brief", "search_passages", "list_reports"]
QUESTION = "满洲里市2020年城镇登记失业率是多少？"
Work: TypeAlias = Callable[[Client], Awaitable[Any]]


def stdio(data_dir: Path) -> StdioServerParameters:
    """`gongbao mcp` as an agent starts it."""
    command = ["-m", "service", "mcp", "--data-dir", str(data_dir), "--backend", "offline"]
    return StdioServerParameters(command=sys.executable, args=command, env=dict(os.environ))


@pytest.fixture(scope="module")
def served(world_offline: World) -> Iterator[httpx.Client]:
    """The service over the five reports."""
    with serving(create_app(world_offline)) as client:
        yield client


@pytest.fixture(params=["stdio", "http"])
def run(
    request: pytest.FixtureRequest, seed_data_dir: Path, served: httpx.Client
) -> Callable[[Work], Any]:
    """Runs work with a client of either transport."""
    place = stdio(seed_data_dir) if request.param == "stdio" else f"{served.base_url}/mcp"

    def doing(work: Work) -> Any:
        async def connected() -> Any:
            async with Client(place) as client:
                return await work(client)

        return asyncio.run(connected())

    return doing


def test_a_session_from_the_list_of_reports_to_the_span_of_a_quote_and_what_is_refused(
    run: Callable[[Work], Any], world_offline: World
) -> None:
    async def session(client: Client) -> None:
        listed = await client.list_tools()
        assert [tool.name for tool in listed.tools][: len(TOOLS)] == TOOLS
        held = {each.name for each in (await client.list_resources()).resources}
        assert held == {report.id for report in world_offline.library().reports()}

        told = await client.call_tool("ask", {"question": QUESTION})
        answer = Answer.model_validate_json(json.dumps(told.structured_content))
        assert answer.answer == "2020年满洲里市城镇登记失业率为3.47%[1]。"
        words = told.content[0]
        assert isinstance(words, TextContent)
        source = answer.citations[0]
        link = words.text.split("[\\[1\\]](")[1].split(")")[0]
        read = (await client.read_resource(link)).contents[0]
        assert isinstance(read, TextResourceContents)
        span = ReportText.model_validate_json(read.text)
        assert (span.text, span.start, span.end) == (source.quote, source.start, source.end)

        found = await client.call_tool("figures", {"regions": ["满洲里市"], "limit": 3})
        facts = FactList.model_validate_json(json.dumps(found.structured_content))
        assert len(facts.facts) == 3
        assert facts.total > 3
        near = await client.call_tool("search_passages", {"query": "营商环境", "limit": 2})
        passages = PassageList.model_validate_json(json.dumps(near.structured_content)).passages
        for each in passages:
            text = world_offline.library().text(each.report)
            assert text[each.start : each.end] == each.text
        await refusals(client)

    run(session)


async def refusals(client: Client) -> None:
    """What cannot be done is one Chinese line."""
    empty = await client.call_tool("ask", {"question": " "})
    assert empty.is_error
    assert empty.content == [TextContent(text="问题是空的，请写出要问的内容。")]
    with pytest.raises(MCPError, match="没有报告“别处-2021”"):
        await client.read_resource("report://别处-2021")
    with pytest.raises(MCPError, match="没有5到99999999这一段"):
        await client.read_resource("report://满洲里市-2021/5-99999999")


def test_langchain_is_offered_the_same_arguments(
    served: httpx.Client, world_offline: World
) -> None:
    async def listed() -> dict[str, Any]:
        async with Client(f"{served.base_url}/mcp") as client:
            return {tool.name: tool.input_schema for tool in (await client.list_tools()).tools}

    over_mcp = asyncio.run(listed())
    in_langchain = {
        tool.name: convert_to_openai_tool(tool)["function"]["parameters"]["properties"]
        for tool in tools(world_offline)
    }
    assert {name: _untitled(schema) for name, schema in over_mcp.items()} == in_langchain


def _untitled(schema: dict[str, Any]) -> dict[str, Any]:
    return {
        name: {key: value for key, value in each.items() if key != "title"}
        for name, each in schema["properties"].items()
    }


def test_the_same_token_opens_it(tmp_path: Path) -> None:
    world = empty_world(tmp_path, host="0.0.0.0", token="right-token")

    async def names(url: str, token: str) -> list[str]:
        client = httpx2.AsyncClient(headers={"Authorization": f"Bearer {token}"})
        async with client, Client(streamable_http_client(url, http_client=client)) as mine:
            return [tool.name for tool in (await mine.list_tools()).tools]

    with serving(create_app(world, tasks=fake_tasks())) as served:
        url = f"{served.base_url}/mcp"
        assert asyncio.run(names(url, "right-token"))[0] == "ask"
        assert served.post("/mcp", json={}).status_code == 401
        with pytest.raises(Exception, match=r"."):
            asyncio.run(names(url, "wrong-token"))
