"""The sentences of a text, each with its verdict against the quotes that are given."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from service.entailment.frame import Frame
from service.entailment.premise import Premise, Quote
from service.entailment.reading import Reading
from service.entailment.sentence import Sentence

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
        sentence = Sentence(Reading(words, names), premises, marks, before)
        made.append(_proven(sentence, words, start, end))
        before = sentence.last
    return made


def _proven(sentence: Sentence, words: str, start: int, end: int) -> Proven:
    reasons = tuple(dict.fromkeys(sentence.reasons()))
    if not reasons and not sentence.claims:
        return Proven(words, start, end, "no_claim")
    if reasons:
        return Proven(words, start, end, "not_found", (), reasons)
    return Proven(words, start, end, "proven", tuple(dict.fromkeys(sentence.used)))
