"""What a report says of a question in other words, before it is said to say nothing."""

from collections.abc import Sequence
from dataclasses import replace

from service.language.amounts import amount_asked
from service.language.words import pattern_of, starting
from service.tasks.answer.coverage import (
    QUOTES,
    Covering,
    WantedWord,
    covered_by,
    coverings,
    named_in,
    rank_of,
    trimmed,
    wanted_of,
)
from service.tasks.answer.desk import Desk, Part, part_of
from service.tasks.answer.draft_lines import line, quotation
from service.tasks.answer.finding import is_allowed
from service.tasks.answer.fitting import fitting
from service.tasks.answer.page import Page, PageSentence, page_of
from service.tasks.answer.slots import slot_of
from service.tasks.answer.words_part import only_region
from service.understand import Understood
from service.verify import DraftLine
from vectorstore.documents import Report
from vectorstore.regions import mentions as places_in

# Measured on 190 questions over 42 reports: of clauses that cover so much of what is asked nine in
# ten answer it; of the questions that no report answers one in forty is covered so far.
ANSWERS = 0.74
LEAST, LEAST_COUNTED = 4.5, 3.2  # weights of words: 问题 alone leads anywhere
NEAR, NEAR_WEIGHT = 0.4, 6.0  # of a clause that is shown as what comes nearest
BETTER = 0.3  # so much more than what is quoted already
CLOSE, MOST = 0.02, 3
SHORT, PAIR = 8, 2
UNSAID = {"answered", "not_mentioned", "no_number"}
SEEN, OPENING = 12, 16
ELSEWHERE, PLANNED = 0.75, 0.9


def covering_part(
    desk: Desk,
    understood: Understood,
    reports: Sequence[Report],
    made: Part,
    first: Understood,
) -> Part | None:
    """The clauses that cover what is asked, in the words of reports: `违建拆了多少` → 拆除各类违法建筑
    226.8万平方米. `first` is the part of the question that names its things (重点项目建成几个，推进几
    个). None where `made` answers, or nothing does."""
    if not _is_open(understood, made) or only_region(reports) is None:
        return None
    pages = [page_of(desk.library, report.id) for report in reports]
    wanted = wanted_of(_asked(understood, first), pages)
    chosen = _chosen(desk, understood, pages, wanted)
    if not chosen:
        return _nearest(desk, understood, pages, wanted, made)
    if not _is_more(desk, understood, wanted, chosen[0], made):
        return None
    lines = [_quotation(desk, understood, wanted, each) for each in chosen]
    slot = made.told[0].slot if made.told else slot_of(understood, only_region(reports))
    return part_of(slot, "answered", lines)


def _chosen(
    desk: Desk, understood: Understood, pages: Sequence[Page], wanted: Sequence[WantedWord]
) -> list[Covering]:
    """The clauses told: of each year asked about (两年民生实事各几件) the fullest; nothing where one
    of them has none."""
    if len(understood.years) > 1:
        alone = [understood.model_copy(update={"years": (year,)}) for year in understood.years]
        each = [_chosen(desk, one, pages, wanted)[:1] for one in alone]
        return [one for year in each for one in year] if all(each) else []
    fits = fitting(understood)
    found = coverings(wanted, _sentences(desk, understood, pages), fits)
    found = sorted((_of_region(desk, understood, each) for each in found[:SEEN]), key=rank_of)
    if fits is not None and (understood.indicators or understood.relation):
        found = [each for each in found if fits.is_told(_text(desk, each).translate(QUOTES))]
    least = LEAST_COUNTED if fits else LEAST
    if not found or found[0].share < ANSWERS or found[0].weight < least:
        return []
    close = [each for each in found if each.share >= found[0].share - CLOSE]
    return close[: 1 if fits else MOST]


def _nearest(
    desk: Desk,
    understood: Understood,
    pages: Sequence[Page],
    wanted: Sequence[WantedWord],
    made: Part,
) -> Part | None:
    """The clause that comes nearest to what would else be told to be absent: it covers enough, and
    rare words of it; 报告未提及 would be false of 寿命 in 平均能活多久."""
    fits = fitting(understood)
    apart = understood.relation is not None or amount_asked(understood.subject) is not None
    if apart or made.status != "not_found" or understood.task not in ("lookup", "list"):
        return None
    found = coverings(wanted, _sentences(desk, understood, pages), fits)[:1]
    near = [
        each for each in found
        if each.share >= NEAR and each.weight >= NEAR_WEIGHT
        and (fits is None or fits.is_told(_text(desk, each)))
    ]  # fmt: skip
    if not near:
        return None
    lead = line("报告没有直接写明所问的内容，最相近的原文是：")
    slot = made.told[0].slot if made.told else slot_of(understood, None)
    lines = [lead, *(_quotation(desk, understood, wanted, each) for each in near)]
    return part_of(slot, "no_number", lines, made.closing)


def _is_more(
    desk: Desk, understood: Understood, wanted: Sequence[WantedWord], best: Covering, made: Part
) -> bool:
    """Whether a clause covers more than what is quoted already, or holds the kind of number asked
    for where that does not."""
    if made.status != "answered":
        return True
    fits = fitting(understood)
    held = desk.sources.quoted(*made.lines).translate(QUOTES)
    told = _text(desk, best)
    if fits is not None and not fits.is_told(held) and fits.is_told(told):
        return True
    added = starting("increment")  # 新增…60万千瓦 is not how much there is
    if fits is not None and added.match(held) and not added.search(understood.asked):
        return len(told) > len(held)
    return best.share - covered_by(wanted, held) >= BETTER


def _text(desk: Desk, found: Covering) -> str:
    return desk.library.text(found.sentence.report)[slice(*found.span)]


def _of_region(desk: Desk, understood: Understood, found: Covering) -> Covering:
    """A clause that opens with another place than the one asked about (华池县原油产量达360万吨) counts
    less; so does a plan where none is asked for."""
    report = desk.library.report(found.sentence.report)
    text = _text(desk, found)[:OPENING]
    own = {report.region, *report.parents}
    other = [
        each for each in places_in(text)
        if each.text not in understood.said + understood.asked
        and not own & {region.name for region in each.regions}
    ]  # fmt: skip
    share = found.share * (ELSEWHERE if other else 1.0)
    ahead = understood.task == "planned" or understood.kind == "target"
    planned = found.sentence.part in ("plan", "plan_period") and not ahead
    return replace(found, share=share * PLANNED if planned else share)


def _is_open(understood: Understood, made: Part) -> bool:
    """Whether nothing was found in the ledger, and the report as a whole is not asked for."""
    silent = made.status != "answered" and {each.state for each in made.told} <= UNSAID
    quoted = bool(made.lines) and all(each.by == "report" for each in made.lines)
    plain = understood.task not in ("mention", "explain", "person", "headline", "other", "problems")
    figure = understood.wants_figure and fitting(understood) is not None
    asked = understood.task == "lookup" and figure and not (understood.relation or understood.place)
    told = any(p.facts and not p.by_words for p in made.picked)
    alone = len(understood.topic.replace(" ", "")) < PAIR
    known = bool(understood.indicators and alone)  # by the ledger, but for a rank in other words
    told = told or (known and understood.relation != "rank")
    return plain and not told and (silent or (quoted and asked))


def _asked(understood: Understood, first: Understood) -> str:
    """The words asked, with those that a part takes over: from the question before, or from the
    first part where it names but a deed of its own."""
    asked = understood.asked
    if understood.relation == "share":  # 覆盖率达88% needs no word for the share
        asked = pattern_of("share_asked").sub(" ", asked)
    kept = understood.subject if understood.carried.get("about") else ""
    if first is not understood and not named_in(understood.asked):
        kept = f"{kept} {named_in(first.asked)}"
    return f"{asked} {kept}"


def _sentences(desk: Desk, understood: Understood, pages: Sequence[Page]) -> list[PageSentence]:
    return [
        each for page in pages for each in page.sentences
        if len(each.text) >= SHORT and is_allowed(each, understood, desk.library.report(page.report).year)
    ]  # fmt: skip


def _quotation(
    desk: Desk, understood: Understood, wanted: Sequence[WantedWord], found: Covering
) -> DraftLine:
    sentence = found.sentence
    start, end = trimmed(wanted, desk.library.text(sentence.report), found.span)
    report = desk.library.report(sentence.report)
    number = desk.sources.cite(sentence.report, start, end)
    plan = {"plan": f"（{report.year}年计划）", "plan_period": "（规划）"}.get(sentence.part, "")
    when = f"{report.covers}年" if understood.years == (report.covers,) and not plan else ""
    quote = desk.library.text(sentence.report)[start:end]
    return quotation(f"{when}{report.region}{plan}：“{quote}”[{number}]。", number)
