"""Questions on wording itself: what changed in it between two reports, and who said a term first.

长春市2025年报告的提法有什么变化？ is told from the comparison of its reports, 哪个地区最早提出新质生产力？
from a search of all of them; both by code, whatever backend is configured.
"""

from dataclasses import dataclass

from service.errors import BadRequest
from service.language.measures import measures
from service.language.words import pattern_of
from service.shapes import Citation, ProofCount, Sentence
from service.tasks.changes.kinds import KINDS, by_kind
from service.tasks.changes.nation import SHORTEST, term_use
from service.tasks.changes.shapes import Change
from service.tasks.changes.task import changes
from service.tasks.citing import Citing
from service.tasks.intact import intact
from service.understand import Understood
from service.wiring import World
from vectorstore.errors import UnknownReport
from vectorstore.library import Library

SHOWN = 3  # changes of a kind
REGIONS = 8


@dataclass(frozen=True, slots=True)
class ToldReports:
    """The sentences that tell it, what they are about, and the reports that were read."""

    about: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    reports: tuple[str, ...]

    @property
    def proof(self) -> ProofCount:
        """Every number is a count of code's own or stands in a quote."""
        numbers = sum(len(measures(sentence.text)) for sentence in self.sentences)
        return ProofCount(numbers=numbers, proven=numbers, claims=len(self.sentences))


def worded(world: World, understood: Understood, question: str) -> ToldReports | None:
    """What is told, or None where the question is about something else, or nothing is found."""
    if understood.indicators:
        return None
    asks_change = pattern_of("wording_named").search(question)
    if asks_change and pattern_of("wording_changed").search(question):
        return _changed(world, understood)
    if pattern_of("first_said").search(question):
        return _first(world.library(), understood)
    return None


def _changed(world: World, understood: Understood) -> ToldReports | None:
    if len(understood.regions) != 1:
        return None
    region = understood.regions[0]
    held = {each.year for each in world.library().of_region(region)}
    asked = sorted({*understood.report_years, *understood.years} & held)
    first = asked[0] if len(asked) > 1 else None
    last = asked[-1] if asked and (first or min(held) < asked[-1]) else None
    try:
        made = changes(world, region, first=first, last=last)
    except (BadRequest, UnknownReport):
        return None
    step = made.steps[-1]
    citing = Citing({each.id: each for each in (step.earlier, step.later)})
    cited = {each.n: each for each in made.citations}
    sentences = [_kind_line(KINDS[kind], found, cited, citing) for kind, found in by_kind(step)]
    if not sentences:
        return None
    head = f"{region}{step.later.year}年报告与{step.earlier.year}年报告相比，提法变化共{len(step.changes)}处。"
    told = (Sentence(text=head, by="ledger"), *sentences)
    library = world.library()
    return ToldReports(
        "提法变化", told, intact(library, citing.all()), (step.earlier.id, step.later.id)
    )


def _kind_line(
    name: str, found: list[Change], cited: dict[int, Citation], citing: Citing
) -> Sentence:
    shown: list[str] = []
    numbers: list[int] = []
    for one in found[:SHOWN]:
        quotes: list[str] = []
        for number in filter(None, (one.earlier, one.later)):
            numbers.append(citing.same(cited[number]))
            quotes.append(f"“{cited[number].quote}”[{numbers[-1]}]")
        shown.append("→".join(quotes))
    more = "等" if len(found) > SHOWN else ""
    text = f"{name}{len(found)}项{more}：{'；'.join(shown)}。"
    return Sentence(text=text, citations=tuple(dict.fromkeys(numbers)), by="ledger")


def _first(library: Library, understood: Understood) -> ToldReports | None:
    term = pattern_of("first_said").sub("", understood.subject).strip(' 的“”"')
    if len(term) < SHORTEST:
        return None
    use = term_use(library, term, understood.regions)
    if not use.first:
        return None
    year = use.first[0].year
    earliest = [each for each in use.first if each.year == year]
    cited = {each.n: each for each in use.citations}
    reports = tuple(dict.fromkeys(each.report for each in earliest[:REGIONS]))
    citing = Citing({name: library.report(name) for name in reports})
    numbers = [citing.same(cited[each.n]) for each in earliest[:REGIONS]]
    named = "、".join(
        f"{each.region}“{cited[each.n].quote}”[{n}]"
        for each, n in zip(earliest[:REGIONS], numbers, strict=True)
    )
    held = sum(use.held.values())
    lines = (
        f"已收录的{held}份报告中，{len(use.reports)}份写到“{term}”，涉及{len(use.first)}个地区。",
        f"最早的是{year}年报告，{len(earliest)}个地区：{named}。",
    )
    told = (
        Sentence(text=lines[0], by="ledger"),
        Sentence(text=lines[1], citations=tuple(numbers), by="ledger"),
    )
    every = tuple(each.id for each in library.reports())
    return ToldReports(term, told, intact(library, citing.all()), every)
