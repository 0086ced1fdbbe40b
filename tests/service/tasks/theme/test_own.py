"""What only one report has: by the whole text of the others, and of a model's word too."""

import pytest

from service.shapes import Item
from service.tasks.quoting import Quoting
from service.tasks.sources import ReportSource
from service.tasks.theme.own import checked, claims_alone, is_alone
from tests.service.tasks.making import report
from vectorstore.documents import Section

A, B = "推行“一件事一次办”，设立“企业服务港”。", "推行“一件事一次办”。"


def source(region: str, text: str) -> ReportSource:
    """A report of one section."""
    section = Section(heading="", path=(), part="review", start=0, end=len(text))
    return ReportSource(report(region), text, (section,), ())


@pytest.mark.parametrize(
    ("term", "alone"),
    [
        ("企业服务港", True),
        ("一件事一次办", False),
        ("企业服务港、一件事", False),
        ("没有的", False),
    ],
)
def test_a_term_is_one_report_s_own_where_no_other_has_any_part_of_it(
    term: str, alone: bool
) -> None:
    both = [source("甲市", A), source("乙县", B)]
    assert is_alone(both[0], term, both) is alone
    assert not is_alone(both[0], term, both[:1])


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("只有甲市设立“企业服务港”。", True),
        ("甲市推行承诺制，仅甲市设立专班。", True),
        ("甲市不仅推行承诺制，企业开办仅需1天。", False),
    ],
)
def test_a_sentence_that_says_only_is_known(text: str, claims: bool) -> None:
    assert claims_alone(text) is claims


def test_a_model_s_only_stands_where_the_other_reports_bear_it_out() -> None:
    both = [source("甲市", A), source("乙县", B)]
    desk = Quoting(both)
    number = desk.citing.span("甲市-2021", A, 0, len(A), ())
    said = [
        ("已做", Item(text=f"只有甲市{what}。", citations=(number,)))
        for what in ("设立“企业服务港”", "推行“一件事一次办”")
    ]
    kept, gone = checked(said, "营商环境", desk)
    assert [item.text for _, item in kept] == ["只有甲市设立“企业服务港”。"]
    assert [one.text for one in gone] == ["只有甲市推行“一件事一次办”。"]
