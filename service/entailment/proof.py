"""The sentences of a text, each with its verdict against the quotes that are given."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from service.entailment.attribution import bearing
from service.entailment.frame import Frame, frame_reasons, framed
from service.entailment.lexicon import load
from service.entailment.measured import number_reasons
from service.entailment.premise import Cell, Premise, Quote, is_deed, is_light
from service.entailment.reading import CLAUSE_STOPS, JOINS, LIST_STOPS, Reading, Token
from service.entailment.worded import Item, word_reasons

Verdict = Literal["proven", "contradicted", "not_found", "no_claim"]
MARK = re.compile(r"\[(\d{1,3})\]")
SENTENCE = re.compile(r"[^。！？!?\n]*(?:[。！？!?]+[”’」』）)]*|\n|$)(?:\s*\[\d{1,3}\])*")
SUFFIX = re.compile(r"(?:特别行政区|自治[区州县旗]|[省市区县旗州])$")


@dataclass(frozen=True, slots=True)
class Proven:
    """The verdict on one sentence of a text: `text[start:end]`."""

    text: str
    start: int
    end: int
    verdict: Verdict
    citations: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()


def names_of(regions: Sequence[str]) -> Mapping[str, str]:
    """All names that regions go by; a short name that two share is none."""
    names = {region: region for region in regions}
    short = [SUFFIX.sub("", region) for region in regions]
    for region, name in zip(regions, short, strict=True):
        if len(name) > 1 and short.count(name) == 1 and name not in names:
            names[name] = region
    return dict(sorted(names.items(), key=lambda item: -len(item[0])))


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text by their offsets, with the marks of sources behind them."""
    for found in SENTENCE.finditer(text):
        words = found[0].strip()
        if words:
            start = found.start() + len(found[0]) - len(found[0].lstrip())
            yield start, start + len(words)


def prove(text: str, quotes: Sequence[Quote], cited: Sequence[int] | None = None) -> list[Proven]:
    """The verdict on every sentence; `cited` stands in for marks that the text does not print."""
    names = names_of(tuple(dict.fromkeys(quote.region for quote in quotes)))
    premises = [Premise(quote, names) for quote in quotes]
    before = Frame()
    made: list[Proven] = []
    for start, end in sentences(text):
        words = text[start:end]
        marks = tuple(dict.fromkeys(map(int, MARK.findall(words)))) or tuple(cited or ())
        sentence = _Sentence(Reading(words, names), premises, marks, before)
        made.append(sentence.proven(words, start, end))
        before = sentence.last
    return made


@dataclass
class _Sentence:
    reading: Reading
    premises: Sequence[Premise]
    marks: tuple[int, ...]
    last: Frame
    used: list[int] = field(default_factory=list[int])
    claims: int = 0

    def proven(self, words: str, start: int, end: int) -> Proven:
        reasons = list(dict.fromkeys(self._reasons()))
        if not reasons and not self.claims:
            return Proven(words, start, end, "no_claim")
        verdict: Verdict = "not_found" if reasons else "proven"
        used = tuple(dict.fromkeys(self.used))
        return Proven(words, start, end, verdict, () if reasons else used, tuple(reasons))

    @property
    def sources(self) -> list[Premise]:
        """The premises that the sentence may be proven by."""
        if not self.marks:
            return list(self.premises)
        return [premise for premise in self.premises if premise.quote.n in self.marks]

    def _reasons(self) -> Iterator[str]:
        known = {premise.quote.n for premise in self.premises}
        for mark in self.marks:
            if mark not in known:
                yield f"引用[{mark}]不在所给依据中"
        frame = self.last
        for start, end in self.reading.spans(CLAUSE_STOPS):
            frame = framed(self.reading, start, end, frame, self.sources)
            yield from self._clause(start, end, frame)
        self.last = frame

    def _clause(self, start: int, end: int, frame: Frame) -> Iterator[str]:
        numbers = [n for n in self.reading.numbers if start <= n.start < end]
        items = self._items(start, end)
        if not numbers and not any(item.content for item in items):
            return
        self.claims += 1
        for region in frame.regions or (None,):
            sources = [p for p in self.sources if region in (None, p.quote.region)]
            if not sources:
                yield f"所引依据没有{region}的" if region else "没有依据"
                continue
            for number in numbers:
                yield from self._number(number, sources, frame)
            for item in items:
                if item.content:
                    yield from self._item(item, sources, frame)

    def _number(self, number, sources: Sequence[Premise], frame: Frame) -> list[str]:
        said = bearing(self.reading, number)

        def against(premise: Premise) -> list[str]:
            return number_reasons(self.reading, said, premise, frame)

        return self._least(sources, against)

    def _item(self, item: Item, sources: Sequence[Premise], frame: Frame) -> list[str]:
        reached = any(load().has("results", token.text) for token in item.content)

        def against(premise: Premise) -> list[str]:
            found = [
                [*word_reasons(self.reading, item, premise, cell), *frame_reasons(frame, premise, cell, reached=reached)]
                for cell in premise.cells
            ]
            return min(found, key=len, default=["没有依据"])

        return self._least(sources, against)

    def _least(self, sources: Sequence[Premise], against) -> list[str]:
        best: list[str] | None = None
        for premise in sources:
            reasons = against(premise)
            if not reasons:
                self.used.append(premise.quote.n)
                return []
            if best is None or len(reasons) < len(best):
                best = reasons
        return best or []

    def _items(self, start: int, end: int) -> list[Item]:
        """The items of a clause that no number bears on."""
        taken = {
            token.start
            for number in self.reading.numbers
            if start <= number.start < end
            for token in (lambda b: (*b.own, *b.kin))(bearing(self.reading, number))
        }
        parts: list[list[Token]] = [[]]
        for token in self.reading.between(start, end):
            if token.text in LIST_STOPS or (token.text in JOINS and parts[-1]):
                parts.append([])
            elif token.kind != "number":
                parts[-1].append(token)
        kept = [[t for t in part if t.start not in taken] for part in parts]
        return [self._dealt(part, kept, at) for at, part in enumerate(kept) if part]

    def _dealt(self, part: list[Token], parts: list[list[Token]], at: int) -> Item:
        """An item with the deed of its neighbours, where it has none itself."""
        if any(map(is_deed, part)) or all(map(is_light, part)):
            return Item(tuple(part))
        before = [t for each in parts[:at] for t in each if is_deed(t)]
        behind = [t for each in parts[at + 1 :] for t in each if is_deed(t)]
        deed = before[-1] if before else behind[0] if behind else None
        return Item(tuple(part), deed)
