"""What the reports say on a topic: the sentences that speak of it, found by search."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from service.tasks.sources import ReportSource
from service.tasks.summary.salient import SalientSentence, candidates
from service.tasks.theme.topics import find_topic
from vectorstore.documents import Part
from vectorstore.library import Library
from vectorstore.search import search

PER_REPORT = 6
MOST = 3
TELLING, SLOGAN = 1.0, 24  # a short sentence without a figure or a deed is a slogan
DID: frozenset[Part] = frozenset(("review", "review_period"))
WILL: frozenset[Part] = frozenset(("plan", "plan_period"))
STOP = re.compile(
    r"^(?:优化|推进|加强|深化|促进|加快|做好|关于)"
    r"|(?:(?:融合|高质量)?发展|融合|建设|改革|情况|工作|问题|举措|做法|措施)$"
)


@dataclass(frozen=True, slots=True)
class ReportOnTopic:
    """One report on the topic, best sentences first."""

    source: ReportSource
    did: tuple[SalientSentence, ...]
    will: tuple[SalientSentence, ...]


def core(topic: str) -> str:
    """The topic without the verbs around it: 优化营商环境 → 营商环境."""
    words = STOP.sub("", topic.strip())
    return words if len(words) >= 2 else topic.strip()


def relevance(text: str, topic: str, rare: str = "") -> float:
    """3 where the text names the topic, 2 where its characters come in order (化债, 化解债务).

    Below that the share of its character pairs; of a topic of two characters the `rare` one
    tells (旅 of 文旅, 债 of 化债).
    """
    words = core(topic)
    if words in text:
        return 3.0
    if known := find_topic(words):
        return 2.0 if known.is_named(text) else 0.0
    loose = "[^，,。；;]{0,6}?".join(map(re.escape, words))
    if len(words) <= 4 and re.search(loose, text):
        return 2.0
    if len(words) == 2:
        return 0.5 if rare and rare in text else 0.0
    pairs = [words[i : i + 2] for i in range(len(words) - 1)]
    return sum(pair in text for pair in pairs) / max(len(pairs), 1)


@dataclass(frozen=True, slots=True)
class _Looked:
    """What is looked for in one report: the topic, its telling character, what search found."""

    topic: str
    rare: str
    near: tuple[tuple[int, int], ...]

    def score(self, sentence: SalientSentence) -> float:
        """What is near by search and under a heading of the topic counts, as does what is told."""
        found = any(start <= sentence.start < end for start, end in self.near)
        under = relevance(sentence.section.heading, self.topic) >= 2
        own = relevance(sentence.text, self.topic, self.rare)
        if sentence.score < TELLING and len(sentence.text) < SLOGAN:
            return 0.0
        if own < 1 and not (found and (under or own >= 0.5)):
            return 0.0
        return 0.6 * own + found + under + 0.8 * max(0.0, min(sentence.score, 3.0))

    def best(self, sentences: Sequence[SalientSentence]) -> tuple[SalientSentence, ...]:
        """The most telling ones."""
        scored = [(self.score(one), one) for one in sentences]
        ranked = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: -pair[0])
        return tuple(one for _, one in ranked[:MOST])


def told(library: Library, sources: Sequence[ReportSource], topic: str) -> list[ReportOnTopic]:
    """Each report's sentences on the topic; both lists empty where it says nothing of it."""
    ids = [source.report.id for source in sources]
    near: dict[str, list[tuple[int, int]]] = {name: [] for name in ids}
    for hit in search(library, topic, reports=ids, per_report=PER_REPORT):
        near[hit.passage.report].append((hit.passage.start, hit.passage.end))
    found: list[ReportOnTopic] = []
    for source in sources:
        parts = (source.text, source.sections, source.facts)
        rare = min(core(topic), key=source.text.count)
        looked = _Looked(topic, rare, tuple(near[source.report.id]))
        did, will = candidates(*parts, DID), candidates(*parts, WILL)
        found.append(ReportOnTopic(source, looked.best(did), looked.best(will)))
    return found


def indicators(topic: str, found: Sequence[ReportOnTopic]) -> tuple[str, ...]:
    """The topic's own indicators; of one that is not known, those given in two reports or more."""
    if known := find_topic(core(topic)):
        return known.indicators
    given: Counter[str] = Counter()
    for one in found:
        spans = [(s.start, s.end) for s in (*one.did, *one.will)]
        given.update({
            fact.indicator
            for fact in one.source.facts
            if fact.known and any(start <= fact.start < end for start, end in spans)
        })  # fmt: skip
    return tuple(name for name, reports in given.most_common() if reports > 1)
