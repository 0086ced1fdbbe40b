"""The report as one HTML page that needs nothing beside it; all text is escaped."""

import json
from functools import cache, partial

from jinja2 import Environment, PackageLoader, StrictUndefined

from evals.metrics import Metric
from evals.report.document import STATES, TIERS, Document, change_of, percent, rerun
from evals.result import Result


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("evals.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(document: Document) -> str:
    """Verdict, metrics, regressions first, then what is wrong, then the rest."""
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            document=document,
            tier=TIERS[document.tier],
            state=STATES[document.verdict.state],
            groups=_groups(document),
            origin=_origin(document),
            share=_share,
            percent=percent,
            spread=_spread,
            moved=partial(change_of, document=document),
            gold=_gold,
            again=partial(rerun, document),
        )
    )


def _share(each: Metric) -> str:
    return f"{each.k / each.n:.1%}" if each.n else "—"


def _gold(result: Result) -> str:
    return json.dumps(result.expected, ensure_ascii=False, indent=1)


def _spread(each: Metric) -> str:
    return f"{each.low:.1%}–{each.high:.1%}" if each.n else "—"


def _groups(document: Document) -> list[tuple[str, bool, list[Result]]]:
    """Titled groups of results, and whether they are shown unfolded."""
    worse = {change.id for change in document.changes if change.worse}
    first = worse | set(document.verdict.cases)
    regressions = [result for result in document.results if result.id in first]
    rest = [result for result in document.results if result.id not in first]
    wrong = [result for result in rest if result.right is not True]
    wrong.sort(key=lambda result: result.question is None)
    right = [result for result in rest if result.right is True and result.question]
    return [
        ("使检验不通过的", True, regressions),
        ("其他没有全对的", False, wrong),
        ("答对的", False, right),
    ]


def _origin(document: Document) -> list[tuple[str, str]]:
    made, timing, spent = document.provenance, document.timing, document.spent
    return [
        ("时间", f"{timing.started}，用时{timing.seconds:.0f}秒"),
        ("每例用时", f"中位{timing.p50_ms}毫秒，95%在{timing.p95_ms}毫秒内"),
        ("模型用量", f"{spent.calls}次，{spent.prompt_tokens}+{spent.completion_tokens}个token"),
        ("版本", f"{made.gongbao} {made.revision}（Python {made.python}）"),
        ("依赖锁", made.lock),
        ("提示词", "，".join(f"{name} {sha256}" for name, sha256 in made.prompts.items())),
        ("用例", f"{made.case_count}个，{made.cases}"),
        ("资料", f"{made.library}：" + "，".join(f"{k} {v}" for k, v in made.reports.items())),
        ("向量", made.embeddings),
        ("方式与模型", f"{made.backend} {made.model or ''}"),
    ]
