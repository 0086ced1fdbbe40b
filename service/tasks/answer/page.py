"""A report as it is searched: its sentences, and the pieces of one matter that they make; cut once
for each version of the library, since neither depends on a question."""

from collections.abc import Iterator
from dataclasses import dataclass

from service.language.words import starting
from service.tasks.sources import MadeReports
from service.tasks.summary.problems import passage
from vectorstore import late
from vectorstore.chunk import own_spans, sentences
from vectorstore.documents import Part, Section
from vectorstore.library import Library

Span = tuple[int, int]

HEAD, HEAD_INSIDE = 34, 14  # letters of a head at the start of a line, and in a paragraph
COUNTED = late.pattern(r"\d[\d.]*(?:%|[\u4e00-\u9fff])")
COMMA = late.pattern(r"[，,；;：:]")
ORDINAL = late.pattern(
    r"(?:[一二三四五六七八九十]{1,3}是|第[一二三四五六七八九十]|[（(]?\d{1,2}[）).、])"
)
FOOTMARK = late.pattern(r"\s*\[\^?\d{1,3}\]\s*[:：]\s*")
HELD = 400  # pages, of some fifty kilobytes each

DONE: frozenset[Part] = frozenset(("review", "review_period", "front", "self"))
PLANNED: frozenset[Part] = frozenset(("plan", "plan_period", "self"))
NEVER: frozenset[Part] = frozenset(("boilerplate",))


@dataclass(frozen=True, slots=True)
class PageSentence:
    """A sentence of a report, in the part of it where it stands."""

    report: str
    start: int
    end: int
    text: str
    part: Part


@dataclass(frozen=True, slots=True)
class PagePiece:
    """Sentences on one matter: a paragraph, parted where a short sentence heads anew (抢占5G产业制
    高点。…). `headed` tells whether the first of them is such a head; `path` is what all stand under."""

    sentences: tuple[PageSentence, ...]
    path: tuple[str, ...]
    headed: bool

    @property
    def part(self) -> Part:
        return self.sentences[0].part

    @property
    def span(self) -> Span:
        return self.sentences[0].start, self.sentences[-1].end

    @property
    def head(self) -> PageSentence | None:
        """The head, where something stands behind it: a heading alone tells nothing."""
        return self.sentences[0] if self.headed and len(self.sentences) > 1 else None


@dataclass(frozen=True, slots=True)
class Page:
    """One report cut for reading: `heads` are where sentences begin that head others, `parents`
    the paths of the sections that have subsections; `lacks` is where the report names its problems."""

    report: str
    text: str
    sections: tuple[Section, ...]
    sentences: tuple[PageSentence, ...]
    pieces: tuple[PagePiece, ...]
    heads: frozenset[int]
    parents: frozenset[tuple[str, ...]]
    lacks: Span = (0, 0)


_pages: MadeReports[Page] = MadeReports(HELD)


def page_of(library: Library, report: str) -> Page:
    """The page of a report, cut at its first use."""
    held = _pages.among(library, [report]).get(report)
    if held is None:
        held = _cut(library, report)
        _pages.keep(library, {report: held})
    return held


def _cut(library: Library, report: str) -> Page:
    text, sections = library.text(report), library.sections(report)
    pieces = tuple(_pieces(report, text, sections))
    return Page(
        report,
        text,
        sections,
        tuple(each for piece in pieces for each in piece.sentences),
        pieces,
        frozenset(piece.span[0] for piece in pieces if piece.headed and _is_heading(piece)),
        frozenset(section.path[:-1] for section in sections),
        passage(text, 0, len(text)) or (0, 0),
    )


def _pieces(report: str, text: str, sections: tuple[Section, ...]) -> Iterator[PagePiece]:
    for section, start, end in own_spans(sections, len(text)):
        held: list[PageSentence] = []
        for left, right in sentences(text, start, end):
            begin, stop = bare(text, left, right)
            if begin >= stop:
                continue
            one = PageSentence(report, begin, stop, text[begin:stop], section.part)
            line = not held or "\n" in text[held[-1].end : begin]
            if held and ((line and not _heads(held)) or _is_head(one, line=False)):
                yield PagePiece(tuple(held), section.path, _is_head(held[0], line=True))
                held = []
            held.append(one)
        if held:
            yield PagePiece(tuple(held), section.path, _is_head(held[0], line=True))


def _is_heading(piece: PagePiece) -> bool:
    """Whether a head tells nothing of itself: it stands above others, or ends as no sentence does."""
    return piece.head is not None or piece.sentences[0].text[-1] not in "。！；"


def _heads(held: list[PageSentence]) -> bool:
    """Whether what is held is a head alone, whose matter stands in the next line."""
    return len(held) == 1 and _is_head(held[0], line=True)


def _is_head(sentence: PageSentence, *, line: bool) -> bool:
    """Whether a sentence heads what follows: short, without a count; inside a paragraph shorter
    still, in one clause, and no deed of its own (建成市滑冰馆。)."""
    line = line or ORDINAL.match(sentence.text) is not None
    words = sentence.text.lstrip("0123456789.、（）()")
    if len(words) > (HEAD if line else HEAD_INSIDE) or COUNTED.search(words):
        return False
    return line or not (COMMA.search(words) or starting("finished").match(words))


def bare(text: str, start: int, end: int) -> Span:
    """A span without the blanks round it, nor the mark of a footnote in front ([^9]:)."""
    held = text[start:end]
    mark = FOOTMARK.match(held)
    begin = mark.end() if mark else len(held) - len(held.lstrip())
    return start + begin, start + len(held.rstrip())
