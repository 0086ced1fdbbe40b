"""Changes of wording as Markdown: a table for each kind, both quotes under their numbers."""

from collections.abc import Mapping, Sequence

from service.export.markdown import plain
from service.shapes import Citation
from service.tasks.changes.kinds import KINDS, LEADING, by_kind, leading
from service.tasks.changes.shapes import Change, Changes, Step
from service.tasks.changes.shapes_nation import TargetUse, TermUse
from service.tasks.words import source_name


def title_of(step: Step) -> str:
    """`乌海市提法变化（2023—2024年）`: the years of the reports."""
    return f"{step.later.region}提法变化（{step.earlier.year}—{step.later.year}年）"


def summary_line(step: Step) -> str:
    """`延续的任务与数字25项，说得更重的3项，…。`"""
    return "，".join(f"{KINDS[kind]}{len(found)}项" for kind, found in by_kind(step)) + "。"


def quote_of(number: int | None, cited: Mapping[int, Citation], absent: str = "—") -> str:
    """A quote with its number, or a dash."""
    return f"“{cited[number].quote}”[{number}]" if number is not None else absent


def changes_markdown(made: Changes) -> str:
    """All steps, then the sources."""
    cited = {citation.n: citation for citation in made.citations}
    lines: list[str] = []
    for step in made.steps:
        lines += [f"# {plain(title_of(step))}", "", plain(summary_line(step)), ""]
        lines += _table(LEADING, leading(step), cited)
        lines += _sections(step)
        for kind, found in by_kind(step):
            lines += _table(f"{KINDS[kind]}（{len(found)}项）", found, cited)
    lines += [f"> {plain(note)}\n" for note in made.notes]
    return "\n".join([*lines, *_sources(made.citations)])


def _table(title: str, found: Sequence[Change], cited: Mapping[int, Citation]) -> list[str]:
    head = [f"## {title}", "", "| 上年报告 | 今年报告 | 变化 |", "| --- | --- | --- |"]
    return [*head, *(_row(change, cited) for change in found), ""]


def _row(change: Change, cited: Mapping[int, Citation]) -> str:
    cells = (quote_of(change.earlier, cited), quote_of(change.later, cited), change.text)
    return f"| {' | '.join(map(plain, cells))} |"


def _sections(step: Step) -> list[str]:
    if not step.sections:
        return []
    rows = [
        f"| {' | '.join(plain(path[-1] if path else '—') for path in (pair.earlier, pair.later))} |"
        for pair in step.sections
    ]
    return ["## 章节对照", "", "| 上年 | 今年 |", "| --- | --- |", *rows, ""]


def _sources(citations: Sequence[Citation]) -> list[str]:
    listed = [f"{c.n}. {plain(source_name(c))}：“{plain(c.quote)}”" for c in citations]
    return ["## 出处", "", *listed, ""]


def term_markdown(made: TermUse) -> str:
    """Years, the regions in the order in which they took the term up, and the sources."""
    lines = [f"# 各地报告中的“{plain(made.term)}”", ""]
    lines += ["| 报告年份 | 收录 | 提到 |", "| --- | --- | --- |"]
    lines += [
        f"| {year} | {held} | {made.by_year.get(year, 0)} |" for year, held in made.held.items()
    ]
    lines += ["", f"## 各地首次提到（{len(made.first)}个地区）", ""]
    cited = {citation.n: citation for citation in made.citations}
    lines += [
        f"- {plain(each.region)}{each.year}年报告（全文{each.count}处）："
        f"{plain(quote_of(each.n, cited))}"
        for each in made.first
    ]
    lines += ["", *(f"> {plain(note)}" for note in made.notes), ""]
    return "\n".join([*lines, *_sources(made.citations)])


def targets_markdown(made: TargetUse) -> str:
    """Each target with how many set it and who; then the sources."""
    lines = [f"# 各地{plain(made.indicator)}增长目标", ""]
    lines += ["| 目标 | 报告数 | 报告 |", "| --- | --- | --- |"]
    for group in made.groups:
        who = "、".join(f"{aim.report}[{aim.n}]" for aim in group.aims)
        lines.append(f"| {plain(group.said)} | {group.count} | {plain(who)} |")
    lines += ["", f"未见当年增长目标的报告{len(made.silent)}份。", ""]
    lines += [*(f"> {plain(note)}" for note in made.notes), ""]
    return "\n".join([*lines, *_sources(made.citations)])
