"""A part that was not answered, asked again in the reports' own words before it is said to be
absent."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import log

from service.ledger import FactQuery
from service.tasks.answer.desk import Desk, Part, part_of
from service.tasks.answer.draft_lines import line, quotation
from service.tasks.answer.finding import all_sentences
from service.tasks.answer.sentences import LONGEST, Sentence, is_allowed
from service.tasks.answer.slots import slot_of
from service.tasks.answer.term import Term, term_in
from service.tasks.answer.words_part import only_region, receipt, regions_of
from service.understand import Task, Understood
from service.verify import Line
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
MOST, MOST_REPORTS = 3, 12
Again = Callable[[Understood], Part]


def reworded(
    desk: Desk, understood: Understood, reports: Sequence[Report], made: Part, again: Again
) -> Part:
    """The answer to a part in the words that the reports hold, or the absence of what stands in
    none of them by its clean name; `made` where nothing is gained."""
    asked = understood.topic or understood.spoken or understood.subject
    plain = understood.task in WORDED and not understood.indicators
    if not plain or not asked or made.status == "answered" or understood.relation == "fulfilled":
        return made
    texts = [desk.library.text(report.id) for report in reports]
    ids = tuple(report.id for report in reports)
    names = [fact.indicator_text for fact in desk.ledger.facts(FactQuery(reports=ids))]
    term = term_in(asked, texts, names)
    if term.lacks or not term.held:
        return _lacking(understood, reports, made, term)
    words = " ".join(term.held)
    known = {"subject": words, "spoken": words, "topic": words}
    told = again(understood.model_copy(update=known)) if words != asked else made
    if told.status != "answered":
        told = _quoted(desk, understood, reports, term) or _better(made, told)
    meant = "".join(f"问题里的“{w}”按“{r}”理解。" for w, r in map(_split, term.corrected))
    return replace(told, closing=f"{meant}{told.closing}")


def _split(corrected: str) -> tuple[str, str]:
    wrong, _, right = corrected.partition("→")
    return wrong, right


def _better(made: Part, told: Part) -> Part:
    """Of two parts that do not answer the one that answers more, else the one in clean words."""
    return made if made.status != "not_found" and told.status == "not_found" else told


def _lacking(understood: Understood, reports: Sequence[Report], made: Part, term: Term) -> Part:
    """That the reports do not hold a thing, by its name alone: 元宇宙 of 提元宇宙."""
    names = term.lacks or tuple(each.text for each in term.missing)
    if not names or made.status != "not_found" or understood.relation is not None:
        return made
    told = [each for each in made.told if each.state == "not_mentioned"]
    if len(told) != len(made.told):
        return made
    lacking = line(f"报告没有提到{'、'.join(names)}。")
    slot = slot_of(understood, only_region(reports), "、".join(names))
    return part_of(slot, "not_mentioned", [lacking], receipt(reports, ()))


def _quoted(
    desk: Desk, understood: Understood, reports: Sequence[Report], term: Term
) -> Part | None:
    """The sentences that hold most of the rarest words, whole; they answer where they hold them
    all, and a number where one is asked for."""
    held = {
        report.id: [
            each for each in all_sentences(desk, report)
            if is_allowed(each, understood, report.year) and len(each.text) <= LONGEST
        ]
        for report in reports[:MOST_REPORTS]
    }  # fmt: skip
    every = [each for sentences in held.values() for each in sentences]
    counts = {w: sum(w in each.text for each in every) for w in term.held}
    worth = {w: log(1 + len(every) / n) for w, n in counts.items() if n}
    figure = bool(understood.measures or understood.wants_figure)

    def weight(sentence: Sentence) -> float:
        return sum(value for word, value in worth.items() if word in sentence.text)

    best = sorted(every, key=lambda each: (-weight(each), not _counts(each.text)))
    top = weight(best[0]) if best else 0.0
    if not top:
        return None
    chosen = [each for each in best if weight(each) >= top - 0.01]
    chosen = ([each for each in chosen if _counts(each.text)] if figure else []) or chosen
    whole = len(worth) == len(term.held) and all(w in chosen[0].text for w in term.held)
    answered = whole and (not figure or _counts(chosen[0].text)) and not term.missing
    lines = [_quotation(desk, each) for each in sorted(chosen[:MOST], key=lambda each: each.start)]
    region = only_region(reports)
    slot = slot_of(understood, region, " ".join(term.held))
    if answered:
        return part_of(slot, "answered", lines)
    said = "、".join(word for word in term.held if word in chosen[0].text)
    lead = line(f"报告没有直接写明所问的内容，提到{said}的原文是：")
    closing = receipt(reports, regions_of(reports)) if region else ""
    return part_of(slot, "no_number", [lead, *lines], closing)


def _counts(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def _quotation(desk: Desk, sentence: Sentence) -> Line:
    report = desk.library.report(sentence.report)
    plan = {"plan": f"（{report.year}年计划）", "plan_period": "（规划）"}.get(sentence.part, "")
    number = desk.sources.cite(sentence.report, sentence.start, sentence.end)
    return quotation(f"{report.region}{plan}：“{sentence.text}”[{number}]。", number)
