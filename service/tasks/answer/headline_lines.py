"""The main figures of a report at a glance: its headline indicators, in its own order."""

from collections.abc import Iterable, Sequence

from service.draft import amount, growth, period_words
from service.facts.model import Fact
from service.tasks.answer.draft_lines import line, quotation
from service.tasks.answer.sources import Sources
from service.understand import Understood
from service.verify import DraftLine
from vectorstore import late
from vectorstore.documents import Report

RESULT: tuple[str, ...] = ("actual", "expected")
TARGET: tuple[str, ...] = ("target",)
YEARLY = ("annual", "level")
CORE = frozenset(
    (
        "地区生产总值",
        "规模以上工业增加值",
        "固定资产投资",
        "社会消费品零售总额",
        "一般公共预算收入",
        "地方级财政收入",
        "进出口总额",
        "全体居民人均可支配收入",
        "城镇居民人均可支配收入",
        "农村居民人均可支配收入",
        "居民消费价格",
        "城镇新增就业",
        "城镇登记失业率",
        "城镇调查失业率",
        "粮食产量",
    )
)
MOST, MOST_OF_MANY = 12, 5
TOGETHER = 3
LONGEST_SPAN = 400
CLAUSE = late.pattern(r"[，,；;]")
AIM = late.pattern(
    r"同步|稳定|稳步|稳中|量增质升|合理区间|持平|相适应|相匹配|完成[^，,；;]{0,10}(?:任务|目标)|控制在|保持在|下达|\d[^，,；;]*(?:%|％|个百分点)"
)


def _whole(fact: Fact, kinds: Sequence[str], period: str) -> bool:
    """A figure of the whole region for one year, of a kind that was asked for."""
    return (
        fact.known
        and fact.scope is None
        and fact.period == period
        and fact.kind in kinds
        and fact.basis in YEARLY
    )


def _sentences(facts: Sequence[Fact], text: str) -> list[list[Fact]]:
    """The facts of one sentence together, sentences in the report's order."""
    groups: list[list[Fact]] = []
    for fact in sorted(facts, key=lambda each: (each.start, each.end)):
        last = groups[-1][-1] if groups else None
        between = text[last.end : fact.start] if last else "。"
        near = groups and fact.end - groups[-1][0].start <= LONGEST_SPAN
        if near and last and last.kind == fact.kind and not {"。", "\n"} & {*between}:
            groups[-1].append(fact)
        else:
            groups.append([fact])
    return groups


def main_figures(
    facts: Iterable[Fact], text: str, kinds: Sequence[str], period: str, most: int
) -> list[list[Fact]]:
    """The core figures of one report, one an indicator, by sentence.

    Beside them stand the other known indicators of a sentence that lists at least three.
    """
    groups = _sentences([fact for fact in facts if _whole(fact, kinds, period)], text)
    chosen: list[list[Fact]] = []
    held: set[str] = set()
    fullest = sorted(groups, key=lambda group: -_core(group))
    for group in fullest:
        listing = _core(group) >= TOGETHER
        new = [fact for fact in group if listing or fact.indicator in CORE]
        new = _unheld(new, held)[: most - len(held)]
        held.update(fact.indicator for fact in new)
        chosen.extend([new] if new else [])
    return sorted(chosen, key=lambda group: group[0].start)


def _core(group: Sequence[Fact]) -> int:
    return sum(fact.indicator in CORE for fact in group)


def _unheld(facts: Sequence[Fact], held: set[str]) -> list[Fact]:
    unique = {fact.indicator: fact for fact in reversed(facts) if fact.indicator not in held}
    return [fact for fact in facts if unique.get(fact.indicator) is fact]


def _words(fact: Fact) -> str:
    return f"{fact.indicator}{'、'.join(part for part in (amount(fact), growth(fact)) if part)}"


def figures_line(groups: Sequence[Sequence[Fact]], sources: Sources, text: str) -> list[DraftLine]:
    """`2021年临汾市主要目标：地区生产总值增长8.5%，…[1]；…[2]。`: a line a kind."""
    lines: list[DraftLine] = []
    for kind, name in (
        ("actual", "主要指标"),
        ("expected", "主要指标预计"),
        ("target", "主要目标"),
    ):
        mine = [group for group in groups if group[0].kind == kind]
        said: list[str] = []
        numbers: list[int] = []
        for group in mine:
            start, end = group[0].start, max(fact.end for fact in group)
            number = sources.cite(group[0].report, start, end)
            said.append("，".join(map(_words, group)) + f"[{number}]")
            numbers.append(number)
        if mine:
            lead = mine[0][0]
            head = f"{period_words(lead.period)}{lead.region}{name}"
            lines.append(line(f"{head}：{'；'.join(said)}。", *numbers))
    return lines


def others_line(groups: Sequence[Sequence[Fact]], sources: Sources, text: str) -> list[DraftLine]:
    """The targets of the list that are no figure of it, in the report's words: 居民收入增长与经济
    增长同步. Those that are told as figures elsewhere are not among them."""
    longest = max(groups, key=len)
    if len(longest) < TOGETHER:
        return []
    report = longest[0].report
    start = max(text.rfind(stop, 0, longest[0].start) for stop in "。！？\n：:") + 1
    end = min(at for stop in "。！？\n" if (at := text.find(stop, longest[-1].end)) >= 0)
    said: list[str] = []
    numbers: list[int] = []
    at = start
    for found in (*CLAUSE.finditer(text, start, end), None):
        stop = found.start() if found else end
        left = at + len(text[at:stop]) - len(text[at:stop].lstrip())
        told = any(fact.start < stop and at < fact.end for group in groups for fact in group)
        if not told and AIM.search(text, left, stop):
            number = sources.cite(report, left, stop)
            said.append(f"“{text[left:stop]}”[{number}]")
            numbers.append(number)
        at = found.end() if found else end
    lead = f"{longest[0].region}{longest[0].year}年计划还提到"
    return [quotation(f"{lead}：{'；'.join(said)}。", *numbers)] if said else []


def wanted(understood: Understood, report: Report) -> list[tuple[tuple[str, ...], str]]:
    """Which kinds of which year to look for in a report, the first that is found to be said."""
    years = understood.years or (
        (report.year,) if understood.kind == "target" else (report.covers,)
    )
    results = [(RESULT, str(year)) for year in years]
    targets = [(TARGET, str(year)) for year in years]
    if understood.kind == "target":
        return targets
    return results if understood.kind == "result" else [*results, *targets]
