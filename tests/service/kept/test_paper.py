"""A paper of kept sentences: each with its own sources, one's own words marked, its length told."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

from service.errors import BadRequest
from service.export.docx import brief_docx
from service.kept.paper import Paper, composed
from service.kept.works import Work
from service.shapes import Answer, Searched, Sentence
from tests.service.export.made import A, brief, citation
from tests.service.export.printing import docx_pages_of

ANSWER = Answer(
    question="?", understood={}, status="answered", answer="",
    sentences=(Sentence(text="甲市完成3亿元[1]。", by="ledger"),),
    citations=(citation(1, "完成3亿元").model_copy(update={"start": 90, "end": 95}),),
    searched=Searched(reports=1, regions=()), backend="offline",
)  # fmt: skip


def _work(number: str) -> Work:
    made = {"brief": brief(), "ask": ANSWER}[number]
    return Work.model_validate(
        {"id": number, "kind": number, "title": number, "made": "2026", "asked": {}, "basis": {},
         "result": made.model_dump(mode="json")}
    )  # fmt: skip


def _paper(*pieces: dict[str, str], **more: Any) -> Paper:
    blocks = [{"heading": "主要工作", "joined": True, "pieces": pieces}]
    return Paper.model_validate({"work": "brief", "blocks": blocks, **more})


TAKEN = ({"work": "ask", "at": "s0"}, {"work": "brief", "at": "b1.0"}, {"own": "请审阅。"})


def test_sentences_keep_their_sources_under_new_numbers_and_own_words_are_marked() -> None:
    made, over = composed(_paper(*TAKEN, unit="甲市政府办", today=date(2026, 3, 5)), _work)
    (block,) = made.blocks
    assert [(item.text[:6], item.citations) for item in block.items] == [
        ("甲市完成3亿", (1,)),
        ('=cmd|"', (2,)),
        ("请审阅。", ()),
    ]
    assert block.own == (2,)
    assert [one.quote for one in made.citations][:1] == ["完成3亿元"]
    assert made.table is not None
    assert made.table.citations == ((None, 2),)
    assert (made.date, over) == ("2026年3月5日", 0)
    assert made.notes[-1] == "楷体字为编写者自拟，未经核对。"
    assert made.proof.numbers == made.proof.proven > 0


def test_what_is_longer_than_a_page_says_by_how_much() -> None:
    own = {"own": "这一句话是编写者自己写的，用来占满一页纸的篇幅。" * 8}
    assert composed(_paper(own, own, own, own), _work)[1] > 0


def test_a_sentence_that_is_not_there_is_refused() -> None:
    for at in ("s9", "b7.0", "x", "f0"):
        with pytest.raises(BadRequest, match="没有"):
            composed(_paper({"work": "ask", "at": at}), _work)


@pytest.mark.libreoffice
def test_a_signed_paper_is_one_page_with_its_number_outside(tmp_path: Path) -> None:
    made, over = composed(_paper(*TAKEN, unit="甲市政府办", addressee="市长"), _work)
    data = brief_docx(made)
    document: Any = docx.Document(BytesIO(data))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[1:3] == ["甲市政府办　2026年3月5日", "市长："]
    own = [
        run for paragraph in document.paragraphs for run in paragraph.runs if run.text == "请审阅。"
    ]
    assert 'w:eastAsia="楷体"' in own[0]._r.xml
    assert document.core_properties.author == "甲市政府办"
    odd, even = document.sections[0].footer, document.sections[0].even_page_footer
    assert [odd.paragraphs[0].alignment, even.paragraphs[0].alignment] == [2, 0]
    grown = [composed(_paper({"own": "字" * 28 * n}), _work) for n in range(1, 18)]
    edge = next(n for n, (_, more) in enumerate(grown) if more)
    assert [more for _, more in grown[edge - 1 : edge + 2]] == [0, 1, 2]
    papers = {"paper": data} | {str(n): brief_docx(grown[n][0]) for n in (edge - 1, edge)}
    pages = docx_pages_of(papers, tmp_path)
    assert (over, list(pages.values())) == (0, [1, 1, 2])
    assert A.region in texts[0]
