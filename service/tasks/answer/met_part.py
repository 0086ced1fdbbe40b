"""Whether the targets of a year were met, none of them named: 年度目标完成得咋样."""

from collections.abc import Sequence

from service.tasks.answer.desk import Desk, Part
from service.tasks.answer.draft_lines import line, quotation
from service.tasks.answer.met_lines import one_by_one
from service.tasks.answer.page import DONE
from service.tasks.answer.slots import Told, slot_of
from service.tasks.answer.unmet_part import unmet_lines
from service.tasks.answer.words_part import MOST_REGIONS, receipt, regions_of
from service.understand import Understood
from service.verify import DraftLine
from vectorstore import late
from vectorstore.chunk import own_spans, sentences
from vectorstore.documents import Report

# What a report says of its targets as a whole: 圆满完成全年目标任务, 预期性目标全部达成.
_HOW = r"(?:圆满|全面|较好|顺利|超额|基本|总体|如期|全部|胜利|很好地?|都|均)"
_WHOLE = (
    r"(?:全年|年度|当年|年初|各项|全部|主要|预期性?|既定|经济|社会|发展|的|本届|今年|去年|任务|规划|约束性|"
    r"[一-龥\d]{0,16}(?:会议?|大会|代会)(?:所|上)?(?:确定|提出|通过|批准|部署)?|“?十[一二三四五]五”?|确定|提出)*"
)
VERDICT = late.pattern(
    rf"(?:{_HOW}|没有|未|未能)+地?(?:完成|实现|达成|兑现)了?{_WHOLE}(?:目标|指标|工作任务|目标任务)"
    rf"|(?<![\u4e00-\u9fff”]){_WHOLE}(?:全面建成小康社会)?(?:目标|指标)(?:任务)?{_HOW}+(?:完成|实现|达成|兑现)"
    rf"|(?:较好|圆满|全面|顺利)地?完成了?{_WHOLE}(?:大会|会议|代会)[^，,；;。]{{0,8}}(?:任务|目标)"
    rf"|{_HOW}+地?(?:完成|实现)了?“?十[一二三四五]五”?规划[^，,；;。]{{0,8}}(?:任务|目标|指标)"
)
STOPS = late.pattern(r"[；;。！\n]")
COMMAS = late.pattern(r"[，,]")
MOST_VERDICTS, LONGEST = 2, 90
# What a verdict is on, where it is on a year or a plan as a whole, and not on one field of it.
AS_WHOLE = late.pattern(r"规划|年度|全年|年初|主要|各项|预期|会议?|大会|目标任务|经济社会")


def met_part(desk: Desk, understood: Understood, reports: Sequence[Report]) -> Part:
    """The report's own word on its targets, then the main ones, each against what was reached."""
    lines: list[DraftLine] = []
    told: list[Told] = []
    for region in regions_of(reports)[:MOST_REGIONS]:
        mine = desk.library.of_region(region)
        year = max(understood.years or [max(r.covers for r in mine)])
        said = [each for r in mine if r.covers == year for each in _verdicts(desk, r)]
        each_met = one_by_one(desk, mine, year)
        slot = slot_of(understood, region, f"{year}年目标", "met")
        found = [*said, *each_met]
        if not each_met and not any(r.year == year for r in mine):
            found.append(line(f"未收录{region}{year}年政府工作报告，不能逐项核对当年定的目标。"))
        if not said and not each_met:
            found.insert(0, line(f"已收录的{region}报告没有总的说{year}年的目标是否完成。"))
        told.append(Told(slot, "answered" if said or each_met else "not_mentioned", tuple(found)))
        lines.extend(found)
    silent = all(each.state != "answered" for each in told)
    return Part(tuple(lines), tuple(told), receipt(reports, ()) if silent else "")


def _verdicts(desk: Desk, report: Report) -> list[DraftLine]:
    """The clauses in which a report says whether its targets were met, and which were not."""
    text = desk.library.text(report.id)
    found: list[tuple[int, int]] = []
    for section, start, end in own_spans(desk.library.sections(report.id), len(text)):
        if section.part not in DONE:
            continue
        for left, right in sentences(text, start, end):
            said = VERDICT.search(text, left, right)
            if said is not None:
                found.append(_clause(text, left, right, said.span()))
    whole = [span for span in found if AS_WHOLE.search(text, *span)]
    lines: list[DraftLine] = []
    for start, end in (whole or found)[:MOST_VERDICTS]:
        number = desk.sources.cite(report.id, start, end)
        lines.append(quotation(f"{report.region}：“{text[start:end]}”[{number}]。", number))
    missed = unmet_lines(desk, report)
    told = {each.text for each in missed}
    return [*missed, *(each for each in lines if each.text not in told)]


def _clause(text: str, left: int, right: int, span: tuple[int, int]) -> tuple[int, int]:
    """The sentence around a verdict; of a long one the clause between its stops."""
    start, end = left, right
    if end - start > LONGEST:
        stops = [m.end() for m in STOPS.finditer(text, left, span[0])]
        start = stops[-1] if stops else left
        after = STOPS.search(text, span[1], right)
        end = after.start() if after else right
    if end - start > LONGEST:
        start = (
            max(m.end() for m in COMMAS.finditer(text, start, span[0]))
            if "，" in text[start : span[0]]
            else start
        )
    commas = [m.end() for m in COMMAS.finditer(text, start, span[0])]
    if commas and any(map(str.isdigit, text[start : commas[-1]])):
        start = commas[-1]  # 居民消费价格涨幅2.6%，基本完成…目标任务: the figure is no verdict
    held = text[start:end]
    start += len(held) - len(held.lstrip())
    return start, start + len(held.strip().rstrip("。；;"))
