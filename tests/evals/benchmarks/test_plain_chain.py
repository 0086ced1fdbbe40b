"""The peer beside us is measured by the same rule: right, wrong, refused, invented."""

from evals.benchmarks.plain_chain import OVERLAP, SIZE, Tally, split
from evals.outcome import Outcome
from tests.evals.making import answer, asked, case

REFUSE = case(expect={"status": "not_found"}, evidence=[])


def counted(*outcomes: Outcome) -> tuple[int, int, int, int, int]:
    tally = Tally("x")
    for outcome in outcomes:
        tally.add(outcome)
    return tally.right, tally.wrong, tally.refused, tally.invented, tally.failed


def test_a_right_text_is_right_whatever_it_cites() -> None:
    assert counted(asked(answer("141.5亿元，增长8%。", ()))) == (1, 0, 0, 0, 0)


def test_a_wrong_number_is_wrong_and_one_that_no_report_holds_is_invented() -> None:
    assert counted(asked(answer("是9.8亿元。", ()))) == (0, 1, 0, 0, 0)
    assert counted(asked(answer("是987亿元。", ()))) == (0, 1, 0, 1, 0)


def test_a_difference_shown_with_its_operands_is_not_invented() -> None:
    said = answer("141.5亿元，增长8%，比9.8亿元多131.7亿元。", ())
    assert counted(asked(said)) == (1, 0, 0, 0, 0)


def test_refusals_are_right_only_where_they_are_wanted() -> None:
    refusal = answer("报告未提及。", (), status="not_found")
    assert counted(asked(refusal)) == (0, 0, 1, 0, 0)
    assert counted(asked(refusal, REFUSE)) == (1, 0, 0, 0, 0)
    assert counted(asked(answer("未必。", ()), REFUSE)) == (0, 1, 0, 0, 0)


def test_no_answer_at_all_is_counted_apart() -> None:
    assert counted(Outcome(case(), {}, error="x")) == (0, 0, 0, 0, 1)


def test_chunks_overlap_and_cover_the_text() -> None:
    text = "".join(f"第{number}句话说了一些事情。" for number in range(400))
    chunks = list(split(text))
    assert max(map(len, chunks)) <= SIZE
    assert text.startswith(chunks[0])
    assert text.endswith(chunks[-1])
    assert all(chunks[at + 1][:OVERLAP] == chunk[-OVERLAP:] for at, chunk in enumerate(chunks[:-1]))
