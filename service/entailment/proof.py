"""The sentences of a text, each with its verdict against quotes of reports."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from service.entailment.contradiction import Contradiction, contradictions
from service.entailment.frame import Frame, framed
from service.entailment.numbers import numbers
from service.entailment.premise import Premise, Quote
from service.entailment.reading import CLAUSE_STOPS, Reading
from service.entailment.sentence import SentenceProof
from vectorstore import late
from vectorstore.region_table import Region, short_names
from vectorstore.regions import level_of

Verdict = Literal["proven", "contradicted", "not_found", "no_claim"]
Find = Callable[[Reading, Frame], Sequence[Premise]]

MARK = late.pattern(r"\[(\d{1,3})\]")
SENTENCE = late.pattern(r"[^。！？!?\n]*(?:[。！？!?]+[”’」』）)]*|\n|$)(?:\s*\[\d{1,3}\])*")
SUFFIX = late.pattern(r"(?:特别行政区|自治[区州县旗]|[省市区县旗州])$")


@dataclass(frozen=True, slots=True)
class Utterance:
    """What a text says at `start:end`; `said` is it in full, where a table leaves heads unsaid."""

    start: int
    end: int
    said: str


@dataclass(frozen=True, slots=True)
class Proven:
    """The verdict on one utterance; `sources` are the quotes that prove it, or contradict it."""

    utterance: Utterance
    verdict: Verdict
    sources: tuple[Quote, ...] = ()
    reasons: tuple[str, ...] = ()
    numbers: int = 0
    against: tuple[Contradiction, ...] = ()

    @property
    def instead(self) -> str | None:
        """What the quotes say instead, of everything that they contradict."""
        return "；".join(each.instead for each in self.against) or None


def names_of(regions: Sequence[str]) -> Mapping[str, str]:
    """All names that regions go by; a short name that two share is none."""
    names = {region: region for region in regions}
    short = [(region, name) for region in regions for name in _short(region)]
    for region, name in short:
        shared = any(other != region and called == name for other, called in short)
        if len(name) > 1 and not shared and name not in names:
            names[name] = region
    return dict(sorted(names.items(), key=lambda item: -len(item[0])))


def _short(region: str) -> Iterator[str]:
    """What people call a region: 阿坝 and 阿坝州 of 阿坝藏族羌族自治州."""
    yield SUFFIX.sub("", region)
    yield from short_names(Region(region, (), level_of(region)))


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Utterance]:
    """The sentences of a text by their offsets, with the marks of sources behind them."""
    for found in SENTENCE.finditer(text, start, len(text) if end is None else end):
        words = found[0].strip()
        if words:
            left = found.start() + len(found[0]) - len(found[0].lstrip())
            yield Utterance(left, left + len(words), words)


def prove(
    utterances: Iterable[Utterance],
    find: Find,
    names: Mapping[str, str],
    *,
    frame: Frame | None = None,
    cited: Sequence[int] = (),
) -> list[Proven]:
    """The verdict on each utterance against the premises that `find` gives for it.

    What one leaves unsaid (region, year) the one before said, or `frame`. `cited` stands in for
    marks [n] that a text does not print. Pure, but for what `find` looks up.
    """
    before = frame or Frame()
    made: list[Proven] = []
    for utterance in utterances:
        proven, before = prove_one(utterance, find, names, before, cited)
        made.append(proven)
    return made


def prove_one(
    utterance: Utterance,
    find: Find,
    names: Mapping[str, str],
    before: Frame,
    cited: Sequence[int] = (),
    *,
    headings: bool = True,
) -> tuple[Proven, Frame]:
    """The verdict on one utterance, and the frame that it leaves to the next."""
    reading = Reading(MARK.sub("", utterance.said), names)
    marks = tuple(dict.fromkeys(map(int, MARK.findall(utterance.said)))) or tuple(cited)
    sentence = SentenceProof(
        reading, find(reading, _spoken(reading, before)), marks, before, headings
    )
    return _proven(sentence, utterance, before), sentence.last


def _spoken(reading: Reading, before: Frame) -> Frame:
    """All regions and years that a sentence speaks of, or takes over."""
    regions: list[str] = []
    years: list[str] = []
    frame = before
    for start, end in reading.spans(CLAUSE_STOPS):
        frame = framed(reading, start, end, frame, ())
        regions.extend(frame.regions)
        years.extend(frame.years)
    return Frame(tuple(dict.fromkeys(regions)), tuple(dict.fromkeys(years)))


def _proven(sentence: SentenceProof, utterance: Utterance, before: Frame) -> Proven:
    reasons = tuple(dict.fromkeys(sentence.reasons()))
    count = len(numbers(sentence.reading.text))
    quotes = {premise.quote.n: premise.quote for premise in sentence.premises}
    if not sentence.claims and not reasons:
        return Proven(utterance, "no_claim")
    if not reasons:
        used = tuple(quotes[n] for n in dict.fromkeys(sentence.used))
        return Proven(utterance, "proven", used, (), count)
    against = tuple(contradictions(sentence.reading, before, sentence.premises))
    if not against:
        return Proven(utterance, "not_found", (), reasons, count)
    return denied(Proven(utterance, "not_found", (), reasons, count), against, quotes)


def denied(proven: Proven, against: Sequence[Contradiction], quotes: Mapping[int, Quote]) -> Proven:
    """The verdict on an utterance that quotes contradict."""
    used = dict.fromkeys(n for each in against for n in each.sources)
    sources = tuple(quotes[n] for n in used)
    return replace(proven, verdict="contradicted", sources=sources, against=tuple(against))
