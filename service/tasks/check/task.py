"""The check of a text: against given quotes alone, or against the library."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from service.entailment.frame import Frame
from service.entailment.premise import Premise, Quote
from service.entailment.proof import MARK, Proven, denied, names_of, prove_one
from service.entailment.reading import Reading
from service.errors import BadRequest, EmptyLibrary
from service.ledger import Ledger
from service.shapes import ProofCount, Removed, Searched
from service.tasks.check.bare import says_nothing
from service.tasks.check.by_ledger import LedgerLook
from service.tasks.check.given import GivenQuote, as_quote
from service.tasks.check.manuscript import utterances
from service.tasks.check.reword import reworded
from service.tasks.check.shapes import Check, CheckedSentence, CheckSource, Fix
from service.tasks.check.sources import LibrarySources
from service.tasks.compare.selection import missing_words, select
from service.wiring import World

LONGEST = 200_000
Cite = Callable[[Quote], CheckSource]


def check(
    world: World,
    text: str,
    *,
    regions: Sequence[str] = (),
    years: Sequence[int] = (),
    evidence: Sequence[GivenQuote] | None = None,
) -> Check:
    """The verdict on every sentence of a text.

    Against `evidence` alone where it is given, else against the reports of the library (of these
    regions and report years). One region named is what a sentence without one speaks of.
    """
    if not text.strip():
        raise BadRequest("没有要核对的文字，请给一段文字或一个文件。")
    if len(text) > LONGEST:
        raise BadRequest(f"文字太长，请控制在{LONGEST}字以内，分几次核对。")
    if evidence is not None:
        return _given(text, regions, years, evidence)
    library = world.library()
    if not library.reports():
        raise EmptyLibrary("还没有收录任何报告，请先运行 gongbao ingest 导入。")
    everything = sorted({report.year for report in library.reports()})
    chosen = select(library.reports(), regions, years or everything)
    if not chosen.reports:
        raise BadRequest(f"资料库没有收录{missing_words(chosen.missing) or '符合条件的报告'}。")
    held = tuple(dict.fromkeys(report.region for report in chosen.reports))
    names = names_of(held)
    sources = LibrarySources(library, chosen.reports, names)
    look = LedgerLook(Ledger(library), chosen.reports, sources)
    made: list[Proven] = []
    frame = Frame(held if len(held) == 1 else ())
    for utterance in utterances(text):
        before = frame
        one, frame = prove_one(utterance, sources.find, names, before)
        one = _looked_up(one, before, look, sources, names)
        made.append(reworded(one, before, sources.find, names))
    searched = Searched(reports=len(chosen.reports), regions=held)
    return _check(text, made, sources.source, searched, renumbered=True)


def _looked_up(
    one: Proven,
    before: Frame,
    look: LedgerLook,
    sources: LibrarySources,
    names: Mapping[str, str],
) -> Proven:
    """The verdict with what the ledger says of each figure: it speaks first of those it holds."""
    if one.verdict not in ("not_found", "contradicted"):
        return one
    reading = Reading(MARK.sub("", one.utterance.said), names)
    if says_nothing(reading):
        return Proven(one.utterance, "no_claim")
    held = {denial.at: denial for denial in look.denials(reading, before)}
    against = {denial.at: denial for denial in one.against} | held
    if not held:
        return one
    return denied(one, [against[at] for at in sorted(against)], sources.quotes)


def _given(
    text: str, regions: Sequence[str], years: Sequence[int], evidence: Sequence[GivenQuote]
) -> Check:
    quotes = [
        as_quote(given)
        for given in evidence
        if (not regions or given.region in regions) and (not years or given.year in years)
    ]
    held = tuple(dict.fromkeys(quote.region for quote in quotes))
    names = names_of(held)
    premises = [Premise(quote, names) for quote in quotes]
    frame = Frame(tuple(regions[:1]))
    made: list[Proven] = []
    for utterance in utterances(text):
        before = frame
        one, frame = prove_one(utterance, lambda _, __: premises, names, before)
        made.append(reworded(one, before, lambda _, __: premises, names))
    reports = {(quote.report, quote.region, quote.year) for quote in quotes}
    return _check(text, made, _as_given, Searched(reports=len(reports), regions=held))


def _as_given(quote: Quote) -> CheckSource:
    return CheckSource(
        n=quote.n,
        report=quote.report,
        region=quote.region,
        year=quote.year,
        section=quote.section,
        quote=quote.quote,
    )


def _check(
    text: str, made: Sequence[Proven], cite: Cite, searched: Searched, *, renumbered: bool = False
) -> Check:
    used = {quote.n: quote for proven in made for quote in proven.sources}
    order = {n: place if renumbered else n for place, n in enumerate(used, 1)}
    sentences = tuple(
        CheckedSentence(
            text=text[one.utterance.start : one.utterance.end],
            start=one.utterance.start,
            end=one.utterance.end,
            verdict=one.verdict,
            citations=tuple(order[quote.n] for quote in one.sources),
            reasons=one.reasons,
            instead=one.instead,
            denied=len({(each.at, each.wrong) for each in one.against}),
            fixes=tuple(_fixes(text, one)),
        )
        for one in made
    )
    cited = (cite(quote).model_copy(update={"n": order[n]}) for n, quote in used.items())
    citations = tuple(sorted(cited, key=lambda source: source.n))
    return Check(
        text=text, sentences=sentences, citations=citations, proof=_count(made), searched=searched
    )


def _fixes(text: str, one: Proven) -> Iterator[Fix]:
    """Where in the text each wrong number stands; a cell's heads, said first, stand elsewhere."""
    said, held = MARK.sub("", one.utterance.said), text[one.utterance.start : one.utterance.end]
    end = 0
    for each in sorted(one.against, key=lambda each: each.at):
        places = [found.start() for found in re.finditer(re.escape(each.wrong), held)]
        behind = len(re.findall(re.escape(each.wrong), said[each.at :]))
        if each.right and 0 < behind <= len(places):
            start = one.utterance.start + places[-behind]
            if start < end:  # one year may be wrong of two numbers
                continue
            end = start + len(each.wrong)
            yield Fix(wrong=each.wrong, right=each.right, start=start, end=end)


def _count(made: Sequence[Proven]) -> ProofCount:
    return ProofCount(
        numbers=sum(one.numbers for one in made),
        proven=sum(one.numbers for one in made if one.verdict == "proven"),
        drafted=sum(one.verdict != "no_claim" for one in made),
        removed=tuple(
            Removed(text=one.utterance.said, reason="；".join(one.reasons))
            for one in made
            if one.verdict in ("contradicted", "not_found")
        ),
    )
