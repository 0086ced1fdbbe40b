from pathlib import Path

from evals.drafting import complained
from service.kept.feedback import Complaints
from service.shapes import Answer, Searched
from tests.service.export.made import RESULT, citation

ANSWER = Answer(
    question="增速呢？", understood={}, status="answered", answer="141.5亿元[1]。", facts=(RESULT,),
    citations=(citation(1, RESULT.quote),), searched=Searched(reports=1, regions=("甲市",)),
    backend="offline",
)  # fmt: skip


def test_a_complaint_becomes_a_draft_that_holds_question_answer_and_note(tmp_path: Path) -> None:
    complaints = Complaints(tmp_path)
    complaints.keep("", "应为142亿元", ["甲市GDP？", "增速呢？"], ANSWER.model_dump(mode="json"))
    (case,) = map(complained, complaints.all())
    assert (case.draft, case.question, case.previous) == (True, "增速呢？", ("甲市GDP？",))
    assert case.tags[1:] == ("feedback", "note:应为142亿元")
    assert [(fact.value, fact.unit) for fact in case.expect.facts] == [("141.5", "亿元")]
    assert [one.quote for one in case.evidence] == [RESULT.quote]
