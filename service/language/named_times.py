"""The names of times that the lexicon holds: plans, years, records, events."""

from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict


class _TimeEntry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    instance: str
    used: tuple[str, ...]


class _Plan(_TimeEntry):
    first: int
    quoted: bool = False


class _Year(_TimeEntry):
    offset: int


class Times(BaseModel):
    """The lexicon of times; what a name stands for is said beside it in times.yaml."""

    model_config = ConfigDict(extra="forbid")

    plans: tuple[_Plan, ...]
    years: tuple[_Year, ...]
    plan_nouns: tuple[str, ...]
    records: tuple[str, ...]
    events: tuple[str, ...]


def _read() -> Times:
    text = (files("service.language.lexicon") / "times.yaml").read_text(encoding="utf-8")
    return Times.model_validate(yaml.safe_load(text))


NAMED = _read()
