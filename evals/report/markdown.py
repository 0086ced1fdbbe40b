"""The report as a Markdown summary."""

import re
from collections.abc import Iterator

from evals.report.document import (
    STATES,
    TIERS,
    RunDocument,
    by_case,
    change_of,
    origin,
    percent,
    rerun,
)

MOST_SHOWN = 50
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~&])")


def markdown(document: RunDocument) -> str:
    """Tier, verdict, metrics, changes, what is wrong, provenance."""
    parts = (_head, _table, _changes, _errors, _end)
    return "\n".join(line for part in parts for line in part(document))


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, in one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _code(text: str) -> str:
    """Text as code, whatever backticks it holds."""
    line = " ".join(text.split())
    fence = "`" * (1 + max(map(len, re.findall("`+", line)), default=0))
    return f"{fence} {line} {fence}" if "`" in line else f"`{line}`"


def _head(document: RunDocument) -> Iterator[str]:
    yield f"# 检验结果 · {TIERS[document.tier]}"
    yield ""
    yield f"**结论：{STATES[document.verdict.state]}**"
    yield ""
    made = document.provenance
    yield escaped(
        f"{document.timing.started[:10]}，提交{made.revision or '不明'}，{made.case_count}个用例，"
        f"{len(made.reports)}份报告，模型{made.model or '无'}。"
    )
    yield ""
    for line in (*document.verdict.reasons, *document.verdict.notes):
        yield f"- {escaped(line)}"
    yield ""


def _table(document: RunDocument) -> Iterator[str]:
    yield "| 指标 | 对/判 | 比例 | 95%区间 | 比基线 |"
    yield "|---|--:|--:|--:|--:|"
    for each in document.metrics:
        share = f"{each.k / each.n:.1%} | {each.low:.1%}–{each.high:.1%}" if each.n else "— | —"
        moved = change_of(each, document)
        yield f"| {escaped(each.title)} | {each.k}/{each.n} | {share} | {moved} |"
    yield ""
    if document.agreement:
        yield "| 台账与标准答案 | 对/应有/台账有 | 查全 | 查准 | F1 |"
        yield "|---|--:|--:|--:|--:|"
    for row in document.agreement:
        shares = " | ".join(map(percent, (row.recall, row.precision, row.f1)))
        yield f"| {escaped(row.title)} | {row.right}/{row.gold}/{row.ledger} | {shares} |"
    yield ""


def _changes(document: RunDocument) -> Iterator[str]:
    for worse, title in ((True, "比基线差"), (False, "比基线好或新增")):
        found = by_case(document, worse=worse)
        if found:
            yield f"## {title}（{sum(map(len, found))}处）"
            yield ""
            for first, *more in found[:MOST_SHOWN]:
                rest = f"（另有{len(more)}处）" if more else ""
                told = f"{first.key}，{first.words}"
                yield f"- {escaped(first.id)}：{escaped(told)}{rest}"
            yield ""
    wrong = [result for result in document.results if result.right is False and result.question]
    if wrong:
        yield f"## 答错的问题（{len(wrong)}个）"
        yield ""
        for result in wrong[:MOST_SHOWN]:
            reason = next(c for c in result.checks if c.state == "fail" and not c.diagnostic)
            yield f"- {escaped(result.id)} {escaped(result.question or '')}：{escaped(reason.detail)}"
        yield ""
        yield f"重跑一个：{_code(rerun(document, wrong[0]))}"
        yield ""


def _errors(document: RunDocument) -> Iterator[str]:
    found = [result for result in document.results if result.error]
    if found:
        yield f"## 没有结果的（{len(found)}个）"
        yield ""
        for result in found[:MOST_SHOWN]:
            yield f"- {escaped(result.id)}：{escaped(result.error)}"
        yield ""


def _end(document: RunDocument) -> Iterator[str]:
    yield "## 来历"
    yield ""
    for name, value in origin(document):
        yield f"- {name}：{escaped(value)}"
    yield ""
