"""Who asks: the bearer of a key, or nobody in particular where one token or none is used."""

from typing import Annotated, TypeAlias, cast

from fastapi import Depends
from starlette.requests import Request


def person_of(request: Request) -> str:
    """The name that the guard has put on the request; empty where it puts none."""
    return cast(str, getattr(request.state, "person", None) or "")


ThePerson: TypeAlias = Annotated[str, Depends(person_of)]
