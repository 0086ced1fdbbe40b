"""The report on a terminal."""

import re
import sys
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.table import Table

from evals.report.document import STATES, TIERS, RunDocument, by_case, change_of, percent, rerun
from evals.words import slip

MOST_SHOWN = 20
PIPED_WIDTH = 200
MOST_WORDS = 110
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def console() -> Console:
    """For the tables: wide when it is not a terminal, never reading markup in texts."""
    width = None if sys.stdout.isatty() else PIPED_WIDTH
    return Console(file=sys.stdout, width=width, markup=False, highlight=False, emoji=False)


def show(document: RunDocument, console: Console, say: Callable[[str], None]) -> None:
    """Tier and verdict first, then metrics, then what differs and what is wrong.

    The table goes to `console`, lines of any length to `say`.
    """
    say = _safely(say)
    say(f"层级：{TIERS[document.tier]}")
    say(f"结论：{STATES[document.verdict.state]}")
    for line in (*document.verdict.reasons, *document.verdict.notes):
        say(f"  · {line}")
    console.print(_metrics(document))
    if document.agreement:
        console.print(_agreement(document))
    for line in (
        *_changes(document),
        *_slips(document),
        *_wrong(document),
        *_errors(document),
        *_end(document),
    ):
        say(line)


def _safely(say: Callable[[str], None]) -> Callable[[str], None]:
    """Text as text: nothing in a question or an answer steers the terminal."""
    return lambda line: say(_CONTROL.sub("?", line))


def _metrics(document: RunDocument) -> Table:
    table = _headed("指标", "对/判", "比例", "95%区间", "比基线")
    for each in document.metrics:
        unjudged = f"（{each.unjudged}个无法判定）" if each.unjudged else ""
        share = f"{each.k / each.n:.1%}" if each.n else "—"
        spread = f"{each.low:.1%}–{each.high:.1%}" if each.n else "—"
        counts = f"{each.k}/{each.n}"
        table.add_row(each.title + unjudged, counts, share, spread, change_of(each, document))
    return table


def _agreement(document: RunDocument) -> Table:
    table = _headed("台账与标准答案", "对/应有/台账有", "查全", "查准", "F1")
    for each in document.agreement:
        counts = f"{each.right}/{each.gold}/{each.ledger}"
        table.add_row(each.title, counts, *map(percent, (each.recall, each.precision, each.f1)))
    return table


def _headed(first: str, *others: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(first)
    for heading in others:
        table.add_column(heading, justify="right")
    return table


def _changes(document: RunDocument) -> Iterator[str]:
    for worse, title in ((True, "比基线差"), (False, "比基线好或新增")):
        found = by_case(document, worse=worse)
        if found:
            yield f"{title}（{sum(map(len, found))}处）："
        for first, *more in found[:MOST_SHOWN]:
            rest = f"（另有{len(more)}处）" if more else ""
            yield f"  {first.id}  {first.key}  {_cut(first.words)}{rest}"
        if len(found) > MOST_SHOWN:
            yield f"  ……另有{len(found) - MOST_SHOWN}个用例"


def _slips(document: RunDocument) -> Iterator[str]:
    if document.slips:
        told = (f"{slip(name)}{count}" for name, count in document.slips.items())
        yield f"差错的种类：{'；'.join(told)}"


def _wrong(document: RunDocument) -> Iterator[str]:
    wrong = [result for result in document.results if result.right is False and result.question]
    if wrong:
        yield f"答错的问题（{len(wrong)}个）："
    for result in wrong[:MOST_SHOWN]:
        reason = next(c for c in result.checks if c.state == "fail" and not c.diagnostic)
        yield f"  {result.id}  {result.question}  {_cut(reason.detail)}"
    if len(wrong) > MOST_SHOWN:
        yield f"  ……另有{len(wrong) - MOST_SHOWN}个"
    if wrong:
        yield f"重跑一个：{rerun(document, wrong[0])}"


def _errors(document: RunDocument) -> Iterator[str]:
    found = [result for result in document.results if result.error]
    if found:
        yield f"没有结果的（{len(found)}个）："
    for result in found[:MOST_SHOWN]:
        yield f"  {result.id}  {_cut(result.error)}"


def _end(document: RunDocument) -> Iterator[str]:
    timing, spent = document.timing, document.spent
    used = f"，{spent.calls}次调用，{spent.prompt_tokens:,}+{spent.completion_tokens:,}个token"
    made = document.provenance
    yield (
        f"用时{timing.seconds:.0f}秒，每例中位{timing.p50_ms}毫秒、95%在{timing.p95_ms}毫秒内"
        f"{used if spent.calls else ''}；版本{made.revision or made.gongbao}，用例{made.cases}，"
        f"资料{made.library}，模型{made.model or '无'}"
    )


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= MOST_WORDS else line[: MOST_WORDS - 1] + "…"
