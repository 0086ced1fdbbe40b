"""The toolbox as LangChain tools: the same names, descriptions and arguments as over MCP."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from typing import Any

from langchain_core.tools import BaseTool, StructuredTool, ToolException

from service.errors import ServiceError
from service.shapes import Shape
from service.toolbox.tools import Toolbox
from service.toolbox.words import in_words
from service.wiring import World
from vectorstore.errors import VectorstoreError


def tools(world: World) -> list[BaseTool]:
    """All tools; a message's content is Markdown, its artifact the shape with its citations.

    What cannot be done reaches the model as one Chinese line, not as an exception.
    """
    return [_made(tool) for tool in Toolbox(world).tools()]


def _made(tool: Callable[..., Awaitable[Shape]]) -> BaseTool:
    async def later(**given: Any) -> tuple[str, Shape]:
        try:
            made = await tool(**given)
        except (ServiceError, VectorstoreError) as error:
            raise ToolException(str(error)) from error
        return in_words(made), made

    def now(**given: Any) -> tuple[str, Shape]:
        return asyncio.run(later(**given))

    for each in (later, now):
        vars(each)["__signature__"] = inspect.signature(tool)
        each.__annotations__ = dict(getattr(tool, "__annotations__", {}))
    return StructuredTool.from_function(
        func=now,
        coroutine=later,
        name=tool.__name__,
        description=inspect.getdoc(tool),
        response_format="content_and_artifact",
        handle_tool_error=True,
    )
