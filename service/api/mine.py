"""`/v1/mine`: the basket and the signature of whoever comes with a key of his own."""

from fastapi import APIRouter
from pydantic import BaseModel

from service.api.given import TheWorld
from service.api.person import ThePerson
from service.errors import BadRequest
from service.kept.mine import Belongings, Mine

router = APIRouter(tags=["记录"])


class OwnThings(BaseModel):
    """`person` is empty where nobody is told apart: the browser then keeps what is its own."""

    person: str
    mine: Mine


@router.get("/v1/mine", summary="自己的摘入和署名")
def read_mine(world: TheWorld, person: ThePerson) -> OwnThings:
    """What this person put away last, on whichever machine."""
    return OwnThings(
        person=person, mine=Belongings(world.data_dir).of(person) if person else Mine()
    )


@router.put("/v1/mine", summary="保存自己的摘入和署名")
def save_mine(given: Mine, world: TheWorld, person: ThePerson) -> OwnThings:
    """In the place of what was there."""
    if not person:
        raise BadRequest("没有各人的密钥，摘入和署名由浏览器保存。")
    Belongings(world.data_dir).put(person, given)
    return OwnThings(person=person, mine=given)
