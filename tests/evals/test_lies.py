"""The lies themselves: each says what its fact does not, and a fact is told only what fits it."""

from evals.lies import lies, truth
from evals.measure_lies import measure_lies
from evals.time_lies import time_lies
from service.facts.model import Fact
from tests.evals.making import TARGET, fact

LEVEL = fact(growth=None, growth_qualifier=None)
RATE = fact(value=None, unit=None, growth="8%", growth_qualifier=None)
SPAN = LEVEL.model_copy(update={"period": "2016-2020", "kind": "cumulative", "basis": "cumulative"})
AIM = fact(
    TARGET, value=None, unit=None, growth="6%", growth_qualifier=None, period="2021",
    period_text="2021年", kind="target",
)  # fmt: skip


def told(made: Fact) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for kind, text in (*time_lies(made), *measure_lies(made)):
        found.setdefault(kind, set()).add(text.removesuffix("。"))
    return found


def test_a_year_is_told_as_a_part_a_since_and_another_span() -> None:
    rest = "甲市地区生产总值增长8%"
    found = told(RATE)
    assert found["part of a year"] == {
        f"{words}{rest}"
        for words in (
            "2020年前三季度", "2020年上半年", "2020年1—9月", "2020年三季度", "2020年一季度",
            "2020年9月", "截至2020年9月底",
        )
    }  # fmt: skip
    assert found["since"] == {f"{w}{rest}" for w in ("年初以来", "2017年以来", "自2017年以来")}
    assert found["another span"] == {
        f"{words}{rest}"
        for words in (
            "过去十年", "近十年来", "近八年", "八年来", "十一五时期", "“十一五”时期",
        )
    }  # fmt: skip


def test_a_sum_of_years_is_told_of_its_last_and_of_others() -> None:
    found = told(SPAN)
    assert found["year for span"] == {"2020年甲市地区生产总值累计为141.5亿元"}
    assert "2018年以来甲市地区生产总值累计为141.5亿元" in found["since"]
    assert "过去十年甲市地区生产总值累计为141.5亿元" in found["another span"]


def test_an_aim_has_no_past() -> None:
    assert told(AIM)["another span"] == {
        "十五五时期甲市地区生产总值的目标：增长6%",
        "“十五五”时期甲市地区生产总值的目标：增长6%",
    }


def test_a_figure_of_a_part_is_told_of_the_year() -> None:
    part = LEVEL.model_copy(update={"period": "2020-09"})
    assert told(part)["year for part"] == {"2020年甲市地区生产总值为141.5亿元"}


def test_a_level_is_told_as_a_change_and_a_share_as_growth() -> None:
    head = "2020年甲市地区生产总值"
    assert told(LEVEL)["level for change"] == {
        f"{head}{word}141.5亿元" for word in ("增长", "下降了", "增加了")
    }
    assert told(LEVEL)["stock for flow"] == {f"{head}新增141.5亿元"}
    share = LEVEL.model_copy(update={"indicator": "民生支出占比", "value": "76.9", "unit": "%"})
    assert "2020年甲市民生支出占比增长76.9%" in told(share)["share for growth"]
    assert told(RATE)["growth for share"] == {f"{head}占比为8%"}


def test_a_stock_is_told_as_its_flow_and_a_flow_as_its_stock() -> None:
    loans = RATE.model_copy(update={"indicator": "贷款余额"})
    assert told(loans)["stock for flow"] == {"2020年甲市新增贷款增长8%"}
    jobs = LEVEL.model_copy(update={"indicator": "城镇新增就业"})
    assert told(jobs)["flow for stock"] == {"2020年甲市城镇就业为141.5亿元"}
    assert "level for change" not in told(jobs)


def test_no_lie_is_the_truth() -> None:
    for made in (LEVEL, RATE, SPAN, AIM):
        assert truth(made) not in [lie.text for lie in lies(made, "乙市")]
