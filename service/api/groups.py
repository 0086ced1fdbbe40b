"""`/v1/groups`: a person's own groups of regions."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from service.api.given import Name, TheWorld
from service.api.person import ThePerson
from service.kept.groups import Groups, RegionGroup

router = APIRouter(tags=["记录"])


class GroupRequest(BaseModel):
    """The regions that a name shall stand for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    regions: Annotated[tuple[Name, ...], Field(min_length=1, max_length=500)]


@router.get("/v1/groups", summary="列出地区分组")
def list_groups(world: TheWorld, person: ThePerson) -> dict[str, list[RegionGroup]]:
    """One's own groups."""
    return {"groups": Groups(world.data_dir).all(person)}


@router.put("/v1/groups/{name}", summary="保存地区分组")
def save_group(name: Name, given: GroupRequest, world: TheWorld, person: ThePerson) -> RegionGroup:
    """Under a name; one of that name is replaced."""
    group = RegionGroup(name=name, regions=given.regions)
    Groups(world.data_dir).save(person, group)
    return group


@router.delete("/v1/groups/{name}", summary="删除地区分组")
def remove_group(name: Name, world: TheWorld, person: ThePerson) -> dict[str, str]:
    """Gone, if it was there."""
    Groups(world.data_dir).drop(person, name)
    return {"removed": name}
