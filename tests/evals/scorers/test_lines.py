"""Which citations a line names."""

from evals.scorers.lines import sentences


def test_a_footnote_inside_a_quotation_is_no_citation() -> None:
    (line,) = sentences("只有“深化“放管服”改革[12]，新登记4000户”[1]，没有所问的内容。")
    assert line.numbers == (1,)
