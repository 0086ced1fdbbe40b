"""A briefing put together from kept work: every sentence as it was proven there, or one's own."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Protocol

from pydantic import BaseModel, ConfigDict, Field

from service.errors import BadRequest
from service.kept.works import Work
from service.shapes import Answer, Block, Brief, Citation, Comparison, Item, Table
from service.tasks.brief.page import lines_over
from service.tasks.brief.receipt import receipt
from service.tasks.words import day

MARK = re.compile(r"\[\d{1,3}\]")
OWN = "楷体字为编写者自拟，未经核对。"
_Text = Annotated[str, Field(max_length=500)]


class _GivenPaper(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Piece(_GivenPaper):
    """A sentence at its place in kept work (`b0.2` of a briefing, `s1` of an answer, `f0` among the
    findings of a comparison), or `own` words; one that is not `on` lies ready and is not printed."""

    work: Annotated[str, Field(max_length=64)] = ""
    at: Annotated[str, Field(max_length=16)] = ""
    own: _Text = ""
    on: bool = True


class PaperBlock(_GivenPaper):
    """A headed group of pieces, set as in a briefing."""

    heading: Annotated[str, Field(max_length=60)] = ""
    joined: bool = False
    run_in: bool = False
    pieces: Annotated[tuple[Piece, ...], Field(max_length=60)] = ()


class Paper(_GivenPaper):
    """What a person made of the briefing `work`: title, table and reports are that one's."""

    work: Annotated[str, Field(min_length=1, max_length=64)]
    title: Annotated[str, Field(max_length=60)] = ""
    unit: Annotated[str, Field(max_length=40)] = ""
    addressee: Annotated[str, Field(max_length=40)] = ""
    today: date | None = None
    table: bool = True
    sources: bool = False
    blocks: Annotated[tuple[PaperBlock, ...], Field(max_length=20)] = ()
    keep: bool = False

    def wanted(self) -> dict[str, object]:
        """What it was made of, as it is kept."""
        return self.model_dump(mode="json", exclude={"keep"})


class Opening(Protocol):
    """Opens kept work, if it still stands in the library."""

    def __call__(self, number: str) -> Work: ...


class _Numbers:
    """Numbers of sources anew, in the order in which they are used."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, int, int], Citation] = {}

    def of(self, numbers: Iterable[int | None], citations: Iterable[Citation]) -> tuple[int, ...]:
        """The numbers here of sources that have other numbers there."""
        there = {citation.n: citation for citation in citations}
        return tuple(self._one(there[n]) for n in numbers if n in there)

    def _one(self, citation: Citation) -> int:
        key = (citation.report, citation.start, citation.end)
        if key not in self.held:
            self.held[key] = citation.model_copy(update={"n": len(self.held) + 1})
        return self.held[key].n


def _found(work: Work, at: str) -> tuple[Item, tuple[Citation, ...], bool]:
    """The sentence at a place of kept work, without its marks, the sources of that work, and
    whether a person typed it."""
    place = re.fullmatch(r"([bsf])(\d+)(?:\.(\d+))?", at)
    kind, first, second = place.groups() if place else ("", "0", None)
    typed = False
    try:
        if kind == "b" and work.kind == "brief" and second:
            brief = Brief.model_validate(work.result)
            block, citations = brief.blocks[int(first)], brief.citations
            item, typed = block.items[int(second)], int(second) in block.own
        elif kind == "s" and work.kind == "ask":
            answer = Answer.model_validate(work.result)
            said = answer.sentences[int(first)]
            marked = (int(mark[1:-1]) for mark in MARK.findall(said.text))
            numbers = tuple(dict.fromkeys((*said.citations, *marked)))
            item, citations = Item(text=said.text, citations=numbers), answer.citations
        elif kind == "f" and work.kind == "compare":
            made = Comparison.model_validate(work.result)
            item, citations = made.findings[int(first)], made.citations
        else:
            raise IndexError
    except IndexError:
        raise BadRequest(f"记录“{work.title}”里没有“{at}”这一句。") from None
    return item.model_copy(update={"text": MARK.sub("", item.text)}), citations, typed


def _printed(piece: Piece) -> bool:
    return piece.on and bool(piece.own or piece.work)


def _block(given: PaperBlock, opened: Opening, numbers: _Numbers) -> Block:
    items: list[Item] = []
    own: list[int] = []
    for piece in filter(_printed, given.pieces):
        if piece.own:
            own.append(len(items))
            items.append(Item(text=piece.own))
            continue
        item, citations, typed = _found(opened(piece.work), piece.at)
        own += [len(items)] if typed else []
        items.append(item.model_copy(update={"citations": numbers.of(item.citations, citations)}))
    return Block(
        heading=given.heading,
        items=tuple(items),
        own=tuple(own),
        joined=given.joined,
        run_in=given.run_in,
    )


def _table(table: Table, citations: tuple[Citation, ...], numbers: _Numbers, after: int) -> Table:
    cited = tuple(
        tuple(next(iter(numbers.of((n,), citations)), None) for n in row) for row in table.citations
    )
    return table.model_copy(update={"citations": cited, "after": after})


def composed(paper: Paper, opened: Opening) -> tuple[Brief, int]:
    """The briefing, and by how many lines it is longer than its page."""
    work = opened(paper.work)
    if work.kind != "brief":
        raise BadRequest("只能编辑简报。")
    base, numbers = Brief.model_validate(work.result), _Numbers()
    given = [block for block in paper.blocks if any(map(_printed, block.pieces))]
    after = min(base.table.after if base.table else 0, len(given))
    blocks = [_block(each, opened, numbers) for each in given[:after]]
    table = (
        _table(base.table, base.citations, numbers, after) if base.table and paper.table else None
    )
    blocks += [_block(each, opened, numbers) for each in given[after:]]
    own = any(block.own for block in blocks)
    notes = (*(note for note in base.notes if note != OWN), *((OWN,) if own else ()))
    made = base.model_copy(
        update={
            "title": paper.title or base.title,
            "unit": paper.unit,
            "addressee": paper.addressee,
            "date": day(paper.today) if paper.today else base.date,
            "blocks": tuple(blocks),
            "table": table,
            "notes": notes,
            "sources": paper.sources,
            "citations": tuple(numbers.held.values()),
            "proof": receipt(blocks, table),
        }
    )
    return made, lines_over(made)
