"""What a plan is about, in the words of its own headings: more than any one measure tells."""

import re
from collections.abc import Sequence

from service.shapes import Item
from service.tasks.answer.agenda_lines import FEWEST, PLAN, agenda, bare
from service.tasks.brief.desk import Desk
from service.tasks.proving import Claim
from service.tasks.sources import Source
from service.verify import Context
from vectorstore.documents import Section

HEAD = "重点是"
CLAUSES = re.compile(r"[，,：:；;。！!？?\n]")
FRAME = re.compile(r"^在(.{4,}?)(?:上|中|方面)(?:实现|取得|求|强|再|展|迈|走|有|下|见|争|作)")
TITLE = re.compile(r"\d|目标|任务|要求|思路|^(?:今|明|新的一)年|之年")  # of a part, not of a work
SHORTEST, LONGEST = 4, 18
MOST = 82  # three lines of the page
PAIR = 2  # headings that tell enough where several regions share the page


def _clause(heading: str) -> str:
    """The clause of a heading that says most: 产业建设 rather than 坚持转型发展."""
    clauses = [each.strip() for each in CLAUSES.split(bare(heading))]
    fitting = [
        each
        for each in clauses
        if SHORTEST <= len(each) <= LONGEST
        and each.count("“") == each.count("”")
        and not TITLE.search(each)
    ]
    longest = max(fitting, key=len, default="")
    framed = FRAME.match(longest)
    return framed[1] if framed else longest


def _place(source: Source, section: Section, words: str) -> tuple[int, int] | None:
    start = source.text.find(words, section.start, section.end) if words else -1
    return (start, start + len(words)) if start >= 0 else None


def _shown(words: Sequence[str], most: int, fewest: int) -> list[str]:
    """As many as `most` characters hold; nothing where that is fewer than `fewest`."""
    room, shown = most - len(HEAD), list[str]()
    for each in words:
        room -= len(each) + 1
        if room < 0:
            break
        shown.append(each)
    return shown if len(shown) >= fewest else []


def priorities(desk: Desk, source: Source, most: int = MOST, fewest: int = FEWEST) -> list[Item]:
    """`重点是加快产业转型、提升城市品质、…。`, or nothing where the plan has no such headings."""
    held = {
        words: place
        for section in agenda(source.sections, PLAN)
        if (place := _place(source, section, words := _clause(section.heading)))
    }
    shown = _shown(list(held), most, fewest)
    if not shown:
        return []
    numbers = [
        desk.citing.span(source.report.id, words, *held[words], source.path_at(held[words][0]))
        for words in shown
    ]
    tail = "等" if len(shown) < len(held) else ""
    stop = "；" if any("、" in words for words in shown) else "、"
    item = Item(text=f"{HEAD}{stop.join(shown)}{tail}。", citations=tuple(numbers))
    context = Context(region=source.report.region, kind="target")
    claim = Claim(item, (source.report,), context=context)
    return [each.item for each in desk.proven([claim])]
