from service.ledger import FactQuery, Ledger
from service.tasks.suggest import beginning, beside
from vectorstore.library import Library

GDP = "满洲里市2020年地区生产总值是多少？"


def test_the_first_questions_are_of_facts_that_exist(seed_library: Library) -> None:
    assert beginning(seed_library) == [
        "乌海市2023年地区生产总值增长多少？",
        "海拉尔区和满洲里市2020年地区生产总值谁高，高多少？",
        "乌海市2024年地区生产总值的目标是多少？",
        "各地的GDP增长目标？",
        "乌海市2024年有哪些重点工作？",
    ]


def test_beside_a_figure_its_target_and_the_same_of_another_region_are_offered(
    seed_library: Library,
) -> None:

    facts = Ledger(seed_library).facts(FactQuery(indicators=("地区生产总值",)))
    told = next(fact for fact in facts if fact.region == "满洲里市" and fact.value == "141.5")
    assert beside(seed_library, told.id) == [
        "满洲里市2021年地区生产总值的目标是多少？",
        "海拉尔区2020年地区生产总值是多少？",
    ]
    assert beside(seed_library, "满洲里市-2021#f99999") == []
