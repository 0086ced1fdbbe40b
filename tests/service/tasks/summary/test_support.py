from service.tasks.summary.support import as_printed, supporting
from vectorstore.documents import Passage

TEXT = "实施重点项目101个,完成投资22.4亿元。新建学校三所。化解债务8.6亿元。"


def _passage() -> Passage:
    return Passage(id="a#0", report="a", number=0, start=0, end=len(TEXT), text=TEXT,
                   section=(), part="review", tokens=9)  # fmt: skip


def test_the_sentence_that_shares_most_is_the_support() -> None:
    spans = supporting("完成投资22.4亿元", TEXT, [_passage()])
    assert [TEXT[a:b] for a, b in spans] == ["实施重点项目101个,完成投资22.4亿元。"]


def test_a_draft_of_two_sentences_has_two_supports() -> None:
    spans = supporting("新建学校三所，化解债务8.6亿元", TEXT, [_passage()])
    assert {TEXT[a:b] for a, b in spans} == {"新建学校三所。", "化解债务8.6亿元。"}


def test_words_that_no_passage_holds_have_no_support() -> None:
    assert supporting("举办马拉松比赛", TEXT, [_passage()]) == []
    assert supporting("完成投资", TEXT, []) == []


def test_marks_of_another_width_are_set_as_in_the_report() -> None:
    whole = [(0, len(TEXT))]
    assert as_printed("实施重点项目101个，完成投资22.4亿元。", TEXT, whole) == (
        "实施重点项目101个,完成投资22.4亿元"
    )
    assert as_printed("实施重点项目102个。", TEXT, whole) == "实施重点项目102个"
