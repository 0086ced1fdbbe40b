"""The likeliest characters of a damaged run: a beam search over its bytes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from heapq import nlargest
from itertools import zip_longest
from typing import NamedTuple

from vectorstore.clean.gbk_bytes import (
    Option,
    PrintedCharacter,
    after_dropped,
    before_dropped,
    between_dropped,
    character,
    pair,
    with_lead,
)
from vectorstore.clean.register import Register, folded
from vectorstore.clean.traditional import to_traditional

Readings = Mapping[str, frozenset[str]]
"""How the report at hand annotates each of its characters."""

_BEAM = 24
_BEAM_LOST = 130
_PLAIN_STEP = -4.0
_HOPELESS = 12.0
_DROP_COST = 1.8
_UNCONVERTED_COST = 2.5
_UNREAD_COST = 4.0
_RANKS_WITH_DROPS = (10, 2)
_LIKELY = (24, 6)
_FLUENT = -6.0
_GARBLED = -9.0
_DOUBTFUL = -12.0
_OVERTAKEN = 8.0
_NEVER = -30.0
_NUMERALS = "一二三四五六七八九十"
_ORDER = 4.0
_INDENT = "\u3000"


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character of the repaired run, where it starts in the text, whether a byte was lost."""

    character: str
    start: int
    guessed: bool


class Path(NamedTuple):
    """What a run may have been so far; `lead` waits for its trail byte.

    `last` is the byte before, which the page paired with the next one where it set a reading.
    """

    score: float
    history: str
    glyphs: tuple[Glyph, ...] = ()
    lead: int | None = None
    lead_start: int = 0
    lead_guessed: bool = False
    last: int | None = None
    end: int = 0
    worst: float = 0.0


class Search:
    """Finds what the runs of one report were; `spent` counts the characters it has tried."""

    def __init__(self, register: Register, readings: Readings, ordinal: str = "") -> None:
        self._register = register
        self._readings = readings
        self._ordinal = ordinal
        self._drops = 0
        self.spent = 0
        self._traditional = any(
            to_traditional(glyph) == glyph != _fold(glyph) for glyph in readings
        )

    def paths(
        self, run: list[PrintedCharacter], history: str, last: int | None, drops: int
    ) -> list[Path]:
        """The best path for each place where reading is back in step, by end.

        `drops` is the most pairs that may have been dropped in one place.
        """
        self._drops = drops
        beam = [Path(0.0, history, last=last)]
        best: list[Path] = []
        plain = Path(0.0, history)
        for item, following in zip_longest(run, run[1:]):
            grown = (path for rank, old in enumerate(beam) for path in self._grow(old, item, rank))
            beam = self._keep(grown, item.lost)
            plain = self._as_it_stands(plain, item)
            in_step = [path for path in beam if path.lead is None]
            if in_step:
                best.append(max(in_step, key=_score)._replace(end=item.end))
                plain = best[-1] if len(best) == 1 else max(plain, best[-1], key=_score)
            beam = [
                path
                for path in beam
                if (path.lead is not None or (following and following.lost))
                and (not best or path.score > plain.score - _OVERTAKEN)
            ]
            if not beam:
                break
        return best

    def _as_it_stands(self, path: Path, item: PrintedCharacter) -> Path:
        """The path on by the item as it is printed: what a repair has to be better than."""
        fold = _fold(item.data.decode("gbk", errors="replace") or "？")
        score = path.score + self._register.step(path.history[-3:], fold)
        return path._replace(score=score, history=path.history + fold)

    def _keep(self, paths: Iterable[Path], lost: bool) -> list[Path]:
        best: dict[tuple[object, ...], Path] = {}
        for path in paths:
            key = (path.lead, path.last, path.history[-3:])
            if key not in best or best[key].score < path.score:
                best[key] = path
        if lost:
            return nlargest(_BEAM_LOST, best.values(), key=_score)
        kept = nlargest(_BEAM, best.values(), key=_score)
        return [path for path in kept if path.score > kept[0].score - _HOPELESS]

    def _grow(self, path: Path, item: PrintedCharacter, rank: int) -> Iterator[Path]:
        if item.lost:
            yield from self._lost(path, item)
        elif path.lead is not None:
            drops = sum(rank < ranks for ranks in _RANKS_WITH_DROPS[: self._drops])
            if len(item.data) == 2:
                yield from self._late(path, item.data[0], item.data[1], item, drops)
            else:
                yield from self._single(path, item, drops)

    def _lost(self, path: Path, item: PrintedCharacter) -> Iterator[Path]:
        """A byte is missing: a lead when reading is in step, else a trail; or both of one."""
        missing, cost = self._missing(path.last, item)
        path = path._replace(score=path.score - cost)
        guessed = not item.swallowed or cost > 0
        if path.lead is not None:
            options = [option for option in with_lead(path.lead) if option.trail in missing]
            for option in self._register.likeliest(path.history, options, _LIKELY[0]):
                yield self._emit(path, option.glyph, guessed or path.lead_guessed, option.trail)
            if not item.swallowed:
                yield from self._late(path, 0xA3, 0xBF, item, 0)
            return
        path = path._replace(lead_start=item.start)
        for byte in missing:
            if byte > 0x80:
                yield path._replace(lead=byte, lead_guessed=guessed, last=byte)
        for glyph in self._said(item):
            bytes_ = pair(glyph)
            if bytes_:
                yield self._emit(path, glyph, True, bytes_[1])

    def _missing(self, last: int | None, item: PrintedCharacter) -> tuple[list[int], float]:
        """The bytes that can be missing, and what it costs to disbelieve the printed reading."""
        every = [byte for byte in range(0x40, 0xFF) if byte != 0x7F]
        if not item.swallowed:
            return every, 0.0
        told = [
            b
            for b in every
            if last is not None and item.reading in self._readings.get(_decoded(last, b), ())
        ]
        return (told, 0.0) if told else (every, _UNREAD_COST)

    def _said(self, item: PrintedCharacter) -> list[str]:
        """The characters that the report annotates with the reading of a character lost whole."""
        if not item.swallowed:
            return []
        return [glyph for glyph, said in self._readings.items() if item.reading in said]

    def _single(self, path: Path, item: PrintedCharacter, drops: int) -> Iterator[Path]:
        """A byte under 0x81 puts reading in step again, unless it is a folded full-width sign."""
        byte = item.data[0]
        for glyph, before in self._joined(path, byte, drops):
            if self._fits(glyph, item):
                yield self._emit(before, glyph, before.lead_guessed, byte)
        if 0x21 <= byte <= 0x7E and not item.reading:
            yield from self._late(path, 0xA3, byte | 0x80, item, drops)

    def _late(
        self, path: Path, trail: int, lead: int, item: PrintedCharacter, drops: int
    ) -> Iterator[Path]:
        """Two bytes read as one character: the trail of one and the lead of the next."""
        for glyph, before in self._joined(path, trail, drops):
            yield self._emit(before, glyph, before.lead_guessed, lead, pending=item.start)

    def _joined(self, path: Path, trail: int, drops: int) -> Iterator[tuple[str, Path]]:
        """The character of (lead, trail), and what may stand there if pairs were dropped."""
        plain = character(path.lead or 0, trail)
        if plain:
            yield plain, path
            step = self._register.step(path.history[-3:], _fold(plain))
            if step > _FLUENT:
                return
            drops = min(drops, 1) if step > _GARBLED else drops
        for dropped in self._dropped(path, drops) if drops else ():
            options = after_dropped(dropped.last or 0, trail)
            for option in self._register.likeliest(dropped.history, options, _LIKELY[1]):
                yield option.glyph, dropped

    def _dropped(self, path: Path, most: int) -> Iterator[Path]:
        """Paths that end in the first byte of a dropped pair, one to `most` characters on."""
        options = before_dropped(path.lead or 0)
        for rank, option in enumerate(self._register.likeliest(path.history, options, _LIKELY[0])):
            hidden = self._hidden(path, option)
            yield hidden
            if most > 1 and rank < _LIKELY[1]:
                yield from self._between(hidden)

    def _between(self, path: Path) -> Iterator[Path]:
        """One more whole character between two dropped pairs."""
        options = between_dropped(path.last or 0)
        for option in self._register.likeliest(path.history, options, _LIKELY[1]):
            yield self._hidden(path, option)

    def _hidden(self, path: Path, option: Option) -> Path:
        """On by a character whose trail byte began a dropped pair; so the next one is a guess."""
        after = self._emit(path, option.glyph, True, option.trail)
        return after._replace(score=after.score - _DROP_COST, lead_guessed=True)

    def _fits(self, glyph: str, item: PrintedCharacter) -> bool:
        said = self._readings.get(glyph)
        return not item.reading or said is None or item.reading in said

    def _emit(
        self, path: Path, glyph: str, guessed: bool, last: int, pending: int | None = None
    ) -> Path:
        """On by one character; `last` waits for its trail byte if its place is `pending`."""
        self.spent += 1
        fold = _fold(glyph)
        indent = glyph == _INDENT and path.history[-1:] == _INDENT
        score = 0.0 if indent else self._register.step(path.history[-3:], fold)
        if self._traditional and to_traditional(fold) != glyph and glyph in fold:
            score -= _UNCONVERTED_COST
        if glyph == _INDENT and not indent:
            score = _NEVER
        if self._ordinal and fold in _NUMERALS and path.history[-2:] == f"{_INDENT}（":
            score += _ORDER if fold == self._ordinal else -_ORDER
        return Path(
            score=path.score + score,
            history=path.history if indent else path.history + fold,
            glyphs=(*path.glyphs, Glyph(glyph, path.lead_start, guessed or score < _DOUBTFUL)),
            lead=None if pending is None else last,
            lead_start=path.lead_start if pending is None else pending,
            last=last,
            worst=min(path.worst, score),
        )


def _score(path: Path) -> float:
    return path.score


@cache
def _fold(glyph: str) -> str:
    return folded(glyph)


def _decoded(lead: int, trail: int) -> str:
    return bytes((lead, trail)).decode("gbk", errors="replace")
