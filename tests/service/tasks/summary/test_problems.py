import pytest

from service.tasks.summary.problems import problems


def _named(text: str) -> list[str]:
    return [text[start:end] for start, end in problems(text, 0, len(text))]


def test_a_list_behind_a_colon_is_taken_apart_at_its_semicolons() -> None:
    text = (
        "成绩来之不易。\n各位代表,我们也清醒地认识到,还存在不少困难和挑战。主要是:经济下行压力较大;"
        "财政收支矛盾突出,债务任务重;少数干部担当不够,等等。对此,我们将认真解决。\n二、今年工作"
    )
    assert _named(text) == [
        "经济下行压力较大",
        "财政收支矛盾突出,债务任务重",
        "少数干部担当不够,等等",
    ]


def test_a_list_in_the_opening_sentence_is_found() -> None:
    text = "同时,还存在一些差距和不足:产业升级不快;民生还有短板。我们将正视困难。"
    assert _named(text) == ["产业升级不快", "民生还有短板"]


def test_sentences_after_the_opening_are_the_problems() -> None:
    text = (
        "我们也清醒地认识到,当前发展还面临一些问题和挑战。不确定性较多,消费不振;财政矛盾突出。"
        "对此,我们一定高度重视。\n今后五年"
    )
    assert _named(text) == ["不确定性较多,消费不振", "财政矛盾突出"]


def test_numbered_problems_are_taken_by_number() -> None:
    text = "清醒地看到存在的困难和问题:\n一是产业单一。\n二是投入不足。\n我们将努力解决。"
    assert _named(text) == ["一是产业单一", "二是投入不足"]


def test_the_promise_to_do_better_is_no_problem() -> None:
    text = "必须看到,工作中还有不足:项目储备不足。对这些问题,我们将下大力气解决。"
    assert _named(text) == ["项目储备不足"]


@pytest.mark.parametrize("text", ["", "全年生产总值完成100亿元。", "切实补齐基础设施短板。"])
def test_a_report_that_names_no_problems_has_none(text: str) -> None:
    assert _named(text) == []


def test_each_problem_is_a_span_of_the_report() -> None:
    text = "清醒地看到,还存在不少问题: ;企业困难。"
    assert _named(text) == ["企业困难"]


def test_the_word_that_opens_a_list_is_none_of_its_problems() -> None:
    text = "我们清醒地看到工作中的不足。主要是产业水平不高，创新能力有待增强。"
    assert _named(text) == ["产业水平不高，创新能力有待增强"]
