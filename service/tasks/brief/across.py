"""Several reports on one page: what each did, what only one says, what they have in common."""

from collections.abc import Iterator, Sequence

from service.shapes import Item
from service.tasks.answer.agenda_lines import PLAN, agenda
from service.tasks.brief.desk import BriefDesk
from service.tasks.brief.fit import RAISED_WIDTH, text_width
from service.tasks.brief.outline import groups
from service.tasks.brief.points import Looking, Point, clauses_of, together
from service.tasks.brief.vocabulary import count, listed
from service.tasks.proving import OwnSentence
from service.tasks.sources import ReportSource
from service.tasks.summary.extract import problem_spans
from service.tasks.words import unmarked

SAME = 7  # characters in a row that another report shares: then it says it too
LONGEST_TERM, SHORTEST_TERM = 6, 3
MOST_COMMON, MOST_POINTS = 2, 4
HEADS = (("problems", "自述的问题"), ("plan", "安排"))


def told(
    desk: BriefDesk,
    source: ReportSource,
    head: str,
    room: float,
    known: frozenset[str],
    *,
    plan: bool,
) -> list[Item]:
    """The points that tell most of one report, each behind `head`, the best of each part first."""
    found = groups(Looking(source, plan=plan, told=known))
    room -= text_width(head)
    best = [point for group in found for point in together(group.points, room, RAISED_WIDTH, 1)]
    ordered = sorted(best, key=lambda point: -point.worth)[:MOST_POINTS]
    return [_item(desk, source, head, one) for one in ordered if _stands(desk, source, one, plan)]


def _stands(desk: BriefDesk, source: ReportSource, point: Point, plan: bool) -> bool:
    return desk.stands(source, point.start, point.end, plan=plan)


def _item(desk: BriefDesk, source: ReportSource, head: str, point: Point) -> Item:
    number = desk.cited(source, point.start, point.end)
    return Item(text=f"{head}{unmarked(point.text).rstrip('；;，,')}。", citations=(number,))


def alone(desk: BriefDesk, source: ReportSource, room: float) -> list[Item]:
    """`仅见于满洲里市：获批国家…承载城市。`: a first or an honour no other report has a word of."""
    head = f"仅见于{source.report.region}："
    others = [one.text for one in desk.sources if one.report.id != source.report.id]
    points = [
        point
        for group in groups(Looking(source, plan=False))
        for point in group.points
        if count("firsts", point.text)
        and point.width + text_width(head) + RAISED_WIDTH <= room
        and not any(_shares(point.text, text) for text in others)
    ]
    first = sorted(points, key=lambda point: -point.worth)[:MOST_POINTS]
    return [_item(desk, source, head, one) for one in first if _stands(desk, source, one, False)][
        :1
    ]


def _shares(words: str, text: str) -> bool:
    return any(words[at : at + SAME] in text for at in range(max(1, len(words) - SAME + 1)))


def common(desk: BriefDesk) -> list[Item]:
    """`自述的问题中，满洲里市、海拉尔区都提到“营商环境”。`, of the words that most reports have."""
    claims = [claim for kind, head in HEADS for claim in _common(desk, kind, head)]
    return [claim.item for claim in desk.proven(claims)]


def _common(desk: BriefDesk, kind: str, head: str) -> Iterator[OwnSentence]:
    places = {source.report.id: list(_places(source, kind)) for source in desk.sources}
    users: dict[str, list[tuple[ReportSource, tuple[int, int]]]] = {}
    for term in (t for t in listed("labels") if SHORTEST_TERM <= len(t) <= LONGEST_TERM):
        for source in desk.sources:
            held = (span for span in places[source.report.id] if term in source.text[slice(*span)])
            if span := next(held, None):
                users.setdefault(term, []).append((source, span))
    shared = {term: held for term, held in users.items() if _several(desk, held)}
    for term, held in sorted(shared.items(), key=lambda pair: -len(pair[1]))[:MOST_COMMON]:
        regions = "、".join(dict.fromkeys(source.report.region for source, _ in held))
        numbers = tuple(desk.cited(source, *span) for source, span in held)
        item = Item(text=f"{head}中，{regions}都提到“{term}”。", citations=numbers)
        yield OwnSentence(item, tuple(source.report for source, _ in held))


def _several(desk: BriefDesk, held: Sequence[tuple[ReportSource, tuple[int, int]]]) -> bool:
    """Whether most of the reports, and two at least, are among them."""
    regions = {source.report.region for source, _ in held}
    return len(regions) >= max(2, (len(desk.sources) + 1) // 2)


def _places(source: ReportSource, kind: str) -> Iterator[tuple[int, int]]:
    if kind == "problems":
        for span in problem_spans(source):
            yield from clauses_of(source.text, *span)
        return
    for section in agenda(source.sections, PLAN):
        yield section.start, section.start + len(section.heading)
