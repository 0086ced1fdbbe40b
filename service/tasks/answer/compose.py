"""The offline draft: which sentences answer the question, from ledger and quotes alone."""

from dataclasses import dataclass, field, replace

from service.facts.model import Fact
from service.ledger import FactQuery, Ledger
from service.shapes import Reason, Searched, Status
from service.tasks.answer.draft_lines import extra_line, found_lines, line, near_lines
from service.tasks.answer.phrases import matching
from service.tasks.answer.pick import Picked, pick
from service.tasks.answer.quote_lines import glossary_lines, nearest_line, quote_lines
from service.tasks.answer.sources import Sources
from service.tasks.answer.versus_lines import versus
from service.understand import Understood
from service.verify import Context, Derived, Evidence, Line
from vectorstore.documents import Report
from vectorstore.library import Library

TEXT_TASKS = ("done", "planned", "problems", "explain")
MOST_REGIONS = 40


@dataclass(frozen=True, slots=True)
class Draft:
    """Sentences before their proof, with everything they may be proven with."""

    lines: tuple[Line, ...]
    evidence: Evidence
    status: Status
    searched: Searched
    reason: Reason | None = None
    closing: str = ""
    facts: tuple[Fact, ...] = ()


@dataclass(slots=True)
class _Desk:
    """What one answer is written from."""

    library: Library
    understood: Understood
    reports: tuple[Report, ...]
    sources: Sources
    facts: list[Fact] = field(default_factory=list[Fact])
    derived: list[Derived] = field(default_factory=list[Derived])

    def region_reports(self, region: str) -> list[str]:
        """All reports of a region; the years asked about decide later which facts count."""
        wanted = self.understood.report_years
        return [
            r.id
            for r in self.library.reports()
            if r.region == region and (not wanted or r.year in wanted)
        ]

    def regions(self) -> list[str]:
        return list(dict.fromkeys(report.region for report in self.reports))

    def newest(self, region: str) -> Report:
        return max((r for r in self.reports if r.region == region), key=lambda r: r.year)

    def evidence(self) -> Evidence:
        return Evidence(
            reports=tuple({r.id: r for r in [*self.reports, *self._cited()]}.values()),
            facts=tuple({fact.id: fact for fact in self.facts}.values()),
            citations=self.sources.citations,
            derived=tuple(self.derived),
            context=Context(),
        )

    def _cited(self) -> list[Report]:
        return [self.library.report(c.report) for c in self.sources.citations]


def _picked(desk: _Desk, region: str) -> list[Picked]:
    """The facts for one region: by the lexicon's indicators, else by the question's own words."""
    understood = desk.understood
    ledger = Ledger(desk.library.engine)
    ids = tuple(desk.region_reports(region))
    newest = desk.newest(region).year
    picks: list[Picked] = []
    for name in understood.indicators:
        facts = ledger.facts(FactQuery(reports=ids, indicators=(name,)))
        asked = [fact for fact in facts if fact.scope and fact.scope in understood.subject]
        picks.append(pick(asked or facts, understood, region, name, newest))
    if not understood.indicators and len(understood.subject) >= 2:
        facts = matching(ledger.facts(FactQuery(reports=ids)), understood.subject)
        picked = pick(facts, replace_kind(understood), region, understood.subject, newest)
        picks.extend([picked] if picked.facts else [])
    desk.facts.extend(fact for p in picks for fact in (*p.facts, *p.near))
    return picks


def replace_kind(understood: Understood) -> Understood:
    """For figures found by words: growth is not asked of what has no growth."""
    return understood.model_copy(update={"measures": ()})


def _texts(desk: _Desk, picked: Picked) -> dict[str, str]:
    return {fact.report: desk.library.text(fact.report) for fact in picked.facts}


def _single(desk: _Desk, picked: Picked) -> list[Line]:
    if not picked.facts:
        return near_lines(picked, desk.understood, desk.sources)
    lines = found_lines(picked, desk.understood, desk.sources)
    said = "".join(each.text for each in lines)
    extra = extra_line(picked.facts, desk.understood, desk.sources, _texts(desk, picked), said)
    return [*lines, *extra]


def _status(picks: list[Picked], understood: Understood) -> tuple[Status, Reason | None]:
    found = [p for p in picks if p.facts]
    if not found:
        return "not_found", "not_mentioned"
    if any("amount" in p.missing for p in found):
        return "partial", "no_amount"
    only_target = understood.kind is None and all(
        f.kind == "target" for p in found for f in p.facts
    )
    if any(p.missing for p in found) or (
        len(found) < len(picks) and len(picks) == len(understood.indicators)
    ):
        return "partial", "not_mentioned"
    return ("partial", "not_mentioned") if only_target and understood.years else ("answered", None)


def _receipt(desk: _Desk, found: list[str]) -> str:
    """How many reports were read and which say nothing: checked, not proven numbers."""
    regions = desk.regions()
    if len(regions) == 1:
        report = desk.newest(regions[0])
        return f"已查{report.region}{report.year}年政府工作报告全文。"
    silent = [region for region in regions if region not in found]
    tail = f"未提及的：{'、'.join(silent)}。" if silent else f"{len(regions)}个地区都有。"
    return f"已查{len(desk.reports)}份报告，{tail}"


def _figures(desk: _Desk) -> Draft | None:
    """The answer from the ledger; None where it has nothing to say and words may have."""
    picks = {region: _picked(desk, region) for region in desk.regions()[:MOST_REGIONS]}
    flat = [picked for each in picks.values() for picked in each]
    found = [region for region, each in picks.items() if any(p.facts for p in each)]
    if not found and (not desk.understood.indicators or not any(p.near for p in flat)):
        return None
    lines: list[Line] = []
    if len(picks) == 1:
        for picked in flat:
            lines.extend(_single(desk, picked))
    else:
        lines.extend(_many(desk, flat))
    status, reason = _status(
        flat if len(picks) == 1 else [p for p in flat if p.facts], desk.understood
    )
    closing = _receipt(desk, found) if len(picks) > 1 or status == "not_found" else ""
    return _finish(desk, lines, status, reason, closing)


def _many(desk: _Desk, flat: list[Picked]) -> list[Line]:
    lines: list[Line] = []
    for name in dict.fromkeys(picked.indicator for picked in flat):
        facts = [p.facts[0] for p in flat if p.indicator == name and p.facts]
        if (
            desk.understood.task in ("compare", "rank", "list")
            and len({f.indicator for f in facts}) == 1
        ):
            made, derived = versus(
                facts,
                desk.understood.measures,
                desk.sources,
                desk.reports,
                listing=desk.understood.task == "list",
                lowest=desk.understood.lowest,
            )
            desk.derived.extend(derived)
            lines.extend(made)
        else:
            for picked in flat:
                if picked.indicator == name and picked.facts:
                    lines.extend(_single(desk, picked))
    return lines


def _finish(
    desk: _Desk, lines: list[Line], status: Status, reason: Reason | None, closing: str
) -> Draft:
    cited = {n for each in lines for n in each.citations}
    used = [
        fact
        for fact in {f.id: f for f in desk.facts}.values()
        if any(
            c.n in cited and c.report == fact.report and c.start <= fact.start and fact.end <= c.end
            for c in desk.sources.citations
        )
    ]
    searched = Searched(reports=len(desk.reports), regions=tuple(desk.regions()))
    return Draft(tuple(lines), desk.evidence(), status, searched, reason, closing, tuple(used))


def _words(desk: _Desk) -> Draft:
    """The answer in the reports' own sentences, or that they do not speak of it."""
    understood = desk.understood
    if understood.task == "explain":
        lines = glossary_lines(desk.library, understood, desk.sources)
        if lines:
            return _finish(desk, lines, "answered", None, "")
    lines = []
    found: list[str] = []
    for report in desk.reports[:MOST_REGIONS]:
        quoted = quote_lines(desk.library, understood, report.id, desk.sources)
        found.extend([report.region] if quoted else [])
        lines.extend(quoted)
    desk.facts.extend(_overlapping(desk))
    if lines:
        closing = _receipt(desk, found) if len(desk.reports) > 1 else ""
        return _finish(desk, lines, "answered", None, closing)
    what = "、".join(understood.indicators) or understood.subject
    lines = [line(f"报告未提及{what}。" if len(what) <= 30 else "报告未提及所问内容。")]
    if len(desk.reports) == 1:
        lines.extend(nearest_line(desk.library, understood, desk.reports[0].id, desk.sources))
    return _finish(desk, lines, "not_found", "not_mentioned", _receipt(desk, []))


def _overlapping(desk: _Desk) -> list[Fact]:
    ids = tuple(dict.fromkeys(citation.report for citation in desk.sources.citations))
    if not ids:
        return []
    facts = Ledger(desk.library.engine).facts(FactQuery(reports=ids))
    return [
        fact
        for fact in facts
        if any(
            c.report == fact.report and c.start <= fact.start and fact.end <= c.end
            for c in desk.sources.citations
        )
    ]


def compose(library: Library, understood: Understood) -> Draft:
    """The offline draft for a question about reports that the library holds."""
    reports = tuple(library.report(name) for name in understood.reports)
    desk = _Desk(library, understood, reports, Sources(library))
    text_first = understood.task in TEXT_TASKS and not (
        understood.wants_figure and understood.indicators
    )
    if understood.task == "done" and understood.indicators and not understood.topic:
        text_first = False
    draft = None if text_first else _figures(desk)
    if draft is not None:
        return draft
    return _words(replace(desk, sources=Sources(library), facts=[], derived=[]))
