"""`POST /v1/check/file`: a draft as it lies on someone's desk, checked, and back with comments."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, UploadFile
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from service.api.formats import Writers, wanted, written
from service.api.given import CheckRequest, Name, TheTasks, TheWorld, Year
from service.api.keeping import TheKeeping
from service.api.leaving import while_connected
from service.errors import BadRequest
from service.export.check_docx import check_docx, commented_docx
from service.tasks.check.shapes import Check
from service.tasks.check.task import LONGEST
from vectorstore.read import read_bytes

router = APIRouter(tags=["核对"])
_SUFFIXES = (".txt", ".md", ".docx")


def _text(data: bytes, name: str) -> str:
    if PurePath(name).suffix.lower() not in _SUFFIXES:
        raise BadRequest("稿子请用txt、md或docx文件。")
    text = read_bytes(data, name).text
    if len(text) > LONGEST:
        raise BadRequest(f"文字太长，请控制在{LONGEST}字以内，分几次核对。")
    return text


def _writers(data: bytes, fixed: Sequence[int]) -> Writers:
    """A Word file comes back as itself, any other draft as a document of its text."""

    def commented(made: Check) -> bytes:
        word = data.startswith(b"PK\x03\x04")
        return commented_docx(data, made, fixed) if word else check_docx(made, fixed)

    return {"docx": commented}


@router.post("/v1/check/file", response_model=Check, summary="核对文件里的稿子")
async def check_file(
    file: Annotated[UploadFile, File()],
    request: Request,
    world: TheWorld,
    tasks: TheTasks,
    keeping: TheKeeping,
    regions: Annotated[list[Name] | None, Form()] = None,
    years: Annotated[list[Year] | None, Form()] = None,
    keep: Annotated[bool, Form()] = False,
    fixed: Annotated[list[int] | None, Form(max_length=10_000)] = None,
) -> Any:
    """Each sentence with its verdict; by `?format=docx` the file itself with comments, and the fixes
    that begin at the offsets `fixed` as changes in it."""
    data, name = await file.read(), file.filename or ""
    text = await run_in_threadpool(_text, data, name)
    asked = CheckRequest(
        text=text or " ", regions=tuple(regions or ()), years=tuple(years or ()), keep=keep
    )
    made = await while_connected(
        request,
        run_in_threadpool(tasks.check, world, text, regions=asked.regions, years=asked.years),
    )
    kept = keeping.of(asked)
    await kept.made(made)
    name = wanted(request, {"docx": check_docx})
    response: Response = await written(name, made, _writers(data, fixed or ()), "核稿")
    return kept.located(response)
