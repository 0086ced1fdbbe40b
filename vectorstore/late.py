"""What is costly to have is had at its first use: a package of others, a pattern.

A command that only lists reports must pay neither for numpy (0.1 s) nor for the 700 patterns
that read Chinese (0.3 s). The first use may come from any thread: the import system and `re`
have their own locks, and a second thread at most makes the same thing again.
"""

import re
from importlib import import_module
from typing import Any, cast


class _Module:
    """A package, imported when something of it is asked for."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        value = getattr(import_module(self._name), name)
        setattr(self, name, value)
        return value


class _Pattern:
    """A pattern, compiled when it is first put to use; `pattern` and `flags` are known before."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags
        self._compiled: re.Pattern[str] | None = None

    def __getattr__(self, name: str) -> Any:
        if self._compiled is None:
            self._compiled = re.compile(self.pattern, self._flags)
        value = getattr(self._compiled, name)
        setattr(self, name, value)
        return value


def module(name: str) -> Any:
    """The package of this name, as far as one can tell."""
    return _Module(name)


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, as far as one can tell."""
    return cast("re.Pattern[str]", _Pattern(source, flags))
