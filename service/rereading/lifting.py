"""What becomes of the doubtful facts of a paragraph that a model has read."""

from collections.abc import Iterator, Mapping

from service.entailment.numbers import HOLDERS
from service.facts.model import Fact
from service.facts.second_look import doubts
from service.facts.seen import Seen
from service.facts.standing import TWICE, contradicting
from service.language.indicators import find
from service.language.words import pattern_of, starting, words_of
from service.rereading.paragraphs import Paragraph, ParagraphFigure
from service.rereading.proof import NumberReading, agrees, is_near

NAMES = ("名称不完整", "名称不在这句话里", "数字后面还有名称", TWICE)
ANSWERED = ("离数字更近的是", "像是", "没有说这是目标", "句子过长")


def lifted(read: Mapping[str, NumberReading], paragraph: Paragraph) -> Iterator[Fact]:
    """The doubtful facts that proven readings bear out, as they stand then: sure, and where their
    name was in doubt under the name that was read. What the second look still finds wrong with
    one, or that has another value under the same name, stays as it was."""
    held = {of.fact.id: of for of in paragraph.figures.values()}
    told = [renamed(of.fact, read, paragraph) for of in held.values()]
    places = [(of.sentence.start, of.sentence.end) for of in held.values()]
    twice = contradicting(told, places)
    for at, fact in enumerate(told):
        agreed = fact.standing == "doubtful" and at not in twice
        if (
            agreed
            and _agreed(fact, read, paragraph)
            and _is_answered(fact, held[fact.id], paragraph)
        ):
            yield fact.model_copy(update={"standing": "sure", "doubts": ()})


def _agreed(fact: Fact, read: Mapping[str, NumberReading], paragraph: Paragraph) -> bool:
    """Whether the readings of all numbers of a fact say what it says."""
    own = {t: of for t, of in paragraph.figures.items() if of.fact.id == fact.id}
    return all(
        token in read
        and is_near(read[token], of, paragraph)
        and agrees(read[token], ParagraphFigure(of.figure, fact, of.sentence))
        for token, of in own.items()
    )


def _is_answered(fact: Fact, of: ParagraphFigure, paragraph: Paragraph) -> bool:
    """Whether every doubt is of the kind that a reading can answer, and no other is found."""
    seen = Seen(fact, paragraph.source, of.sentence.start, of.sentence.end, of.sentence.part)
    left = [each for each in doubts(seen) if not each.startswith(ANSWERED)]
    known = all(each.startswith((*NAMES, *ANSWERED)) for each in fact.doubts)
    return known and not left and _is_name(fact)


def _is_name(fact: Fact) -> bool:
    """Whether a name says no change (企业产值增长), and no sum (企业产值) of a count (13户)."""
    counted = fact.value is not None and fact.figures[0].plain_unit in HOLDERS
    sums = fact.indicator.endswith(words_of("sums"))
    changed = pattern_of("rise", "fall").search(fact.indicator[-2:])
    return not (sums and counted) and (fact.known or changed is None)


def renamed(fact: Fact, read: Mapping[str, NumberReading], paragraph: Paragraph) -> Fact:
    """A fact whose name is in doubt under the name that was read of its first number."""
    own = [t for t, of in paragraph.figures.items() if of.fact.id == fact.id and t in read]
    if not own or not set(fact.doubts) & set(NAMES):
        return fact
    said = read[own[0]]
    name = _name(said, fact, paragraph.source[fact.start : paragraph.end])
    known = find(name)
    if known is not None and fact.value is not None and not known.takes(fact.figures[0].plain_unit):
        known = None
    scope = said.scope or (said.owner if known else "")
    return fact.model_copy(
        update={
            "indicator": known.name if known else name,
            "indicator_text": name,
            "known": known is not None,
            "scope": fact.scope or (scope if scope != fact.region else "") or None,
        }
    )


def _name(said: NumberReading, fact: Fact, text: str) -> str:
    """Owner, deed and head as a report would print them: 幼儿园新增学位; a deed that names a sum
    stands behind, and so does one that tells two numbers of a thing apart: 省级重点项目完成投资,
    互通式立交建成."""
    known = find(said.head)
    if known is not None and (fact.value is None or known.takes(fact.figures[0].plain_unit)):
        return said.head
    apart = said.owner not in (fact.region, said.scope) and said.owner not in said.head
    owner = said.owner if apart else ""
    if said.verb in said.head:
        return owner + said.head
    if said.verb.endswith(words_of("sums")):
        return f"{owner}{said.head}{said.verb}"
    if not _is_deed(said.verb):
        return owner + said.head
    if text.find(said.verb) < text.find(said.head):
        return f"{owner}{said.verb}{said.head}"
    return f"{owner}{said.head}{said.verb if TWICE in fact.doubts else ''}"


def _is_deed(verb: str) -> bool:
    """Whether a verb is made of deeds alone: 制定修订."""
    while found := starting("deed").match(verb):
        verb = verb[found.end() :]
        if not verb:
            return True
    return False
