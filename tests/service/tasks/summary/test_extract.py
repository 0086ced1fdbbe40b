"""A report's own sentences as they are printed."""

from service.tasks.citing import Citing
from service.tasks.sources import ReportSource
from service.tasks.summary.own import cited, own_words
from tests.service.tasks.making import report
from vectorstore.documents import Section

A = report("甲市")
TEXT = (
    "一、2020年工作回顾\n"
    "“甲城市民云”整合38个部门、139项服务事项，为市民提供全天候的服务。"
    "深化“放管服”改革[12]，开辟登记绿色通道，全年新登记主体4000户。"
    "建成“15分钟城市健康服务圈、30分钟乡村健康服务圈”。"
)


def test_a_sentence_with_names_in_quotes_or_footnotes_is_printed_without_marks_and_stands() -> None:
    heading = "一、2020年工作回顾"
    section = Section(path=(heading,), heading=heading, part="review", start=0, end=len(TEXT))
    citing = Citing({A.id: A})
    made, count = cited(own_words(ReportSource(A, TEXT, (section,), ())), A, citing)
    assert [item.text for item in made.done] == [
        "“甲城市民云”整合38个部门、139项服务事项，为市民提供全天候的服务。",
        "深化“放管服”改革，开辟登记绿色通道，全年新登记主体4000户。",
        "建成“15分钟城市健康服务圈、30分钟乡村健康服务圈”。",
    ]
    assert count.removed == ()
    assert "改革[12]" in citing.all()[1].quote
