"""A report in pieces of one matter each: a short head and the sentences behind it."""

from collections.abc import Iterator
from dataclasses import dataclass

from vectorstore import late
from vectorstore.chunk import own_spans, sentences
from vectorstore.documents import Part, Report
from vectorstore.library import Library

HEAD = 30  # letters of a sentence that heads what follows: 抢占5G产业制高点。
COUNTED = late.pattern(r"\d[\d.]*(?:%|[\u4e00-\u9fff])")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """Sentences on one matter; `heads` are what they stand under: their own short first sentence
    and the heading of the section, where the section is no longer than the piece."""

    report: str
    part: Part
    start: int
    sentences: tuple[Span, ...]
    heads: tuple[Span, ...]


def pieces(library: Library, report: Report) -> Iterator[Piece]:
    """The pieces of a report in order: a paragraph, parted where a short sentence heads anew."""
    text = library.text(report.id)
    for section, start, end in own_spans(library.sections(report.id), len(text)):
        spans = [_bare(text, *span) for span in sentences(text, start, end)]
        spans = [span for span in spans if span[0] < span[1]]
        held: list[Span] = []
        for span in spans:
            anew = held and (_is_head(text, span) or "\n" in text[held[-1][1] : span[0]])
            alone = len(held) == 1 and _is_head(text, held[0])
            if anew and not (alone and not _is_head(text, span)):
                yield _piece(report, section.part, held, text)
                held = []
            held.append(span)
        if held:
            yield _piece(report, section.part, held, text)


def _piece(report: Report, part: Part, held: list[Span], text: str) -> Piece:
    heads = (held[0],) if _is_head(text, held[0]) else ()
    return Piece(report.id, part, held[0][0], tuple(held), heads)


def _is_head(text: str, span: Span) -> bool:
    words = text[slice(*span)]
    return len(words) <= HEAD and not COUNTED.search(words.lstrip("0123456789.、（）()"))


def _bare(text: str, start: int, end: int) -> Span:
    held = text[start:end]
    return start + len(held) - len(held.lstrip()), start + len(held.rstrip())
