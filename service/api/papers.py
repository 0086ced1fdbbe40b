"""`POST /v1/papers`: a kept briefing as a person has put it together."""

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from service.api.formats import Writers, wanted, written
from service.api.given import TheWorld
from service.api.keeping import TheKeeping
from service.api.person import ThePerson
from service.errors import BadRequest
from service.export.docx import brief_docx
from service.export.html import brief_html
from service.export.markdown import brief_markdown
from service.kept.paper import Paper, composed
from service.kept.since import since
from service.kept.works import Work, Works
from service.shapes import Brief
from service.tasks.intact import intact
from service.wiring import World

router = APIRouter(tags=["简报"])
_WRITERS: Writers = {"md": brief_markdown, "html": brief_html, "docx": brief_docx}


class Composed(BaseModel):
    """The briefing, how many lines too long it is, and where it is kept if that was wished."""

    brief: Brief
    over: int
    kept: str | None = None


def _composed(world: World, person: str, paper: Paper) -> tuple[Brief, int]:
    works, library = Works(world.data_dir), world.library()
    held: dict[str, Work] = {}

    def opened(number: str) -> Work:
        if number not in held:
            work = works.open(person, number)
            now = since(work, library)
            if now.gone:
                gone = "、".join("".join(name.rsplit("-", 1)) + "年报告" for name in now.gone)
                raise BadRequest(f"“{work.title}”所依据的{gone}已不在库中或换了文本，请重新生成。")
            held[number] = work
        return held[number]

    made, over = composed(paper, opened)
    return intact(library, made), over


@router.post("/v1/papers", response_model=Composed, summary="编排简报")
async def paper(
    given: Paper, request: Request, world: TheWorld, person: ThePerson, keeping: TheKeeping
) -> Any:
    """The briefing with its sentences chosen, ordered and taken in, each as proven where it comes
    from; by `?format=` or `Accept` as md, html, docx."""
    name = wanted(request, _WRITERS)
    made, over = await run_in_threadpool(_composed, world, person, given)
    keep = keeping.of(given)
    await keep.made(made)
    if name != "json":
        response: Response = await written(name, made, _WRITERS, made.title)
        return keep.located(response)
    return Composed(brief=made, over=over, kept=keep.kept.id if keep.kept else None)
