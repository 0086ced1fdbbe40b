"""`POST /v1/feedback`: what is wrong with a kept answer, in a person's words."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from service.api.given import TheWorld
from service.api.person import ThePerson
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
    work = Works(world.data_dir).open(person, given.work)
    question = str(work.asked.get("question", work.title))
    number = Complaints(world.data_dir).keep(person, given.note, question, work.result)
    return {"id": number}
