"""The error tree: every class has its own stable slug, a status and a Chinese title."""

import re
from collections.abc import Iterator

import pytest

from service import errors
from service.api.problems import problem_of
from service.errors import ServiceError
from vectorstore import errors as store


def family(root: type[Exception]) -> Iterator[type[Exception]]:
    """A class and all that come from it."""
    yield root
    for child in root.__subclasses__():
        yield from family(child)


OURS = [kind for kind in family(ServiceError) if kind.__module__ == errors.__name__]
THEIRS = [kind for kind in family(store.VectorstoreError) if kind.__module__ == store.__name__]


def test_slugs_are_never_shared() -> None:
    slugs = [problem_of(kind("x")).type for kind in OURS]
    assert len(set(slugs)) == len(slugs)


@pytest.mark.parametrize("kind", [*OURS, *THEIRS])
def test_every_error_is_a_problem_with_a_chinese_title(kind: type[Exception]) -> None:
    problem = problem_of(kind("出了什么事。"), "/v1/x")
    assert re.fullmatch(r"urn:gongbao:problem:[a-z][a-z-]+", problem.type)
    assert re.search("[一-鿿]", problem.title)
    assert 400 <= problem.status < 600
    assert (problem.detail, problem.instance) == ("出了什么事。", "/v1/x")


@pytest.mark.parametrize(
    ("error", "status", "slug"),
    [
        (store.UnknownReport("x"), 404, "unknown-report"),
        (store.UnsupportedFormat("x"), 422, "unreadable-file"),
        (store.UnknownYear("x"), 422, "unfiled-report"),
        (store.IdentityTaken("x"), 409, "identity-taken"),
        (errors.NoToken("x"), 401, "no-token"),
        (errors.BackendTimeout("x"), 504, "backend-timeout"),
        (KeyError("x"), 500, "internal-error"),
    ],
)
def test_an_error_is_shown_as_itself_or_its_nearest_ancestor(
    error: Exception, status: int, slug: str
) -> None:
    problem = problem_of(error)
    assert (problem.status, problem.type) == (status, f"urn:gongbao:problem:{slug}")


def test_every_class_stands_in_the_tree_that_the_docstring_draws() -> None:
    drawn = set(re.findall(r"[│├└─ ]*([A-Z]\w+)", errors.__doc__ or ""))
    assert {kind.__name__ for kind in OURS} <= drawn
