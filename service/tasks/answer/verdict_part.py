"""Whether an aim was met, in the report's own word on it: 城镇新增就业2.06万人，超目标任务14.4个百分点."""

from collections.abc import Iterator, Sequence

from service.language.verdicts import verdict
from service.language.words import pattern_of
from service.tasks.answer.coverage import WantedWord, covered_by, wanted_of
from service.tasks.answer.desk import Desk, Part, part_of
from service.tasks.answer.draft_lines import quotation
from service.tasks.answer.met_lines import judged
from service.tasks.answer.page import Page, PageSentence, Span, page_of
from service.tasks.answer.picking import picked_for
from service.tasks.answer.slots import slot_of
from service.tasks.answer.unmet_part import tells
from service.tasks.answer.words_part import only_region
from service.understand import AskedKind, Understood
from vectorstore import late
from vectorstore.documents import Report

SURE = 0.74  # of what is asked about, as in covering_part
STOP, COMMA = late.pattern(r"[；;。！？\n]"), late.pattern(r"[，,]")
CLOSE = late.pattern(r"[，,；;。！？\n]")
SEVERAL = late.pattern(r"[^，,；;。]{0,6}[均都]")
BEFORE = 2  # letters of a clause before the verdict that are no thing of its own: 并, 已经


def verdict_part(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Part | None:
    """The clauses in which the reports of the years asked about judge an aim themselves; None where
    figures of the ledger decide it, or no report does."""
    region = only_region(reports)
    if understood.relation != "fulfilled" or understood.task == "headline" or region is None:
        return None
    if _decided(desk, understood, reports, region):
        return None
    held = sorted(desk.library.of_region(region), key=lambda r: -r.year)
    mine = [r for r in held if r.covers in understood.years]
    open_year = (
        not understood.trail
    )  # 十四五目标完成了吗, of which no report tells the last year yet
    about = pattern_of("achieving").sub(" ", understood.subject)
    for report in mine or (held[:1] if open_year else []):
        page = page_of(desk.library, report.id)
        found = max(_judging(page, wanted_of(about, [page])), default=None)
        if found is not None:
            _, span = found
            number = desk.sources.cite(report.id, *span)
            told = quotation(f"{region}：“{page.text[slice(*span)]}”[{number}]。", number)
            return part_of(slot_of(understood, region), "answered", [told])
    return None


def _decided(desk: Desk, understood: Understood, reports: Sequence[Report], region: str) -> bool:
    """Whether the ledger holds a target and a result that can be held against each other."""
    if not understood.indicators:
        return False
    kinds: tuple[AskedKind, ...] = ("target", "result")
    each = [understood.model_copy(update={"kind": kind}) for kind in kinds]
    plan, done = (picked_for(desk, one, reports, region)[:1] for one in each)
    return bool(plan and done and judged(plan[0], done[0], desk.sources)[1][0])


def _judging(page: Page, wanted: Sequence[WantedWord]) -> Iterator[tuple[float, Span]]:
    """The clauses of a page that judge what is asked about: how much of it they name, and where."""
    for sentence in page.sentences:
        if not tells(page, sentence):
            continue
        for found in verdict().finditer(sentence.text):
            start, end = _clause(sentence, found.span())
            share = covered_by(wanted, sentence.text[start:end])
            if share >= SURE:
                yield share, (sentence.start + start, sentence.start + end)


def _clause(sentence: PageSentence, at: Span) -> Span:
    """The clause of a verdict; with the one before where it begins with the verdict, and with all
    before it up to the stop where it judges several (均超额完成年度计划)."""
    text = sentence.text
    start = max((each.end() for each in STOP.finditer(text, 0, at[0])), default=0)
    commas = [start, *(each.end() for each in COMMA.finditer(text, start, at[0]))]
    own = commas[-1]
    if SEVERAL.match(text, own):
        own = start
    elif at[0] - own <= BEFORE and len(commas) > 1:
        own = commas[-2]
    close = CLOSE.search(text, at[1])
    return own, close.start() if close else len(text.rstrip("。！"))
