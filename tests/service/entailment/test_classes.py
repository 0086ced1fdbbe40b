"""Classes of lies and of truths, each with its smallest instance."""

import pytest

from tests.service.entailment.proving import plan, quote, verdicts

BUILT = quote(1, "东门大桥建成通车、西门大桥进展顺利，科技馆基本建成，体育馆开工建设。")
WANT = quote(1, "经济基础还不稳固，转型还需加快，部分企业经营困难。")
AIM = plan(1, "支持甲集团建设研发中心，推进城东、城西片区改造，力争工业投资超600亿元。")
MONEY = quote(1, "粮食播种面积60万亩、总产量47.2亿斤，技改投资、工业投资分别增长15%和17.5%。")
PART = quote(1, "前三季度，地区生产总值204.8亿元，居全省第6位；城乡居民收入分别增长4.5%、6.3%。")
OTHER = quote(2, "科技馆开工建设。", "乙县")

STAND = [
    ("甲市东门大桥已建成通车。", BUILT),
    ("甲市体育馆已动工。", BUILT),
    ("甲市科技馆基本完工。", BUILT),
    ("甲市承认经济基础仍不牢固，转型有待加快。", WANT),
    ("2023年甲市将支持甲集团建设研发中心。", AIM),
    ("在城建方面，2023年甲市计划推进城东片区改造。", AIM),
    ("甲市力争2023年工业投资超过600亿元。", AIM),
    ("2022年甲市粮食总产量达47.2亿斤。", MONEY),
    ("2022年甲市工业投资增长17.5%，高于技改投资的15%。", MONEY),
    ("2022年甲市工业投资增速比技改投资高2.5个百分点。", MONEY),
    ("2022年前三季度甲市地区生产总值204.8亿元，居全省第6。", PART),
    ("甲市2022年前三季度农村居民收入增长6.3%。", PART),
    ("甲市和乙县的体育馆、科技馆都已开工。", BUILT),
]
FALL = [
    ("甲市西门大桥建成通车。", BUILT, "the deed of its neighbour"),
    ("甲市科技馆建成。", BUILT, "a hedge left out"),
    ("甲市体育馆建成。", BUILT, "a later stage"),
    ("甲市东门大桥尚未建成通车。", BUILT, "denied"),
    ("甲市首座东门大桥建成通车。", BUILT, "a degree added"),
    ("甲市东门大桥由甲集团建成通车。", BUILT, "a doer added"),
    ("得益于招商，甲市东门大桥建成通车。", BUILT, "a cause added"),
    ("甲市经济基础已经稳固。", WANT, "a denial left out"),
    ("甲市转型加快。", WANT, "a want told as a deed"),
    ("甲市企业经营困难。", WANT, "a part told as the whole"),
    ("甲市已推进城东片区改造。", AIM, "a plan told as a deed"),
    ("甲市推进城东片区改造。", AIM, "a plan without a mark of time"),
    ("2022年甲市将推进城东片区改造。", AIM, "another year"),
    ("2023年甲市工业投资超600亿元。", AIM, "an aim told as a result"),
    ("2023年甲市将支持乙集团建设研发中心。", AIM, "another doer"),
    ("2022年甲市粮食播种面积47.2亿斤。", MONEY, "a number of its neighbour"),
    ("2022年甲市技改投资增长17.5%。", MONEY, "a list dealt out wrongly"),
    ("2022年甲市工业投资下降17.5%。", MONEY, "another direction"),
    ("2022年甲市工业投资增速低于技改投资。", MONEY, "a comparison turned"),
    ("2022年甲市地区生产总值204.8亿元。", PART, "a part of the year told as the year"),
    ("甲市2022年前三季度地区生产总值居全国第6位。", PART, "a wider scope"),
    ("甲市2022年前三季度农村居民收入增长4.5%。", PART, "the other half"),
    ("只有甲市体育馆开工建设。", BUILT, "alone, with nothing to set it against"),
]


@pytest.mark.parametrize(("told", "held"), STAND, ids=[told for told, _ in STAND])
def test_a_truth_of_its_class_stands(told: str, held: object) -> None:
    quotes = (BUILT, quote(2, "科技馆、体育馆开工建设。", "乙县")) if "乙县" in told else (held,)
    if "科技馆都" in told:
        quotes = (quote(1, "体育馆、科技馆开工建设。"), quotes[1])
    assert verdicts(told, *quotes) == ["proven"]  # type: ignore[arg-type]


@pytest.mark.parametrize(("told", "held", "kind"), FALL, ids=[kind for _, _, kind in FALL])
def test_a_lie_of_its_class_falls(told: str, held: object, kind: str) -> None:
    assert verdicts(told, held)[0] in ("contradicted", "not_found")  # type: ignore[arg-type]
