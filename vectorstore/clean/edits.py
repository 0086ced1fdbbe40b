"""Edits and the text that remembers where each of its characters came from.

A repair stage is a pure function `str -> list[Edit]`. `Tracked.apply` carries the edits out and
composes the offset maps, so that no stage has to know about the stages before it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `text[start:end]`; edits of one stage are sorted and do not overlap.

    `guesses` are the places in the replacement that the text itself does not prove.
    """

    start: int
    end: int
    replacement: str
    kind: str
    guesses: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CarriedEdit:
    """An edit as it was carried out: `start:end` in the first text, before any stage."""

    kind: str
    start: int
    end: int
    before: str
    after: str
    guesses: tuple[int, ...] = ()


Stage: TypeAlias = Callable[[str], list[Edit]]


@dataclass(frozen=True, slots=True)
class Tracked:
    """A text, the offset in the first text of each character and of the end, and the changes."""

    text: str
    offsets: Sequence[int]
    changes: tuple[CarriedEdit, ...] = ()

    @classmethod
    def start(cls, text: str) -> "Tracked":
        """The first text: every character stands where it stands."""
        return cls(text, range(len(text) + 1))

    def apply(self, edits: Iterable[Edit]) -> "Tracked":
        """The text after `edits`, given in coordinates of this text."""
        pieces: list[str] = []
        offsets: list[int] = []
        changes: list[CarriedEdit] = []
        done = 0
        for edit in edits:
            if self.text[edit.start : edit.end] == edit.replacement:
                continue
            pieces += (self.text[done : edit.start], edit.replacement)
            offsets.extend(self.offsets[done : edit.start])
            offsets.extend(self._spread(edit))
            change = self._change(edit)
            touches = bool(changes) and edit.start == done and changes[-1].kind == edit.kind
            changes[-1:] = [_merged(changes[-1], change)] if touches else [*changes[-1:], change]
            done = edit.end
        if not changes:
            return self
        pieces.append(self.text[done:])
        offsets.extend(self.offsets[done:])
        return Tracked("".join(pieces), offsets, self.changes + tuple(changes))

    def _spread(self, edit: Edit) -> Iterable[int]:
        """Offsets of a replacement: one to one as far as both reach, then the last character's."""
        last = max(edit.start, edit.end - 1)
        return (self.offsets[min(edit.start + i, last)] for i in range(len(edit.replacement)))

    def _change(self, edit: Edit) -> CarriedEdit:
        before = self.text[edit.start : edit.end]
        start, end = self.offsets[edit.start], self.offsets[edit.end]
        return CarriedEdit(edit.kind, start, end, before, edit.replacement, edit.guesses)


def _merged(first: CarriedEdit, second: CarriedEdit) -> CarriedEdit:
    """Two edits that touch, as the one change a reader sees."""
    before, after = first.before + second.before, first.after + second.after
    guesses = (*first.guesses, *(len(first.after) + place for place in second.guesses))
    return CarriedEdit(first.kind, first.start, second.end, before, after, guesses)
