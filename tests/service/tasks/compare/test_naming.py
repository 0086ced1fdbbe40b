"""Where a report names an indicator, and what it aims at in words alone."""

from service.shapes import Aim
from service.tasks.compare.cells import ReportEvidence, cell
from service.tasks.compare.naming import names_in
from service.tasks.sources import ReportSource
from service.tasks.words import cell_text
from tests.service.tasks.making import report
from vectorstore.documents import Section

A = report("甲市", 2021)
TEXT = (
    "二、2021年工作安排\n主要预期目标是：城乡居民收入增长与经济增长基本同步，"
    "民间投资占固定资产投资比重高于全省平均水平，进出口总额增长5%。"
)
PLAN = Section(path=("二、",), heading="二、", part="plan", start=0, end=len(TEXT))


def test_an_aim_in_words_is_named_for_all_and_for_both_halves_and_no_share_is_one() -> None:
    names = names_in(ReportSource(A, TEXT, (PLAN,), ()))
    aims = {name: naming.aim.quote for name, naming in names.items() if naming.aim}
    quote = "城乡居民收入增长与经济增长基本同步"
    halves = ("全体居民人均可支配收入", "城镇居民人均可支配收入", "农村居民人均可支配收入")
    assert aims == dict.fromkeys(halves, quote)
    assert all(
        TEXT[naming.aim.start : naming.aim.end] == quote for naming in names.values() if naming.aim
    )


def test_a_target_in_words_alone_is_none_that_is_not_mentioned() -> None:
    aim = Aim(quote="居民收入增长与经济增长基本同步", start=7, end=22)
    made = cell(ReportEvidence(A, (), frozenset(), aim=aim), "target", ())
    assert (made.state, made.aim, cell_text(made)) == ("no_number", aim, "有文字目标")
    assert made.note == "只说“居民收入增长与经济增长基本同步”"
    assert cell(ReportEvidence(A, (), frozenset(), aim=aim), "result", ()).state == "not_mentioned"
