"""What a report may say of what is asked, where the reading is not sure: quoted, 口径待核."""

from collections.abc import Sequence

from service.tasks.answer.desk import Desk
from service.tasks.answer.draft_lines import quotation
from service.tasks.answer.pick import pick
from service.understand import Understood
from service.verify import DraftLine
from vectorstore.documents import Report

PENDING = "，口径待核，不作为答案。"
MOST = 2


def doubtful_lines(
    desk: Desk, understood: Understood, reports: Sequence[Report], indicators: Sequence[str]
) -> list[DraftLine]:
    """At most two quotes a report of doubtful facts that would answer, each named as doubtful.

    `满洲里市2021年报告写有“…”[1]，口径待核，不作为答案。`
    """
    lines: list[DraftLine] = []
    for report in reports if indicators else ():
        held = desk.given([report.id], indicators, "doubtful")
        found = pick(held, understood, report.region, "", report.year).facts[:MOST]
        for fact in found:
            number = desk.sources.cite_fact(fact)
            lead = f"{report.region}{report.year}年报告写有“{fact.quote}”"
            lines.append(quotation(f"{lead}[{number}]{PENDING}", number))
    return lines
