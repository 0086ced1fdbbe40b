"""Verbatim words: quoted spans of a draft, and lines that are a report's own sentence."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from service.language.measure import Measure
from service.language.measures import measures
from service.shapes import Citation
from service.verify.evidence import DraftEvidence, DraftLine
from vectorstore import late

QUOTED = late.pattern(
    r"“(?P<double>[^“”]*(?:“[^“”]*”[^“”]*)*)”|「(?P<corner>[^「」]*)」"
    r'|"(?P<straight>[^"“”]*(?:“[^“”]*”[^"“”]*)*)"'
)
MARKER = late.pattern(r"\[(\d{1,3})\]")
MARK_OR_QUOTE = late.pattern(r"\[([1-9]\d{0,2})\]|[“”]")
LEAD = (
    r"^(?:\d{{4}}年[，,]?)?{region}(?:\d{{4}}年[，,]?)?(?:政府工作)?(?:报告)?(?:的?（?(?:\d{{4}}年)?"
    r"(?:计划|安排|目标|打算|规划)）?)?(?:原文|提出|指出|显示)?[：:]?"
)
NAME_LENGTH = 8
PADDING = "，。；：、,;: "
SENTENCE_ENDS = "。！？!?\n；;"
CLAUSE_ENDS = "。！？!?\n；;，,、：:”"
FOLDED = str.maketrans("，；：（）％！？．“”「」『』‘’—－–～〜", ',;:()%!?.""""""\'\'-----')


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a draft that stand in a source; `citation` is None where no source holds them.

    `start:end` are of the draft, `at` is the place of the same words in the citation's quote;
    `left_out` are the quote's footnote marks after them that the draft does not print, as
    (place, length). `whole` tells whether they are whole clauses: a fragment proves no number.
    """

    text: str
    start: int
    end: int
    citation: Citation | None
    at: int = 0
    whole: bool = True
    left_out: tuple[tuple[int, int], ...] = ()

    def place(self, offset: int) -> int:
        """Where in the report a character of the draft stands."""
        assert self.citation is not None
        at = self.at + offset - self.start
        for place, length in self.left_out:
            at += length if place <= at else 0
        return self.citation.start + at


@lru_cache(maxsize=2048)
def folded(text: str) -> str:
    """The text with punctuation of one width, character for character."""
    return text.translate(FOLDED)


@lru_cache(maxsize=1024)
def _figures_of(text: str) -> tuple[Measure, ...]:
    return tuple(measures(text))


def marked_by(text: str, replace: Callable[[int], str]) -> str:
    """The text with each of our `[n]` replaced; those inside a quotation are the report's own
    footnotes and stay."""
    if "[" not in text:
        return text
    parts: list[str] = []
    done = depth = 0
    for found in MARK_OR_QUOTE.finditer(text):
        if found[0] in "“”":
            depth = max(0, depth + (1 if found[0] == "“" else -1))
        elif depth == 0:
            parts += [text[done : found.start()], replace(int(found[1]))]
            done = found.end()
    return "".join([*parts, text[done:]])


def written_numbers(text: str) -> tuple[int, ...]:
    """The numbers of our `[n]` in a text, in order."""
    numbers: list[int] = []
    marked_by(text, lambda number: str(numbers.append(number)))
    return tuple(numbers)


def blank_markers(text: str) -> str:
    """The text with `[n]` and the minus sign of a sum replaced, so that offsets stay."""
    return marked_by(text, lambda number: " " * len(f"[{number}]")).replace("−", "，")


def cited_numbers(line: DraftLine) -> tuple[int, ...]:
    """All citations a line names, in its text or beside it, each once."""
    return tuple(dict.fromkeys([*written_numbers(line.text), *line.citations]))


def _places(words: str, quote: str) -> Iterable[int]:
    """Where `words` stand in `quote` without cutting one of its numbers in two."""
    wanted, whole = folded(words), folded(quote)
    start = whole.find(wanted) if wanted else -1
    while start >= 0:
        end = start + len(wanted)
        cut = (f for f in _figures_of(quote) if f.start < end and start < f.end)
        if all(start <= figure.start and figure.end <= end for figure in cut):
            yield start
        start = whole.find(wanted, end)


def _is_whole(words: str, at: int, quote: str, starts: str) -> bool:
    opens = at == 0 or quote[at - 1] in starts
    end = at + len(words)
    return opens and (end == len(quote) or quote[end] in CLAUSE_ENDS)


def quoted(line: DraftLine, evidence: DraftEvidence) -> tuple[Quoted, ...]:
    """Every quoted span with its source; where the line cites, only what it cites is one."""
    cited = set(cited_numbers(line))
    own = [c for c in evidence.citations if not cited or c.n in cited]
    spans: list[Quoted] = []
    for found in QUOTED.finditer(line.text):
        group = str(found.lastgroup)
        lead = len(found[group]) - len(found[group].lstrip(PADDING))
        words = found[group].strip(PADDING)
        start = found.start(group) + lead
        spans.append(_found(words, start, _sources(words, own, evidence.citations)))
    return tuple(spans)


def _sources(words: str, own: Iterable[Citation], known: Iterable[Citation]) -> Iterable[Citation]:
    """A short quoted name (“双碳”) may come from any source given; a quotation must be cited."""
    return known if len(words) <= NAME_LENGTH and not re.search(r"\d", words) else own


def _found(words: str, start: int, sources: Iterable[Citation]) -> Quoted:
    end = start + len(words)
    best: Quoted | None = None
    for source in sources:
        for at in _places(words, source.quote):
            whole = _is_whole(words, at, source.quote, CLAUSE_ENDS)
            if whole:
                return Quoted(words, start, end, source, at)
            best = best or Quoted(words, start, end, source, at, whole=False)
    return best or Quoted(words, start, end, None)


@lru_cache(maxsize=4096)
def _lead_of(region: str) -> re.Pattern[str]:
    return re.compile(LEAD.format(region=re.escape(region)))


def verbatim(line: DraftLine, evidence: DraftEvidence) -> Quoted | None:
    """The whole line as a quotation, where it is whole sentences of a source it cites.

    In front may stand a lead that names the source's region and, if need be, that it is a plan
    (“甲市：”, “甲市2024年计划：”). A fragment of a sentence is not enough: cut from “今年的目标是”
    it would turn a target into a result. The source's footnote marks may be left out.
    """
    cited = set(cited_numbers(line))
    for citation in evidence.citations:
        if citation.n not in cited:
            continue
        lead = _lead_of(citation.region).match(line.text)
        offset = lead.end() if lead else 0
        printed = marked_by(line.text[offset:], lambda _: "")
        for words in (printed.strip(PADDING), printed.strip(PADDING + "“”")):
            found = _sentence(words, line.text.find(words, offset), citation)
            if found is not None:
                return found
    return None


def _sentence(words: str, start: int, citation: Citation) -> Quoted | None:
    """The words as whole sentences of the citation's quote, its footnotes printed or not."""
    if len(words) < 4 or start < 0:
        return None
    for quote, left_out in ((citation.quote, ()), _without_footnotes(citation.quote)):
        for at in _places(words, quote):
            if _is_whole(words, at, quote, SENTENCE_ENDS):
                end = start + len(words)
                return Quoted(words, start, end, citation, at, left_out=left_out)
    return None


@lru_cache(maxsize=2048)
def _without_footnotes(quote: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The quote without its footnote marks, and where in the quote each stood, its length."""
    marks = tuple((found.start(), len(found[0])) for found in MARKER.finditer(quote))
    return MARKER.sub("", quote), marks
