"""Questions that are answered before any report is read: too vague, not ours, not in the library."""

from collections.abc import Sequence

from service.ledger import FactQuery, Ledger
from service.shapes import Reason, Status
from service.understand import Understood
from vectorstore.documents import Report
from vectorstore.library import Library

MOST_NAMED = 12
MOST_OFFERED = 6
WHOLE = ("headline", "person", "done", "planned", "problems")
OUT_OF_SCOPE = "工报只回答政府工作报告里的内容，这个问题不在其中。"


def listed(names: Sequence[str]) -> str:
    """`甲、乙、丙等15个`: at most twelve names."""
    unique = list(dict.fromkeys(names))
    shown = "、".join(unique[:MOST_NAMED])
    return shown if len(unique) <= MOST_NAMED else f"{shown}等{len(unique)}个地区"


def not_in_library(understood: Understood, reports: Sequence[Report]) -> str:
    """Which region is missing, and which are there."""
    missing = "、".join(understood.unknown_regions)
    return (
        f"未收录{missing}的政府工作报告，不能回答。已收录：{listed([r.region for r in reports])}。"
    )


def _offered(library: Library, understood: Understood) -> list[str]:
    facts = Ledger(library.engine).facts(FactQuery(reports=understood.reports))
    names = [fact.indicator for fact in facts if fact.known and (fact.growth or fact.value)]
    return list(dict.fromkeys(names))[:MOST_OFFERED]


def reply(
    library: Library, understood: Understood
) -> tuple[Status, Reason | None, str, tuple[str, ...]] | None:
    """The reply that needs no evidence, or None when the reports have to be read."""
    reports = library.reports()
    if understood.task == "other":
        return "not_found", "out_of_scope", OUT_OF_SCOPE, ()
    if understood.unknown_regions and not understood.regions:
        return "not_found", "not_in_library", not_in_library(understood, reports), ()
    if not understood.reports:
        years = "、".join(f"{year}年" for year in understood.report_years)
        return "not_found", "not_in_library", f"未收录所问地区{years}的政府工作报告。", ()
    whole = understood.task in WHOLE
    if not whole and not understood.indicators and len(understood.subject.replace(" ", "")) < 2:
        names = _offered(library, understood)
        where = "、".join(understood.regions) or "各地"
        text = f"请说明要问{where}的哪一项，例如：{'、'.join(names)}。"
        return "clarify", "ambiguous", text, tuple(f"{where}{name}是多少？" for name in names)
    return None
