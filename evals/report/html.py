"""The report as one HTML page that needs nothing beside it; all text is escaped."""

import json
from functools import cache, partial

from jinja2 import Environment, PackageLoader, StrictUndefined

from evals.dataset import Expect
from evals.metrics import Metric
from evals.report.document import STATES, TIERS, RunDocument, change_of, origin, percent, rerun
from evals.result import Result
from evals.scorers.figures import label
from evals.words import slip


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("evals.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(document: RunDocument) -> str:
    """Verdict, metrics, regressions first, then what is wrong, then the rest."""
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            document=document,
            tier=TIERS[document.tier],
            state=STATES[document.verdict.state],
            groups=_groups(document),
            origin=origin(document),
            share=_share,
            percent=percent,
            spread=_spread,
            moved=partial(change_of, document=document),
            gold=_gold,
            wanted=_wanted,
            again=partial(rerun, document),
            slip=slip,
        )
    )


def _share(each: Metric) -> str:
    return f"{each.k / each.n:.1%}" if each.n else "—"


def _gold(result: Result) -> str:
    return json.dumps(result.expected, ensure_ascii=False, indent=1)


def _wanted(result: Result) -> list[str]:
    """The expectations of a question in a few lines; those of a ledger stand in its checks."""
    if result.task != "ask":
        return []
    wanted = Expect.model_validate(result.expected)
    lines = [f"状态{_either(wanted.status)}"] if wanted.status else []
    lines += [f"理由{_either(wanted.reason)}"] if wanted.reason else []
    lines += [f"数据：{label(fact)}" for fact in wanted.facts]
    lines += [f"要有“{_either(words)}”" for words in wanted.contains]
    return lines + [f"不要有“{words}”" for words in wanted.absent]


def _either(options: str | tuple[str, ...]) -> str:
    return options if isinstance(options, str) else "”或“".join(options)


def _spread(each: Metric) -> str:
    return f"{each.low:.1%}–{each.high:.1%}" if each.n else "—"


def _groups(document: RunDocument) -> list[tuple[str, bool, list[Result]]]:
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
