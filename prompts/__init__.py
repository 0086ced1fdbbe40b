"""Prompts are files (`answer.v1.md`); this loader is the only code beside them.

A file is YAML front matter (purpose, inputs, output) and parts headed by the exact lines
`## system`, `## user`, `## assistant`. Each part is a strict, sandboxed Jinja template of its
own: roles are cut from the file before data goes in, so no data can open a part.
New wording is a new file; `load("answer")` takes the highest version.

PromptError
├── UnknownPrompt
└── BadPrompt        the file breaks the format, or the data do not fit its inputs
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, cast

from pydantic import BaseModel, ConfigDict, ValidationError

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.sandbox import ImmutableSandboxedEnvironment

Role: TypeAlias = Literal["system", "user", "assistant"]
FOLDER = Path(__file__).parent
_NAME = re.compile(r"(?P<stem>[a-z][a-z0-9_]*)\.v(?P<version>[1-9][0-9]*)")
_HEAD = re.compile(r"^## (system|user|assistant)[ \t]*$", re.MULTILINE)
_FRONT = re.compile(r"\A---\n(?P<front>.*?)\n---\n(?P<body>.*)\Z", re.DOTALL)


class PromptError(Exception):
    """Root of all errors raised by `prompts`."""


class UnknownPrompt(PromptError):
    """There is no prompt file of that name."""


class BadPrompt(PromptError):
    """The file breaks the format, or the data do not fit its inputs."""


class Message(NamedTuple):
    """One turn of a conversation with a model."""

    role: Role
    content: str


class _Front(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    purpose: str
    inputs: dict[str, str]
    output: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """One version of a prompt; `parts` are its unrendered templates."""

    name: str
    version: int
    purpose: str
    inputs: dict[str, str]
    output: str
    parts: tuple[Message, ...]
    sha256: str

    @property
    def id(self) -> str:
        """Name and version, as in the file's name."""
        return f"{self.name}.v{self.version}"

    def render(self, **data: object) -> list[Message]:
        """The messages with `data` filled in; exactly the declared inputs must be given."""
        if data.keys() != self.inputs.keys():
            odd = ", ".join(sorted(data.keys() ^ self.inputs.keys()))
            raise BadPrompt(f"{self.id}: missing or undeclared inputs: {odd}")
        from jinja2 import TemplateError

        try:
            return [Message(role, _template(text).render(data).strip())
                    for role, text in self.parts]  # fmt: skip
        except (TemplateError, TypeError, ArithmeticError) as error:
            raise BadPrompt(f"{self.id}: {error}") from error


@cache
def _jinja() -> "ImmutableSandboxedEnvironment":
    from jinja2 import StrictUndefined  # 0.1 s that nothing without a model pays
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
    )


@cache
def _template(text: str) -> "Template":
    return _jinja().from_string(text)


def names(folder: Path = FOLDER) -> tuple[str, ...]:
    """Ids of all prompts, oldest version first."""
    return tuple(f"{stem}.v{version}" for stem, version in sorted(_versions(folder)))


def load(name: str, folder: Path = FOLDER) -> Prompt:
    """The prompt `answer.v1`, or for `answer` its highest version."""
    exact = _NAME.fullmatch(name)
    if exact:
        wanted = (exact["stem"], int(exact["version"]))
    else:
        wanted = max((found for found in _versions(folder) if found[0] == name), default=None)
    path = folder / f"{wanted[0]}.v{wanted[1]}.md" if wanted else None
    if wanted is None or path is None or not path.is_file():
        raise UnknownPrompt(f"no prompt named {name!r}")
    return _parse(path.read_text(encoding="utf-8"), *wanted)


def _versions(folder: Path) -> Iterator[tuple[str, int]]:
    for path in folder.glob("*.md"):
        if match := _NAME.fullmatch(path.stem):
            yield match["stem"], int(match["version"])


@cache
def _parse(source: str, name: str, version: int) -> Prompt:
    import yaml

    label = f"{name}.v{version}"
    match = _FRONT.fullmatch(source)
    if match is None:
        raise BadPrompt(f"{label}: no front matter between two lines of ---")
    try:
        front = _Front.model_validate(yaml.safe_load(match["front"]))
    except (yaml.YAMLError, ValidationError) as error:
        raise BadPrompt(f"{label}: front matter: {error}") from error
    parts = _parts(match["body"], label)
    _check_inputs(parts, front.inputs, label)
    sha256 = hashlib.sha256(source.encode()).hexdigest()
    return Prompt(name, version, front.purpose, front.inputs, front.output, parts, sha256)


def _parts(body: str, label: str) -> tuple[Message, ...]:
    before, *rest = _HEAD.split(body)
    if before.strip() or not rest:
        raise BadPrompt(f"{label}: the body must start with ## system, ## user or ## assistant")
    pairs = zip(rest[::2], rest[1::2], strict=True)
    return tuple(Message(cast(Role, role), text) for role, text in pairs)


def _check_inputs(parts: tuple[Message, ...], inputs: dict[str, str], label: str) -> None:
    from jinja2 import TemplateError, meta

    used: set[str] = set()
    for part in parts:
        try:
            used |= meta.find_undeclared_variables(_jinja().parse(part.content))
        except TemplateError as error:
            raise BadPrompt(f"{label}: {error}") from error
    if used != inputs.keys():
        odd = ", ".join(sorted(used ^ inputs.keys()))
        raise BadPrompt(f"{label}: inputs declared and used differ: {odd}")
