"""`POST /v1/feedback`: what is wrong with a kept answer, in a person's words."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from service.api.given import TheWorld
from service.api.person import ThePerson
from service.errors import BadRequest
from service.kept.feedback import Complaints
from service.kept.works import Works

router = APIRouter(tags=["记录"])


class FeedbackRequest(BaseModel):
    """The kept answer that is wrong, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    work: Annotated[str, Field(min_length=1, max_length=64)]
    note: Annotated[str, Field(min_length=1, max_length=2000)]


@router.post("/v1/feedback", status_code=201, summary="指出错误")
def complain(given: FeedbackRequest, world: TheWorld, person: ThePerson) -> dict[str, str]:
    """Keeps question, answer and note for whoever tends the cases."""
    works = Works(world.data_dir)
    work = works.open(person, given.work)
    if work.kind != "ask":
        raise BadRequest("只有问答可以这样指出错误。")
    asked = [str(one.asked["question"]) for one in works.thread(work) if one.made <= work.made]
    number = Complaints(world.data_dir).keep(person, given.note, asked, work.result)
    return {"id": number}
