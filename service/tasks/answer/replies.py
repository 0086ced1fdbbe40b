"""Questions that are answered before any report is read: too vague, not ours, not in the library."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.language.named_times import NAMED
from service.language.unmet import asks_unmet
from service.language.words import pattern_of
from service.ledger import FactQuery, Ledger
from service.shapes import AskedState, Reason
from service.tasks.answer.moved_part import asks_moved
from service.tasks.answer.slots import Told, by_region
from service.understand import Understood
from service.understand.follow import reports_for
from service.understand.side_places import short_name
from service.understand.times import AskedTimes
from service.understand.typos import nearest
from service.verify import DraftLine
from vectorstore.documents import Report
from vectorstore.library import Library

MOST_NAMED = 12
MOST_OFFERED = 6
WHOLE = ("headline", "person", "done", "planned", "problems")
OWN_YEARS = tuple(year.name for year in NAMED.years)
ANYWHERE = ("mention", "explain", "count", "compare", "rank", "other")
OUT_OF_SCOPE = "工报只回答政府工作报告里的内容，这个问题不在其中。"


def listed(names: Sequence[str]) -> str:
    """`甲、乙、丙等15个`: at most twelve names."""
    unique = list(dict.fromkeys(names))
    shown = "、".join(unique[:MOST_NAMED])
    return shown if len(unique) <= MOST_NAMED else f"{shown}等{len(unique)}个地区"


def _offered(library: Library, understood: Understood) -> list[str]:
    facts = Ledger(library).facts(FactQuery(reports=understood.reports))
    names = [fact.indicator for fact in facts if fact.known and (fact.growth or fact.value)]
    return list(dict.fromkeys(names))[:MOST_OFFERED]


@dataclass(frozen=True, slots=True)
class FirstReply:
    """What is said before any report is read; `options` are the readings offered."""

    reason: Reason
    text: str
    told: tuple[Told, ...]
    options: tuple[str, ...] = ()


def not_in_library(understood: Understood, reports: Sequence[Report]) -> FirstReply:
    """Which region is missing, which are there and near it, and what to do."""
    told = _told(understood, understood.unknown_regions, "not_in_library")
    missing = "、".join(understood.unknown_regions)
    held = {short_name(report.region): report.region for report in reports}
    near = [(name, held[stem]) for name in understood.unknown_regions
            for stem in nearest(short_name(name), held)][:MOST_OFFERED]  # fmt: skip
    like = f"名称相近的有{listed([region for _, region in near])}。" if near else ""
    text = (
        f"未收录{missing}的政府工作报告，不能回答。{like}已收录：{listed(list(held.values()))}。"
        "请核对地名，或先加入该地的报告再问。"
    )
    said = understood.said
    options = tuple(said.replace(name, region) for name, region in near if name in said)
    return FirstReply("not_in_library", text, told, options)


def reply(library: Library, understood: Understood) -> FirstReply | None:
    """The reply that needs no evidence, or None when the reports have to be read."""
    reports = library.reports()
    if understood.task == "other":
        return FirstReply("out_of_scope", OUT_OF_SCOPE, ())
    if understood.unsaid and (unclear := _which_region(library, understood)):
        return unclear
    if understood.unknown_regions and not understood.regions:
        return not_in_library(understood, reports)
    if not understood.reports:
        years = "、".join(f"{year}年" for year in understood.report_years)
        told = _told(understood, understood.regions, "not_in_library")
        where = "、".join(understood.regions) or "所问地区"
        held = sorted({f"{r.year}年" for r in reports if r.region in understood.regions})
        have = f"已收录的是{'、'.join(held)}的报告。" if held else ""
        return FirstReply("not_in_library", f"未收录{where}{years}的政府工作报告。{have}", told)
    whole = understood.task in WHOLE or asks_unmet(understood.asked) or asks_moved(understood)
    whole = whole or (understood.task == "why" and pattern_of("aim").search(understood.asked))
    if not whole and not understood.indicators and len(understood.subject.replace(" ", "")) < 2:
        names = _offered(library, understood)
        where = "、".join(understood.regions) or "各地"
        text = f"请说明要问{where}的哪一项，例如：{'、'.join(names)}。"
        told = _told(understood, understood.regions, "not_understood")
        return FirstReply(
            "ambiguous", text, told, tuple(f"{where}{name}是多少？" for name in names)
        )
    return None


def settled(library: Library, understood: Understood) -> Understood:
    """A question that names no region, about words that the reports of one region alone hold:
    兰武高铁 is Wuwei's, whoever asks."""
    words = [word for word in understood.subject.split() if len(word) > 1]
    if not understood.unsaid or understood.indicators or understood.task in WHOLE or not words:
        return understood
    regions = _holding(library, words)
    if len(regions) != 1:
        return understood
    times = AskedTimes(understood.years, understood.report_years, understood.period, False, "")
    read = reports_for(library.reports(), regions, times, understood.task)
    named = {"regions": regions, "reports": read, "unsaid": False, "all_regions": False}
    return understood.model_copy(update=named)


def _holding(library: Library, words: Sequence[str]) -> tuple[str, ...]:
    """The regions of whose reports one holds all of these words."""
    held = (r.region for r in library.reports() if all(w in library.text(r.id) for w in words))
    return tuple(dict.fromkeys(held))


def _which_region(library: Library, understood: Understood) -> FirstReply | None:
    """Of which region something is asked that every report tells of, with what is understood."""
    if understood.task in ANYWHERE:
        return None
    words = [word for word in understood.subject.split() if len(word) > 1]
    own = not understood.indicators and understood.task not in WHOLE
    figure = understood.wants_figure or understood.measures
    if own and not figure and understood.task not in ("done", "planned", "why"):
        return None
    if own and words and not understood.nearest and not _holding(library, words):
        return None  # nobody speaks of it, whichever region is meant
    regions = understood.nearest or tuple(dict.fromkeys(r.region for r in library.reports()))
    near = f"是不是{'、'.join(understood.nearest)}？" if understood.nearest else ""
    text = f"请说明要问哪个地区{_what(understood)}。{near}已收录：{listed([r.region for r in library.reports()])}。"
    said = understood.said.removeprefix("那么").removeprefix("那")  # 那失业率呢？
    options = tuple(f"{region}{said}" for region in regions[:MOST_OFFERED])
    return FirstReply("ambiguous", text, _told(understood, (), "not_understood"), options)


def _what(understood: Understood) -> str:
    """What of the question was understood: `的2021年一般公共预算收入增速`."""
    years = understood.years or understood.report_years
    own = next((word for word in OWN_YEARS if word in understood.said), "")
    when = "、".join(f"{year}年" for year in years) or own
    when += "报告" if understood.report_years and not understood.years else ""
    about = "、".join(understood.indicators)
    growth = "增速" if understood.measures == ("growth",) else ""
    target = "目标" if understood.kind == "target" and "目标" in understood.said else ""
    if when and not (about or growth or target):
        return f"{when}的情况"  # 今年怎么样 asks of no aim, though the year is ahead
    told = f"{when}{'的' if when and not about else ''}{about}{growth}{target}"
    return f"的{told.strip('的')}" if told.strip("的") else ""


def _told(understood: Understood, regions: Sequence[str], state: AskedState) -> tuple[Told, ...]:
    said: dict[str, list[DraftLine]] = {}
    return by_region(understood.model_copy(update={"regions": regions}), regions, said, state)
