"""What sets reports apart on a topic: the words that one alone has, those it comes back to."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.shapes import Item, Removed
from service.tasks.proving import OwnSentence
from service.tasks.quoting import Quoting
from service.tasks.sources import ReportSource
from service.tasks.summary.salient import SalientSentence
from service.tasks.theme.shared import QUOTED
from service.tasks.theme.topic import ReportOnTopic, core
from service.tasks.theme.topics import find_topic
from vectorstore.chunk import own_spans, sentences

PARTS = re.compile(r"[、，,；;：:\s]+")
PLAIN = re.compile(r"[\u4e00-\u9fff]+")
ALONE = re.compile(r"只有|仅有|唯一|唯有|独有|(?:^|，)仅[\u4e00-\u9fff]{1,6}[市区县旗]")
UNCHECKED = "“只有”无从核验"
MOST = 2
OFTEN = 2


@dataclass(frozen=True, slots=True)
class TopicWord:
    """A word of the topic in one report, with the sentences that have it."""

    source: ReportSource
    term: str
    places: tuple[SalientSentence, ...]


def listed_words(topic: str) -> list[str]:
    """Words that stand for a known topic beside its name; none of another."""
    known = find_topic(core(topic))
    name = {core(topic), topic, known.topic if known else ""}
    listed = known.words if known else ()
    return [word for word in listed if PLAIN.fullmatch(word) and word not in name]


def topic_words(topic: str, text: str) -> list[str]:
    """Words on the topic in this text: those in quotation marks, and those that are listed."""
    words = [*QUOTED.findall(text), *(word for word in listed_words(topic) if word in text)]
    return [word for word in dict.fromkeys(words) if word not in (topic, core(topic))]


def spoken(source: ReportSource) -> Iterator[SalientSentence]:
    """All sentences of a report, in its order."""
    for section, start, end in own_spans(source.sections, len(source.text)):
        for left, right in sentences(source.text, start, end):
            said = source.text[left:right]
            left += len(said) - len(said.lstrip())
            if said := said.strip():
                yield SalientSentence(said, left, left + len(said), section, 0.0)


def is_alone(source: ReportSource, term: str, sources: Sequence[ReportSource]) -> bool:
    """Whether the report has the term and none of the others any part of it in its text."""
    others = [other for other in sources if other.report.id != source.report.id]
    parts = [part for part in PARTS.split(term) if part]
    heard = any(part in one.text for one in others for part in parts)
    return bool(others) and term in source.text and not heard


def _words(one: ReportOnTopic, topic: str) -> list[TopicWord]:
    told = (*one.did, *one.will)
    text = "\n".join(sentence.text for sentence in told)
    return [
        TopicWord(one.source, term, tuple(said for said in told if term in said.text))
        for term in topic_words(topic, text)
    ]


def only(desk: Quoting, topic: str, told: Sequence[ReportOnTopic]) -> dict[str, list[OwnSentence]]:
    """For each report the words on the topic that no other report has, at most two."""
    found: dict[str, list[OwnSentence]] = {}
    for one in told:
        own = [word for word in _words(one, topic) if is_alone(one.source, word.term, desk.sources)]
        if own:
            found[one.source.report.id] = [_only(desk, word) for word in own[:MOST]]
    return found


def _only(desk: Quoting, word: TopicWord) -> OwnSentence:
    report = word.source.report
    several = sum(each.region == report.region for each in desk.reports.values()) > 1
    name = f"{report.region}{report.year}年的" if several else report.region
    text = f"所比报告中，只有{name}提到“{word.term}”。"
    citations = (desk.cite(word.source, word.places[0]),)
    return OwnSentence(Item(text=text, citations=citations), (report,), word.source.facts)


def emphasis(desk: Quoting, topic: str, told: Sequence[ReportOnTopic]) -> list[OwnSentence]:
    """Words on the topic that a report comes back to and most others do not; each cited twice."""
    speaking = [one for one in told if one.did or one.will]
    often = [_often(one, topic) for one in speaking]
    users = Counter(word.term for words in often for word in words)
    found: list[OwnSentence] = []
    for words in often:
        own = [word for word in words if 2 * (users[word.term] - 1) < len(speaking) - 1]
        found += [_often_claim(desk, own[:MOST])] if own else []
    return found


def _often(one: ReportOnTopic, topic: str) -> list[TopicWord]:
    """The words that stand in two sentences of the report or more, the most frequent first."""
    listed = listed_words(topic)
    words = [word for word in _words(one, topic) if word.term in listed or not listed]
    all_said = list(spoken(one.source)) if words else []
    held = [
        TopicWord(one.source, word.term, tuple(s for s in all_said if word.term in s.text))
        for word in words
    ]
    often = [word for word in held if len(word.places) >= OFTEN]
    return sorted(often, key=lambda word: -len(word.places))


def _often_claim(desk: Quoting, words: Sequence[TopicWord]) -> OwnSentence:
    report = words[0].source.report
    terms = "".join(f"“{word.term}”" for word in words)
    cited = [desk.cite(word.source, place) for word in words for place in word.places[:OFTEN]]
    item = Item(text=f"{report.region}多次提到{terms}。", citations=tuple(dict.fromkeys(cited)))
    return OwnSentence(item, (report,), words[0].source.facts)


def claims_alone(text: str) -> bool:
    """Whether the sentence says that one region alone does something."""
    return ALONE.search(text) is not None


def stands_alone(item: Item, topic: str, desk: Quoting) -> bool:
    """Whether a word on the topic in the sentence is in its one report and in no other."""
    held = {citation.n: citation.report for citation in desk.citing.all()}
    reports = {held[number] for number in item.citations}
    return len(reports) == 1 and any(
        is_alone(source, term, desk.sources)
        for source in desk.sources
        if source.report.id in reports
        for term in topic_words(topic, item.text)
    )


def checked(
    said: Sequence[tuple[str, Item]], topic: str, desk: Quoting
) -> tuple[tuple[tuple[str, Item], ...], tuple[Removed, ...]]:
    """A model's sentences without those that say 只有 and nothing in the reports bears it out."""
    kept = tuple(
        (part, item)
        for part, item in said
        if not claims_alone(item.text) or stands_alone(item, topic, desk)
    )
    gone = [item for _, item in said if not any(item is one for _, one in kept)]
    return kept, tuple(Removed(text=item.text, reason=UNCHECKED) for item in gone)
