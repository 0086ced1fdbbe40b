"""A faithful writer: true facts in the many ways a person would write them."""

import re
from collections.abc import Callable, Iterator, Sequence
from random import Random

from service.draft import amount, growth_rate, plan_words
from service.facts.model import Fact
from service.language.indicators import load_lexicon
from service.verify import DraftLine
from vectorstore.documents import Report

SHORT = {
    "地区生产总值": "GDP", "社会消费品零售总额": "社零总额", "固定资产投资": "固定资产投资额",
    "规模以上工业增加值": "规上工业增加值", "一般公共预算收入": "一般公共预算收入",
}  # fmt: skip
Template = Callable[["Facts"], str]


class Facts:
    """One fact in the words a template may choose from."""

    def __init__(self, fact: Fact, report: Report, random: Random) -> None:
        self.fact = fact
        self.report = report
        self.random = random

    @property
    def region(self) -> str:
        """A name of the region."""
        region = self.report.region
        short = re.sub(r"(?:市|区)$", "", region)
        chain = self.report.parents[-1] + region if self.report.parents else region
        return self.random.choice((region, region, short if len(short) > 2 else region, chain))

    @property
    def name(self) -> str:
        """A name of the indicator."""
        fact = self.fact
        known = next((i for i in load_lexicon().indicators if i.name == fact.indicator), None)
        names = [fact.indicator, fact.indicator_text]
        if known is not None and len(fact.indicator_text) >= 3:
            names.append(SHORT.get(known.name, known.name))
        return self.random.choice(names)

    @property
    def when(self) -> str:
        """The period, in figures or by the name of its plan."""
        period = self.fact.period or ""
        plan = plan_words(period or None).strip("（）")
        if plan and self.random.random() < 0.6:
            return self.random.choice((plan, plan.replace("时期", "期间")))
        if "-" in period:
            first, last = period.split("-")
            return self.random.choice(
                (f"{first}—{last}年", f"{first}-{last}年", f"{first}年至{last}年")
            )
        if period.startswith(".."):
            return f"截至{period[2:]}年底"
        return self.random.choice((f"{period}年", f"{period}年", f"{period}年度"))

    @property
    def rate(self) -> str:
        """The growth with its direction."""
        fact, size = self.fact, growth_rate(self.fact)
        if not re.search(r"\d", fact.growth or ""):
            return size
        if (fact.growth or "").startswith("-"):
            return self.random.choice(("下降", "同比下降", "降低")) + size
        return self.random.choice(("增长", "同比增长", "增长了", "增速为", "比上年增长")) + size

    @property
    def target_rate(self) -> str:
        """The growth aimed at."""
        size = growth_rate(self.fact)
        if not re.search(r"\d", size):
            return size
        return ("下降" if (self.fact.growth or "").startswith("-") else "增长") + size


def results(it: Facts) -> str:
    """A result with its amount."""
    verbs = ("达到", "为", "达", "是")
    done = [verb for verb in ("完成", "实现") if it.fact.known or verb in it.fact.quote]
    verb = it.random.choice((*done, *verbs))  # 实施115个 does not say that they are done
    tail = f"，{it.rate}" if it.fact.growth else ""
    number = amount(it.fact)
    return it.random.choice((
        f"{it.when}{it.region}{it.name}{verb}{number}{tail}。",
        f"{it.region}{it.when}{it.name}{verb}{number}{tail}。",
        f"{it.when}，{it.region}{it.name}{verb}{number}{tail}。",
        f"{it.region}的{it.name}在{it.when}{verb}{number}{tail}。",
        f"据报告，{it.when}{it.region}{it.name}{verb}{number}{tail}。",
        f"{it.when}，全{it.report.region[-1]}{it.name}{verb}{number}{tail}。",
    ))  # fmt: skip


def rates(it: Facts) -> str:
    """A result of which only the growth is given."""
    return it.random.choice((
        f"{it.when}{it.region}{it.name}{it.rate}。",
        f"{it.region}{it.name}{it.when}{it.rate}。",
        f"报告只给出{it.when}{it.region}{it.name}的增速，{it.rate}。",
        f"{it.when}，{it.region}{it.name}{it.rate}，报告没有给出数额。",
    ))  # fmt: skip


def expectations(it: Facts) -> str:
    """An expected result."""
    if not it.fact.value:
        return it.random.choice((
            f"{it.when}{it.region}{it.name}预计{it.rate}。", f"预计{it.when}{it.region}{it.name}{it.rate}。",
        ))  # fmt: skip
    tail = f"，{it.rate}" if it.fact.growth else ""
    verb = it.random.choice(("预计完成", "预计实现", "预计达到", "预计为"))
    return it.random.choice((
        f"{it.when}{it.region}{it.name}{verb}{amount(it.fact)}{tail}。",
        f"预计{it.when}{it.region}{it.name}达到{amount(it.fact)}{tail}。",
    ))  # fmt: skip


def targets(it: Facts) -> str:
    """A target."""
    said = amount(it.fact) if it.fact.value else it.target_rate
    verb = "达到" if it.fact.value else ""
    return it.random.choice((
        f"{it.region}{it.when}{it.name}的目标是{said}。",
        f"{it.when}{it.region}{it.name}预期目标为{said}。",
        f"{it.region}提出{it.when}{it.name}力争{verb}{said}。",
        f"{it.when}，{it.region}计划{it.name}{verb}{said}。",
        f"{it.region}{it.when}的目标：{it.name}{verb}{said}。",
        f"按照计划，{it.when}{it.region}{it.name}将{verb}{said}。",
    ))  # fmt: skip


def sums(it: Facts) -> str:
    """A sum of years."""
    return it.random.choice((
        f"{it.when}{it.region}{it.name}累计{amount(it.fact)}。",
        f"{it.when}，{it.region}累计{it.name}{amount(it.fact)}。",
        f"{it.region}{it.when}累计{'完成' * ('完成' in it.fact.quote)}{it.name}{amount(it.fact)}。",
    ))  # fmt: skip


def averages(it: Facts) -> str:
    """An average of years."""
    verb = "下降" if (it.fact.growth or "").startswith("-") else "增长"
    return it.random.choice((
        f"{it.when}{it.region}{it.name}年均{verb}{growth_rate(it.fact)}。",
        f"{it.region}{it.name}{it.when}年均{verb}{growth_rate(it.fact)}。",
    ))  # fmt: skip


def template_for(fact: Fact) -> Template | None:
    """How a fact of this kind is told."""
    if fact.period is None or fact.scope:
        return None
    if fact.kind == "average" or fact.basis == "average":
        return averages if fact.growth and not fact.value and fact.kind != "target" else None
    if fact.kind in ("target", "expected"):
        return targets if fact.kind == "target" else expectations
    if fact.kind == "cumulative":
        return sums if fact.value else None
    if fact.value:
        return results
    return rates if fact.growth else None


def sentences(
    facts: Sequence[Fact], reports: dict[str, Report], random: Random
) -> Iterator[tuple[DraftLine, Fact]]:
    """One sentence for each fact that can be told alone, with nothing cited beside it."""
    for fact in facts:
        template = template_for(fact)
        if template is not None:
            text = template(Facts(fact, reports[fact.report], random))
            yield DraftLine(text), fact
