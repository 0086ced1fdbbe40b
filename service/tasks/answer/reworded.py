"""A part that was not answered, asked again in the reports' own words before it is said to be
absent."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from service.language.amounts import amount_asked
from service.ledger import FactQuery
from service.tasks.answer.desk import Desk, Part, part_of
from service.tasks.answer.draft_lines import line
from service.tasks.answer.slots import slot_of
from service.tasks.answer.term import Term, term_in
from service.tasks.answer.words_part import UNNAMED, asked_words, only_region, receipt
from service.understand import Task, Understood
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
    lacks = tuple(each for each in lacks if not any(map(str.isdigit, each)))  # 7个 names nothing
    name = "、".join(lacks) or UNNAMED
    told = {each.state for each in made.told}
    clean = name == asked_words(understood)
    if clean or not (term.missing or lacks) or told != {"not_mentioned"}:
        return made
    verb = "没有提到" if understood.task == "mention" else "未提及"
    slot = slot_of(understood, only_region(reports), "、".join(lacks))
    return part_of(slot, "not_mentioned", [line(f"报告{verb}{name}。")], receipt(reports, ()))
