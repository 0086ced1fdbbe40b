"""How far a thing has moved over the years of a report: what it rose from, and to what."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from service.facts.model import Fact
from service.language.words import pattern_of
from service.ledger import FactQuery
from service.tasks.answer.desk import Desk, Part, part_of
from service.tasks.answer.draft_lines import quoted_fact, sentence_of
from service.tasks.answer.finding import found_lines_of
from service.tasks.answer.phrases import matching
from service.tasks.answer.relation_lines import moved_lines
from service.tasks.answer.slots import slot_of
from service.understand import Understood
from service.verify import DraftLine
from vectorstore import late
from vectorstore.documents import Report

VERB = late.pattern(r"(?:增加|提高|提升|上升|增长|下降|降低|减少|压减|缩短|扩大|降|提|升)+$")
LONG = 120
MOVED = late.pattern(
    r"(?:提高|提升|增加|上升|增长|下降|降低|减少|压减|缩短|扩大)了?[^，,；;。\d]{0,4}\d"
)


def change_part(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Part | None:
    """`城镇化率这五年提高了多少` → 从41.78%提高到47.07%，提高5.29个百分点; None where no movement is
    asked for or the reports of the one region tell none."""
    spanned = understood.any_span or bool(understood.period) or not understood.years
    spanned = spanned or understood.relation == "share"
    spanned = spanned or understood.task == "trend" or len(understood.years) > 1
    moved = ("moved_asked", *(["risen_asked"] if understood.any_span else []))
    asked = pattern_of(*moved).search(understood.asked)
    if not asked or not spanned or len({report.region for report in reports}) != 1:
        return None
    if understood.relation not in (None, "share") or understood.kind in ("target", "average"):
        return None
    about = pattern_of("moved_asked", "share_asked").sub(" ", understood.asked)
    words = understood.model_copy(update={"spoken": _bare(understood, about)})
    slot = slot_of(understood, reports[0].region, measure="change")
    for report in _newest_first(desk, understood, reports):
        facts = desk.ledger.facts(FactQuery(reports=(report.id,)))
        for one, other in _pairs(_named(facts, words)):
            lines, derived = moved_lines(one, other, desk.sources)
            lines = lines or [_in_full(desk, other)]
            if lines:
                desk.use(one, other)
                desk.derived.extend(derived)
                return part_of(slot, "answered", lines)
        told = [fact for fact in _named(facts, words) if _is_move(fact, understood)]
        if told:
            desk.use(*told)
            quoted = quoted_fact(told[0], told[0].quote, desk.sources.cite_fact(told[0]))
            return part_of(slot, "answered", [quoted])
        lines = found_lines_of(desk, words, [report], MOVED, most=1)
        if lines:
            return part_of(slot, "answered", lines)
    return None


def _in_full(desk: Desk, fact: Fact) -> DraftLine:
    """The sentence of a movement that is no difference of two amounts (由19.8:50.5:29.7优化为
    16.4:49.5:34.1), with what it says of it besides (服务业占比提高4.4个百分点); its clause of a long one."""
    text = desk.library.text(fact.report)
    start, end = sentence_of(text, fact)
    start += len(text[start:end]) - len(text[start:end].lstrip())
    if end - start > LONG:
        start, end = fact.start, fact.end
    quote = text[start:end].rstrip("。")
    return quoted_fact(fact, quote, desk.sources.cite(fact.report, start, start + len(quote)))


def _bare(understood: Understood, about: str) -> str:
    """The thing that moved: the words without 提高了多少 and 这五年."""
    kept = [word for word in about.split() if len(word) > 1]
    spoken = pattern_of("moved_asked", "share_asked").sub(" ", understood.spoken)
    bare = VERB.sub("", spoken.strip())
    return bare or " ".join(kept) or understood.subject


def _newest_first(
    desk: Desk, understood: Understood, reports: Sequence[Report]
) -> Iterator[Report]:
    ids = {report.id for report in reports}
    region = reports[0].region
    more = [r for r in desk.library.of_region(region) if r.id not in ids]
    named = bool(understood.report_years)
    yield from sorted(reports, key=lambda r: -r.year)
    yield from [] if named else sorted(more, key=lambda r: -r.year)


def _named(facts: Sequence[Fact], understood: Understood) -> list[Fact]:
    known = [fact for fact in facts if fact.indicator in understood.indicators]
    return known or matching(facts, understood.spoken) or matching(facts, understood.subject)


def _pairs(facts: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Two amounts of one thing that one clause gives, of an earlier and a later time."""
    held = [fact for fact in facts if fact.value and fact.kind != "target"]
    for one, other in combinations(sorted(held, key=lambda f: f.period or ""), 2):
        same = (one.indicator, one.scope, one.quote, one.unit)
        apart = one.period != other.period and one.value != other.value
        if apart and same == (other.indicator, other.scope, other.quote, other.unit):
            yield one, other


def _is_move(fact: Fact, understood: Understood) -> bool:
    """Whether a fact is a movement over the span asked about: 五年间提高了7.3个百分点."""
    spanned = "-" in (fact.period or "")[4:5] and fact.basis != "average"
    return spanned and bool(fact.growth) and bool(MOVED.search(fact.quote))
