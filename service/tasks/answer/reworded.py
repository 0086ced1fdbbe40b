"""A part that was not answered, asked again in the reports' own words before it is said to be
absent."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import log

from service.language.amounts import amount_asked
from service.ledger import FactQuery
from service.tasks.answer.desk import Desk, Part, part_of
from service.tasks.answer.draft_lines import line, quotation
from service.tasks.answer.finding import is_allowed
from service.tasks.answer.fitting import Fitting, fitting
from service.tasks.answer.page import PageSentence, page_of
from service.tasks.answer.slots import slot_of
from service.tasks.answer.term import Term, is_name, term_in
from service.tasks.answer.words_part import UNNAMED, asked_words, only_region, receipt, regions_of
from service.understand import Task, Understood
from service.verify import DraftLine
from vectorstore import late
from vectorstore.documents import Report

WORDED: tuple[Task, ...] = (
    "lookup",
    "list",
    "done",
    "planned",
    "mention",
    "trend",
    "count",
    "other",
)
MOST, MOST_REPORTS, LONGEST = 3, 12, 320
SHORT, NAMELIKE = 8, 4  # so short a sentence is a heading; so long a word is a name of its own
STOPS = late.pattern(r"[，,；;。！？：:]")
Again = Callable[[Understood], Part]


def reworded(
    desk: Desk, understood: Understood, reports: Sequence[Report], made: Part, again: Again
) -> Part:
    """The answer to a part in the words that the reports hold, or the absence of what stands in
    none of them by its clean name; `made` where nothing is gained."""
    asked = understood.subject or understood.spoken
    plain = understood.task in WORDED and not understood.indicators
    told_apart = understood.relation is not None or amount_asked(understood.subject) is not None
    if not plain or not asked or made.status == "answered" or told_apart:
        return made
    texts = [desk.library.text(report.id) for report in reports]
    ids = tuple(report.id for report in reports)
    names = [fact.indicator_text for fact in desk.ledger.facts(FactQuery(reports=ids))]
    term = term_in(asked, texts, names)
    mention = understood.task == "mention"
    if term.lacks or not (term.held or term.parted) or (mention and term.parted):
        return _lacking(understood, reports, made, term)
    told = made
    words = " ".join(term.held)
    if not term.parted and not term.missing and words != asked:
        known = {"subject": words, "spoken": words, "topic": words}
        told = _better(made, again(understood.model_copy(update=known)))
    if told.status != "answered":
        told = _quoted(desk, understood, reports, term) or told
    meant = "".join(f"问题里的“{w}”按“{r}”理解。" for w, r in map(_split, term.corrected))
    return replace(told, closing=f"{meant}{told.closing}")


def _split(corrected: str) -> tuple[str, str]:
    wrong, _, right = corrected.partition("→")
    return wrong, right


def _better(made: Part, told: Part) -> Part:
    """Of two parts the one that answers more, else the one in clean words."""
    return made if made.status == "partial" and told.status == "not_found" else told


def _lacking(understood: Understood, reports: Sequence[Report], made: Part, term: Term) -> Part:
    """That the reports do not hold a thing, by its name alone: 元宇宙 of 提元宇宙."""
    lacks = (*term.lacks, *("".join(pieces) for pieces in term.parted))
    lacks = tuple(each for each in lacks if is_name(each) and not any(map(str.isdigit, each)))
    name = "、".join(lacks) or UNNAMED
    told = {each.state for each in made.told}
    clean = name == asked_words(understood)
    if clean or not (term.missing or lacks) or told != {"not_mentioned"}:
        return made
    verb = "没有提到" if understood.task == "mention" else "未提及"
    slot = slot_of(understood, only_region(reports), "、".join(lacks))
    return part_of(slot, "not_mentioned", [line(f"报告{verb}{name}。")], receipt(reports, ()))


def _quoted(
    desk: Desk, understood: Understood, reports: Sequence[Report], term: Term
) -> Part | None:
    """The sentences that hold most of the rarest words, whole; they answer where they hold them
    all, what was asked together in one clause, and a number where one is asked for."""
    every = [
        each for report in reports[:MOST_REPORTS] for each in page_of(desk.library, report.id).sentences
        if is_allowed(each, understood, report.year) and SHORT <= len(each.text) <= LONGEST
    ]  # fmt: skip
    wanted = [*((each,) for each in term.held), *term.parted]
    counts = {group: sum(_together(group, each.text) for each in every) for group in wanted}
    worth = {group: log(1 + len(every) / n) for group, n in counts.items() if n}
    fits = fitting(understood)

    def weight(sentence: PageSentence) -> float:
        return sum(value for group, value in worth.items() if _together(group, sentence.text))

    best = sorted(every, key=lambda each: (-weight(each), not _fits(fits, each)))
    top = weight(best[0]) if best else 0.0
    if not top:
        return None
    chosen = [each for each in best if weight(each) >= top - 0.01]
    chosen = [each for each in chosen if _fits(fits, each)] or chosen
    whole = all(_together(group, chosen[0].text) for group in wanted) and not term.missing
    lines = [_quotation(desk, each) for each in sorted(chosen[:MOST], key=lambda each: each.start)]
    region = only_region(reports)
    slot = slot_of(understood, region, " ".join(map("".join, wanted)))
    if whole and _fits(fits, chosen[0]):
        return part_of(slot, "answered", lines)
    said = ["".join(group) for group in wanted if _together(group, chosen[0].text)]
    if max(map(len, said)) < NAMELIKE:
        return None
    lead = line(f"报告没有直接写明所问的内容，提到{'、'.join(said)}的原文是：")
    closing = receipt(reports, regions_of(reports)) if region else ""
    return part_of(slot, "no_number", [lead, *lines], closing)


def _together(pieces: Sequence[str], text: str) -> bool:
    """Whether a text holds all pieces, several of them in one clause."""
    if len(pieces) == 1:
        return pieces[0] in text
    return any(all(piece in clause for piece in pieces) for clause in STOPS.split(text))


def _fits(fits: Fitting | None, sentence: PageSentence) -> bool:
    return fits is None or fits.is_told(sentence.text)


def _quotation(desk: Desk, sentence: PageSentence) -> DraftLine:
    report = desk.library.report(sentence.report)
    plan = {"plan": f"（{report.year}年计划）", "plan_period": "（规划）"}.get(sentence.part, "")
    number = desk.sources.cite(sentence.report, sentence.start, sentence.end)
    return quotation(f"{report.region}{plan}：“{sentence.text}”[{number}]。", number)
