"""Whole sentences of a report that say most of what was done or is planned, word for word."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.facts.model import Fact
from service.tasks.summary.problems import passage
from vectorstore import late
from vectorstore.chunk import own_spans, sentences
from vectorstore.documents import Part, Section

PIECE = late.pattern(r"[^；;]+")
LEADS = late.pattern(r"预计|预期|目标|力争|计划|确保|累计|年来|年均|以来|期间|时期|分别")
EMPTY = late.pattern(
    r"习近平|党中央|正确领导|坚强领导|各位代表|感谢|敬意|请予审议|指导思想|总基调|主题教育|党史"
    r"|政协委员提案|政协提案|办复率|中央八项规定|党风廉政|意识形态|四个意识|两个维护|两个确立|巡视|四风|以.{1,40}为指导"
    r"|年是.{2,40}之年|更好的结果|上述|(?:抓好|做好)以下|以下.{0,4}方面|高度重视.{0,20}解决"
)
DANGLING = late.pattern(
    r"^(?:这|对这些|其中|此外|对此|为此|上述|我们|同时|其|该|以上|特别是|在此|回顾|围绕上述|[)）,，、:：])"
)
DEEDS = late.pattern(
    r"获批|入选|荣获|率先|首[个家批次]|建成|投用|投入使用|投入运营|通车|竣工|获评|全国|完工|投产|揭牌"
)
AIMS = late.pattern(
    r"建成|新建|启动|开工|完成|投产|投用|力争|确保|实现|打通|改造|引进|争取|创建|实施"
)
MARK = late.pattern(r"(?:第?[一二三四五六七八九十]{1,2}是|[①-⑳]|\d{1,2}[.、．](?!\d))[，,、：:\s]*")
SHORTEST, IDEAL, LONGEST = 10, 56, 112


@dataclass(frozen=True, slots=True)
class SalientSentence:
    """A span that stands on its own, the section it is in, and how much it says."""

    text: str
    start: int
    end: int
    section: Section
    score: float


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentences; a long one in its pieces where no word of its head reaches over them."""
    for left, right in sentences(text, start, end):
        words = text[left:right]
        if len(words) <= LONGEST or LEADS.search(words):
            yield left, right
            continue
        for piece in PIECE.finditer(words):
            yield left + piece.start(), left + piece.end()


def _score(text: str, facts: Sequence[Fact], words: re.Pattern[str]) -> float:
    known = sum(fact.known for fact in facts)
    told = min(len(facts), 3) + 0.5 * min(known, 3) + 0.5 * min(len(words.findall(text)), 3)
    return told + (0.5 if len(text) <= IDEAL else -(len(text) - IDEAL) / 40)


def _stands_alone(text: str) -> bool:
    return (
        SHORTEST <= len(text) <= LONGEST
        and not EMPTY.search(text)
        and not DANGLING.match(text)
        and text[-1] not in "：:"
        and text.count("“") == text.count("”")
        and text.count("(") + text.count("（") == text.count(")") + text.count("）")
    )


def unnumbered(text: str, start: int, end: int) -> int:
    """Where a sentence begins behind its place in a list (一是, ⑤), if it tells one place only."""
    mark = MARK.match(text, start, end)
    return mark.end() if mark and not MARK.search(text, mark.end(), end) else start


def candidates(
    text: str, sections: Sequence[Section], facts: Sequence[Fact], parts: frozenset[Part]
) -> list[SalientSentence]:
    """Every sentence of these parts that can stand alone, in the order of the report."""
    words = AIMS if "plan" in parts else DEEDS
    lacks = passage(text, 0, len(text)) or (0, 0)
    ordered = sorted(facts, key=lambda fact: fact.start)
    starts = [fact.start for fact in ordered]
    found: list[SalientSentence] = []
    for section, start, end in own_spans(sections, len(text)):
        if section.part not in parts:
            continue
        start = max(start, section.start + len(section.heading))
        for left, right in _spans(text, start, end):
            words_of = text[left:right]
            left += len(words_of) - len(words_of.lstrip())
            left = unnumbered(text, left, right)
            said = text[left:right].rstrip()
            if not _stands_alone(said) or lacks[0] <= left < lacks[1]:
                continue
            inside = ordered[bisect_left(starts, left) : bisect_left(starts, right)]
            score = _score(said, inside, words)
            found.append(SalientSentence(said, left, left + len(said), section, score))
    return found


def best(sentences: Sequence[SalientSentence], most: int) -> list[SalientSentence]:
    """The `most` telling ones, spread over the sections, in the order of the report."""
    taken: list[SalientSentence] = []
    held: Counter[tuple[str, ...]] = Counter()
    rest = list(sentences)
    while rest and len(taken) < most:
        pick = max(rest, key=lambda one: one.score - 1.5 * held[one.section.path])
        rest.remove(pick)
        taken.append(pick)
        held[pick.section.path] += 1
    return sorted(taken, key=lambda one: one.start)
