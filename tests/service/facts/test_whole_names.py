"""Names are whole: the noun of a list, the work behind money, what was counted a clause before."""

import pytest

from tests.service.facts.conftest import FactsOf


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "新增1个国家级、3个省级绿色制造集群。",
            ["新增国家级绿色制造集群", "新增省级绿色制造集群"],
        ),
        (
            "新建幼儿园13所、小学22所，分别新增学位2920个、7920个。",
            ["新建幼儿园", "新建小学", "新建幼儿园新增学位", "新建小学新增学位"],
        ),
        (
            "抓好25个省重大项目、403个市重大项目，完成年度投资287亿元、1575亿元。",
            ["省重大项目", "市重大项目", "省重大项目完成年度投资", "市重大项目完成年度投资"],
        ),
        ("投入35.4亿元、实施57个河道治理项目。", ["河道治理项目投入", "河道治理项目"]),
        ("建立总规模近6000万元的防返贫处置基金。", ["防返贫处置基金总规模"]),
        ("新增乙类医院1家，总数达到13家。", ["新增乙类医院", "乙类医院"]),
        ("示范企业217户，在规上工业中占比达15.1%。", ["示范企业", "示范企业占规上工业比重"]),
        ("协议引资额超年度目标36%。", ["协议引资额超年度目标"]),
        ("签约项目当年开工率超过50%。", ["签约项目当年开工率"]),
        (
            "提高困难群众救助标准，由人均80元增加到120元。",
            ["困难群众救助标准", "困难群众救助标准"],
        ),
    ],
)
def test_a_name_says_the_whole_of_what_is_counted(
    facts_of: FactsOf, sentence: str, names: list[str]
) -> None:
    assert names == [fact.indicator for fact in facts_of(sentence)]


@pytest.mark.parametrize(
    ("sentence", "period", "basis"),
    [
        ("高新技术企业突破300家。", "2020", "level"),
        ("市级以上研发平台超过500家。", "2020", "level"),
        ("规上企业研发活动覆盖率超过95%。", "2020", "level"),
        ("三次产业结构调整为23：32：45。", "2020", "level"),
        ("新增就业超过5万人。", "2016-2020", "cumulative"),
    ],
)
def test_what_there_is_after_five_years_stands_at_their_end(
    facts_of: FactsOf, sentence: str, period: str, basis: str
) -> None:
    (fact,) = facts_of(sentence, part="review_period")
    assert (period, basis) == (fact.period, fact.basis)


def test_what_there_is_by_now_is_not_expected(facts_of: FactsOf) -> None:
    first, second = facts_of("预计全年地区生产总值增长7%，目前，规上企业达到30家。")
    assert (first.kind, second.kind) == ("expected", "actual")
