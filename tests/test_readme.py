"""What the READMEs show is what a user gets."""

import asyncio
import re
from pathlib import Path

import pytest

from service.tasks.answer import answer
from service.wiring import World

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh-CN.md")


@pytest.mark.parametrize("name", READMES)
def test_the_answer_shown_is_the_answer_given(world_offline: World, name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    shown = re.search(r'\$ gongbao ask "([^"]+)"\n(.*?)\n```', text, re.S)
    assert shown is not None
    given = asyncio.run(answer(world_offline, shown[1]))
    assert given.answer == shown[2]


@pytest.mark.parametrize("name", READMES)
def test_every_target_and_file_named_exists(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^make ([a-z]+)", text, re.M):
        assert re.search(rf"^{target}:", makefile, re.M), target
    for link in re.findall(r"\]\(([^)#]+)\)", text):
        assert (ROOT / link).exists(), link


def test_every_module_that_contributing_names_exists() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for named in re.findall(r"`((?:vectorstore|service|evals|tests|prompts)/[\w/.]*[\w/])`", text):
        assert "NAME" in named or (ROOT / named).exists(), named
