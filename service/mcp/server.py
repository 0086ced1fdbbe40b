"""The MCP server of a world: its tools, and every report as a resource."""

import inspect
import logging
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from typing import Annotated, Any
from urllib.parse import quote

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError
from mcp_types import CallToolResult, Resource, TextContent, ToolAnnotations

from service.errors import ServiceError
from service.shapes import Shape
from service.tasks.words import report_name
from service.toolbox.texts import report_text
from service.toolbox.tools import Toolbox
from service.toolbox.words import in_words
from service.wiring import World
from vectorstore.errors import UnknownReport, VectorstoreError

_INSTRUCTIONS = (
    "工报：从政府工作报告作答，每个数字和引文都核对到原文。"
    "引文的位置是report://报告编号/起-止，读这个资源就得到同一段原文。"
    "报告没写的，照实说没有，不要补充别处的数。"
)
_READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
_JSON = "application/json"


class ReportServer(MCPServer[Any]):
    """Its resources are the reports that the library holds at the moment."""

    def __init__(self, world: World, version: str = "") -> None:
        with _logging_kept():
            super().__init__("gongbao", title="工报", instructions=_INSTRUCTIONS, version=version)
        self._world = world
        for tool in Toolbox(world).tools():
            self.add_tool(_answering(tool), annotations=_READS, description=inspect.getdoc(tool))
        self._add_templates()

    async def list_resources(self) -> list[Resource]:
        """One resource a report."""
        return [
            Resource(
                uri=f"report://{quote(report.id)}",
                name=report.id,
                title=report_name(report),
                mime_type=_JSON,
            )
            for report in self._world.library().reports()
        ]

    def _add_templates(self) -> None:
        def whole(id: str) -> str:
            """一份报告整理后的正文，及目录各节的位置。"""
            return self._read(id)

        def span(id: str, start: int, end: int) -> str:
            """报告正文从start到end的一段，及所在的节。"""
            return self._read(id, start, end)

        self.resource("report://{id}", name="report", mime_type=_JSON)(whole)
        self.resource("report://{id}/{start}-{end}", name="span", mime_type=_JSON)(span)

    def _read(self, report: str, start: int = 0, end: int | None = None) -> str:
        try:
            return report_text(self._world.library(), report, start, end).model_dump_json()
        except UnknownReport as error:
            raise ResourceNotFoundError(str(error)) from None
        except (ServiceError, VectorstoreError) as error:
            raise ResourceError(str(error)) from None


@contextmanager
def _logging_kept() -> Generator[None]:
    """The SDK sets up the logging of the whole process; that is the service's own business."""
    root = logging.getLogger()
    level, handlers = root.level, list(root.handlers)
    try:
        yield
    finally:
        root.setLevel(level)
        root.handlers[:] = handlers


def _answering(tool: Callable[..., Awaitable[Shape]]) -> Callable[..., Awaitable[CallToolResult]]:
    """The tool as MCP takes it: words for the reader, the shape for the program.

    What cannot be done is told to the model in the one line that every face tells.
    """

    async def call(**given: Any) -> CallToolResult:
        try:
            made = await tool(**given)
        except (ServiceError, VectorstoreError) as error:
            return CallToolResult(content=[TextContent(text=str(error))], is_error=True)
        said = TextContent(text=in_words(made))
        return CallToolResult(content=[said], structured_content=made.model_dump(mode="json"))

    signature = inspect.signature(tool)
    returned = Annotated[CallToolResult, signature.return_annotation]
    call.__name__ = tool.__name__
    vars(call)["__signature__"] = signature.replace(return_annotation=returned)
    return call
