"""One report's say on one indicator and kind: the fact shown, or why there is none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from service.draft import amount, growth, period_words
from service.facts.model import Fact
from service.light import light
from service.shapes import Aim, Cell, CellState, RowKind
from vectorstore.documents import Part, Report
from vectorstore.regions import named

RESULTS = ("actual", "expected")
SPOKEN: dict[RowKind, frozenset[Part]] = {
    "result": frozenset(("review", "review_period", "front")),
    "cumulative": frozenset(("review", "review_period", "front")),
    "average": frozenset(("review", "review_period", "front")),
    "target": frozenset(("plan", "plan_period", "self")),
}
KIND_WORDS = {
    "actual": "完成",
    "expected": "预计",
    "target": "目标",
    "cumulative": "累计",
    "average": "年均",
}
NEARBY = 2
PLACE = re.compile(  # a city's 市区 or 建成区 is a part of it, a named zone a place inside
    r"(?:镇|乡|街道|苏木|村|社区|区县|旗县|县域|园|港|各[县市区旗州]|(?<![市城成])区)$"
    r"|(?:综保|保税|开发|经开|高新|自贸|试验|示范|园)区"
)


@dataclass(frozen=True, slots=True)
class ReportEvidence:
    """What one report holds on one indicator: its facts, and the parts that name it.

    `aim` is what it aims at in words alone; `siblings` are facts on indicators of another 口径 that are easily taken for this one;
    `doubtful` ones may be on it; `joint` ones are told of this and others together (代表建议和提案209件).
    """

    report: Report
    facts: tuple[Fact, ...]
    named_in: frozenset[Part]
    siblings: tuple[Fact, ...] = ()
    joint: tuple[Fact, ...] = ()
    doubtful: tuple[Fact, ...] = ()
    aim: Aim | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is no fact that could be shown or noted."""
        return not (self.facts or self.siblings or self.joint or self.doubtful)


def _is_own(fact: Fact, report: Report) -> bool:
    return fact.scope is None and fact.region == report.region


def _answers(fact: Fact, kind: RowKind, report: Report) -> bool:
    return _is_own(fact, report) and _of_kind(fact, kind, report)


def _of_kind(fact: Fact, kind: RowKind, report: Report) -> bool:
    """Whether a figure is of the kind and of the year that the row asks a report for."""
    if kind == "result":
        within = fact.kind in RESULTS and fact.basis in ("annual", "level")
        summed = fact.kind == "cumulative"  # summed up within the one year, as 累计减税
        return (within or summed) and fact.period == str(report.covers)
    if kind == "target":
        annual = fact.basis in ("annual", "level", "cumulative")
        return fact.kind == "target" and annual and fact.period == str(report.year)
    if kind == "average":
        return fact.kind == "average"
    return fact.kind == "cumulative"


def _ends(fact: Fact) -> tuple[int, int] | None:
    first, _, last = (fact.period or "").partition("-")
    if first.isdigit() and len(last) == 4 and last.isdigit():
        return int(first), int(last)
    return None


def _span(fact: Fact) -> int:
    ends = _ends(fact)
    return ends[1] - ends[0] if ends else 0


def _of_part(fact: Fact, kind: RowKind, report: Report) -> bool:
    """A figure of the right year for a part of the whole (区本级); of a place inside it, none."""
    if fact.scope is None or PLACE.search(fact.scope) or named(fact.scope):
        return False
    return fact.region == report.region and _of_kind(fact, kind, report)


def _of_years(fact: Fact, kind: RowKind, report: Report) -> bool:
    """A target or a level that holds for some years, the row's own among them."""
    ends = _ends(fact)
    if ends is None or not _is_own(fact, report):
        return False
    if kind == "target":
        return fact.kind == "target" and ends[0] <= report.year <= ends[1]
    held = fact.kind in RESULTS and fact.basis == "level"
    return kind == "result" and held and ends[0] <= report.covers <= ends[1]


def matching(evidence: ReportEvidence, kind: RowKind) -> list[Fact]:
    """What answers the row: the whole's figure of its year, else a part's, else one of years."""
    for answers in (_answers, _of_part, _of_years) if evidence.facts else ():
        if found := [fact for fact in evidence.facts if answers(fact, kind, evidence.report)]:
            return found
    return []


def reads_growth(found: Sequence[Sequence[Fact]], kind: RowKind) -> bool:
    """Whether a row of targets is one of rates: more of the reports set a rate than an amount;
    `found` are the facts that match it in each of them."""
    if kind != "target":
        return False
    rates = sum(any(fact.growth is not None for fact in facts) for facts in found)
    return rates > sum(any(fact.value is not None for fact in facts) for facts in found)


def _rank(fact: Fact, growth: bool = False) -> tuple[bool, bool, int, bool, bool, int]:
    """Smaller comes first: what the row is read by, then results over estimates, long periods."""
    return (
        fact.growth is None if growth else fact.value is None,
        fact.kind != "actual",
        -_span(fact),
        fact.growth is None,
        fact.growth_qualifier is None and fact.qualifier is not None,
        fact.start,
    )


def _short(fact: Fact) -> str:
    what = KIND_WORDS.get(fact.kind or "", "") if fact.kind != "actual" else ""
    what = "" if fact.kind == "average" and fact.value is None else what  # 年均 is in its growth
    said = "、".join(part for part in (amount(fact), growth(fact)) if part)
    scope = f"（{fact.scope}）" if fact.scope else ""
    return f"{period_words(fact.period)}{scope}{what}{said}"


def _disagreeing(chosen: Fact, facts: Sequence[Fact]) -> list[Fact]:
    return [
        fact
        for fact in facts
        if fact is not chosen
        and (
            (fact.value is not None and (fact.value, fact.unit) != (chosen.value, chosen.unit))
            or (None not in (fact.growth, chosen.growth) and fact.growth != chosen.growth)
        )
    ]


def _value_note(chosen: Fact, other: Sequence[Fact], kind: RowKind) -> str:
    notes = [f"口径不同：{chosen.scope}"] if chosen.scope else []
    notes += ["预计数"] if chosen.kind == "expected" else []
    if kind == "result" and chosen.kind == "cumulative":
        notes.append("当年累计数")
    if chosen.value is None and kind == "result":
        notes.append("只有增速")
    if other:
        notes.append("报告另处写作" + "、".join(map(_short, other)))
    return "；".join(notes)


def cell(
    evidence: ReportEvidence, kind: RowKind, found: Sequence[Fact], *, growth: bool = False
) -> Cell:
    """The cell of one report, of which these facts match; `comparable` is decided later, across the
    row.

    Of an amount and a rate in two places the rate is shown where `growth` is what the row is
    read by. Figures of other years and kinds are only noted.
    """
    if evidence.is_empty and kind == "target" and evidence.aim:
        return _aimed(evidence.report.id, evidence.aim)
    if evidence.is_empty:
        spoken = evidence.named_in & SPOKEN[kind]
        return _bare(evidence.report.id, "no_number" if spoken else "not_mentioned")
    if len(found) > 1:
        found = sorted(found, key=lambda fact: _rank(fact, growth))
    ids = {fact.id for fact in found}
    others = tuple(fact for fact in evidence.facts if fact.id not in ids)
    if not found:
        return _blank(evidence, kind, others)
    chosen = found[0]
    noted = tuple(_disagreeing(chosen, found)[:NEARBY]) if len(found) > 1 else ()
    return light(
        Cell,
        {
            "report": evidence.report.id,
            "state": "value",
            "fact": chosen,
            "facts": (*found, *others),
            "comparable": False,
            "note": _value_note(chosen, noted, kind),
            "noted": noted,
            "hidden": False,
            "aim": None,
        },
    )


@lru_cache(maxsize=4096)
def _bare(report: str, state: CellState) -> Cell:
    """The cell of a report that has no figure at all to show or to note."""
    return Cell(report=report, state=state)


def _aimed(report: str, aim: Aim) -> Cell:
    """The cell of a report that sets a target in words alone."""
    return Cell(report=report, state="no_number", note=f"只说“{aim.quote}”", aim=aim)


def _blank(evidence: ReportEvidence, kind: RowKind, others: tuple[Fact, ...]) -> Cell:
    """Why there is no figure, and which figures a reader may be looking for."""
    unsure = [fact for fact in evidence.doubtful if _answers(fact, kind, evidence.report)]
    if unsure:
        quotes = "；".join(f"“{fact.quote}”" for fact in unsure[:NEARBY])
        note = f"口径待核：{quotes}"
        shown = tuple(unsure[:NEARBY])
        return Cell(
            report=evidence.report.id,
            state="doubtful",
            facts=tuple(unsure),
            note=note,
            noted=shown,
        )
    aim = evidence.aim if kind == "target" else None
    nearby = [fact for fact in others if _relates(fact, kind)]
    near, alike = nearby[:NEARBY], _alike(evidence, kind)
    joint = [fact for fact in evidence.joint if _answers(fact, kind, evidence.report)][:NEARBY]
    said = bool(nearby or joint or aim) or bool(evidence.named_in & SPOKEN[kind])
    notes = [f"只说“{aim.quote}”"] if aim else []
    notes += ["另有：" + "；".join(map(_short, near))] if near else []
    if joint:
        notes.append(
            "与他项合写：" + "；".join(f"{each.indicator}{_short(each)}" for each in joint)
        )
    if alike:
        listed = "；".join(f"{fact.indicator}{_short(fact)}" for fact in alike)
        notes.append(f"口径不同：{listed}")
    return light(
        Cell,
        {
            "report": evidence.report.id,
            "state": "no_number" if said else "not_mentioned",
            "fact": None,
            "facts": others,
            "comparable": False,
            "note": "；".join(notes),
            "noted": (*near, *joint, *alike),
            "hidden": False,
            "aim": aim,
        },
    )


def _alike(evidence: ReportEvidence, kind: RowKind) -> list[Fact]:
    """One figure for each indicator of another 口径 that is easily taken for this one."""
    found = [fact for fact in evidence.siblings if _answers(fact, kind, evidence.report)]
    by_indicator = {fact.indicator: fact for fact in sorted(found, key=_rank, reverse=True)}
    return list(by_indicator.values())[:NEARBY]


def _relates(fact: Fact, kind: RowKind) -> bool:
    return (fact.kind == "target") == (kind == "target")


def absent(name: str) -> Cell:
    """The cell of a region or year that is not in the library."""
    return Cell(report=name, state="not_in_library", note="未收录该报告")
