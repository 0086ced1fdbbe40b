"""Facts of a report: tokens, clauses, frame, claims, facts, and the second look at each."""

from collections.abc import Sequence

from service.facts.model import Fact
from service.facts.quote import finish
from service.facts.standing import judged
from service.language.claim import Claim, summed_apart
from service.language.clauses import SplitSentence, sentences
from service.language.owners import part_from_whole
from service.language.reader import Reader
from service.language.scopes import Home
from service.language.tables import Tables
from service.language.times import Calendar, calendar
from service.language.timing import Clock
from vectorstore.documents import Report, Section


def extract(report: Report, text: str, sections: Sequence[Section]) -> tuple[Fact, ...]:
    """The facts of one report, in the order of the text; pure."""
    when, home = calendar(report, text, sections), Home.of(report)
    said = tuple(sentences(text, sections))
    told = in_prose(said, text, when, home)
    if rows := tuple(Tables(text, sections, when, home).claims()):
        told = tuple(sorted((*told, *rows), key=lambda claim: claim.place))
    claims = part_from_whole(summed_apart(told), text)
    facts = [finish(claim, number, report, text) for number, claim in enumerate(claims, 1)]
    return judged(facts, claims, text, cut={(each.start, each.end) for each in said if each.cut})


def in_prose(
    said: Sequence[SplitSentence], text: str, when: Calendar, home: Home
) -> tuple[Claim, ...]:
    """What the sentences of a report claim, in their order."""
    reader = Reader(text, home, Clock(text, when))
    return tuple(claim for each in said for claim in reader.sentence(each))
