"""JSON Lines as values: one model a line, a line that is none said where it stands."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from evals.bad_case import BadCase, problem

Model = TypeVar("Model", bound=BaseModel)


def read(path: Path, model: type[Model]) -> tuple[Model, ...]:
    """The lines of a file in order; raises BadCase for one that is no such model."""
    return tuple(each for _, each in located(path, model))


def located(path: Path, model: type[Model]) -> Iterator[tuple[int, Model]]:
    """The lines of a file with their numbers, the first of them 1."""
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if line.strip():
            yield number, _parsed(path, number, line, model)


def _parsed(path: Path, number: int, line: bytes, model: type[Model]) -> Model:
    try:
        return model.model_validate_json(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadCase(path, number, "不是UTF-8编码；请另存为UTF-8后重试") from error
    except ValidationError as error:
        raise BadCase(path, number, problem(error)) from error
