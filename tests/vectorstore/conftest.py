"""Documents made by hand, so that the library's tests need no reading."""

import hashlib
from collections.abc import Callable

import pytest

from vectorstore.documents import CleanText, Document, Passage, RawText, Report, Section
from vectorstore.library import Shelf
from vectorstore.places import Places

MakeDocument = Callable[..., Document]


@pytest.fixture
def make_document() -> MakeDocument:
    """A factory of reports: each line is a passage, the whole text one section."""

    def make(region: str, year: int, *lines: str) -> Document:
        text = "\n".join(lines)
        name = f"{region}-{year}"
        starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
        passages = tuple(
            Passage(
                id=f"{name}#{n}",
                report=name,
                number=n,
                start=start,
                end=start + len(line),
                text=line,
                section=("一、工作回顾",),
                part="review",
                tokens=len(line),
            )
            for n, (start, line) in enumerate(zip(starts, lines, strict=True))
        )
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        report = Report(
            id=name,
            region=region,
            level="county",
            parents=("内蒙古自治区",),
            year=year,
            covers=year - 1,
            title=f"{region}{year}年政府工作报告",
            source="test",
            chars=len(text),
            passages=len(passages),
            figures=0,
            sha256=sha256,
        )
        section = Section(
            path=("一、工作回顾",), heading="一、工作回顾", part="review", start=0, end=len(text)
        )
        return Document(
            report=report,
            raw=RawText(text, sha256, f"{name}.txt", "txt"),
            clean=CleanText(text, tuple(range(len(text) + 1))),
            sections=(section,),
            passages=passages,
        )

    return make


@pytest.fixture
def shelf(places: Places, hash_embeddings) -> Shelf:
    return Shelf(places, hash_embeddings)


@pytest.fixture
def reports(make_document: MakeDocument) -> tuple[Document, Document]:
    return (
        make_document("乙市", 2022, "地区生产总值增长7%左右。", "失业率3.4%。"),
        make_document("甲市", 2021, "粮食产量20万吨。", "新建公园三座。", "改造老旧小区十二个。"),
    )
