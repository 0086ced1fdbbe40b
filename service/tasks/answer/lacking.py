"""The problems that a report names: all of them, or those of the matter asked about."""

import re
from collections.abc import Sequence

from service.language.words import pattern_of
from service.tasks.answer.desk import Desk, Part
from service.tasks.answer.draft_lines import quotation
from service.tasks.answer.lacks import lacks_of, unfolded
from service.tasks.answer.naming import SURE, Naming, naming_of
from service.tasks.answer.page import NEVER, Span, page_of
from service.tasks.answer.slots import by_region
from service.tasks.answer.words_part import MOST_REGIONS, receipt, regions_of
from service.understand import Understood
from service.verify import DraftLine
from vectorstore import late
from vectorstore.documents import Report

HOW_MANY = late.pattern(r"几[条个项点]|多少[条个项]")
# That something stands as a lack, said outside a passage of such.
NAMED = late.pattern(
    r"(?:问题|矛盾|短板|困难)[^，。；]{0,4}(?:仍|尚|日益|依然|还|较为|比较|更加|更为)*(?:待|凸显|突出|存在|尖锐|加剧|未破|未解)"
)
MOST = 3
ASKED = late.pattern(r"哪|几|什么|多少|有没有|如何|怎么样|列|承认|指出")


def lacking_part(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Part | None:
    """`报告承认有哪些问题` → each of them, from the first; `主城交通存在什么问题` → those of it. None where
    no problems are asked for, or none is of the matter."""
    asks = pattern_of("lack").search(understood.asked) and ASKED.search(understood.asked)
    if understood.task in ("why", "mention", "explain") or understood.indicators or not asks:
        return None
    if understood.task not in ("problems", "list", "lookup", "count"):
        return None
    rest = pattern_of("lack", "naming_a_lack", "sort_asked", "no_content", "beside_the_asked").sub(
        " ", understood.spoken
    )
    about = " ".join(word for word in rest.split() if len(word.strip("和与及、老新旧各")) > 1)
    told: dict[str, list[DraftLine]] = {}
    count = 0
    for report in reports[:MOST_REGIONS]:
        spans = _spans(desk, understood, report, about)
        if understood.nth and understood.nth <= len(spans):
            spans = unfolded(page_of(desk.library, report.id), spans)[understood.nth - 1 :][:1]
        count += len(spans)
        if spans:
            told.setdefault(report.region, []).append(_listed(desk, report, spans))
    if not told:
        return None
    lines = tuple(line for lines in told.values() for line in lines)
    closing = receipt(reports, list(told)) if len(told) > 1 else ""
    if HOW_MANY.search(understood.asked) and len(told) == 1 and not understood.nth:
        closing = f"以上共{count}条。"
    return Part(lines, by_region(understood, regions_of(reports), told), closing)


def _spans(desk: Desk, understood: Understood, report: Report, about: str) -> list[Span]:
    """Where the report names its problems; of a matter those that name it."""
    spans = lacks_of(desk.library, report) or _in_passing(desk, report)
    if not about:
        return spans
    text = desk.library.text(report.id)
    words = understood.model_copy(update={"spoken": about, "subject": about})
    naming = naming_of(words, [page_of(desk.library, report.id)])
    return [span for span in spans if naming.words and _is_of(text[slice(*span)], naming)]


def _in_passing(desk: Desk, report: Report) -> list[Span]:
    """Where a report that has no passage on its problems names them all the same: 产业结构不优等老问题仍
    待破解，消费乏力等新矛盾日益凸显."""
    page = page_of(desk.library, report.id)
    said = [s for s in page.sentences if s.part not in NEVER and NAMED.search(s.text)]
    return [(each.start, each.end) for each in said[:MOST]]


def _is_of(text: str, naming: Naming) -> bool:
    return naming.things(text) >= SURE


def _listed(desk: Desk, report: Report, spans: Sequence[Span]) -> DraftLine:
    """The problems of one report as a list."""
    text = desk.library.text(report.id)
    cited = [(re.sub(r"[。；;]+$", "", text[slice(*span)]), span[0]) for span in spans]
    numbers = [desk.sources.cite(report.id, start, start + len(words)) for words, start in cited]
    listed = "；".join(f"“{words}”[{n}]" for (words, _), n in zip(cited, numbers, strict=True))
    return quotation(f"{report.region}（报告自己指出的问题）：{listed}。", *numbers)
