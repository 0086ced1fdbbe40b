"""Meaning: a number said of another time, in another sense or of another thing is wrong."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import pytest

from evals.claims import claims
from evals.dataset import ExpectedFact, load
from evals.lies import truth
from evals.measure_lies import measure_lies
from evals.outcome import AnswerLine
from evals.scorers import meaning
from evals.scorers.claim_fields import holds
from evals.scorers.meaning import JudgedNumber, judged
from evals.scorers.unsupported import numbers_of
from evals.time_lies import time_lies
from service.facts.model import Fact
from service.ledger import FactQuery, Ledger
from tests.evals.making import ID, OTHER_ID, OTHER_QUOTE, answer, asked, case, citation
from vectorstore.library import Library

GDP = ExpectedFact(
    region="甲市", indicator="地区生产总值", period="2023", kind="actual", basis="annual",
    value=None, unit=None, growth="5%", quote="地区生产总值增长5%",
)  # fmt: skip
AIM = GDP.model_copy(update={"period": "2024", "kind": "target", "growth": "6%"})
SHARE = ExpectedFact(
    region="甲市", indicator="民生支出占比", period="2023", kind="actual", basis="level",
    value="76.9", unit="%", growth=None, quote="民生支出占全部财力支出的76.9%",
)  # fmt: skip
LOANS = ExpectedFact(
    region="甲市", indicator="贷款余额", period="2023", kind="actual", basis="level",
    value="120", unit="亿元", growth=None, quote="贷款余额达到120亿元",
)  # fmt: skip
JOBS = ExpectedFact(
    region="甲市", indicator="城镇新增就业", period="2023", kind="actual", basis="annual",
    value="5325", unit="人", growth=None, quote="城镇新增就业5325人",
)  # fmt: skip
AVERAGE = ExpectedFact(
    region="甲市", indicator="地区生产总值", period="2019-2023", kind="average", basis="average",
    value=None, unit=None, growth="4.2%", quote="地区生产总值年均增长4.2%",
)  # fmt: skip


def said(text: str, *golds: ExpectedFact) -> dict[str, bool | None]:
    """What the last number of a sentence of a report of 2024 comes to."""
    numbers = numbers_of(AnswerLine(text))
    return judged(list(claims(text, numbers, 2024))[-1], golds).parts


def wrong(text: str, *golds: ExpectedFact) -> set[str]:
    return {part for part, right in said(text, *golds).items() if right is False}


def test_a_true_sentence_is_right_in_every_part() -> None:
    right = {"period": True, "kind": True, "indicator": True}
    assert said("2023年甲市地区生产总值增长5%。", GDP) == right
    assert said("2024年甲市GDP的目标：增长6%。", GDP, AIM) == right
    assert said("2023年民生支出占比为76.9%。", SHARE) == right
    assert said("五年来甲市地区生产总值年均增长4.2%。", AVERAGE) == right


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("2023年前三季度甲市地区生产总值增长5%。", "period"),
        ("2023年上半年甲市地区生产总值增长5%。", "period"),
        ("2023年1—9月甲市地区生产总值增长5%。", "period"),
        ("2023年三季度甲市地区生产总值增长5%。", "period"),
        ("截至2023年9月甲市地区生产总值增长5%。", "period"),
        ("2020年以来甲市地区生产总值增长5%。", "period"),
        ("年初以来甲市地区生产总值增长5%。", "period"),
        ("过去十年甲市地区生产总值增长5%。", "period"),
        ("近八年甲市地区生产总值增长5%。", "period"),
        ("十一五时期甲市地区生产总值增长5%。", "period"),
        ("2022年甲市地区生产总值增长5%。", "period"),
        ("今年甲市地区生产总值增长5%。", "period"),
        ("2023年甲市地区生产总值预计增长5%。", "kind"),
        ("2023年甲市地区生产总值的目标：增长5%。", "kind"),
        ("2023年甲市地区生产总值年均增长5%。", "kind"),
        ("2024年甲市地区生产总值增长6%。", "kind"),
        ("过去五年甲市地区生产总值增长4.2%。", "kind"),
        ("2023年甲市固定资产投资增长5%。", "indicator"),
        ("2023年甲市地区生产总值为5%。", "indicator"),
        ("2023年甲市地区生产总值下降5%。", "indicator"),
        ("2023年甲市民生支出增长76.9%。", "indicator"),
        ("2023年甲市民生支出占比提高76.9%。", "indicator"),
        ("2023年甲市新增贷款120亿元。", "indicator"),
        ("2023年甲市贷款余额增长120亿元。", "indicator"),
        ("2023年甲市城镇就业为5325人。", "indicator"),
    ],
)
def test_another_time_sense_or_thing_is_wrong(text: str, part: str) -> None:
    assert part in wrong(text, GDP, AIM, SHARE, LOANS, JOBS, AVERAGE)


def test_an_attainment_is_no_share() -> None:
    done = SHARE.model_copy(
        update={"indicator": "化解隐性债务完成年度任务", "quote": "完成年度任务的76.9%"}
    )
    assert wrong("2023年甲市化解隐性债务完成年度任务比例为76.9%。", done) == set()


def test_an_aim_without_a_basis_may_be_an_average() -> None:
    each_year = AIM.model_copy(update={"period": "2024-2028", "basis": None})
    assert wrong("2024—2028年甲市地区生产总值的目标：年均增长6%。", each_year) == set()


def test_what_is_not_said_or_not_known_is_neither_right_nor_wrong() -> None:
    assert said("甲市地区生产总值增长5%。", GDP)["period"] is None
    nothing = {"period": None, "kind": None, "indicator": None}
    assert said("2023年前三季度甲市地区生产总值增长7%。", GDP) == nothing
    unsure = GDP.model_copy(update={"tags": ("judgement",)})
    assert said("2022年甲市地区生产总值增长5%。", unsure)["period"] is None
    listed = unsure.model_copy(update={"period": ("2023", "2019-2023")})
    assert said("2022年甲市地区生产总值增长5%。", listed)["period"] is False


def states(text: str, **more: Any) -> dict[str, tuple[str, tuple[int, int], int]]:
    outcome = asked(answer(text, (citation(), citation(2, OTHER_QUOTE, OTHER_ID))), **more)
    found = meaning.score(outcome)
    return {check.name: (check.state, check.counts, check.unjudged) for check in found}


def test_numbers_are_counted_and_those_without_gold_apart() -> None:
    found = states("2020年甲市地区生产总值为141.5亿元，增长8%左右[1]；乙市为174.46亿元[2]。")
    assert found["period"] == ("pass", (2, 2), 1)
    found = states("2020年前三季度甲市地区生产总值为141.5亿元[1]。")
    assert found["period"] == ("fail", (0, 1), 0)
    assert found["kind"] == ("pass", (1, 1), 0)


def test_what_no_gold_holds_is_not_judged_at_all() -> None:
    silent = case(expect={"status": "answered"})
    found = states("2020年甲市地区生产总值为141.5亿元[1]。", of=silent)
    assert {each[0] for each in found.values()} == {"not_judged"}
    assert states("没有数字的一句话。") == {}


def test_without_gold_a_part_of_the_year_must_stand_near_the_quote() -> None:
    silent = case(expect={"status": "answered"})
    found = states("2020年三季度甲市地区生产总值为141.5亿元[1]。", of=silent)
    assert found["period"] == ("fail", (0, 1), 0)


def test_the_gold_of_the_report_judges_a_question_that_has_none() -> None:
    silent = case(expect={"status": "answered"})
    gold = {ID: case().expect.facts}
    found = states("2019年甲市地区生产总值为141.5亿元[1]。", of=silent, gold=gold)
    assert found["period"] == ("fail", (0, 1), 0)


@pytest.fixture(scope="module")
def golds() -> dict[str, list[ExpectedFact]]:
    """All that was read by hand of the seeds, by report."""
    found: defaultdict[str, list[ExpectedFact]] = defaultdict(list)
    for each in load():
        if each.task == "facts":
            found[each.reports[0]] += each.expect.facts
    return found


@pytest.fixture(scope="module")
def told(seed_library: Library) -> list[Fact]:
    """The known facts of the seeds, as the ledger tells them."""
    facts = Ledger(seed_library).facts(FactQuery(standing=None))
    return [f for f in facts if f.known and f.scope is None and f.period and (f.value or f.growth)]


def verdicts(text: str, fact: Fact, golds: Sequence[ExpectedFact]) -> list[JudgedNumber]:
    numbers = numbers_of(AnswerLine(text))
    return [judged(claim, golds) for claim in claims(text, numbers, fact.year)]


def plain(found: Sequence[JudgedNumber], golds: Sequence[ExpectedFact]) -> bool:
    """Whether each number is one gold fact's alone, and no matter of judgement."""
    return bool(found) and all(
        each.gold is not None
        and "judgement" not in each.gold.tags
        and sum(holds(each.claim, gold) for gold in golds) == 1
        for each in found
    )


def test_no_true_sentence_of_the_ledger_is_judged_wrong(
    golds: dict[str, list[ExpectedFact]], told: list[Fact]
) -> None:
    wrongly = [
        truth(fact)
        for fact in told
        if any(each.wrong for each in verdicts(truth(fact), fact, golds[fact.report]))
    ]
    assert len(told) >= 150
    assert wrongly == []


def test_every_lie_about_time_and_measure_is_judged_wrong(
    golds: dict[str, list[ExpectedFact]], told: list[Fact]
) -> None:
    lies = [
        (text, found)
        for fact in told
        for _, text in (*time_lies(fact), *measure_lies(fact))
        if plain(found := verdicts(text, fact, golds[fact.report]), golds[fact.report])
    ]
    assert len(lies) >= 1500
    assert [text for text, found in lies if not any(each.wrong for each in found)] == []
